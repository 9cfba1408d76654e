#include "geo/box_tree.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bailiwick::geo {
namespace {

constexpr std::size_t kNodeSize = 16;

double middle_x(const Box& box) { return box.x_low + box.x_high; }
double middle_y(const Box& box) { return box.y_low + box.y_high; }

// Sorts by x into slices, and each slice by y.
void pack(std::vector<std::pair<Box, std::int32_t>>& entries) {
  const auto by_x = [](const auto& a, const auto& b) {
    return std::pair(middle_x(a.first), a.second) < std::pair(middle_x(b.first), b.second);
  };
  const auto by_y = [](const auto& a, const auto& b) {
    return std::pair(middle_y(a.first), a.second) < std::pair(middle_y(b.first), b.second);
  };
  std::sort(entries.begin(), entries.end(), by_x);
  const double leaves = std::ceil(static_cast<double>(entries.size()) / kNodeSize);
  const std::size_t slice = kNodeSize * static_cast<std::size_t>(std::ceil(std::sqrt(leaves)));
  for (std::size_t begin = 0; begin < entries.size(); begin += slice) {
    const std::size_t end = std::min(entries.size(), begin + slice);
    std::sort(entries.begin() + static_cast<std::ptrdiff_t>(begin),
              entries.begin() + static_cast<std::ptrdiff_t>(end), by_y);
  }
}

}  // namespace

void Box::add(double x, double y) { add(Box{x, y, x, y}); }

void Box::add(const Box& other) {
  if (other.is_empty()) return;
  if (is_empty()) {
    *this = other;
    return;
  }
  x_low = std::min(x_low, other.x_low);
  y_low = std::min(y_low, other.y_low);
  x_high = std::max(x_high, other.x_high);
  y_high = std::max(y_high, other.y_high);
}

BoxTree::BoxTree(std::span<const Box> boxes) {
  std::vector<std::pair<Box, std::int32_t>> entries;
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (!boxes[i].is_empty()) entries.emplace_back(boxes[i], static_cast<std::int32_t>(i));
  if (entries.empty()) return;
  pack(entries);
  for (const auto& [box, index] : entries) {
    boxes_.push_back(box);
    order_.push_back(index);
  }
  // One level after the other, each over runs of the one below.
  const auto add_level = [this](std::size_t count, auto box_of) {
    std::vector<Node> level;
    for (std::size_t begin = 0; begin < count; begin += kNodeSize) {
      Node node{.begin = static_cast<std::int32_t>(begin),
                .end = static_cast<std::int32_t>(std::min(count, begin + kNodeSize))};
      for (auto i = static_cast<std::size_t>(node.begin); i < static_cast<std::size_t>(node.end);
           ++i)
        node.box.add(box_of(i));
      level.push_back(node);
    }
    levels_.push_back(std::move(level));
  };
  add_level(boxes_.size(), [this](std::size_t i) { return boxes_[i]; });
  while (levels_.back().size() > 1) {
    const std::vector<Node> below = levels_.back();
    add_level(below.size(), [&below](std::size_t i) { return below[i].box; });
  }
}

void BoxTree::each_touching(const Box& box, const std::function<void(std::int32_t)>& found) const {
  if (levels_.empty() || box.is_empty()) return;
  std::vector<std::pair<std::size_t, std::int32_t>> stack = {{levels_.size() - 1, 0}};
  while (!stack.empty()) {
    const auto [level, index] = stack.back();
    stack.pop_back();
    const Node& node = levels_[level][static_cast<std::size_t>(index)];
    if (!node.box.touches(box)) continue;
    for (std::int32_t i = node.begin; i < node.end; ++i) {
      if (level > 0)
        stack.emplace_back(level - 1, i);
      else if (boxes_[static_cast<std::size_t>(i)].touches(box))
        found(order_[static_cast<std::size_t>(i)]);
    }
  }
}

}  // namespace bailiwick::geo
