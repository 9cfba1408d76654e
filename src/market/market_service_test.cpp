// Goal: market size, white space, accounts and territories are what their accounts add up to, as far as the asker sees them. Method: few accounts whose sums are
// reckoned by hand, on both databases, as an administrator, a rep and those who may not.
#include "market/market_service.hpp"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

using bailiwick::testing::MarketAccount;
using bailiwick::testing::Role;
using market_store::Grouping;

class MarketServiceTest : public bailiwick::testing::MeasureTest {
 protected:
  void SetUp() override {
    MeasureTest::SetUp();
    if (IsSkipped()) return;
    put_potential();
    big = add({.id = {},
               .name = "Big",
               .employees = 100,
               .territory = north,
               .won = 3,
               .lost = 1,
               .kind = "customer",
               .industry = "Hospitals",
               .revenue = {sold(400'000, 200'000)},
               .pipeline = Money{50'000, *Currency::parse("EUR")},
               .is_visited = true});
    small = add({.id = {},
                 .name = "Small",
                 .employees = 10,
                 .territory = north,
                 .kind = "prospect",
                 .industry = "Shops",
                 .revenue = {sold(100, 0, "USD")}});
    far = add({.id = {},
               .name = "Far",
               .employees = 50,
               .country = "BE",
               .territory = south,
               .kind = "customer",
               .industry = "Shops",
               .revenue = {sold(600'000)}});
    unknown = add({.id = {}, .name = "Unknown", .country = "NL", .kind = "prospect"});
  }
  static const MarketItem* item(const MarketSize& size, std::string_view key) {
    const auto found = std::ranges::find(size.items, key, &MarketItem::key);
    return found == size.items.end() ? nullptr : &*found;
  }

  AccountId big, small, far, unknown;
};

TEST_P(MarketServiceTest, TheSizeIsCountedOrAsOfTheLastCount) {
  EXPECT_EQ(first_rule(market->size(admin, Grouping::kTerritory)), "M097") << "not counted yet";
  count();
  const auto all = market->size(admin, Grouping::kTerritory);
  ASSERT_TRUE(all) << all.error().front().message;
  EXPECT_TRUE(all->as_of);
  EXPECT_FALSE(all->is_from_units);
  EXPECT_EQ(to_text(all->all.tam), "16000");
  EXPECT_EQ(to_text(all->all.sam), "11000") << "those at home";
  EXPECT_EQ(to_text(all->all.som), "2200");
  EXPECT_EQ(to_text(all->all.figures.revenue), "10000");
  EXPECT_EQ(to_text(*all->all.penetration), "0.909091");
  EXPECT_EQ(to_text(all->all.figures.white_space), "7000");
  EXPECT_EQ(all->all.figures.accounts, 4);
  EXPECT_EQ(all->all.figures.unknown, 1);
  EXPECT_EQ(all->all.figures.customers, 3) << "who bought is one, in any currency";
  ASSERT_EQ(all->all.figures.unconverted.size(), 1U);
  ASSERT_EQ(all->items.size(), 3U);
  EXPECT_EQ(all->items[0].key, north.text());
  EXPECT_EQ(all->items[0].name, "North");
  EXPECT_EQ(item(*all, "")->numbers.figures.accounts, 1);
  const auto industries = market->size(admin, Grouping::kIndustry);
  EXPECT_EQ(to_text(item(*industries, "Shops")->numbers.tam), "6000");
  const auto countries = market->size(admin, Grouping::kCountry);
  EXPECT_EQ(item(*countries, "BE")->numbers.figures.accounts, 1);
  Figures sum;
  for (const MarketItem& one : countries->items) sum.add(one.numbers.figures);
  EXPECT_EQ(sum.revenue, countries->all.figures.revenue);
}

TEST_P(MarketServiceTest, ARepCountsTheirOwnAccounts) {
  const auto own = market->size(rep, Grouping::kTerritory);
  ASSERT_TRUE(own) << own.error().front().message;
  EXPECT_FALSE(own->as_of);
  EXPECT_EQ(own->all.figures.accounts, 2);
  EXPECT_EQ(to_text(own->all.tam), "11000");
  ASSERT_EQ(own->items.size(), 1U);
  EXPECT_EQ(own->items[0].key, north.text());
  accounts.accounts_read = 0;
  ASSERT_TRUE(market->size(rep, Grouping::kIndustry));
  EXPECT_EQ(accounts.accounts_read, 2U) << "no others are read for them";
}

TEST_P(MarketServiceTest, UnitsSayWhatTheWholeMarketIs) {
  const LayerId layer = add_layer({"10001", "10002", "10003"});
  put_potential(layer);
  const auto made = measures->put(admin, layer, "market_potential",
                                  {.name = "Market", .formula = "area_km2 * 1000"}, std::nullopt);
  ASSERT_TRUE(made) << made.error().front().message;
  territories.said = {.ids = {north, south}, .names = {"North", "South"}, .of = {0, 1, -1}};
  count();
  const auto all = market->size(admin, Grouping::kTerritory);
  ASSERT_TRUE(all) << all.error().front().message;
  EXPECT_TRUE(all->is_from_units);
  EXPECT_EQ(to_text(all->all.tam), "300000");
  EXPECT_EQ(to_text(all->all.sam), "200000");
  EXPECT_EQ(to_text(item(*all, north.text())->numbers.tam), "100000");
  EXPECT_EQ(to_text(market->size(rep, Grouping::kTerritory)->all.tam), "100000");
  EXPECT_FALSE(market->size(admin, Grouping::kCountry)->is_from_units);
}

TEST_P(MarketServiceTest, WhiteSpaceIsListedTheMostFirst) {
  EXPECT_EQ(first_rule(market->white_space(admin, {})), "M097");
  count();
  const auto all = market->white_space(admin, {.limit = 1});
  ASSERT_TRUE(all) << all.error().front().message;
  ASSERT_EQ(all->items.size(), 1U);
  EXPECT_EQ(all->items[0].account, big);
  EXPECT_EQ(all->items[0].name, "Big");
  EXPECT_EQ(to_text(all->items[0].white_space), "6000");
  ASSERT_EQ(all->next, 1);
  const auto rest = market->white_space(admin, {.from = 1, .limit = 5});
  ASSERT_EQ(rest->items.size(), 1U) << "who buys more than their potential has none";
  EXPECT_EQ(rest->items[0].account, small);
  EXPECT_FALSE(rest->next);
  const auto own = market->white_space(rep, {.territory = north});
  ASSERT_TRUE(own) << own.error().front().message;
  EXPECT_EQ(own->items.size(), 2U);
  EXPECT_EQ(market->white_space(rep, {.from = 1, .limit = 1})->items.at(0).account, small);
  EXPECT_EQ(market->white_space(rep, {.limit = 1})->next, 1);
  EXPECT_EQ(first_rule(market->white_space(rep, {.territory = south})), "M096");
  EXPECT_TRUE(market->white_space(admin, {.territory = south})->items.empty());
}

TEST_P(MarketServiceTest, AnAccountShowsWhereItsNumbersComeFrom) {
  const LayerId layer = add_layer({"10001"});
  put_workload(layer);
  accounts.all[0].postal_code = "10001";
  const auto before = market->account(rep, big);
  ASSERT_TRUE(before) << before.error().front().message;
  EXPECT_EQ(to_text(before->workload.hours), "9") << "12 visits of 45 minutes, no travel yet";
  count();
  const auto one = market->account(rep, big);
  EXPECT_EQ(one->rule->name, "By size");
  EXPECT_EQ(to_text(*one->figures.potential), "10000");
  ASSERT_FALSE(one->parts.empty());
  EXPECT_EQ(one->parts[0].text, "employees * 100");
  EXPECT_EQ(one->visit_rule, "Customers");
  EXPECT_EQ(one->unit, "10001");
  EXPECT_EQ(one->accounts_in_unit, 1);
  // 7.124 km: 12 * (45 + 1.3 * 7.124) / 60
  EXPECT_EQ(to_text(one->workload.hours), "10.8522");
  EXPECT_EQ(to_text(one->figures.sales.pipeline), "500");
  EXPECT_EQ(first_rule(market->account(rep, far)), "M035");
  const auto nothing = market->account(admin, unknown);
  EXPECT_FALSE(nothing->rule);
  EXPECT_FALSE(nothing->figures.potential);
}

TEST_P(MarketServiceTest, ATerritoryStandsBesideItsPeers) {
  const auto alone = market->territory(rep, north);
  ASSERT_TRUE(alone) << alone.error().front().message;
  EXPECT_EQ(alone->name, "North");
  EXPECT_FALSE(alone->as_of);
  EXPECT_EQ(alone->standing.peers_of, PeersOf::kNone);
  EXPECT_EQ(to_text(*alone->standing.measures[2].value), "4000");
  ASSERT_EQ(alone->white_space.size(), 2U);
  EXPECT_EQ(alone->white_space[0].account, big);
  for (int i = 0; i < 4; ++i) {
    const auto peer =
        align->add_territory(admin, fmt::format("Peer {}", i), std::nullopt, align->today());
    ASSERT_TRUE(peer);
    add({.id = {},
         .name = "Theirs",
         .employees = 10,
         .territory = peer->id,
         .kind = "customer",
         .industry = "Offices",
         .revenue = {sold(100 * i)}});
  }
  count();
  const auto page = market->territory(rep, north);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->standing.peers_of, PeersOf::kParent);
  EXPECT_EQ(page->standing.peers, 5);
  EXPECT_EQ(page->standing.measures[2].rank, 2) << "only the South sold more";
  ASSERT_FALSE(page->standing.industries.empty());
  EXPECT_EQ(page->standing.industries[0].name, "Offices");
  EXPECT_EQ(first_rule(market->territory(rep, south)), "M096");
  EXPECT_TRUE(market->territory(admin, south));
  EXPECT_EQ(first_rule(market->territory(admin, TerritoryId(world->ids().next()))), "M096");
}

TEST_P(MarketServiceTest, ATerritoryHoldsThoseBelowIt) {
  const auto below = align->add_territory(admin, "Below", north, align->today());
  ASSERT_TRUE(below);
  accounts.all[1].territory = below->id;
  count();
  const auto page = market->territory(admin, north);
  ASSERT_TRUE(page);
  EXPECT_EQ(to_text(*page->standing.measures[0].value), "2");
  EXPECT_EQ(market->white_space(admin, {.territory = north})->items.size(), 2U);
  EXPECT_EQ(to_text(*market->territory(rep, north)->standing.measures[0].value), "1")
      << "a rep sees their own alone";
}

TEST_P(MarketServiceTest, OnlyWhoMayReads) {
  count();
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example").principal;
  EXPECT_EQ(first_rule(market->size(people, Grouping::kIndustry)), "I001");
  EXPECT_EQ(first_rule(market->white_space(people, {})), "I001");
  EXPECT_EQ(first_rule(market->account(people, big)), "I001");
  EXPECT_EQ(first_rule(market->territory(people, north)), "I001");
  const auto other = world->add_company("other");
  EXPECT_EQ(first_rule(market->size(other, Grouping::kIndustry)), "M097");
  EXPECT_EQ(first_rule(market->territory(other, north)), "M096");
}

TEST_P(MarketServiceTest, AModelThatFitsTheFieldsNoMoreSaysSo) {
  PotentialModel model = first_potential_model();
  model.rules = {{.name = "Gone", .formula = "custom.gone == 1", .amount = "1"}};
  const auto put = world->database().write([&](platform::db::Connection& c) {
    return market_store::put_model(c, {.tenant = admin.tenant, .at = world->now}, model);
  });
  ASSERT_TRUE(put);
  EXPECT_EQ(first_rule(market->size(rep, Grouping::kIndustry)), "M090");
}

INSTANTIATE_TEST_SUITE_P(Both, MarketServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
