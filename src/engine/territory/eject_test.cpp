// Goal: the last imbalances leave through territories that can spare nothing themselves, in every measure at once, and nothing gets worse.
// Method: strips drawn small enough to see the chain, and random worlds judged by plain sums.
#include "engine/territory/eject.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

struct Ejected {
  bool is_changed = false;
  std::vector<std::int32_t> label;
};

Ejected ejected(const Problem& problem, const std::vector<std::int32_t>& label) {
  const Instance instance = make_instance(problem, problem.k_max);
  Piece piece = workbench::piece_of(instance, label);
  Boundary boundary;
  const bool is_changed = eject(piece, boundary);
  return {is_changed, piece.label};
}

// One row of units that weigh 1.
Problem row_of_units(const std::string& map, std::int32_t k, double tolerance) {
  Problem problem = ascii::world_of(map);
  problem.k_min = problem.k_max = k;
  problem.balance = {ascii::rule({.tolerance = tolerance})};
  return problem;
}

TEST(Eject, FetchesWhatNoNeighbourCanSpare) {
  const std::string map = "ABBCCDDEEEE";
  // 2 or 3 units each.
  const Ejected result = ejected(row_of_units(map, 5, 0.4), ascii::plan_of(map).territory_of);
  EXPECT_TRUE(result.is_changed);
  EXPECT_EQ(result.label, ascii::plan_of("AABBCCDDEEE").territory_of);
}

// 4 to 6 units each, with 2 to 4 beds. The middle has just 2, so that what it gives it must get back.
TEST(Eject, KeepsEveryMeasureOfTheTerritoriesBetween) {
  const std::string map =
      "ABBCC\n"
      "ABBCC\n"
      "ABBCC";
  Problem problem = ascii::world_of(map);
  problem.k_min = problem.k_max = 3;
  problem.balance = {ascii::rule({.tolerance = 0.21})};
  Measure beds;
  beds.name = "beds";
  beds.values = {0, 0, 1, 0, 2, 0, 1, 0, 1, 0, 2, 0, 0, 1, 0};
  problem.measures.push_back(beds);
  problem.balance.push_back(ascii::rule({.measure = 1, .tolerance = 0.6}));
  const std::vector<std::int32_t> label = ascii::plan_of(map).territory_of;
  const Ejected result = ejected(problem, label);
  ASSERT_TRUE(result.is_changed);
  std::vector<std::int64_t> units(3, 0);
  std::vector<std::int64_t> sums(3, 0);
  for (std::size_t u = 0; u < result.label.size(); ++u) {
    ++units[at(result.label[u])];
    sums[at(result.label[u])] += beds.values[u];
  }
  for (std::size_t t = 0; t < 3; ++t) {
    EXPECT_GE(units[t], 4);
    EXPECT_LE(units[t], 6);
    EXPECT_GE(sums[t], 2);
    EXPECT_LE(sums[t], 4);
  }
  EXPECT_TRUE(workbench::is_whole(problem.adjacency, result.label, 3));
}

TEST(Eject, LeavesAloneWhatIsWithinOrCannotBeMended) {
  const std::string even = "AABBCC";
  EXPECT_FALSE(ejected(row_of_units(even, 3, 0.2), ascii::plan_of(even).territory_of).is_changed);
  Problem locked = row_of_units("ABBCCC", 3, 0.2);
  locked.locks = {{1, 1}, {2, 1}};
  const std::vector<std::int32_t> label = ascii::plan_of("ABBCCC").territory_of;
  const Ejected result = ejected(locked, label);
  EXPECT_FALSE(result.is_changed);
  EXPECT_EQ(result.label, label);
}

// A label's violations by plain sums, rule by rule.
std::vector<double> violations_by_sums(const Instance& instance,
                                       const std::vector<std::int32_t>& label) {
  const auto rules = at(instance.form.rules);
  std::vector<double> violations;
  for (std::int32_t t = 0; t < instance.k; ++t) {
    double violation = 0.0;
    for (std::size_t r = 0; r < rules; ++r) {
      std::int64_t sum = 0;
      for (std::size_t a = 0; a < at(instance.n); ++a)
        sum += label[a] == t ? instance.amounts[a * rules + r] : 0;
      violation += violation_of(instance.form, instance.windows_of(t)[r], sum);
    }
    violations.push_back(violation);
  }
  return violations;
}

TEST(Eject, WorsensNoTerritoryAndBreaksNone) {
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const workbench::Features features{.rows = 4 + draw(rng, 6),
                                       .columns = 4 + draw(rng, 6),
                                       .k = 3 + draw(rng, 4),
                                       .tolerance = 0.1 + 0.05 * draw(rng, 6)};
    Problem problem = workbench::grid_problem(rng, features);
    Measure second;
    second.name = "second";
    for (UnitIndex u = 0; u < problem.unit_count(); ++u) second.values.push_back(draw(rng, 3));
    problem.measures.push_back(second);
    problem.balance.push_back(ascii::rule({.measure = 1, .tolerance = 0.3}));
    const auto label = workbench::random_growth(problem.adjacency, features.k, rng);
    if (rng.below(2) == 0) workbench::lock_some(problem, label, 8, rng);
    const Instance instance = make_instance(problem, problem.k_max);
    const Ejected result = ejected(problem, label);
    const auto before = violations_by_sums(instance, label);
    const auto after = violations_by_sums(instance, result.label);
    double gain = 0.0;
    for (std::size_t t = 0; t < before.size(); ++t) {
      EXPECT_LE(after[t], before[t] + 1e-9) << "territory " << t;
      gain += before[t] - after[t];
    }
    EXPECT_EQ(result.is_changed, gain > 1e-12);
    EXPECT_EQ(result.is_changed, result.label != label);
    EXPECT_TRUE(workbench::is_whole(problem.adjacency, result.label, features.k));
    EXPECT_TRUE(workbench::keeps_locks(instance, result.label));
    EXPECT_EQ(result.label, ejected(problem, label).label);
    changed += result.is_changed ? 1 : 0;
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(changed, 100);
}

}  // namespace
}  // namespace bailiwick::engine::territory
