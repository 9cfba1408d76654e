// Goal: objectives are set, changed and divided so that shares always add up, and are read as far as one sees. Method: every rule once, on both databases.
#include "market/objective_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

class ObjectiveServiceTest : public bailiwick::testing::MarketTest {
 protected:
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    service.emplace(market_parts());
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

  std::optional<ObjectiveService> service;
};

TEST_P(ObjectiveServiceTest, SharesAddUpAndFollowTheTarget) {
  auto objective = service->add(admin, revenue());
  ASSERT_TRUE(objective) << objective.error().front().message;
  const auto shared =
      service->share(admin, objective->id,
                     {{.territory = north, .weight = 2}, {.territory = south, .weight = 1}}, 1);
  ASSERT_TRUE(shared) << shared.error().front().message;
  EXPECT_EQ(shared->shares[0].amount + shared->shares[1].amount, 100'00);
  EXPECT_EQ(shared->version, 2);
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
  bad.segment = "employes > 5";
  EXPECT_EQ(refused(bad), "Q011");
  bad.segment = std::string(kFormulaBytesMax, ' ') + "true";
  EXPECT_EQ(refused(bad), "M037");
  bad.segment = "employees > 5";
  const auto objective = service->add(admin, bad);
  ASSERT_TRUE(objective);
  const auto shares = [&](std::vector<ObjectiveShare> wanted) {
    return first_rule(service->share(admin, objective->id, std::move(wanted), std::nullopt));
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
