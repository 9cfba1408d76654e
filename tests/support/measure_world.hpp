// For tests of measures and of the market's numbers: the market's company with a layer of postal codes, its services, and counts that are made at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/market_model_service.hpp"
#include "market/market_service.hpp"
#include "market/measure_service.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/market_world.hpp"

namespace bailiwick::testing {

class MeasureTest : public MarketTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    auto modules = MarketTest::more_modules();
    modules.insert(modules.begin(), platform::jobs::jobs_migrations());
    return modules;
  }
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    const auto reporting = world->database().write(
        [](db::Connection& c) { return c.execute("UPDATE company SET currency = 'EUR'"); });
    ASSERT_TRUE(reporting) << reporting.error().message;
    queue.emplace(world->clock(), world->ids());
    counter.emplace(market::CounterParts{world->database(), accounts, accounts, world->clock()});
    queue->add_kind(market::count_kind(*counter));
    models.emplace(market::MarketModelParts{market_parts(), *counter, *queue});
    market.emplace(market::MarketServiceParts{.counter = *counter, .territories = &territories});
    measures.emplace(market::MeasureParts{market_parts(), *counter, &territories});
  }

  // Units with an area of 100 km2 each, in the order of their codes, ready.
  market::LayerId add_layer(const std::vector<std::string>& codes,
                            const std::string& name = "Postal codes") {
    market::Layer layer{.id = market::LayerId(world->ids().next()), .name = name};
    layer.match = {.by = market::MatchBy::kPostalCode, .characters = 5};
    layer.state = market::LayerState::kReady;
    layer.unit_count = static_cast<std::int64_t>(codes.size());
    layer.created_at = world->now;
    std::vector<market::LayerUnit> units;
    for (const std::string& code : codes) units.push_back({.code = code, .area_km2 = 100.0});
    const auto made = world->database().write([&](db::Connection& c) -> Result<void> {
      const auto inserted = market::layer_store::insert_layer(c, admin.tenant, layer, {});
      if (!inserted) return inserted;
      return market::layer_store::insert_units(c, {admin.tenant, layer.id}, units);
    });
    EXPECT_TRUE(made) << made.error().message;
    return layer.id;
  }
  // What the job does.
  void count() {
    const auto counted = counter->count_company(admin.tenant, [](double) { return true; });
    ASSERT_TRUE(counted) << counted.error().front().message;
    const auto stored = world->database().write(
        [&](db::Connection& c) { return market::MarketCounter::store(c, admin.tenant, *counted); });
    ASSERT_TRUE(stored) << stored.error().message;
  }
  static market::AccountRevenue sold(std::int64_t minor, std::int64_t before = 0,
                                     const char* currency = "EUR") {
    const Currency of = *Currency::parse(currency);
    return {.account = {}, .recent = {minor, of}, .before = {before, of}};
  }
  // 100 EUR an employee; those at home are serviceable.
  void put_potential(std::optional<market::LayerId> layer = {}) {
    market::PotentialModel model = market::first_potential_model();
    model.rules = {{.name = "By size", .formula = "true", .amount = "employees * 100"}};
    model.serviceable = "country == \"NL\"";
    model.layer = layer;
    const auto changed = models->change(admin, model, std::nullopt);
    ASSERT_TRUE(changed) << changed.error().front().message;
  }
  void put_workload(market::LayerId layer) {
    market::WorkloadModel model = market::first_workload_model();
    model.layer = layer;
    const auto changed = models->change(admin, model, std::nullopt);
    ASSERT_TRUE(changed) << changed.error().front().message;
  }

  // Units that belong to territories, by what the test says.
  class Territories final : public market::UnitTerritories {
   public:
    [[nodiscard]] Result<market::TerritoriesOfUnits> of(
        db::Connection&, TenantId, const market::Layer&,
        std::span<const market::LayerUnit> units) const override {
      market::TerritoriesOfUnits answer = said;
      answer.of.resize(units.size(), -1);
      return answer;
    }
    market::TerritoriesOfUnits said;
  };

  std::optional<platform::jobs::JobQueue> queue;
  std::optional<market::MarketCounter> counter;
  std::optional<market::MarketModelService> models;
  std::optional<market::MarketService> market;
  std::optional<market::MeasureService> measures;
  Territories territories;
};

}  // namespace bailiwick::testing
