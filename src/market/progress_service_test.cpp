// Goal: progress is told as far as one sees, of the accounts that the segment holds for. Method: sales in memory, on both databases.
#include "market/progress_service.hpp"

#include <gtest/gtest.h>

#include "market/objective_service.hpp"
#include "tests/support/sales_world.hpp"

namespace bailiwick::market {
namespace {

class ProgressServiceTest : public bailiwick::testing::MarketTest {
 protected:
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    objectives.emplace(ProgressParts{market_parts(), sold, nullptr});
    service.emplace(ProgressParts{market_parts(), sold, [this](auto&, TenantId) {
                                    return Result<std::optional<WorkDays>>(work_days);
                                  }});
    large = add({.id = {}, .name = {}, .employees = 900, .territory = north});
    small = add({.id = {}, .name = {}, .employees = 5, .territory = south});
  }
  Objective year(Metric metric = Metric::kRevenue) {
    const LocalDate today = align->today();
    return {.id = {},
            .name = "Year",
            .first_day = today.plus_days(-99),
            .last_day = today.plus_days(100),
            .metric = metric,
            .target = 1'000'00,
            .currency = Currency::parse("USD")};
  }
  ObjectiveId objective(Objective wanted) {
    const auto added = objectives->add(admin, std::move(wanted));
    EXPECT_TRUE(added) << added.error().front().message;
    EXPECT_TRUE(objectives->share(
        admin, added->id,
        {.shares = {{.territory = north, .weight = 3}, {.territory = south, .weight = 1}}}, 1));
    return added->id;
  }
  void sell(AccountId account, std::int64_t minor, std::optional<TerritoryId> where,
            std::int32_t days_ago = 1) {
    sold.all.push_back({.account = account,
                        .day = align->today().plus_days(-days_ago),
                        .amount = {minor, *Currency::parse("USD")},
                        .territory = where});
  }

  bailiwick::testing::SoldInMemory sold;
  std::optional<WorkDays> work_days;
  std::optional<ObjectiveService> objectives;
  std::optional<ProgressService> service;
  AccountId large;
  AccountId small;
};

TEST_P(ProgressServiceTest, TheWholeIsToldToWhoeverSeesItAndSharesToTheirOwn) {
  const ObjectiveId id = objective(year());
  sell(large, 300'00, north);
  sell(small, 100'00, south);
  sell(small, 50'00, std::nullopt);
  const auto all = service->progress(admin, id);
  ASSERT_TRUE(all) << all.error().front().message;
  EXPECT_EQ(all->whole->reached.amount, 450'00);
  EXPECT_EQ(all->whole->expected, 500'00);
  EXPECT_EQ(all->elsewhere->amount, 50'00);
  ASSERT_EQ(all->shares.size(), 2U);
  EXPECT_FALSE(all->days.is_working);
  EXPECT_EQ(all->days.gone, 100);
  const auto own = service->progress(rep, id);
  ASSERT_TRUE(own);
  EXPECT_FALSE(own->whole);
  EXPECT_FALSE(own->elsewhere);
  ASSERT_EQ(own->shares.size(), 1U);
  EXPECT_EQ(own->shares[0].territory, north);
  EXPECT_EQ(own->shares[0].progress.target, 750'00);
  EXPECT_EQ(own->shares[0].progress.reached.amount, 300'00);
  work_days = WorkDays{.week = {true, true, true, true, true, false, false}, .days_off = {}};
  EXPECT_TRUE(service->progress(rep, id)->days.is_working);
}

TEST_P(ProgressServiceTest, OnlyTheSegmentAndThePeriodUntilTodayCount) {
  Objective wanted = year();
  wanted.segment = "employees > 500";
  const ObjectiveId id = objective(wanted);
  sell(large, 300'00, north);
  sell(small, 100'00, south);
  const auto told = service->progress(admin, id);
  ASSERT_TRUE(told) << told.error().front().message;
  EXPECT_EQ(told->whole->reached.amount, 300'00);
  EXPECT_EQ(sold.asked.last_day, align->today());
  EXPECT_EQ(sold.asked.first_day, wanted.first_day);
  EXPECT_FALSE(sold.asked.territories_on);
}

TEST_P(ProgressServiceTest, ASegmentReadsMoneyInTheReportingCurrency) {
  add_yen(6'000'000, "USD");
  const auto worth = [&](std::int64_t minor, const char* currency, TerritoryId where) {
    return add({.id = {},
                .name = {},
                .territory = where,
                .annual_revenue = Money{minor, *Currency::parse(currency)}});
  };
  const AccountId tokyo = worth(500'000'000, "JPY", north);  // 3,000,000 dollars
  const AccountId kyoto = worth(5'000'000, "JPY", north);    // 30,000 dollars
  const AccountId home = worth(2'000'000'00, "USD", south);
  const AccountId abroad = worth(9'000'000'00, "EUR", south);  // no rate
  Objective wanted = year();
  wanted.segment = "annual_revenue > 1000000";
  const ObjectiveId id = objective(wanted);
  sell(tokyo, 1'00, north);
  sell(kyoto, 10'00, north);
  sell(home, 100'00, south);
  sell(abroad, 1000'00, south);
  const auto told = service->progress(admin, id);
  ASSERT_TRUE(told) << told.error().front().message;
  EXPECT_EQ(told->whole->reached.amount, 101'00) << "of Tokyo and of home";
  EXPECT_EQ(told->without_rate, 1);
  EXPECT_EQ(service->progress(rep, id)->without_rate, 0) << "of the accounts that they see";
  const auto shared = objectives->share(
      admin, id,
      {.shares = {{.territory = north}}, .by = ShareBy::kPriorPeriod, .is_rehearsal = true}, 2);
  ASSERT_FALSE(shared) << "nothing was sold before";
  EXPECT_EQ(shared.error().front().rule, "M047");
  sell(tokyo, 5'00, north, 150);
  const auto divided = objectives->share(
      admin, id,
      {.shares = {{.territory = north}}, .by = ShareBy::kPriorPeriod, .is_rehearsal = true}, 2);
  ASSERT_TRUE(divided) << divided.error().front().message;
  EXPECT_EQ(divided->basis.without_rate, 1);
}

TEST_P(ProgressServiceTest, OnlyWhoMayReads) {
  const ObjectiveId id = objective(year());
  auto blind = rep;
  blind.permissions.erase(platform::identity::Permission::kCrmRead);
  EXPECT_EQ(first_rule(service->progress(blind, id)), "I001");
  auto nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(first_rule(service->progress(nobody, id)), "I001");
  EXPECT_EQ(first_rule(service->progress(admin, ObjectiveId())), "M040");
  EXPECT_EQ(first_rule(service->progress(world->add_company("other"), id)), "M040");
}

INSTANTIATE_TEST_SUITE_P(Both, ProgressServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
