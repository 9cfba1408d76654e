// Goal: what the solver says of its own plan is what the checker says. Method: random worlds and random plans, good and
// bad, given to both; they share no code.
#include "engine/territory/audit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/territory/ascii_world_random.hpp"
#include "engine/territory/check.hpp"
#include "engine/territory/validate.hpp"
#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;

Partition random_partition(const Instance& instance, Rng& rng) {
  std::vector<TerritoryIndex> territory_of(at(instance.n));
  for (TerritoryIndex& t : territory_of) t = workbench::draw(rng, instance.k);
  LocalIndex index;
  return make_partition(instance, std::move(territory_of), index);
}

// Violations of the rules that speak of these demands.
std::int64_t count_of(const Report& report, std::initializer_list<std::string_view> rules) {
  return std::count_if(report.violations.begin(), report.violations.end(), [&](const Error& error) {
    return std::find(rules.begin(), rules.end(), error.rule) != rules.end();
  });
}

// Calls f(problem, instance, partition, report) for random plans of random worlds of which `wanted` holds.
template <class Wanted, class F>
int judge_random_plans(std::uint64_t worlds, Wanted&& wanted, F&& f) {
  int judged = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    const Problem problem = ascii::RandomWorld(seed).make(12);
    if (!wanted(problem) || !validate(problem).empty()) continue;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Instance instance = make_instance(problem, problem.k_max);
    Rng rng(seed);
    for (int plan = 0; plan < 3; ++plan) {
      const Partition partition = random_partition(instance, rng);
      f(problem, instance, partition, *check(problem, to_plan(instance, partition)));
      ++judged;
    }
    if (::testing::Test::HasFailure()) return judged;
  }
  return judged;
}

double total_weight(const Problem& problem) {
  double total = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) total += weight_of(problem, u);
  return total;
}

TEST(Audit, StatesTheCostOfCentroidFormsAsTheCheckerDoes) {
  const auto wanted = [](const Problem& problem) {
    return problem.centre == CentreKind::kCentroid && problem.must_link.empty() &&
           total_weight(problem) > 0.0;
  };
  const int judged =
      judge_random_plans(1500, wanted,
                         [](const Problem&, const Instance& instance, const Partition& partition,
                            const Report& report) {
                           const CostParts mine = cost_parts_of(instance, partition);
                           const double allowed = 1e-6 * (1.0 + report.cost.total());
                           EXPECT_NEAR(mine.compactness, report.cost.compactness, allowed);
                           EXPECT_NEAR(mine.soft_balance, report.cost.soft_balance, allowed);
                           EXPECT_NEAR(mine.disruption, report.cost.disruption, allowed);
                           EXPECT_NEAR(mine.preference, report.cost.preference, allowed);
                           EXPECT_NEAR(mine.territories, report.cost.territories, allowed);
                         });
  EXPECT_GT(judged, 300);
}

TEST(Audit, CountsViolationsAsTheCheckerDoes) {
  const auto wanted = [](const Problem& problem) { return problem.must_link.empty(); };
  const int judged = judge_random_plans(
      1500, wanted,
      [](const Problem& problem, const Instance& instance, const Partition& partition,
         const Report& report) {
        const Violations mine = violations_of(instance, partition);
        EXPECT_EQ(mine.empty, count_of(report, {"T051"}));
        EXPECT_EQ(mine.balance, count_of(report, {"T052"}));
        EXPECT_EQ(mine.fragments, problem.is_contiguous ? report.fragments : 0);
        EXPECT_EQ(mine.disruption_excess > 0.0, count_of(report, {"T060"}) > 0);
        const bool is_empty =
            mine.empty > 0;  // the checker does not ask an empty territory for its centre
        EXPECT_TRUE(is_empty ||
                    (mine.rules > 0) == (count_of(report, {"T054", "T055", "T059"}) > 0));
        const bool is_unit =
            problem.centre == CentreKind::kUnit;  // whose best centre the solver only seeks
        EXPECT_TRUE(is_unit || mine.radius == count_of(report, {"T057"}));
      });
  EXPECT_GT(judged, 600);
}

TEST(Audit, FindsNothingInAPlanThatMeetsEverything) {
  Problem problem = ascii::world_of("AABB\nAABB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  problem.locks = {{0, 0}};
  problem.radius_max_km = 1.0;
  const Instance instance = make_instance(problem, 2);
  LocalIndex index;
  const auto partition = make_partition(instance, ascii::plan_of("AABB\nAABB").territory_of, index);
  EXPECT_TRUE(violations_of(instance, partition).none());
}

}  // namespace
}  // namespace bailiwick::engine::territory
