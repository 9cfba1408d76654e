// Goal: of the territories it knows, the pool makes the best plan there is, and none that is not one. Method: on tiny maps it is given every
// territory there can be, and its plan is compared with the best of all plans; on larger ones its plan is judged from scratch.
#include "engine/territory/combine.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "engine/territory/check.hpp"
#include "engine/territory/exact_reference.hpp"
#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

constexpr double kAny = std::numeric_limits<double>::infinity();
const Budget kEnough = Budget::iterations(0);

std::vector<std::int32_t> label_of(AtomSet set, std::int32_t n) {
  std::vector<std::int32_t> label(at(n), 0);
  for (std::int32_t a = 0; a < n; ++a) label[at(a)] = set.has(a) ? 1 : 0;
  return label;
}

// Every connected set of atoms.
std::vector<AtomSet> all_territories(const Instance& instance) {
  std::vector<AtomSet> sets;
  for (std::uint64_t bits = 1; bits < (std::uint64_t{1} << at(instance.n)); ++bits) {
    const AtomSet set{.low = bits};
    if (workbench::parts_of(instance.adjacency, label_of(set, instance.n), 1) == 1)
      sets.push_back(set);
  }
  return sets;
}

std::vector<AtomSet> sets_of(const std::vector<std::int32_t>& label, std::int32_t k) {
  std::vector<AtomSet> sets(at(k));
  for (std::size_t a = 0; a < label.size(); ++a)
    sets[at(label[a])].flip(static_cast<std::int32_t>(a));
  return sets;
}

TEST(AtomSet, HoldsAtomsOnBothSidesOf64) {
  AtomSet set;
  for (const std::int32_t a : {0, 63, 64, 127}) set.flip(a);
  EXPECT_EQ(set.size(), 4);
  EXPECT_TRUE(set.has(63) && set.has(64) && !set.has(62) && !set.has(65));
  AtomSet other;
  other.flip(65);
  EXPECT_FALSE(set.meets(other));
  other.flip(127);
  EXPECT_TRUE(set.meets(other));
  EXPECT_EQ((set | other).size(), 5);
  set.flip(0);
  EXPECT_FALSE(set.has(0));
}

TEST(TerritoryPool, SuitsSmallMapsOfTerritoriesThatAreAlike) {
  Rng rng(1);
  const Problem plain = workbench::grid_problem(rng, {.rows = 8, .columns = 16, .k = 4});
  EXPECT_TRUE(TerritoryPool::suits(make_instance(plain, 4)));
  EXPECT_FALSE(TerritoryPool::suits(make_instance(plain, 1)));
  const Problem large = workbench::grid_problem(rng, {.rows = 3, .columns = 43, .k = 4});
  EXPECT_FALSE(TerritoryPool::suits(make_instance(large, 4)));
  Problem locked = plain;
  locked.locks.emplace_back(3, 1);
  EXPECT_FALSE(TerritoryPool::suits(make_instance(locked, 4)));
  Problem shared = plain;
  shared.balance[0].shares = {1, 1, 1, 2};
  EXPECT_FALSE(TerritoryPool::suits(make_instance(shared, 4)));
}

TEST(TerritoryPool, FindsTheBestPlanWhereItKnowsEveryTerritory) {
  int feasible = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Problem problem = workbench::grid_problem(
        rng, {.rows = 3,
              .columns = 3,
              .k = 2 + draw(rng, 2),
              .tolerance = 0.02 + 0.1 * rng.uniform(),
              .soft_km = seed % 3 == 0 ? 0.5 : 0.0,
              .centre = seed % 2 == 0 ? CentreKind::kUnit : CentreKind::kCentroid,
              .power = seed % 4 < 2 ? DistancePower::kSquared : DistancePower::kLinear});
    const Instance instance = make_instance(problem, problem.k_min);
    TerritoryPool pool(instance);
    pool.add(all_territories(instance));
    const auto best = exact::best_of_all(problem);
    const auto plan = pool.best_plan(kAny, kEnough);
    ASSERT_EQ(plan.empty(), !best.has_value());
    if (!best) continue;
    ++feasible;
    LocalIndex index;
    const Partition made = make_partition(instance, plan, index);
    const auto report = check(problem, to_plan(instance, made));
    ASSERT_TRUE(report && report->is_feasible());
    EXPECT_NEAR(report->cost.total(), *best, 1e-6 * *best);
    const double cost = total_score(made).cost;
    EXPECT_TRUE(pool.best_plan(cost * (1.0 - 1e-9), kEnough).empty()) << "nothing costs less";
    EXPECT_FALSE(pool.best_plan(cost * (1.0 + 1e-9), kEnough).empty());
  }
  EXPECT_GT(feasible, 8);
}

TEST(TerritoryPool, ExchangesTerritoriesBetweenPlansOnALargerMap) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Problem problem =
        workbench::grid_problem(rng, {.rows = 8, .columns = 10, .k = 4, .tolerance = 0.5});
    const Instance instance = make_instance(problem, 4);
    TerritoryPool pool(instance);
    LocalIndex index;
    // The halves of the map are dealt apart, so that any left half goes with any right half.
    double best = 0.0;
    double left_best = kAny;
    double right_best = kAny;
    for (int i = 0; i < 200; ++i) {
      std::vector<std::int32_t> label(at(instance.n));
      const std::int32_t left = 2 + draw(rng, 7);
      const std::int32_t right = 2 + draw(rng, 7);
      for (std::int32_t a = 0; a < instance.n; ++a) {
        const bool is_left = a % 10 < 5;
        label[at(a)] = (is_left ? 0 : 2) + (a / 10 < (is_left ? left : right) ? 0 : 1);
      }
      if (left > 7 || right > 7) continue;
      pool.add(sets_of(label, 4));
      const Partition made = make_partition(instance, label, index);
      const auto half = [&](std::size_t t) {
        const Score score = made.scores[t] + made.scores[t + 1];
        return score.violation > 0.0 ? kAny : score.cost;
      };
      left_best = std::min(left_best, half(0));
      right_best = std::min(right_best, half(2));
      best = left_best + right_best;
    }
    const auto plan = pool.best_plan(kAny, kEnough);
    ASSERT_FALSE(plan.empty());
    const Partition made = make_partition(instance, plan, index);
    EXPECT_DOUBLE_EQ(total_score(made).violation, 0.0);
    EXPECT_NEAR(total_score(made).cost, best, 1e-9 * best);
    EXPECT_TRUE(workbench::is_whole(instance.adjacency, plan, 4));
  }
}

TEST(TerritoryPool, LeavesOutWhatViolatesAndWhatItKnows) {
  Problem problem = ascii::world_of("AABB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  const Instance instance = make_instance(problem, 2);
  TerritoryPool pool(instance);
  pool.add(std::vector<AtomSet>{{.low = 0b0011}, {.low = 0b0111}, {.low = 0b0011}});
  EXPECT_EQ(pool.size(), 1U);
  EXPECT_TRUE(pool.best_plan(kAny, kEnough).empty()) << "the other half is not known";
  pool.add(std::vector<AtomSet>{{.low = 0b1100}});
  EXPECT_EQ(pool.size(), 2U);
  EXPECT_FALSE(pool.best_plan(kAny, kEnough).empty());
}

}  // namespace
}  // namespace bailiwick::engine::territory
