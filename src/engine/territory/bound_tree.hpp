// Finds the items that are cheap to take from a place, without looking at the others.
//
// The key of item i at place q is (weight_i * cost(|at_i - q|) - price_i) / divisor_i. A k-d tree (J. Bentley, 1975,
// doi:10.1145/361002.361007) whose nodes know their box, the range of weight / divisor and the greatest
// price / divisor gives every item whose key is at most a limit: a branch is only left out when no item in it can
// be that cheap, so nothing is ever pruned that a knapsack could want. Thread-safe while reading.
// Building O(n log n), refresh O(n), gather O(found + boundary).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/bound_distance.hpp"
#include "engine/territory/bound_knapsack.hpp"
#include "engine/territory/bound_relaxation.hpp"

namespace bailiwick::engine::territory {

// Where a knapsack stands.
struct BoundPlace {
  Vec3 at;
  double reach = 0.0;             // see DistanceRule
  double chord2_max = kInfinite;  // no item beyond
  double flat_cost = -1.0;        // not negative: every item costs this, wherever it is
};

class BoundTree {
 public:
  // The members' divisor is their amount, or their weight where `by_weight`.
  BoundTree(std::span<const BoundItem> items, std::vector<std::int32_t> members, bool by_weight);

  // `prices`: one an item of the span given above.
  void refresh(std::span<const double> prices);

  // The item of each member, ordered so that neighbours in the list are neighbours in space.
  [[nodiscard]] std::vector<std::int32_t> order() const;

  // Appends every member with key <= limit (or < where the divisor is the weight: then amount 0, key -infinity).
  void gather(const DistanceRule& rule, const BoundPlace& place, double limit,
              std::vector<KnapsackItem>& out) const;

 private:
  struct Node {
    Vec3 low, high;
    double ratio_min = 0.0, ratio_max = 0.0;  // weight / divisor
    double price_max = 0.0;                   // price / divisor
    std::int32_t first = 0, count = 0;        // of members
    std::int32_t right = -1;                  // its left child follows it; -1: a leaf
  };
  struct Member {
    Vec3 at;
    double ratio = 0.0;
    double price = 0.0;
    double divisor = 0.0;
    double amount = 0.0;
    std::int32_t item = -1;
  };
  void build();
  template <class Cost>
  void gather_with(const Cost& cost, const BoundPlace& place, double limit,
                   std::vector<KnapsackItem>& out) const;
  void describe(Node& node) const;

  bool by_weight_ = false;
  std::vector<Member> members_;
  std::vector<Node> nodes_;  // parents before children
};

}  // namespace bailiwick::engine::territory
