// For tests of the market: a company with two territories, a rep in one of them, accounts and closed deals in memory, on a database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "formula/row_table.hpp"
#include "market/account_source.hpp"
#include "market/icp_service.hpp"
#include "market/migrations.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::testing {

inline formula::Schema market_schema() {
  using formula::Kind;
  return {{{"name", {Kind::kString, false}},
           {"employees", {Kind::kInt, true}},
           {"country", {Kind::kString, true}}}};
}

struct MarketAccount {
  market::AccountId id;
  std::string name;
  std::optional<std::int64_t> employees = {};
  std::string country = "NL";
  std::optional<market::TerritoryId> territory = {};
  std::int64_t won = 0;
  std::int64_t lost = 0;

  [[nodiscard]] std::vector<formula::Value> row() const {
    return {formula::Value(name), employees ? formula::Value(*employees) : formula::Value(),
            formula::Value(country)};
  }
};

// Accounts in the order in which they were added, three to a batch.
class MarketAccounts final : public market::AccountSource {
 public:
  [[nodiscard]] Result<formula::Schema> schema(TenantId) const override { return market_schema(); }
  [[nodiscard]] Result<void> each_batch(TenantId, const formula::Schema& schema,
                                        const OnBatch& on_batch) const override {
    for (std::size_t first = 0; first < all.size(); first += 3) {
      formula::RowTable table(schema);
      std::vector<market::AccountId> ids;
      std::vector<std::optional<market::TerritoryId>> territories;
      std::vector<std::string_view> names;
      for (std::size_t i = first; i < std::min(all.size(), first + 3); ++i) {
        table.add(all[i].row());
        ids.push_back(all[i].id);
        territories.push_back(all[i].territory);
        names.push_back(all[i].name);
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
    const bool is_rep = principal.roles.contains(platform::identity::Role::kRep);
    for (const MarketAccount& one : all)
      if (one.id == account && (!is_rep || one.territory)) return Row(one.row());
    return Row();
  }
  [[nodiscard]] Result<std::vector<market::ClosedDeals>> closed_deals(
      const Principal&) const override {
    std::vector<market::ClosedDeals> deals;
    for (const MarketAccount& one : all)
      if (one.won + one.lost > 0) deals.push_back({one.id, one.won, one.lost});
    return deals;
  }

  std::vector<MarketAccount> all;
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
