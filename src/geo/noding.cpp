#include "geo/noding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "base/decimal.hpp"
#include "geo/box_tree.hpp"

namespace bailiwick::geo {
namespace {

constexpr std::size_t kSegmentsAskedEvery = 1'024;
constexpr double kCrossed = 0.5;  // the share of the work that is looking for crossings

// Whole numbers, so that products are exact.
struct Node {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend auto operator<=>(const Node&, const Node&) = default;
};
struct Stretch {
  Node a;  // < b
  Node b;
  friend auto operator<=>(const Stretch&, const Stretch&) = default;
};

Node node_of(PlanePoint p) {
  return {static_cast<std::int64_t>(p.x_m), static_cast<std::int64_t>(p.y_m)};
}
PlanePoint point_of(Node node) {
  return {static_cast<double>(node.x), static_cast<double>(node.y)};
}

Box box_around(const Stretch& edge, double margin) {
  Box box;
  for (const Node node : {edge.a, edge.b})
    box.add({static_cast<double>(node.x) - margin, static_cast<double>(node.y) - margin,
             static_cast<double>(node.x) + margin, static_cast<double>(node.y) + margin});
  return box;
}

// Twice the area of the triangle, positive where p lies left of the way from a to b.
Int128 turn(Node a, Node b, Node p) {
  return Int128{b.x - a.x} * (p.y - a.y) - Int128{b.y - a.y} * (p.x - a.x);
}
int sign(Int128 value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

// numerator / denominator (> 0), to the nearest whole number, halves upwards: into the square that includes them.
std::int64_t nearest_whole(Int128 numerator, Int128 denominator) {
  const Int128 twice = 2 * numerator + denominator;
  const Int128 whole = twice / (2 * denominator);
  return static_cast<std::int64_t>(twice < 0 && whole * 2 * denominator != twice ? whole - 1
                                                                                 : whole);
}

// Where two edges cross inside of both, rounded. What only touches does so at an end, which is a hot point anyway.
std::optional<Node> crossing(const Stretch& one, const Stretch& other) {
  const Int128 a = turn(other.a, other.b, one.a);
  const Int128 b = turn(other.a, other.b, one.b);
  if (sign(a) * sign(b) >= 0) return std::nullopt;
  if (sign(turn(one.a, one.b, other.a)) * sign(turn(one.a, one.b, other.b)) >= 0)
    return std::nullopt;
  // At a / (a - b) of the way; the parts of the way have 33 bits, a and b 67.
  const Int128 part = a < 0 ? -a : a;
  const Int128 whole = a < b ? b - a : a - b;
  return Node{one.a.x + nearest_whole(part * (one.b.x - one.a.x), whole),
              one.a.y + nearest_whole(part * (one.b.y - one.a.y), whole)};
}

// Whether an edge passes through the square around a node, reckoned in half steps.
bool does_pass(const Stretch& edge, Node node) {
  const Node a{2 * edge.a.x, 2 * edge.a.y};
  const Node b{2 * edge.b.x, 2 * edge.b.y};
  const Node low{2 * node.x - 1, 2 * node.y - 1};
  const Node high{2 * node.x + 1, 2 * node.y + 1};
  if (a.x >= high.x || b.x < low.x) return false;
  if (std::min(a.y, b.y) >= high.y || std::max(a.y, b.y) < low.y) return false;
  if (a.x == b.x || a.y == b.y) return true;
  const bool is_rising = a.y < b.y;
  const int upper_left = sign(turn(a, b, {low.x, high.y}));
  if (upper_left == 0) return !is_rising;
  const int upper_right = sign(turn(a, b, high));
  if (upper_right == 0) return is_rising;
  if (upper_left != upper_right) return true;
  const int lower_left = sign(turn(a, b, low));
  if (lower_left == 0 || lower_left != upper_left) return true;
  const int lower_right = sign(turn(a, b, {high.x, low.y}));
  if (lower_right == 0) return !is_rising;
  return lower_right != lower_left;
}

template <class T>
void make_unique(std::vector<T>& all) {
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
}

class Noder {
 public:
  Noder(std::span<const Segment> segments, const std::function<bool(double)>& go_on)
      : go_on_(go_on) {
    edges_.reserve(segments.size());
    for (const Segment& segment : segments) add(edges_, node_of(segment.a), node_of(segment.b));
    make_unique(edges_);
  }

  std::optional<std::vector<Segment>> run() {
    if (!find_hot() || !cut()) return std::nullopt;
    std::vector<Segment> segments;
    segments.reserve(parts_.size());
    for (const Stretch& part : parts_) segments.push_back({point_of(part.a), point_of(part.b)});
    return segments;
  }

 private:
  static void add(std::vector<Stretch>& edges, Node a, Node b) {
    if (a != b) edges.push_back({std::min(a, b), std::max(a, b)});
  }

  bool goes_on(std::size_t edge, double begin) const {
    const double share = static_cast<double>(edge) / static_cast<double>(edges_.size());
    return edge % kSegmentsAskedEvery != 0 || go_on_(begin + kCrossed * share);
  }

  bool find_hot() {
    std::vector<Box> boxes;
    boxes.reserve(edges_.size());
    for (const Stretch& edge : edges_) boxes.push_back(box_around(edge, 0.0));
    const BoxTree tree(boxes);
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (!goes_on(i, 0.0)) return false;
      hot_.push_back(edges_[i].a);
      hot_.push_back(edges_[i].b);
      tree.each_touching(boxes[i], [&](std::int32_t other) {
        const auto j = static_cast<std::size_t>(other);
        if (j <= i) return;
        if (const auto node = crossing(edges_[i], edges_[j])) hot_.push_back(*node);
      });
    }
    make_unique(hot_);
    return true;
  }

  bool cut() {
    std::vector<Box> boxes;
    boxes.reserve(hot_.size());
    for (const Node node : hot_) boxes.push_back(box_around({node, node}, 0.0));
    const BoxTree tree(boxes);
    std::vector<Node> passed;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (!goes_on(i, kCrossed)) return false;
      const Stretch& edge = edges_[i];
      passed.clear();
      tree.each_touching(box_around(edge, 1.0), [&](std::int32_t hot) {
        const Node node = hot_[static_cast<std::size_t>(hot)];
        if (does_pass(edge, node)) passed.push_back(node);
      });
      const auto along = [&edge](Node node) {
        return std::tuple(Int128{node.x - edge.a.x} * (edge.b.x - edge.a.x) +
                              Int128{node.y - edge.a.y} * (edge.b.y - edge.a.y),
                          node);
      };
      std::ranges::sort(passed, [&](Node a, Node b) { return along(a) < along(b); });
      for (std::size_t p = 1; p < passed.size(); ++p) add(parts_, passed[p - 1], passed[p]);
    }
    make_unique(parts_);
    return true;
  }

  const std::function<bool(double)>& go_on_;
  std::vector<Stretch> edges_;
  std::vector<Node> hot_;
  std::vector<Stretch> parts_;
};

}  // namespace

std::optional<std::vector<Segment>> noded(std::span<const Segment> segments,
                                          const std::function<bool(double)>& go_on) {
  return Noder(segments, go_on).run();
}

}  // namespace bailiwick::geo
