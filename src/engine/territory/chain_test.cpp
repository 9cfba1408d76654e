// Goal: imbalances travel through territories that are themselves in balance, and nothing else is harmed.
// Method: strips and grids drawn small enough to see where the surplus must go.
#include "engine/territory/chain.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/territory/ascii_world.hpp"
#include "graph/components.hpp"

namespace bailiwick::engine::territory {
namespace {

// A strip of `columns` x 2 units of load 1, balanced to within one unit.
Problem strip(std::int32_t columns, std::int32_t k) {
  Problem problem;
  const std::int32_t n = 2 * columns;
  problem.surface = geo::Surface::kPlane;
  problem.measures.push_back(
      {"load", 0, std::vector<std::int64_t>(static_cast<std::size_t>(n), 1)});
  std::vector<graph::Edge> edges;
  for (std::int32_t u = 0; u < n; ++u) {
    problem.unit_ids.push_back(std::to_string(u));
    problem.positions.push_back({1000 * (u / 2), 1000 * (u % 2), 0});
    if (u % 2 == 0) edges.emplace_back(u, u + 1);
    if (u + 2 < n) edges.emplace_back(u, u + 2);
  }
  problem.adjacency = graph::Csr::from_edges(n, edges);
  problem.k_min = problem.k_max = k;
  BalanceRule rule;
  rule.tolerance = 1.01 * k / n;
  problem.balance.push_back(rule);
  return problem;
}

// Territories of the strip from left to right with these numbers of units.
Partition partition_of(const Instance& instance, const std::vector<std::int32_t>& sizes) {
  std::vector<TerritoryIndex> territory_of;
  for (std::size_t t = 0; t < sizes.size(); ++t) {
    territory_of.insert(territory_of.end(), static_cast<std::size_t>(sizes[t]),
                        static_cast<TerritoryIndex>(t));
  }
  LocalIndex index;
  return make_partition(instance, territory_of, index);
}

TEST(Chain, CarriesASurplusThroughTerritoriesThatAreFull) {
  const Problem problem = strip(15, 3);  // target 10, allowed 9 .. 11
  const Instance instance = make_instance(problem, 3);
  Partition partition = partition_of(instance, {14, 10, 6});
  ASSERT_GT(total_score(partition).violation, 0.0);
  EXPECT_TRUE(rebalance(instance, partition));
  EXPECT_DOUBLE_EQ(total_score(partition).violation, 0.0);
  const auto pieces =
      graph::pieces_by_label(instance.adjacency, partition.territory_of, instance.k);
  EXPECT_EQ(pieces, (std::vector<std::int32_t>{1, 1, 1}));
}

TEST(Chain, FetchesWhatATerritoryLacks) {
  const Problem problem = strip(20, 4);  // target 10
  const Instance instance = make_instance(problem, 4);
  Partition partition = partition_of(instance, {6, 11, 11, 12});
  EXPECT_TRUE(rebalance(instance, partition));
  EXPECT_DOUBLE_EQ(total_score(partition).violation, 0.0);
}

TEST(Chain, LeavesABalancedPlanAlone) {
  const Problem problem = strip(15, 3);
  const Instance instance = make_instance(problem, 3);
  Partition partition = partition_of(instance, {10, 9, 11});
  const std::vector<TerritoryIndex> before = partition.territory_of;
  EXPECT_FALSE(rebalance(instance, partition));
  EXPECT_EQ(partition.territory_of, before);
}

TEST(Chain, NeverMovesALockedUnit) {
  Problem problem = strip(15, 3);
  for (UnitIndex u = 0; u < 14; ++u) problem.locks.emplace_back(u, 0);
  const Instance instance = make_instance(problem, 3);
  Partition partition = partition_of(instance, {14, 10, 6});
  rebalance(instance, partition);
  for (std::size_t u = 0; u < 14; ++u) EXPECT_EQ(partition.territory_of[u], 0);
}

// A world of digits with territories as drawn, each to hold the mean within `tolerance`; rebalanced. The drawing after it.
std::string rebalanced(std::string_view loads, std::string_view drawing, double tolerance) {
  Problem problem = ascii::world_of(loads, loads);
  const Plan plan = ascii::plan_of(drawing);
  problem.k_min = problem.k_max = plan.k;
  problem.balance.push_back({});
  problem.balance.back().tolerance = tolerance;
  const Instance instance = make_instance(problem, plan.k);
  LocalIndex index;
  Partition partition = make_partition(instance, plan.territory_of, index);
  EXPECT_GT(total_score(partition).violation, 0.0);
  EXPECT_TRUE(rebalance(instance, partition));
  EXPECT_DOUBLE_EQ(total_score(partition).violation, 0.0);
  const auto pieces =
      graph::pieces_by_label(instance.adjacency, partition.territory_of, instance.k);
  EXPECT_EQ(pieces, std::vector<std::int32_t>(static_cast<std::size_t>(plan.k), 1));
  std::string after;
  std::size_t unit = 0;
  for (const char mark : drawing)
    after += mark == '\n' ? mark : static_cast<char>('A' + partition.territory_of[unit++]);
  return after;
}

TEST(Chain, ExchangesUnitsWhereAWholeOneIsTooMuch) {
  // 32 and 28: only a 7 for a 5 helps.
  const std::string after = rebalanced("9759\n9759", "AABB\nAABB", 1.01 / 30);
  EXPECT_TRUE(after == "ABBB\nAAAB" || after == "AAAB\nABBB") << after;
}

TEST(Chain, ExchangesOneForTwo) {
  // 39 and 35: an 8 for two 3s.
  const std::string after = rebalanced("5839\n5839\n5838", "AABB\nAABB\nAABB", 1.01 / 37);
  EXPECT_TRUE(after == "ABBB\nAAAB\nAAAB" || after == "AAAB\nAAAB\nABBB") << after;
}

TEST(Chain, GoesAroundABorderThatNothingCanCross) {
  // A has 9 and B 5; the 5 and the 4 between them cannot move. C has no room, but passes on.
  EXPECT_EQ(rebalanced("2541\n2620", "AABB\nACCB", 0.1), "AABB\nCCBB");
}

TEST(Chain, WithoutRulesThereIsNothingToDo) {
  Problem problem = strip(6, 2);
  problem.balance.clear();
  const Instance instance = make_instance(problem, 2);
  Partition partition = partition_of(instance, {10, 2});
  EXPECT_FALSE(rebalance(instance, partition));
}

}  // namespace
}  // namespace bailiwick::engine::territory
