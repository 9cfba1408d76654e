// Goal: the API tells progress as docs/spec/market.md says. Method: the handler, called as the server calls it, its answer against its schema.
#include "market/progress_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "market/objective_service.hpp"
#include "platform/http/schema.hpp"
#include "tests/support/route_call.hpp"
#include "tests/support/sales_world.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

class ProgressRoutesTest : public bailiwick::testing::MarketTest {
 protected:
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    service.emplace(ProgressParts{market_parts(), sold, [](auto&, TenantId) {
                                    return Result<std::optional<WorkDays>>(std::nullopt);
                                  }});
    routes = progress_routes(*service);
  }
  Json told(Metric metric, std::int64_t target) {
    const ObjectiveService objectives(ProgressParts{market_parts(), sold, nullptr});
    const LocalDate today = align->today();
    Objective wanted{.id = {},
                     .name = "Four days",
                     .first_day = today.plus_days(-1),
                     .last_day = today.plus_days(2),
                     .metric = metric,
                     .target = target};
    if (is_money(metric)) wanted.currency = Currency::parse("USD");
    const auto added = objectives.add(admin, wanted);
    EXPECT_TRUE(added);
    EXPECT_TRUE(
        objectives.share(admin, added->id, {.shares = {{.territory = north, .weight = 1}}}, 1));
    return bailiwick::testing::declared_json(routes, "getObjectiveProgress", admin,
                                             {.path = {{"objective", added->id.text()}}});
  }

  bailiwick::testing::SoldInMemory sold;
  std::optional<ProgressService> service;
  platform::http::Routes routes;
};

TEST_P(ProgressRoutesTest, MoneyIsToldWithWhatHasNoRate) {
  const LocalDate today = align->today();
  const Currency dollars = *Currency::parse("USD");
  sold.all = {{.account = {}, .day = today, .amount = {30'00, dollars}, .territory = north},
              {.account = {}, .day = today, .amount = {20'00, dollars}},
              {.account = {}, .day = today, .amount = {500, *Currency::parse("JPY")}}};
  const Json json = told(Metric::kRevenue, 100'00);
  EXPECT_EQ(json["days"], Json({{"kind", "calendar"}, {"gone", 2}, {"left", 2}, {"all", 4}}));
  const Json& whole = json["whole"];
  EXPECT_EQ(whole["reached"], Json({{"amount", "50.00"}, {"currency", "USD"}}));
  EXPECT_EQ(whole["expected"]["amount"], "50.00");
  EXPECT_EQ(whole["pace"], "1");
  EXPECT_EQ(whole["missing"]["amount"], "50.00");
  EXPECT_EQ(whole["needed_a_day"]["amount"], "25.00");
  EXPECT_EQ(whole["unconverted"],
            Json::parse(R"([{"currency": "JPY", "amount": "500", "count": 1}])"));
  EXPECT_EQ(json["elsewhere"]["reached"]["amount"], "20.00");
  EXPECT_EQ(json["without_rate"], 0);
  EXPECT_EQ(json["shares"][0]["territory"], north.text());
  EXPECT_EQ(json["shares"][0]["reached_share"], "0.3");
}

TEST_P(ProgressRoutesTest, NewAccountsAreNumbers) {
  sold.all = {{.account = {}, .day = align->today(), .amount = {}, .is_first = true}};
  const Json json = told(Metric::kNewAccounts, 9);
  EXPECT_EQ(json["whole"]["reached"], Json({{"accounts", 1}}));
  EXPECT_EQ(json["whole"]["needed_a_day"], Json({{"accounts", 4}}));
  EXPECT_EQ(json["shares"][0]["reached"], Json({{"accounts", 0}}));
}

INSTANTIATE_TEST_SUITE_P(Both, ProgressRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
