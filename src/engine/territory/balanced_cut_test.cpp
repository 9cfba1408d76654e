// Goal: one cut divides several measures in the ratio of whole territories, and both sides hold together.
// Method: random grids whose measures are spread differently; the judge counts the sides itself.
#include "engine/territory/balanced_cut.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "engine/territory/instance.hpp"
#include "graph/components.hpp"

namespace bailiwick::engine::territory {
namespace {

constexpr std::int32_t kSide = 30;

// A grid whose first measure is even, whose second lies in the west and whose third lies in the south.
Problem tilted_grid() {
  Problem problem;
  problem.surface = geo::Surface::kPlane;
  problem.measures = {{"even", 0, {}}, {"west", 0, {}}, {"south", 0, {}}};
  std::vector<graph::Edge> edges;
  for (std::int32_t u = 0; u < kSide * kSide; ++u) {
    const std::int32_t x = u % kSide;
    const std::int32_t y = u / kSide;
    problem.unit_ids.push_back(std::to_string(u));
    problem.positions.push_back({1000 * x, 1000 * y, 0});
    problem.measures[0].values.push_back(10);
    problem.measures[1].values.push_back(kSide - x);
    problem.measures[2].values.push_back(2 * (kSide - y));
    if (x + 1 < kSide) edges.emplace_back(u, u + 1);
    if (y + 1 < kSide) edges.emplace_back(u, u + kSide);
  }
  problem.adjacency = graph::Csr::from_edges(kSide * kSide, edges);
  problem.k_min = problem.k_max = 4;
  for (std::int32_t m = 0; m < 3; ++m) {
    BalanceRule rule;
    rule.measure = m;
    rule.tolerance = 0.05;
    problem.balance.push_back(rule);
  }
  return problem;
}

struct Cut {
  Piece piece;
  BalancedCut found;
};

Cut cut_whole(const Instance& instance, std::uint64_t seed) {
  Cut cut;
  std::vector<std::int32_t> atoms(static_cast<std::size_t>(instance.n));
  std::iota(atoms.begin(), atoms.end(), 0);
  LocalIndex index;
  extract(instance, atoms, index, cut.piece);
  cut.piece.k = 2;
  cut.piece.labels.assign(2, Label{});
  for (Label& label : cut.piece.labels) label.windows = instance.windows_of(0);
  Rng rng(seed);
  SplitScratch scratch;
  cut.found = find_balanced_cut(
      cut.piece, {.territories = instance.k, .windows = instance.windows_of(0)}, rng, scratch);
  return cut;
}

TEST(BalancedCut, DividesThreeMeasuresAtOnceAndKeepsBothSidesConnected) {
  const Problem problem = tilted_grid();
  const Instance instance = make_instance(problem, 4);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Cut cut = cut_whole(instance, seed);
    ASSERT_GT(cut.found.left_count, 0);
    EXPECT_LE(cut.found.strain, 1.0) << "seed " << seed;
    const auto pieces = graph::pieces_by_label(instance.adjacency, cut.found.label, 2);
    EXPECT_EQ(pieces, (std::vector<std::int32_t>{1, 1})) << "seed " << seed;
    for (const Measure& measure : problem.measures) {
      double left = 0.0;
      double total = 0.0;
      for (std::size_t u = 0; u < measure.values.size(); ++u) {
        total += static_cast<double>(measure.values[u]);
        if (cut.found.label[u] == 0) left += static_cast<double>(measure.values[u]);
      }
      const double share = static_cast<double>(cut.found.left_count) / instance.k;
      EXPECT_NEAR(left / total / share, 1.0, 0.05) << measure.name << ", seed " << seed;
    }
  }
}

TEST(BalancedCut, TheSameSeedGivesTheSameCut) {
  const Problem problem = tilted_grid();
  const Instance instance = make_instance(problem, 4);
  EXPECT_EQ(cut_whole(instance, 7).found.label, cut_whole(instance, 7).found.label);
}

TEST(BalancedCut, GivesEverySideAtLeastAsManyUnitsAsTerritories) {
  Problem problem = tilted_grid();
  problem.k_min = problem.k_max = 450;
  for (BalanceRule& rule : problem.balance) rule.tolerance = 3.0;
  const Instance instance = make_instance(problem, 450);
  const Cut cut = cut_whole(instance, 3);
  ASSERT_GT(cut.found.left_count, 0);
  const auto left = std::count(cut.found.label.begin(), cut.found.label.end(), 0);
  EXPECT_GE(left, cut.found.left_count);
  EXPECT_GE(instance.n - left, 450 - cut.found.left_count);
}

}  // namespace
}  // namespace bailiwick::engine::territory
