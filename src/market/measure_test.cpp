// Goal: keys are names that formulas can read, summaries and ranks are what counting by hand gives, values come back as they were kept. Method: tables,
// and random lists against a judge that counts.
#include "market/measure.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

Decimal number(const char* text) { return *parse_decimal(text); }

TEST(MeasureTest, WordsComeBack) {
  for (const auto kind : {MeasureKind::kJoined, MeasureKind::kDerived, MeasureKind::kLive})
    EXPECT_EQ(parse_measure_kind(name_of(kind)), kind);
  for (const auto adds : {MeasureAdds::kSum, MeasureAdds::kMean})
    EXPECT_EQ(parse_measure_adds(name_of(adds)), adds);
  EXPECT_FALSE(parse_measure_kind("made"));
  const auto live = live_measures("EUR");
  ASSERT_EQ(live.size(), kLiveMeasures);
  for (std::size_t m = 0; m < live.size(); ++m) {
    EXPECT_EQ(live_measure_of(live[m].key), static_cast<LiveMeasure>(m));
    EXPECT_TRUE(is_measure_key(live[m].key));
    EXPECT_TRUE(is_taken_key(live[m].key));
  }
  EXPECT_EQ(live[2].unit, "EUR");
  EXPECT_TRUE(is_taken_key("area_km2"));
}

TEST(MeasureTest, AKeyIsAPlainName) {
  for (const char* good : {"a", "population", "income_2020", "x1"})
    EXPECT_TRUE(is_measure_key(good));
  for (const char* bad : {"", "1a", "_a", "Population", "a-b", "a b", "in", "true", "é"})
    EXPECT_FALSE(is_measure_key(bad)) << bad;
  EXPECT_TRUE(is_measure_key(std::string(kMeasureKeyMax, 'a')));
  EXPECT_FALSE(is_measure_key(std::string(kMeasureKeyMax + 1, 'a')));
}

TEST(MeasureTest, AColumnGetsAGoodKey) {
  EXPECT_EQ(key_of_column("Median income ($)"), "median_income");
  EXPECT_EQ(key_of_column("2020"), "m_2020");
  EXPECT_EQ(key_of_column("€"), "column");
  EXPECT_EQ(key_of_column("Accounts"), "accounts_joined");
  EXPECT_EQ(key_of_column("area km2"), "area_km2_joined");
  EXPECT_EQ(key_of_column("in"), "in_joined");
  Rng rng(5);
  for (int round = 0; round < 500; ++round) {
    std::string column;
    for (std::uint64_t length = rng.below(80); length > 0; --length)
      column += static_cast<char>(rng.below(255) + 1);
    const std::string key = key_of_column(column);
    EXPECT_TRUE(is_measure_key(key)) << key;
    EXPECT_FALSE(is_taken_key(key)) << key;
  }
}

TEST(MeasureTest, ASummaryIsWhatCountingGives) {
  EXPECT_EQ(summary_of({}).count, 0);
  EXPECT_TRUE(summary_of(MeasureValues{std::nullopt}).quantiles.empty());
  Rng rng(7);
  for (int round = 0; round < 200; ++round) {
    MeasureValues values;
    std::vector<Decimal> there;
    for (std::uint64_t n = rng.below(60) + 1; n > 0; --n) {
      values.emplace_back();
      if (rng.below(4) == 0) continue;
      there.push_back(Decimal::whole(static_cast<std::int64_t>(rng.below(40)) - 20));
      values.back() = there.back();
    }
    const MeasureSummary summary = summary_of(values);
    ASSERT_EQ(summary.count, static_cast<std::int64_t>(there.size()));
    if (there.empty()) continue;
    ASSERT_EQ(summary.quantiles.size(), kQuantiles);
    EXPECT_EQ(*summary.least, std::ranges::min(there));
    EXPECT_EQ(summary.quantiles.front(), *summary.least);
    EXPECT_EQ(summary.quantiles.back(), *summary.most);
    for (std::size_t q = 1; q < kQuantiles; ++q) {
      // At least q/20 of all are not above it, and with any smaller value that is not so.
      const auto not_above =
          std::ranges::count_if(there, [&](Decimal v) { return v <= summary.quantiles[q]; });
      const auto below =
          std::ranges::count_if(there, [&](Decimal v) { return v < summary.quantiles[q]; });
      EXPECT_GE(not_above * 20, static_cast<std::int64_t>(q * there.size()));
      EXPECT_LT(below * 20, static_cast<std::int64_t>(q * there.size()));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto rank = rank_of(values, i);
      ASSERT_EQ(rank.has_value(), values[i].has_value());
      if (!rank) continue;
      EXPECT_EQ(rank->count, summary.count);
      EXPECT_EQ(rank->rank,
                1 + std::ranges::count_if(there, [&](Decimal v) { return v > *values[i]; }));
    }
    EXPECT_EQ(parse_values(text_of(values)), values);
  }
}

TEST(MeasureTest, ValuesAreKeptExactly) {
  const MeasureValues values = {number("0.1"), std::nullopt, number("-170141183460469231731.5")};
  EXPECT_EQ(text_of(values), "0.1\n\n-170141183460469231731.5");
  EXPECT_EQ(parse_values(text_of(values)), values);
  EXPECT_FALSE(parse_values("1\nx"));
  EXPECT_EQ(parse_values("")->size(), 1U);
}

TEST(MeasureTest, SumsDoNotWrapRound) {
  EXPECT_EQ(added(Decimal::highest(), Decimal::whole(1)), Decimal::highest());
  EXPECT_EQ(added(-Decimal::highest(), Decimal::whole(-1)), -Decimal::highest());
  EXPECT_EQ(added(number("0.1"), number("0.2")), number("0.3"));
}

}  // namespace
}  // namespace bailiwick::market
