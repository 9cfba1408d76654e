// Goal: models are read, changed and tried by those who may, and a change has the company counted. Method: every rule once, on both databases.
#include "market/market_model_service.hpp"

#include <gtest/gtest.h>

#include "platform/jobs/store.hpp"
#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

using bailiwick::testing::Role;

class MarketModelServiceTest : public bailiwick::testing::MeasureTest {};

TEST_P(MarketModelServiceTest, ModelsAreChangedOneAfterTheOther) {
  WorkloadModel workload = *models->workload(rep);
  EXPECT_EQ(workload.version, 1);
  workload.visits[0].a_year = 30;
  const auto changed = models->change(admin, workload, 1);
  ASSERT_TRUE(changed) << changed.error().front().message;
  EXPECT_EQ(changed->version, 2);
  EXPECT_EQ(models->workload(rep)->visits, workload.visits);
  EXPECT_EQ(first_rule(models->change(admin, workload, 1)), "M034");
  PotentialModel potential = *models->potential(rep);
  EXPECT_TRUE(potential.rules.empty());
  potential.rules = {{.name = "All", .formula = "true", .amount = "employees * 2"}};
  ASSERT_TRUE(models->change(admin, potential, 1));
  EXPECT_EQ(models->potential(rep)->rules, potential.rules);
  EXPECT_EQ(events(admin.tenant).back().event.name, "market_model.updated");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(MarketModelServiceTest, MistakesAreTold) {
  WorkloadModel workload = first_workload_model();
  workload.detour = Decimal::whole(11);
  EXPECT_EQ(first_rule(models->change(admin, workload, std::nullopt)), "M093");
  workload = first_workload_model();
  workload.visits[0].formula = "knd == 1";
  EXPECT_EQ(first_rule(models->change(admin, workload, std::nullopt)), "Q011");
  workload.visits[0].formula = "employees / 0 > 1";
  EXPECT_EQ(first_rule(models->change(admin, workload, std::nullopt)), "Q060");
  workload = first_workload_model();
  workload.layer = LayerId(world->ids().next());
  EXPECT_EQ(first_rule(models->change(admin, workload, std::nullopt)), "M095");
  PotentialModel potential = first_potential_model();
  potential.rules = {{.name = "All", .formula = "true", .amount = "name"}};
  EXPECT_EQ(first_rule(models->change(admin, potential, std::nullopt)).front(), 'Q');
  EXPECT_EQ(first_rule(models->try_out(admin, potential)).front(), 'Q');
  potential.rules = {{.name = "All", .formula = "true", .amount = "employees / 0"}};
  EXPECT_EQ(first_rule(models->change(admin, potential, std::nullopt)), "Q060");
  EXPECT_EQ(first_rule(models->try_out(admin, potential)), "Q060");
}

TEST_P(MarketModelServiceTest, ATryTellsWhatEachRuleDoes) {
  for (std::int64_t size = 1; size <= 8; ++size)
    add({.id = {}, .name = "North", .employees = size, .territory = north});
  add({.id = {}, .name = "South", .employees = 100, .territory = south});
  add({.id = {}, .name = "Empty", .territory = south});
  PotentialModel model = first_potential_model();
  model.rules = {{.name = "All", .formula = "employees > 0", .amount = "employees * 10"},
                 {.name = "Large", .formula = "employees > 50", .amount = "1"},
                 {.name = "Never", .formula = "employees < 0", .amount = "1"},
                 {.name = "Nothing", .formula = "name == \"Empty\"", .amount = "employees"}};
  const auto tried = models->try_out(admin, model);
  ASSERT_TRUE(tried) << tried.error().front().message;
  EXPECT_EQ(to_text(tried->figures.potential), "1360");
  EXPECT_EQ(tried->figures.unknown, 1);
  EXPECT_EQ(tried->rules[0].counts.counted, 9);
  EXPECT_EQ(tried->rules[0].accounts.size(), kTriedAccounts);
  EXPECT_EQ(finding_of(tried->rules[0].counts), "");
  EXPECT_EQ(finding_of(tried->rules[1].counts), "overtaken");
  EXPECT_EQ(finding_of(tried->rules[2].counts), "never_held");
  EXPECT_EQ(finding_of(tried->rules[3].counts), "no_amount");
  EXPECT_EQ(models->try_out(rep, model)->figures.accounts, 8) << "those that they see";
  EXPECT_EQ(models->potential(admin)->version, 1) << "nothing is stored";
}

TEST_P(MarketModelServiceTest, FormulasReadMoneyInTheReportingCurrency) {
  const Currency yen = *Currency::parse("JPY");
  add_yen(6'000'000, "EUR");
  add({.id = {}, .name = "Tokyo", .territory = north, .annual_revenue = Money{5'000'000'000, yen}});
  add({.id = {},
       .name = "Home",
       .territory = north,
       .annual_revenue = Money{1'000'00, *Currency::parse("EUR")}});
  add({.id = {},
       .name = "Without a rate",
       .territory = south,
       .annual_revenue = Money{7'00, *Currency::parse("USD")}});
  PotentialModel model = first_potential_model();
  model.rules = {{.name = "All", .formula = "true", .amount = "annual_revenue / 1000"}};
  const auto tried = models->try_out(admin, model);
  ASSERT_TRUE(tried) << tried.error().front().message;
  EXPECT_EQ(to_text(tried->figures.potential), "30001");
  EXPECT_EQ(tried->figures.without_rate, 1);
  EXPECT_EQ(tried->figures.unknown, 1);
  EXPECT_EQ(tried->rules[0].counts.no_amount, 1);
  ASSERT_TRUE(models->change(admin, model, std::nullopt));
  count();
  const auto size = market->size(admin, market_store::Grouping::kTerritory);
  ASSERT_TRUE(size) << size.error().front().message;
  EXPECT_EQ(to_text(size->all.tam), "30001");
  EXPECT_EQ(size->all.figures.without_rate, 1) << "as the count has it";
  const auto account = market->account(admin, accounts.all[0].id);
  ASSERT_TRUE(account) << account.error().front().message;
  EXPECT_EQ(to_text(account->potential.amount), "30000");
  EXPECT_FALSE(account->figures.is_without_rate);
  bool is_explained = false;
  for (const auto& part : account->parts)
    is_explained = is_explained || formula::to_literal(part.value) == "30000000.0";
  EXPECT_TRUE(is_explained) << "parts are in the reporting currency too";
  EXPECT_TRUE(market->account(admin, accounts.all[2].id)->figures.is_without_rate);
  EXPECT_EQ(market->territory(admin, south)->without_rate, 1) << "of the territory's accounts";
  EXPECT_EQ(market->territory(admin, north)->without_rate, 0);
}

TEST_P(MarketModelServiceTest, ACountIsAJobThatWaitsOnce) {
  const LayerId layer = add_layer({"10001"});
  const auto first = models->count(admin, layer);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->kind, kCountKind);
  EXPECT_EQ(models->count(admin)->id, first->id);
  EXPECT_EQ(models->count(admin, LayerId(world->ids().next())).error().rule, "M060");
  ASSERT_TRUE(models->enqueue_nightly());
  count();
  const Instant later = world->now.plus_seconds(3'600);
  const auto recounted = world->database().write([&](platform::db::Connection& connection) {
    return models->recount(connection, admin.tenant, later);
  });
  ASSERT_TRUE(recounted) << recounted.error().message;
  EXPECT_EQ(models->count(admin)->run_at, world->now) << "whoever asks does not wait for it";
  world->now = world->now.plus_seconds(86'401);
  ASSERT_TRUE(models->enqueue_nightly());
}

TEST_P(MarketModelServiceTest, ACompanyThatWasNeverCountedIsNotCountedAnew) {
  const auto waiting = [&] {
    const auto found = world->database().write(
        [&](platform::db::Connection& connection) -> Result<std::optional<platform::jobs::Job>> {
          const auto asked = models->recount(connection, admin.tenant, world->now);
          if (!asked) return tl::unexpected(asked.error());
          return platform::jobs::find_waiting(connection, admin.tenant, std::string(kCountKind));
        });
    return found.value_or(std::nullopt);
  };
  EXPECT_FALSE(waiting());
  count();
  ASSERT_TRUE(waiting());
  EXPECT_TRUE(waiting()->created_by.is_nil()) << "nobody asked for it";
}

TEST_P(MarketModelServiceTest, OnlyWhoMayReadsAndChanges) {
  EXPECT_EQ(first_rule(models->change(rep, first_workload_model(), std::nullopt)), "I001");
  EXPECT_EQ(first_rule(models->change(rep, first_potential_model(), std::nullopt)), "I001");
  EXPECT_EQ(models->count(rep).error().rule, "I001");
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example").principal;
  EXPECT_EQ(models->workload(people).error().rule, "I001");
  EXPECT_EQ(models->potential(people).error().rule, "I001");
  EXPECT_EQ(first_rule(models->try_out(people, first_potential_model())), "I001");
}

INSTANTIATE_TEST_SUITE_P(Both, MarketModelServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
