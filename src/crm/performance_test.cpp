// Goal: classes have no gaps, the interval of a share is Wilson's, percentiles are a spreadsheet's. Method: published figures; percentiles against a sorted list.
#include "crm/performance.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace bailiwick::crm {
namespace {

TEST(Performance, EveryNumberOfEmployeesAndEveryGrowthHasOneClass) {
  const std::pair<std::int64_t, std::string_view> sizes[] = {
      {0, "0-9"},      {9, "0-9"},       {10, "10-49"},    {49, "10-49"},  {50, "50-249"},
      {249, "50-249"}, {250, "250-999"}, {999, "250-999"}, {1000, "1000+"}};
  for (const auto& [employees, name] : sizes)
    EXPECT_EQ(size_classes()[size_class_of(employees)].name, name) << employees;
  const std::pair<std::int64_t, std::string_view> growths[] = {
      {-1, "shrinking"},   {0, "steady"},        {49'999, "steady"},
      {50'000, "growing"}, {199'999, "growing"}, {200'000, "fast"}};
  for (const auto& [growth, name] : growths)
    EXPECT_EQ(growth_classes()[growth_class_of(growth)].name, name) << growth;
  for (std::size_t c = 1; c < size_classes().size(); ++c)
    EXPECT_EQ(*size_classes()[c - 1].most + 1, size_classes()[c].least);
  for (std::size_t c = 1; c < growth_classes().size(); ++c)
    EXPECT_EQ(growth_classes()[c - 1].below, growth_classes()[c].least);
}

TEST(Performance, TheIntervalOfAShareIsWilsons) {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29.
  const struct {
    std::int64_t hits, count;
    double least, most;
  } published[] = {{81, 263, 0.2553, 0.3662},
                   {15, 148, 0.0624, 0.1605},
                   {0, 20, 0.0, 0.1611},
                   {1, 29, 0.0061, 0.1718},
                   {20, 20, 0.8389, 1.0}};
  for (const auto& row : published) {
    const ShareInterval interval = share_interval(row.hits, row.count);
    EXPECT_NEAR(interval.least, row.least, 5e-5);
    EXPECT_NEAR(interval.most, row.most, 5e-5);
  }
}

TEST(Performance, AgesFallIntoFourClasses) {
  EXPECT_EQ(age_class_of(-1), 0U);
  EXPECT_EQ(age_class_of(30), 0U);
  EXPECT_EQ(age_class_of(31), 1U);
  EXPECT_EQ(age_class_of(60), 1U);
  EXPECT_EQ(age_class_of(61), 2U);
  EXPECT_EQ(age_class_of(90), 2U);
  EXPECT_EQ(age_class_of(91), 3U);
}

TEST(Performance, GroupsHaveTheirWords) {
  EXPECT_EQ(parse_group_by("none"), GroupBy::kNone);
  EXPECT_EQ(parse_group_by("period"), GroupBy::kPeriod);
  EXPECT_EQ(parse_group_by("custom.level"), GroupBy::kCustom);
  EXPECT_FALSE(parse_group_by("sector"));
}

RC_GTEST_PROP(PerformanceProperty, PercentilesLieBetweenOrderStatistics,
              (const std::vector<std::uint8_t>& some, std::uint8_t percent)) {
  RC_PRE(!some.empty());
  std::vector<double> sorted(some.begin(), some.end());
  std::ranges::sort(sorted);
  DayCounts counts;
  for (const std::uint8_t days : some) ++counts[days];
  const double share = percent / 255.0;
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  const double expected =
      sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
  RC_ASSERT(std::abs(quantile(counts, share) - expected) < 1e-9);
}

}  // namespace
}  // namespace bailiwick::crm
