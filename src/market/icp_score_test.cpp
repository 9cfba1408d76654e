// Goal: a score is the share of the weights that hold, for columns and for one account alike, and what is unknown is told. Method: a few
// accounts by hand, and the same accounts through both ways.
#include "market/icp_score.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

using bailiwick::testing::market_schema;
using bailiwick::testing::MarketAccount;
using bailiwick::testing::MarketAccounts;

const std::vector<Criterion> kCriteria = {
    {.name = "Large", .formula = "employees > 500", .weight = 3},
    {.name = "Home", .formula = "country == \"NL\"", .weight = 1},
    {.name = "Not small at home",
     .formula = "!(country == \"NL\" && employees < 10)",
     .weight = 4}};

AccountId id(int number) {
  Uuid uuid;
  uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return AccountId(uuid);
}

IcpProgram program(const std::vector<Criterion>& criteria = kCriteria) {
  auto compiled = compile_criteria(market_schema(), criteria);
  EXPECT_TRUE(compiled);
  return std::move(*compiled);
}

TEST(IcpScore, MistakesNameTheirCriterionAndPlace) {
  const auto compiled = compile_criteria(
      market_schema(), std::vector<Criterion>{kCriteria[1],
                                              {.name = "Slip", .formula = "employes > 5"},
                                              {.name = "Number", .formula = "employees"}});
  ASSERT_FALSE(compiled);
  ASSERT_EQ(compiled.error().size(), 2U);
  EXPECT_EQ(compiled.error()[0].rule, "Q011");
  EXPECT_EQ(compiled.error()[0].pointer, "/criteria/1/formula");
  EXPECT_TRUE(compiled.error()[0].message.starts_with("In criterion 2, \"Slip\": line 1, column 1"))
      << compiled.error()[0].message;
  EXPECT_EQ(compiled.error()[1].pointer, "/criteria/2/formula");
}

TEST(IcpScore, AnAccountIsExplained) {
  const IcpProgram ready = program();
  const auto large =
      explain_score(ready, MarketAccount{.id = {}, .name = "A", .employees = 900}.row());
  EXPECT_EQ(large.score.value(), 100.0);
  EXPECT_EQ(large.criteria[0].mark, Mark::kHeld);
  EXPECT_EQ(large.criteria[0].clauses[0].text, "employees > 500");
  const auto unknown = explain_score(ready, MarketAccount{.id = {}, .name = "B"}.row());
  EXPECT_EQ(unknown.criteria[0].mark, Mark::kUnknown);
  EXPECT_EQ(unknown.criteria[1].mark, Mark::kHeld);
  EXPECT_EQ(unknown.criteria[2].mark, Mark::kUnknown);
  EXPECT_EQ(unknown.score.value(), 12.5);
  EXPECT_EQ(unknown.score.most(), 100.0);
  const auto abroad =
      explain_score(ready, MarketAccount{.id = {}, .name = "C", .country = "BE"}.row());
  EXPECT_EQ(abroad.criteria[2].mark, Mark::kHeld) << "whatever its size";
  EXPECT_EQ(abroad.criteria[1].mark, Mark::kFailed);
  EXPECT_EQ(abroad.score.value(), 50.0);
  EXPECT_EQ(abroad.score.most(), 87.5);
}

TEST(IcpScore, BinsHoldTheirLowerEnd) {
  EXPECT_EQ(bin_of({.held = 0, .unknown = 0, .total = 7}), 0U);
  EXPECT_EQ(bin_of({.held = 1, .unknown = 0, .total = 10}), 1U);
  EXPECT_EQ(bin_of({.held = 99, .unknown = 0, .total = 1'000}), 0U);
  EXPECT_EQ(bin_of({.held = 9, .unknown = 0, .total = 10}), 9U);
  EXPECT_EQ(bin_of({.held = 10, .unknown = 0, .total = 10}), 9U);
}

MarketAccounts many() {
  Rng rng(3);
  MarketAccounts accounts;
  const TerritoryId north(Uuid{.bytes = {1}});
  for (int i = 0; i < 40; ++i) {
    MarketAccount account{.id = id(i), .name = "A" + std::to_string(i)};
    if (rng.below(4) > 0) account.employees = static_cast<std::int64_t>(rng.below(1'000));
    if (rng.below(2) == 0) account.country = "BE";
    if (rng.below(3) > 0) account.territory = north;
    accounts.all.push_back(account);
  }
  return accounts;
}

TEST(IcpScore, ManyAccountsAddUpToWhatEachOfThemIs) {
  const IcpProgram ready = program();
  const MarketAccounts accounts = many();
  ScoreRun run(ready, 5);
  const auto read = accounts.each_batch({}, market_schema(), [&](const AccountBatch& batch) {
    return run.add(batch, [](const auto&) { return true; });
  });
  ASSERT_TRUE(read);
  const ScoreTable table = run.take();
  std::array<std::int64_t, kBins> bins = {};
  MarkCounts large;
  double sum = 0;
  double best = 0;
  for (const MarketAccount& account : accounts.all) {
    const Explanation one = explain_score(ready, account.row());
    ++bins[bin_of(one.score)];
    sum += one.score.value();
    best = std::max(best, one.score.value());
    const Mark mark = one.criteria[0].mark;
    ++(mark == Mark::kHeld ? large.held : mark == Mark::kFailed ? large.failed : large.unknown);
  }
  EXPECT_EQ(table.bins, bins);
  EXPECT_EQ(table.all.accounts, 40);
  EXPECT_NEAR(table.all.value(table.total_weight), sum / 40, 1e-9);
  EXPECT_EQ(table.criteria[0].held, large.held);
  EXPECT_EQ(table.criteria[0].failed, large.failed);
  EXPECT_EQ(table.criteria[0].unknown, large.unknown);
  EXPECT_EQ(table.nowhere.accounts + table.territories.begin()->second.accounts, 40);
  ASSERT_EQ(table.best.size(), 5U);
  EXPECT_EQ(table.best.front().score.value(), best);
  for (std::size_t i = 1; i < table.best.size(); ++i) {
    EXPECT_GE(table.best[i - 1].score.held, table.best[i].score.held);
    if (table.best[i - 1].score.held == table.best[i].score.held) {
      EXPECT_LT(table.best[i - 1].account, table.best[i].account);
    }
  }
}

TEST(IcpScore, OnlyWhatIsSeenCounts) {
  const IcpProgram ready = program();
  const MarketAccounts accounts = many();
  ScoreRun run(ready, 0);
  ASSERT_TRUE(accounts.each_batch({}, market_schema(), [&](const AccountBatch& batch) {
    return run.add(batch, [](const auto& territory) { return territory.has_value(); });
  }));
  const ScoreTable table = run.take();
  EXPECT_EQ(table.nowhere.accounts, 0);
  EXPECT_LT(table.all.accounts, 40);
  EXPECT_TRUE(table.best.empty());
}

TEST(IcpScore, AsManyCriteriaAsThereMayBe) {
  std::vector<Criterion> criteria;
  for (std::size_t c = 0; c < kCriteriaMax; ++c)
    criteria.push_back({.name = std::to_string(c),
                        .formula = "employees >= " + std::to_string(c),
                        .weight = kWeightMax});
  const IcpProgram ready = program(criteria);
  const auto told =
      explain_score(ready, MarketAccount{.id = {}, .name = "A", .employees = 24}.row());
  EXPECT_EQ(told.score.value(), 50.0);
}

}  // namespace
}  // namespace bailiwick::market
