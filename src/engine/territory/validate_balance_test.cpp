// Goal: windows that cannot be met are refused, with the figures. Method: a world for every rule in which it alone
// fires, the same world with the demand relaxed until it fits, and golden messages.
#include "engine/territory/validate_balance.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem row_of(std::string_view loads, std::int32_t k, BalanceRule rule) {
  Problem problem = ascii::world_of(loads, loads);
  problem.k_min = problem.k_max = k;
  problem.balance = {std::move(rule)};
  return problem;
}

struct Row {
  const char* rule;
  const char* why;
  Problem refused;
  Problem accepted;  // the same with the demand just relaxed enough
};

std::vector<Row> rows() {
  const auto locked = [](double cap) {
    Problem p = row_of("111111", 2, ascii::rule({.measure = 0, .caps = {9.0, cap}}));
    p.locks = {{4, 1}, {5, 1}};
    return p;
  };
  const auto starved = [](bool is_last_open) {
    Problem p = row_of("111111", 2, ascii::rule({.measure = 0, .tolerance = 0.4}));
    p.forbidden = {{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}};
    if (is_last_open) p.forbidden.pop_back();
    return p;
  };
  const auto empty = [](bool is_last_open) {
    Problem p = row_of("111", 2, ascii::rule({.measure = 0}));
    p.forbidden = {{0, 1}, {1, 1}, {2, 1}};
    if (is_last_open) p.forbidden.pop_back();
    return p;
  };
  const auto linked = [](double tolerance) {
    Problem p = row_of("222222", 3, ascii::rule({.measure = 0, .tolerance = tolerance}));
    p.must_link = {{0, 1}, {1, 2}};
    return p;
  };
  return {
      {"T025", "a heavy unit", row_of("91", 2, ascii::rule({.measure = 0, .tolerance = 0.7})),
       row_of("91", 2, ascii::rule({.measure = 0, .tolerance = 0.8}))},
      {"T026", "capacities below the total",
       row_of("1111", 2, ascii::rule({.measure = 0, .caps = {1.0, 2.0}})),
       row_of("1111", 2, ascii::rule({.measure = 0, .caps = {2.0, 2.0}}))},
      {"T026", "targets below the total",
       row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 0.5, .target = 1.0})),
       row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 1.0, .target = 1.0}))},
      {"T026", "whole units that leave one over",
       row_of("1111", 3, ascii::rule({.measure = 0, .tolerance = 0.3})),
       row_of("1111", 3, ascii::rule({.measure = 0, .tolerance = 0.5}))},
      {"T027", "targets above the total",
       row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 0.2, .target = 3.0})),
       row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 0.4, .target = 3.0}))},
      {"T027", "a target where there is nothing",
       row_of("000", 2, ascii::rule({.measure = 0, .tolerance = 0.5, .target = 3.0})),
       row_of("000", 2, ascii::rule({.measure = 0, .tolerance = 1.0, .target = 3.0}))},
      {"T028", "no whole amount inside",
       row_of("11111", 2, ascii::rule({.measure = 0, .tolerance = 0.1})),
       row_of("11111", 2, ascii::rule({.measure = 0, .tolerance = 0.2}))},
      {"T028", "no multiple inside",
       row_of("44444", 2, ascii::rule({.measure = 0, .tolerance = 0.1})),
       row_of("44444", 2, ascii::rule({.measure = 0, .tolerance = 0.2}))},
      {"T028", "a capacity below the least",
       row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 0.0, .caps = {1.0, 9.0}})),
       row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 0.0, .caps = {2.0, 9.0}}))},
      {"T029", "fewer places than territories",
       row_of("3020", 3, ascii::rule({.measure = 0, .tolerance = 0.9})),
       row_of("3021", 3, ascii::rule({.measure = 0, .tolerance = 0.9}))},
      {"T030", "heavy units that cannot share",
       row_of("555111", 2, ascii::rule({.measure = 0, .tolerance = 0.1})),
       row_of("555111", 2, ascii::rule({.measure = 0, .tolerance = 0.2}))},
      {"T037", "locks above a capacity", locked(1.0), locked(2.0)},
      {"T038", "forbidden pairs below the least", starved(false), starved(true)},
      {"T038", "no unit left", empty(false), empty(true)},
      {"T040", "a heavy group", linked(0.4), linked(0.5)},
  };
}

TEST(ValidateBalance, RefusesEachImpossibleWindowAlone) {
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.why);
    const Errors errors = validate(row.refused);
    EXPECT_EQ(ascii::rules_of(errors), std::vector<std::string>{row.rule});
    for (const Error& error : errors) EXPECT_EQ(error.code, ErrorCode::kInfeasible);
    EXPECT_EQ(ascii::rules_of(validate(row.accepted)), std::vector<std::string>{});
  }
}

TEST(ValidateBalance, NamesTheHeavyUnitWithItsFigureAndTheLimit) {
  Problem problem = ascii::world_of("AAA\nAAA");
  problem.unit_ids[4] = "06037";
  problem.measures[0] = {
      .name = "population",
      .decimals = 0,
      .values = {1'000'000, 2'000'000, 1'500'000, 2'500'000, 9'818'605, 1'200'000}};
  problem.k_min = problem.k_max = 3;
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.05})};
  const Errors errors = validate(problem);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message,
            "Unit 06037 holds population 9,818,605; the most a territory may hold is 6,306,511 "
            "(mean 6,006,202 + 5%). "
            "Split it, or raise the tolerance to 63.5%, or ask for at most 1 territory.");
}

TEST(ValidateBalance, NamesTheRoomiestTerritoryOpenToAUnit) {
  Problem problem = row_of("511", 2, ascii::rule({.measure = 0, .caps = {9.0, 3.0}}));
  ASSERT_TRUE(validate(problem).empty());
  problem.forbidden = {{0, 0}};
  const Errors errors = validate(problem);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message,
            "Unit r0c0 holds load 5; the most any territory open to it may hold is 3 (its "
            "capacity). Split it, or let "
            "a territory hold more.");
}

TEST(ValidateBalance, SaysByHowMuchTheSumsMiss) {
  EXPECT_EQ(validate(row_of("1111", 2, ascii::rule({.measure = 0, .caps = {1.0, 2.0}})))[0].message,
            "2 territories may together hold at most load 3, but the units hold 4 in all. Raise "
            "the limits, or ask for "
            "more territories.");
  EXPECT_EQ(
      validate(row_of("1111", 2, ascii::rule({.measure = 0, .tolerance = 0.2, .target = 3.0})))[0]
          .message,
      "2 territories must together hold at least load 6, 3 each (target 3 - 20%), but the units "
      "hold 4 in all. "
      "Lower the targets, raise the tolerance, or ask for fewer territories.");
  EXPECT_EQ(validate(row_of("44444", 2, ascii::rule({.measure = 0, .tolerance = 0.1})))[0].message,
            "No amount of load that units can add up to (amounts come in steps of 4) is near "
            "enough to what a territory "
            "should hold (mean 10 - 10%). Raise the tolerance.");
  EXPECT_EQ(
      validate(row_of("555111", 2, ascii::rule({.measure = 0, .tolerance = 0.1})))[0].message,
      "3 units hold load 5 or more each, and a territory that may hold at most 9 (mean 9 + 10%) "
      "takes no more "
      "than 1 of them: 2 territories take at most 2. Raise the tolerance, or split these units.");
}

TEST(ValidateBalance, ListsTwentyHeavyUnitsAndCountsTheRest) {
  Problem problem = ascii::world_of(std::string(40, 'A'));
  problem.measures[0].values.assign(40, 10);
  problem.k_min = problem.k_max = 20;
  problem.balance = {ascii::rule({.measure = 0, .caps = std::vector<double>(20, 5.0)})};
  const Errors errors = validate(problem);
  EXPECT_EQ(
      std::count_if(errors.begin(), errors.end(), [](const Error& e) { return e.rule == "T025"; }),
      21);
  EXPECT_EQ(errors.back().message, "20 more findings of this kind (T025) are not listed.");
}

}  // namespace
}  // namespace bailiwick::engine::territory
