#include "engine/territory/bound_tree.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace bailiwick::engine::territory {
namespace {

constexpr std::int32_t kLeafSize = 12;
constexpr std::size_t kDepthLimit = 64;  // of a balanced tree over 32-bit indices

double gap(double x, double low, double high) {
  return x < low ? low - x : (x > high ? x - high : 0.0);
}

double box_chord2(Vec3 q, Vec3 low, Vec3 high) {
  const double dx = gap(q.x, low.x, high.x);
  const double dy = gap(q.y, low.y, high.y);
  const double dz = gap(q.z, low.z, high.z);
  return dx * dx + dy * dy + dz * dz;
}

template <DistanceForm kForm>
struct FixedForm {
  const DistanceRule& rule;
  double reach = 0.0;
  double operator()(double chord2) const { return rule.cost_as<kForm>(chord2, reach); }
};

}  // namespace

BoundTree::BoundTree(std::span<const BoundItem> items, std::vector<std::int32_t> members,
                     bool by_weight)
    : by_weight_(by_weight) {
  members_.reserve(members.size());
  for (const std::int32_t m : members) {
    const BoundItem& item = items[static_cast<std::size_t>(m)];
    const double divisor = by_weight ? item.weight : item.amount;
    assert(divisor > 0.0);
    members_.push_back(
        {item.at, item.weight / divisor, 0.0, divisor, by_weight ? 0.0 : item.amount, m});
  }
  build();
}

void BoundTree::describe(Node& node) const {
  const Member* first = members_.data() + node.first;
  node.low = node.high = first->at;
  node.ratio_min = node.ratio_max = first->ratio;
  for (const Member* m = first; m != first + node.count; ++m) {
    node.low = {std::min(node.low.x, m->at.x), std::min(node.low.y, m->at.y),
                std::min(node.low.z, m->at.z)};
    node.high = {std::max(node.high.x, m->at.x), std::max(node.high.y, m->at.y),
                 std::max(node.high.z, m->at.z)};
    node.ratio_min = std::min(node.ratio_min, m->ratio);
    node.ratio_max = std::max(node.ratio_max, m->ratio);
  }
}

void BoundTree::build() {
  if (members_.empty()) return;
  struct Task {
    std::int32_t first, count, parent;  // parent >= 0: its right child
  };
  std::vector<Task> tasks{{0, static_cast<std::int32_t>(members_.size()), -1}};
  while (!tasks.empty()) {
    const Task task = tasks.back();
    tasks.pop_back();
    const auto index = static_cast<std::int32_t>(nodes_.size());
    if (task.parent >= 0) nodes_[static_cast<std::size_t>(task.parent)].right = index;
    Node node;
    node.first = task.first;
    node.count = task.count;
    describe(node);
    nodes_.push_back(node);
    if (task.count <= kLeafSize) continue;
    const Vec3 size = node.high - node.low;
    double Vec3::*axis = &Vec3::x;
    if (size.y > size.*axis) axis = &Vec3::y;
    if (size.z > size.*axis) axis = &Vec3::z;
    const std::int32_t half = task.count / 2;
    const auto begin = members_.begin() + task.first;
    std::nth_element(begin, begin + half, begin + task.count,
                     [axis](const Member& a, const Member& b) {
                       return a.at.*axis != b.at.*axis ? a.at.*axis < b.at.*axis : a.item < b.item;
                     });
    tasks.push_back({task.first + half, task.count - half, index});
    tasks.push_back({task.first, half, -1});  // taken next: the left child follows its parent
  }
}

std::vector<std::int32_t> BoundTree::order() const {
  std::vector<std::int32_t> items;
  items.reserve(members_.size());
  for (const Member& m : members_) items.push_back(m.item);
  return items;
}

void BoundTree::refresh(std::span<const double> prices) {
  for (Member& m : members_) m.price = prices[static_cast<std::size_t>(m.item)] / m.divisor;
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    Node& node = nodes_[i];
    if (node.right >= 0) {
      node.price_max =
          std::max(nodes_[i + 1].price_max, nodes_[static_cast<std::size_t>(node.right)].price_max);
      continue;
    }
    node.price_max = -kInfinite;
    for (std::int32_t m = node.first; m < node.first + node.count; ++m) {
      node.price_max = std::max(node.price_max, members_[static_cast<std::size_t>(m)].price);
    }
  }
}

template <class Cost>
void BoundTree::gather_with(const Cost& cost, const BoundPlace& place, double limit,
                            std::vector<KnapsackItem>& out) const {
  std::array<std::int32_t, kDepthLimit> stack;
  std::size_t depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    const std::int32_t index = stack[--depth];
    const Node& node = nodes_[static_cast<std::size_t>(index)];
    const double nearest = box_chord2(place.at, node.low, node.high);
    if (nearest > place.chord2_max) continue;
    const double least = cost(nearest);
    const double ratio = least >= 0.0 ? node.ratio_min : node.ratio_max;
    if (ratio * least - node.price_max > limit) continue;
    if (node.right >= 0) {
      stack[depth++] = node.right;
      stack[depth++] = index + 1;
      continue;
    }
    const Member* first = members_.data() + node.first;
    for (const Member* m = first; m != first + node.count; ++m) {
      const double chord2 = squared_distance(m->at, place.at);
      const double key = m->ratio * cost(chord2) - m->price;
      if (key > limit || chord2 > place.chord2_max) continue;
      if (!by_weight_) {
        out.push_back({key, key * m->divisor, m->amount, m->item});
      } else if (key < 0.0) {
        out.push_back({-kInfinite, key * m->divisor, 0.0, m->item});
      }
    }
  }
}

void BoundTree::gather(const DistanceRule& rule, const BoundPlace& place, double limit,
                       std::vector<KnapsackItem>& out) const {
  if (nodes_.empty()) return;
  const double reach = place.reach;
  const double flat = place.flat_cost;
  const auto with = [&](const auto& cost) { gather_with(cost, place, limit, out); };
  if (flat >= 0.0) return with([flat](double) { return flat; });
  // The form is a constant inside each of these, so that the inner loop has no branch for it.
  switch (rule.form) {
    case DistanceForm::kSquared:
      return with(FixedForm<DistanceForm::kSquared>{rule, reach});
    case DistanceForm::kLinear:
      return with(FixedForm<DistanceForm::kLinear>{rule, reach});
    case DistanceForm::kArcSquared:
      return with(FixedForm<DistanceForm::kArcSquared>{rule, reach});
    case DistanceForm::kArc:
      return with(FixedForm<DistanceForm::kArc>{rule, reach});
    case DistanceForm::kSquaredToAxis:
      return with(FixedForm<DistanceForm::kSquaredToAxis>{rule, reach});
    case DistanceForm::kLinearToAxis:
      return with(FixedForm<DistanceForm::kLinearToAxis>{rule, reach});
  }
}

}  // namespace bailiwick::engine::territory
