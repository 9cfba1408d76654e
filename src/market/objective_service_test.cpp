// Goal: objectives are set, changed and divided so that shares always add up, and are read as far as one sees. Method: every rule once, on both databases.
#include "market/objective_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/sales_world.hpp"

namespace bailiwick::market {
namespace {

class ObjectiveServiceTest : public bailiwick::testing::MarketTest {
 protected:
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    service.emplace(ProgressParts{market_parts(), sold, nullptr});
  }
  static Objective revenue() {
    return {.id = {},
            .name = "Revenue",
            .first_day = LocalDate(20'000),
            .last_day = LocalDate(20'100),
            .target = 100'00,
            .currency = Currency::parse("USD")};
  }
  std::string refused(const Objective& objective) {
    return first_rule(service->add(admin, objective));
  }

  bailiwick::testing::SoldInMemory sold;
  std::optional<ObjectiveService> service;
};

TEST_P(ObjectiveServiceTest, SharesAddUpAndFollowTheTarget) {
  auto objective = service->add(admin, revenue());
  ASSERT_TRUE(objective) << objective.error().front().message;
  const auto shared = service->share(
      admin, objective->id,
      {.shares = {{.territory = north, .weight = 2}, {.territory = south, .weight = 1}}}, 1);
  ASSERT_TRUE(shared) << shared.error().front().message;
  EXPECT_EQ(shared->objective.shares[0].amount + shared->objective.shares[1].amount, 100'00);
  EXPECT_EQ(shared->objective.version, 2);
  EXPECT_EQ(first_rule(service->share(admin, objective->id, {}, 1)), "M034");
  Objective more = revenue();
  more.id = objective->id;
  more.target = 100'01;
  const auto changed = service->change(admin, more, 2);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->shares[0].amount + changed->shares[1].amount, 100'01);
  const auto seen = service->objectives(rep);
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->at(0).shares.size(), 1U) << "their own";
  EXPECT_EQ(seen->at(0).shares[0].territory, north);
  ASSERT_TRUE(service->share(admin, objective->id, {}, std::nullopt));
  EXPECT_TRUE(service->objectives(admin)->at(0).shares.empty());
  EXPECT_EQ(rule_of(service->remove(admin, objective->id, 1)), "M034");
  ASSERT_TRUE(service->remove(admin, objective->id, std::nullopt));
  EXPECT_EQ(rule_of(service->remove(admin, objective->id, std::nullopt)), "M040");
  EXPECT_EQ(events(admin.tenant).back().event.name, "objective.updated");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(ObjectiveServiceTest, WhatIsWrongIsTold) {
  Objective bad = revenue();
  bad.currency = Currency::parse("JPY");
  EXPECT_EQ(refused(bad), "M043") << "the company reports in another";
  bad = revenue();
  bad.last_day = LocalDate(1);
  EXPECT_EQ(refused(bad), "M042");
  bad = revenue();
  bad.segment = "employees / 0 > 5";
  EXPECT_EQ(refused(bad), "Q060");
  bad.segment = "employes > 5";
  EXPECT_EQ(refused(bad), "Q011");
  bad.segment = std::string(kFormulaBytesMax, ' ') + "true";
  EXPECT_EQ(refused(bad), "M037");
  bad.segment = "employees > 5";
  const auto objective = service->add(admin, bad);
  ASSERT_TRUE(objective);
  const auto shares = [&](std::vector<ObjectiveShare> wanted) {
    return first_rule(
        service->share(admin, objective->id, {.shares = std::move(wanted)}, std::nullopt));
  };
  EXPECT_EQ(shares({{.territory = north}, {.territory = north}}), "M044");
  EXPECT_EQ(shares({{.territory = north, .weight = 0}}), "M044");
  EXPECT_EQ(shares({{.territory = north, .weight = -1}}), "M044");
  EXPECT_EQ(shares({{.territory = TerritoryId(world->ids().next())}}), "M044");
  EXPECT_EQ(shares(std::vector<ObjectiveShare>(kSharesMax + 1)), "M044");
  EXPECT_EQ(first_rule(service->share(admin, ObjectiveId(), {}, std::nullopt)), "M040");
  for (std::size_t i = 1; i < kObjectivesMax; ++i) ASSERT_TRUE(service->add(admin, revenue()));
  EXPECT_EQ(refused(revenue()), "M045");
}

TEST_P(ObjectiveServiceTest, SharesFollowTheTree) {
  const LocalDate today = align->today();
  const auto country = align->add_territory(admin, "Country", std::nullopt, today)->id;
  ASSERT_TRUE(
      align->place(admin, {.territory = north, .period = {.from = today}, .parent = country}));
  ASSERT_TRUE(
      align->place(admin, {.territory = south, .period = {.from = today}, .parent = country}));
  const auto west = align->add_territory(admin, "West", std::nullopt, today)->id;
  const auto objective = service->add(admin, revenue());
  ASSERT_TRUE(objective);
  const std::vector<ObjectiveShare> all = {
      {.territory = country}, {.territory = north}, {.territory = south}, {.territory = west}};
  const auto even = service->share(admin, objective->id, {.shares = all, .by = ShareBy::kEven}, 1);
  ASSERT_TRUE(even) << even.error().front().message;
  std::map<TerritoryId, std::int64_t> amounts;
  for (const ObjectiveShare& share : even->objective.shares)
    amounts[share.territory] = share.amount;
  EXPECT_EQ(amounts[country], amounts[north] + amounts[south]);
  EXPECT_EQ(amounts[country] + amounts[west], 100'00);
  EXPECT_NEAR(static_cast<double>(amounts[west]), 33'33, 1);
  const auto kept = service->objectives(admin);
  EXPECT_EQ(kept->at(0).shared_by, ShareBy::kEven);
  const auto mine = service->objectives(rep);
  ASSERT_EQ(mine->at(0).shares.size(), 1U);
  EXPECT_FALSE(mine->at(0).shares[0].within) << "what they do not see";
  std::vector<ObjectiveShare> none = all;
  none[1].weight = none[2].weight = 0;
  EXPECT_EQ(first_rule(service->share(admin, objective->id, {.shares = none}, 2)), "M044");
  Objective more = revenue();
  more.id = objective->id;
  more.target = 100'03;
  const auto changed = service->change(admin, more, 2);
  ASSERT_TRUE(changed);
  std::int64_t top = 0;
  for (const ObjectiveShare& share : changed->shares) top += share.within ? 0 : share.amount;
  EXPECT_EQ(top, 100'03);
}

TEST_P(ObjectiveServiceTest, ARehearsalChangesNothing) {
  const auto objective = service->add(admin, revenue());
  ASSERT_TRUE(objective);
  const std::vector<ObjectiveShare> all = {{.territory = north}, {.territory = south}};
  sold.all = {
      {.account = {},
       .day = LocalDate(19'999),
       .amount = {30'00, *Currency::parse("USD")},
       .territory = north},
      {.account = {},
       .day = LocalDate(19'899),
       .amount = {10'00, *Currency::parse("USD")},
       .territory = south},
      {.account = {},
       .day = LocalDate(19'999),
       .amount = {700, *Currency::parse("JPY")},
       .territory = south},
      {.account = {}, .day = LocalDate(19'898), .amount = {90'00, *Currency::parse("USD")}}};
  const ShareAsk ask{.shares = all, .by = ShareBy::kPriorPeriod, .is_rehearsal = true};
  const auto tried = service->share(admin, objective->id, ask, 1);
  ASSERT_TRUE(tried) << tried.error().front().message;
  EXPECT_EQ(tried->objective.shares[0].amount, 75'00);
  EXPECT_EQ(tried->basis.first_day, LocalDate(19'899));
  EXPECT_EQ(tried->basis.last_day, LocalDate(19'999));
  ASSERT_EQ(tried->basis.unconverted.size(), 1U);
  EXPECT_EQ(sold.asked.territories_on, align->today());
  EXPECT_TRUE(service->objectives(admin)->at(0).shares.empty());
  auto blind = admin;
  blind.permissions.erase(platform::identity::Permission::kCrmRead);
  EXPECT_EQ(first_rule(service->share(blind, objective->id, ask, 1)), "I001");
  sold.all.clear();
  EXPECT_EQ(first_rule(service->share(admin, objective->id, ask, 1)), "M047");
  EXPECT_EQ(first_rule(service->share(admin, objective->id,
                                      {.shares = all, .by = ShareBy::kPotential}, 1)),
            "M097");
}

TEST_P(ObjectiveServiceTest, OnlyWhoMayReadsAndChanges) {
  const auto objective = service->add(admin, revenue());
  ASSERT_TRUE(objective);
  EXPECT_EQ(first_rule(service->add(rep, revenue())), "I001");
  EXPECT_EQ(first_rule(service->change(rep, *objective, std::nullopt)), "I001");
  EXPECT_EQ(first_rule(service->share(rep, objective->id, {}, std::nullopt)), "I001");
  EXPECT_EQ(rule_of(service->remove(rep, objective->id, std::nullopt)), "I001");
  auto nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(service->objectives(nobody)), "I001");
  const auto other = world->add_company("other");
  EXPECT_TRUE(service->objectives(other)->empty());
  EXPECT_EQ(rule_of(service->remove(other, objective->id, std::nullopt)), "M040");
  EXPECT_EQ(first_rule(service->change(other, *objective, std::nullopt)), "M040");
}

INSTANTIATE_TEST_SUITE_P(Both, ObjectiveServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
