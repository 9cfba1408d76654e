// Goal: figures and names read as a planner writes them. Method: tables of values and their texts.
#include "engine/territory/validate_text.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "engine/territory/ascii_world.hpp"

namespace bailiwick::engine::territory::wording {
namespace {

TEST(AmountText, SeparatesThousandsAndKeepsDecimals) {
  EXPECT_EQ(amount_text(0, 0), "0");
  EXPECT_EQ(amount_text(999, 0), "999");
  EXPECT_EQ(amount_text(1000, 0), "1,000");
  EXPECT_EQ(amount_text(9818605, 0), "9,818,605");
  EXPECT_EQ(amount_text(9818605, 2), "98,186.05");
  EXPECT_EQ(amount_text(5, 2), "0.05");
  EXPECT_EQ(amount_text(-1234, 0), "-1,234");
  EXPECT_EQ(amount_text(-5, 3), "-0.005");
  EXPECT_EQ(amount_text(kMeasureTotalLimit, 0), "9,007,199,254,740,992");
  EXPECT_EQ(amount_text(std::numeric_limits<std::int64_t>::min(), 0), "-9,223,372,036,854,775,808");
}

TEST(NumberText, DropsTrailingZeros) {
  EXPECT_EQ(number_text(1234.5, 3), "1,234.5");
  EXPECT_EQ(number_text(1234.0, 3), "1,234");
  EXPECT_EQ(number_text(0.0004, 3), "0");
  EXPECT_EQ(number_text(-0.0004, 3), "0");
  EXPECT_EQ(number_text(-2.25, 1), "-2.2");
  EXPECT_EQ(number_text(100.0, 0), "100");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity(), 0), "infinity");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN(), 0), "not a number");
}

TEST(PercentText, GivesAShareAsAPercentage) {
  EXPECT_EQ(percent_text(0.05), "5%");
  EXPECT_EQ(percent_text(0.005), "0.5%");
  EXPECT_EQ(percent_text(1.0), "100%");
}

TEST(Names, FallBackToNumbersFromOne) {
  Problem problem = ascii::world_of("AB");
  EXPECT_EQ(unit_text(problem, 1), "unit r0c1");
  EXPECT_EQ(territory_text(problem, 0), "territory 1");
  problem.hints = {ascii::named("North"), {}};
  EXPECT_EQ(territory_text(problem, 0), "territory North");
  EXPECT_EQ(territory_text(problem, 1), "territory 2");
  problem.unit_ids[1].clear();
  EXPECT_EQ(unit_text(problem, 1), "the unit at place 2");
  EXPECT_EQ(capitalised(unit_text(problem, 1)), "The unit at place 2");
  EXPECT_EQ(count_text(1, "unit", "units"), "1 unit");
  EXPECT_EQ(count_text(1500, "unit", "units"), "1,500 units");
}

TEST(Reasons, NameTheMeanTheTargetOrTheCapacity) {
  Problem problem = ascii::world_of("AAAA");
  problem.measures[0].values = {600, 200, 100, 100};
  const auto upper = [&](const BalanceRule& rule, TerritoryIndex t) {
    return upper_reason(problem, rule, window_of(problem, rule, t, 2));
  };
  EXPECT_EQ(upper(ascii::rule({.measure = 0, .tolerance = 0.05}), 0), "(mean 500 + 5%)");
  EXPECT_EQ(upper(ascii::rule({.measure = 0, .tolerance = 0.05, .shares = {1.0, 3.0}}), 1),
            "(target 750 + 5%)");
  EXPECT_EQ(upper(ascii::rule({.measure = 0, .tolerance = 0.05, .caps = {510.0, 900.0}}), 0),
            "(its capacity)");
  EXPECT_EQ(upper(ascii::rule({.measure = 0, .tolerance = 0.05, .caps = {510.0, 900.0}}), 1),
            "(mean 500 + 5%)");
  EXPECT_EQ(upper(ascii::rule({.measure = 0, .caps = {510.0, 900.0}}), 1), "(its capacity)");
  const BalanceRule rule = ascii::rule({.measure = 0, .tolerance = 0.005});
  EXPECT_EQ(lower_reason(problem, rule, window_of(problem, rule, 0, 3)), "(mean 333 - 0.5%)");
}

TEST(Findings, CountWhatTheyDoNotList) {
  Findings findings;
  EXPECT_TRUE(findings.is_empty());
  int worded = 0;
  for (int i = 0; i < Findings::kListedLimit + 3; ++i) {
    findings.add(ErrorCode::kInfeasible, "T025", [&] { return std::to_string(++worded); });
  }
  findings.add(ErrorCode::kInfeasible, "T026", [] { return std::string("other"); });
  EXPECT_EQ(worded, Findings::kListedLimit);
  EXPECT_TRUE(findings.has("T026"));
  EXPECT_FALSE(findings.has("T027"));
  const Errors errors = std::move(findings).take();
  ASSERT_EQ(errors.size(), static_cast<std::size_t>(Findings::kListedLimit) + 2);
  EXPECT_EQ(errors.back().rule, "T025");
  EXPECT_EQ(errors.back().message, "3 more findings of this kind (T025) are not listed.");
}

}  // namespace
}  // namespace bailiwick::engine::territory::wording
