// Finds the boxes that touch a box, among many that do not move: a packed R-tree.
//
// S. T. Leutenegger, M. A. Lopez and J. Edgington, "STR: a simple and efficient algorithm for R-tree packing", 1997,
// doi:10.1109/ICDE.1997.582015. Boxes hold their borders. Built in O(n log n), a question takes O(log n + answers) on ordinary data; deterministic.
// Pure values; questions are thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace bailiwick::geo {

// Empty where x_low > x_high.
struct Box {
  double x_low = 1.0;
  double y_low = 1.0;
  double x_high = 0.0;
  double y_high = 0.0;

  [[nodiscard]] bool is_empty() const { return x_low > x_high; }
  [[nodiscard]] bool touches(const Box& other) const {
    return x_low <= other.x_high && other.x_low <= x_high && y_low <= other.y_high &&
           other.y_low <= y_high;
  }
  // Grows until it holds the point, or the other box.
  void add(double x, double y);
  void add(const Box& other);
};

class BoxTree {
 public:
  // Empty boxes are never found.
  explicit BoxTree(std::span<const Box> boxes);
  // Calls `found` with the index of every box that touches `box`, in no particular but always the same order.
  void each_touching(const Box& box, const std::function<void(std::int32_t)>& found) const;

 private:
  struct Node {
    Box box = {};
    std::int32_t begin = 0;  // of the level below, or of order_
    std::int32_t end = 0;
  };
  std::vector<Box> boxes_;                 // those that are not empty, packed
  std::vector<std::int32_t> order_;        // the index of each of them
  std::vector<std::vector<Node>> levels_;  // the lowest first; the last has one node
};

}  // namespace bailiwick::geo
