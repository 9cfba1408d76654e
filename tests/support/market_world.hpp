// For tests of the market: a company with two territories, a rep in one of them, accounts and closed deals in memory, on a database.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "alignment/scope.hpp"
#include "formula/row_table.hpp"
#include "geo/position.hpp"
#include "market/account_source.hpp"
#include "market/icp_service.hpp"
#include "market/migrations.hpp"
#include "market/sales_source.hpp"
#include "platform/identity/rate_store.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::testing {

inline formula::Schema market_schema() {
  using formula::Kind;
  return {{{"name", {Kind::kString, false}},
           {"employees", {Kind::kInt, true}},
           {"country", {Kind::kString, true}},
           {"kind", {Kind::kString, true}},
           {"industry", {Kind::kString, true}},
           {"complexity", {Kind::kInt, true}},
           {"is_key_account", {Kind::kBool, true}},
           {"postal_code", {Kind::kString, true}},
           {"lon", {Kind::kDecimal, true}},
           {"lat", {Kind::kDecimal, true}},
           {"annual_revenue", {Kind::kDecimal, true}},
           {"annual_revenue_currency", {Kind::kString, true}}}};
}

struct MarketAccount {
  market::AccountId id;
  std::string name;
  std::optional<std::int64_t> employees = {};
  std::string country = "NL";
  std::optional<market::TerritoryId> territory = {};
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::string kind = {};
  std::string industry = {};
  std::string postal_code = {};
  std::optional<std::int64_t> complexity = {};
  std::vector<market::AccountRevenue> revenue = {};  // of this account, whatever they say
  std::optional<Money> pipeline = {};
  bool is_visited = false;
  std::optional<geo::LonLat> point = {};  // whole thousandths of degrees
  std::optional<Money> annual_revenue = {};

  [[nodiscard]] std::vector<formula::Value> row() const {
    const auto text = [](const std::string& word) {
      return word.empty() ? formula::Value() : formula::Value(word);
    };
    const auto degrees = [](std::optional<double> value) {
      if (!value) return formula::Value();
      return formula::Value(
          Decimal::from_units(Int128{std::llround(*value * 1'000)} * (Decimal::kUnit / 1'000)));
    };
    return {formula::Value(name),
            employees ? formula::Value(*employees) : formula::Value(),
            text(country),
            text(kind),
            text(industry),
            complexity ? formula::Value(*complexity) : formula::Value(),
            formula::Value(),
            text(postal_code),
            degrees(point ? std::optional(point->lon_deg) : std::nullopt),
            degrees(point ? std::optional(point->lat_deg) : std::nullopt),
            annual_revenue ? formula::Value(amount_of(*annual_revenue)) : formula::Value(),
            text(annual_revenue ? std::string(annual_revenue->currency.text()) : "")};
  }
};

// Accounts in the order in which they were added, three to a batch; and what they bought. Somebody who does not see everything sees `seen`.
class MarketAccounts final : public market::AccountSource, public market::SalesSource {
 public:
  [[nodiscard]] Result<formula::Schema> schema(TenantId) const override { return market_schema(); }
  [[nodiscard]] Result<void> each_batch(TenantId tenant, const formula::Schema& schema,
                                        const OnBatch& on_batch) const override {
    return each_batch_of({.tenant = tenant}, schema, on_batch);
  }
  [[nodiscard]] Result<void> each_batch_of(const market::AccountReach& reach,
                                           const formula::Schema& schema,
                                           const OnBatch& on_batch) const override {
    const std::vector<const MarketAccount*> meant = within(reach);
    accounts_read += meant.size();
    for (std::size_t first = 0; first < meant.size(); first += 3) {
      formula::RowTable table(schema);
      std::vector<market::AccountId> ids;
      std::vector<std::optional<market::TerritoryId>> territories;
      std::vector<std::string_view> names;
      for (std::size_t i = first; i < std::min(meant.size(), first + 3); ++i) {
        table.add(meant[i]->row());
        ids.push_back(meant[i]->id);
        territories.push_back(meant[i]->territory);
        names.push_back(meant[i]->name);
      }
      const market::AccountBatch batch{
          .ids = ids, .territories = territories, .names = names, .rows = table.rows()};
      if (const auto done = on_batch(batch); !done) return done;
    }
    return {};
  }
  [[nodiscard]] Result<std::optional<std::vector<formula::Value>>> row(
      const Principal& principal, const formula::Schema&,
      market::AccountId account) const override {
    using Row = std::optional<std::vector<formula::Value>>;
    const std::vector<market::AccountId> wanted = {account};
    const auto found =
        within({.tenant = principal.tenant, .viewer = &principal, .accounts = wanted});
    return found.empty() ? Row() : Row(found.front()->row());
  }
  [[nodiscard]] Result<std::vector<market::ClosedDeals>> closed_deals(
      const Principal&) const override {
    return closed_deals_of({});
  }

  [[nodiscard]] Result<std::vector<market::AccountRevenue>> revenue(
      const market::AccountReach& reach, const market::SalesDays&) const override {
    std::vector<market::AccountRevenue> all;
    for (const MarketAccount* one : within(reach))
      for (market::AccountRevenue revenue : one->revenue) {
        revenue.account = one->id;
        all.push_back(revenue);
      }
    return all;
  }
  [[nodiscard]] Result<std::vector<market::AccountAmount>> open_pipeline(
      const market::AccountReach& reach) const override {
    std::vector<market::AccountAmount> all;
    for (const MarketAccount* one : within(reach))
      if (one->pipeline) all.push_back({one->id, *one->pipeline});
    return all;
  }
  [[nodiscard]] Result<std::vector<market::AccountId>> visited_since(
      const market::AccountReach& reach, Instant) const override {
    std::vector<market::AccountId> all;
    for (const MarketAccount* one : within(reach))
      if (one->is_visited) all.push_back(one->id);
    return all;
  }
  [[nodiscard]] Result<std::vector<market::ClosedDeals>> closed_deals_of(
      const market::AccountReach& reach) const override {
    std::vector<market::ClosedDeals> deals;
    for (const MarketAccount* one : within(reach))
      if (one->won + one->lost > 0) deals.push_back({one->id, one->won, one->lost});
    return deals;
  }

  std::vector<MarketAccount> all;
  std::vector<market::TerritoryId> seen;  // of whoever does not see everything
  mutable std::size_t accounts_read = 0;  // by batches

 private:
  [[nodiscard]] std::vector<const MarketAccount*> within(const market::AccountReach& reach) const {
    const auto has = [](const auto& list, const auto& one) {
      return std::ranges::find(list, one) != list.end();
    };
    const bool is_limited = reach.viewer != nullptr &&
                            alignment::reach_of(*reach.viewer) != alignment::Reach::kEverything;
    std::vector<const MarketAccount*> found;
    for (const MarketAccount& one : all) {
      const bool is_seen = !is_limited || (one.territory && has(seen, *one.territory));
      const bool is_there =
          reach.territories.empty() || (one.territory && has(reach.territories, *one.territory));
      const bool is_meant = reach.accounts.empty() || has(reach.accounts, one.id);
      if (is_seen && is_there && is_meant) found.push_back(&one);
    }
    return found;
  }
};

class MarketTest : public AlignmentTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    auto modules = AlignmentTest::more_modules();
    modules.push_back(market::market_migrations());
    return modules;
  }
  void SetUp() override {
    AlignmentTest::SetUp();
    if (IsSkipped()) return;
    align.emplace(AlignmentTest::service());
    icp.emplace(market_parts());
    const LocalDate today = align->today();
    north = align->add_territory(admin, "North", std::nullopt, today)->id;
    south = align->add_territory(admin, "South", std::nullopt, today)->id;
    rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
    accounts.seen = {north};
    const auto seat = align->add_position(admin, {.id = {}, .title = "Seat"})->id;
    const alignment::Period always{.from = today};
    EXPECT_TRUE(align->hold(admin, {.position = seat, .period = always, .person = rep.person}));
    EXPECT_TRUE(align->assign(admin, {.territory = north, .position = seat, .period = always}));
  }

  market::MarketParts market_parts() {
    return {.database = world->database(),
            .log = world->log(),
            .outbox = outbox(),
            .accounts = accounts,
            .ids = world->ids(),
            .now = world->clock()};
  }
  market::AccountId add(MarketAccount account) {
    account.id = market::AccountId(world->ids().next());
    if (account.name.empty()) account.name = "Account " + std::to_string(accounts.all.size());
    accounts.all.push_back(account);
    return account.id;
  }
  static std::vector<market::Criterion> criteria() {
    return {{.name = "Large", .formula = "employees > 500", .weight = 3},
            {.name = "Home", .formula = "country == \"NL\"", .weight = 1}};
  }
  // That a yen is that many billionths of the other currency, from today on.
  void add_yen(std::int64_t units, const char* against) {
    const auto kept = world->database().write([&](platform::db::Connection& connection) {
      const platform::identity::KeptRate rate{
          .id = world->ids().next(),
          .quote = {*Currency::parse("JPY"), *Currency::parse(against), utc_date(world->now),
                    units},
          .recorded_at = world->now,
          .recorded_by = admin.person};
      return platform::identity::insert_rates(
          connection, {.tenant = admin.tenant, .by = admin.person, .at = world->now}, {&rate, 1});
    });
    EXPECT_TRUE(kept) << kept.error().message;
  }
  template <class T>
  static std::string first_rule(const Checked<T>& outcome) {
    return outcome ? std::string("none") : outcome.error().front().rule;
  }
  // A profile in force.
  void activate(const std::vector<market::Criterion>& wanted) {
    const auto draft = icp->put_draft(admin, {.name = "Ideal", .criteria = wanted}, std::nullopt);
    ASSERT_TRUE(draft) << draft.error().front().message;
    ASSERT_TRUE(icp->activate(admin, draft->version));
  }

  MarketAccounts accounts;
  std::optional<alignment::AlignmentService> align;
  std::optional<market::IcpService> icp;
  market::TerritoryId north;
  market::TerritoryId south;
  identity::Principal rep;
};

}  // namespace bailiwick::testing
