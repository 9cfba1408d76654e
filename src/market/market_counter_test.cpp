// Goal: a count of the company says of every group what its accounts say one by one, and can be stopped. Method: random accounts against a judge that adds up
// what each() tells.
#include "market/market_counter.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/rng.hpp"
#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class MarketCounterTest : public bailiwick::testing::MeasureTest {
 protected:
  void add_some(std::size_t count) {
    static const char* codes[] = {"10001", "10002", "10003", "99999", ""};
    static const char* industries[] = {"Shops", "Hospitals", ""};
    Rng rng(12);
    for (std::size_t i = 0; i < count; ++i)
      add({.id = {},
           .name = "",
           .employees = static_cast<std::int64_t>(rng.below(100)),
           .country = rng.below(2) == 0 ? "NL" : "BE",
           .territory = rng.below(3) == 0 ? std::nullopt : std::optional(north),
           .kind = rng.below(2) == 0 ? "customer" : "prospect",
           .industry = industries[rng.below(3)],
           .postal_code = codes[rng.below(5)],
           .revenue = {sold(static_cast<std::int64_t>(rng.below(1'000'000)))}});
  }
};

TEST_P(MarketCounterTest, GroupsAndUnitsSayWhatTheirAccountsSay) {
  const LayerId layer = add_layer({"10001", "10002", "10003"});
  put_potential();
  put_workload(layer);
  add_some(200);
  const auto counted = counter->count_company(admin.tenant, [](double) { return true; });
  ASSERT_TRUE(counted) << counted.error().front().message;
  auto reckoning = counter->reckoning(admin.tenant);
  ASSERT_TRUE(reckoning);
  reckoning->visited = counted->count.visited;
  std::map<std::string, Figures> industries;
  std::vector<std::int64_t> visited(3);
  LiveCounts live = no_counts(3);
  const auto read =
      counter->each(*reckoning, {.tenant = admin.tenant}, [&](const ReckonedAccount& one) {
        industries[std::string(one.figures.industry)].add(one.figures);
        if (!one.place) return;
        visited[static_cast<std::size_t>(*one.place)] += one.visits.a_year > 0 ? 1 : 0;
        add_to(live, static_cast<std::size_t>(*one.place), one.figures);
      });
  ASSERT_TRUE(read);
  EXPECT_EQ(counted->count.visited, visited);
  ASSERT_EQ(counted->live.size(), 1U);
  EXPECT_EQ(counted->live[0].second, live);
  Figures all;
  for (const auto& sum : counted->sums) {
    if (sum.grouping == market_store::Grouping::kAll) all = sum.figures;
    if (sum.grouping != market_store::Grouping::kIndustry) continue;
    Figures expected = industries.at(sum.key);
    expected.industries.clear();
    EXPECT_EQ(sum.figures, expected) << sum.key;
  }
  EXPECT_EQ(all.accounts, 200);
  EXPECT_TRUE(std::ranges::is_sorted(counted->white_space, std::greater<>(),
                                     &market_store::WhiteSpace::white_space));
  const auto mine = counter->live_counts({.tenant = admin.tenant, .viewer = &rep},
                                         **counter->layer(admin.tenant, layer));
  ASSERT_TRUE(mine);
  EXPECT_LE((*mine)[0][0], live[0][0]);
}

TEST_P(MarketCounterTest, ACountIsStopped) {
  put_workload(add_layer({"10001"}));
  add_some(5);
  const auto stopped = counter->count_company(admin.tenant, [](double) { return false; });
  EXPECT_EQ(first_rule(stopped), "M099");
}

INSTANTIATE_TEST_SUITE_P(Both, MarketCounterTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
