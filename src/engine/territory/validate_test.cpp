// Goal: what validate() refuses is impossible, always; and every condition is alive. Method: thousands of random tiny
// worlds with all kinds of demands; for each that is refused, every plan there is goes to check(), which shares no
// code with the conditions. A failure prints its seed.
#include "engine/territory/validate.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "engine/territory/ascii_world_random.hpp"
#include "engine/territory/check.hpp"

namespace bailiwick::engine::territory {
namespace {

// Calls f(plan) for every plan of k territories until it returns true; returns whether it did.
template <class F>
bool any_plan(const Problem& problem, std::int32_t k, F&& f) {
  Plan plan;
  plan.k = k;
  plan.territory_of.assign(problem.positions.size(), 0);
  for (;;) {
    if (f(plan)) return true;
    std::size_t u = 0;
    while (u < plan.territory_of.size() && ++plan.territory_of[u] == k) plan.territory_of[u++] = 0;
    if (u == plan.territory_of.size()) return false;
  }
}

// A feasible plan as a drawing of letters in unit order; empty where none exists.
std::string feasible_plan(const Problem& problem) {
  std::string found;
  for (std::int32_t k = problem.k_min; k <= problem.k_max && found.empty(); ++k) {
    if (k > problem.unit_count()) break;
    any_plan(problem, k, [&](const Plan& plan) {
      const Result<Report> report = check(problem, plan);
      if (!report || !report->is_feasible()) return false;
      for (const TerritoryIndex t : plan.territory_of) found += static_cast<char>('A' + t);
      return true;
    });
  }
  return found;
}

std::string text_of(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += error.rule + " " + error.message + "\n";
  return text;
}

TEST(Validate, NeverRefusesAWorldThatHasAPlan) {
  constexpr std::uint64_t kWorlds = 8000;
  std::map<std::string, int> fired;
  int refused = 0;
  int malformed = 0;
  for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
    const Problem problem = ascii::RandomWorld(seed).make(seed % 20 == 0 ? 7 : 5);
    const Errors errors = validate(problem);
    if (errors.empty()) continue;
    ++refused;
    for (const std::string& rule : ascii::rules_of(errors)) ++fired[rule];
    for (const Error& error : errors) malformed += error.code == ErrorCode::kInfeasible ? 0 : 1;
    ASSERT_EQ(feasible_plan(problem), "") << "seed " << seed << "\n" << text_of(errors);
  }
  EXPECT_GT(refused, 2000);
  EXPECT_LT(refused, 7500);
  EXPECT_EQ(malformed, 0);
  const std::set<std::string> conditions{"T022", "T023", "T024", "T025", "T026", "T027", "T028",
                                         "T029", "T030", "T031", "T032", "T033", "T034", "T035",
                                         "T036", "T037", "T038", "T039", "T040", "T041", "T042",
                                         "T043", "T044", "T045", "T046", "T047", "T048", "T049"};
  for (const std::string& rule : conditions) EXPECT_GT(fired[rule], 0) << rule << " never fired";
}

// Nothing is promised, but conditions that miss most impossible worlds would be worth little.
TEST(Validate, FindsMostOfTheTinyWorldsThatHaveNoPlan) {
  constexpr std::uint64_t kWorlds = 600;
  int impossible = 0;
  int found = 0;
  for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
    const Problem problem = ascii::RandomWorld(seed + 1'000'000).make(5);
    if (!feasible_plan(problem).empty()) continue;
    ++impossible;
    found += validate(problem).empty() ? 0 : 1;
  }
  EXPECT_GT(impossible, 100);
  EXPECT_GT(found, impossible * 85 / 100) << found << " of " << impossible;
}

Problem range_of(std::string_view loads, std::int32_t k_min, std::int32_t k_max, double tolerance) {
  Problem problem = ascii::world_of(loads, loads);
  problem.k_min = k_min;
  problem.k_max = k_max;
  problem.balance = {ascii::rule({.tolerance = tolerance})};
  return problem;
}

TEST(Validate, RefusesARangeOnlyWhereNoNumberInItWorks) {
  EXPECT_TRUE(validate(range_of("111111", 4, 6, 0.0)).empty());  // 6 of one unit each
  const Errors errors = validate(range_of("111111", 4, 5, 0.1));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].rule, "T024");
  EXPECT_EQ(errors[0].message,
            "No number of territories from 4 to 5 can work. With 4: No amount of load that units "
            "can add up to is near "
            "enough to what a territory should hold (mean 1.5 - 10%). Raise the tolerance. With 5: "
            "No amount of load "
            "that units can add up to is near enough to what a territory should hold (mean 1.2 - "
            "10%). Raise the "
            "tolerance.");
}

TEST(Validate, AcceptsARangeThatReachesBeyondTheUnits) {
  EXPECT_TRUE(validate(range_of("1111", 4, 9, 0.0)).empty());
  EXPECT_EQ(ascii::rules_of(validate(range_of("3111", 4, 9, 0.5))),
            std::vector<std::string>{"T024"});
}

TEST(Validate, TellsOfEveryConditionThatFails) {
  Problem problem = ascii::world_of("911.1", "911.1");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.1})};
  problem.locks = {{1, 0}, {1, 1}};
  problem.forbidden = {{2, 0}, {2, 1}};
  EXPECT_EQ(ascii::rules_of(validate(problem)),
            (std::vector<std::string>{"T025", "T031", "T034", "T036"}));
}

TEST(Validate, DoesNotJudgeConditionsOfAMalformedProblem) {
  Problem problem = ascii::world_of("911.1", "911.1");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.1})};
  problem.locks = {{1, 5}};
  EXPECT_EQ(ascii::rules_of(validate(problem)), std::vector<std::string>{"T018"});
}

TEST(Validate, AcceptsAWorldOfOneUnit) { EXPECT_TRUE(validate(ascii::world_of("A")).empty()); }

TEST(Validate, NeverCrashesOnMalformedNumbers) {
  // Random damage to any field: the answer is some list, and a sanitizer would tell of anything else.
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    ascii::RandomWorld world(seed);
    Problem problem = world.make(6);
    const std::int32_t wild = world.whole(-3, 12);
    switch (world.whole(0, 9)) {
      case 0:
        problem.k_min = problem.k_max = wild;
        break;
      case 1:
        problem.positions.resize(static_cast<std::size_t>(std::abs(wild)));
        break;
      case 2:
        problem.measures[0].values.resize(static_cast<std::size_t>(std::abs(wild)));
        break;
      case 3:
        problem.locks.emplace_back(wild, 1);
        break;
      case 4:
        problem.forbidden.emplace_back(0, wild);
        break;
      case 5:
        problem.must_link.push_back({0, wild});
        break;
      case 6:
        problem.hints.resize(static_cast<std::size_t>(std::abs(wild)));
        break;
      case 7:
        problem.weight_measure = wild;
        break;
      case 8:
        problem.disruption =
            ascii::today(std::vector<TerritoryIndex>(problem.positions.size(), wild));
        break;
      default:
        problem.balance.push_back(ascii::rule({.measure = wild, .shares = {1.0}}));
        break;
    }
    const Errors errors = validate(problem);
    for (const Error& error : errors) ASSERT_FALSE(error.message.empty());
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
