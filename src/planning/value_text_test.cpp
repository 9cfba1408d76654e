// Goal: options mean what a planner would say they mean, and figures read well. Method: tables of texts.
#include "planning/value_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace bailiwick::planning {
namespace {

TEST(ValueText, SharesNeedAPercentSignAboveOne) {
  EXPECT_DOUBLE_EQ(*parse_share("2%"), 0.02);
  EXPECT_DOUBLE_EQ(*parse_share("0.02"), 0.02);
  EXPECT_DOUBLE_EQ(*parse_share("150%"), 1.5);
  for (const char* bad : {"2", "-2%", "", "%", "two", "nan", "inf%", "2 %"}) {
    EXPECT_EQ(parse_share(bad), std::nullopt) << bad;
  }
}

TEST(ValueText, DistancesCarryTheirUnit) {
  EXPECT_DOUBLE_EQ(*parse_kilometres("20km"), 20.0);
  EXPECT_DOUBLE_EQ(*parse_kilometres("500m"), 0.5);
  EXPECT_DOUBLE_EQ(*parse_kilometres("10mi"), 16.09344);
  EXPECT_DOUBLE_EQ(*parse_kilometres("7.5"), 7.5);
  EXPECT_EQ(parse_kilometres("-1km"), std::nullopt);
  EXPECT_EQ(parse_kilometres("far"), std::nullopt);
}

TEST(ValueText, TimesCarryTheirUnit) {
  EXPECT_DOUBLE_EQ(*parse_seconds("10"), 10.0);
  EXPECT_DOUBLE_EQ(*parse_seconds("5m"), 300.0);
  EXPECT_DOUBLE_EQ(*parse_seconds("1h"), 3600.0);
  EXPECT_EQ(parse_seconds("soon"), std::nullopt);
}

TEST(ValueText, RangesAreOrderedAndWhole) {
  EXPECT_EQ(*parse_range("500"), std::pair(std::int64_t{500}, std::int64_t{500}));
  EXPECT_EQ(*parse_range("450-550"), std::pair(std::int64_t{450}, std::int64_t{550}));
  for (const char* bad : {"550-450", "-5", "1.5", "", "5-", "99999999999999999999"}) {
    EXPECT_EQ(parse_range(bad), std::nullopt) << bad;
  }
}

TEST(ValueText, PairsSplitAtTheLastEqualsSign) {
  EXPECT_EQ(*split_pair("a=b=2%"), std::pair(std::string("a=b"), std::string("2%")));
  EXPECT_EQ(split_pair("=2%"), std::nullopt);
  EXPECT_EQ(split_pair("a="), std::nullopt);
  EXPECT_EQ(split_pair("a"), std::nullopt);
}

TEST(ValueText, FiguresAreGroupedInThousands) {
  EXPECT_EQ(grouped(1234567.891, 1), "1,234,567.9");
  EXPECT_EQ(grouped(-1234.0, 0), "-1,234");
  EXPECT_EQ(grouped(-0.001, 1), "0.0");
  EXPECT_EQ(grouped(std::int64_t{999}), "999");
  EXPECT_EQ(grouped(std::int64_t{-1000}), "-1,000");
  EXPECT_EQ(grouped(std::nan(""), 1), "-");
}

TEST(ValueText, DecimalsAreExact) {
  EXPECT_EQ(decimal_text(12345, 2), "123.45");
  EXPECT_EQ(decimal_text(5, 3), "0.005");
  EXPECT_EQ(decimal_text(-5, 1), "-0.5");
  EXPECT_EQ(decimal_text(7, 0), "7");
  EXPECT_EQ(percent(0.01234, 2), "1.23%");
}

}  // namespace
}  // namespace bailiwick::planning
