// Goal: what is reckoned of accounts follows from where they are, what they bought and the models. Method: distances by hand; sales of lists by hand.
#include "market/account_reckoner.hpp"

#include <gtest/gtest.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class AccountReckonerTest : public bailiwick::testing::MeasureTest {
 protected:
  Reckoning reckoning(std::vector<std::int64_t> visited) {
    auto made = counter->reckoning(admin.tenant);
    EXPECT_TRUE(made);
    made->layer = *counter->layer(admin.tenant, add_layer({"1", "2", "3"}, "Layer"));
    made->visited = std::move(visited);
    return std::move(*made);
  }
};

TEST_P(AccountReckonerTest, WhoHasNoUnitCountsWithTheMedian) {
  // 7.124 km where one is to be visited, 3.562 where four are, of which there are most.
  const Distances distances(reckoning({1, 4, 0}));
  EXPECT_EQ(to_text(*distances.of(0)), "7.124");
  EXPECT_EQ(to_text(*distances.of(1)), "3.562");
  EXPECT_EQ(to_text(*distances.of(2)), "7.124") << "who came since is alone there";
  EXPECT_EQ(to_text(*distances.of(std::nullopt)), "3.562");
  EXPECT_EQ(distances.accounts_at(1), 4);
  EXPECT_EQ(distances.accounts_at(9), 0);
}

TEST_P(AccountReckonerTest, BeforeTheFirstCountNothingIsKnown) {
  EXPECT_FALSE(Distances(*counter->reckoning(admin.tenant)).of(0));
}

TEST_P(AccountReckonerTest, SalesAreFoundInTheirLists) {
  const Currency euro = *Currency::parse("EUR");
  const Currency dollar = *Currency::parse("USD");
  const AccountId first(world->ids().next());
  const AccountId second(world->ids().next());
  SalesLists lists;
  lists.revenue = {{first, {100, euro}, {0, euro}},
                   {first, {5, *Currency::parse("JPY")}, {7, *Currency::parse("JPY")}},
                   {first, {2'00, dollar}, {0, dollar}, *parse_date("2026-03-01")},
                   {first, {0, dollar}, {1'00, dollar}, *parse_date("2025-03-01")},
                   {second, {0, euro}, {300, euro}}};
  lists.pipeline = {{second, {50, euro}}, {second, {1'00, dollar}}};
  lists.today = *parse_date("2026-06-01");
  const std::vector<Quote> quotes = {{dollar, euro, *parse_date("2025-01-01"), 900'000'000},
                                     {dollar, euro, *parse_date("2026-01-01"), 800'000'000},
                                     {dollar, euro, *parse_date("2026-06-01"), 500'000'000}};
  const RateTable rates(quotes);
  lists.visited = {second};
  lists.deals = {{first, 2, 1}};
  const AccountSales sales = sales_of(lists, first, euro, rates);
  EXPECT_EQ(to_text(sales.revenue), "2.6") << "at the rate of its day";
  EXPECT_EQ(to_text(sales.revenue_before), "0.9");
  ASSERT_EQ(sales.unconverted.size(), 1U) << "yen have no rate";
  EXPECT_EQ(sales.unconverted.at(0).count, 2);
  EXPECT_EQ(sales.won, 2);
  EXPECT_FALSE(sales.is_visited);
  const AccountSales other = sales_of(lists, second, euro, rates);
  EXPECT_FALSE(other.has_revenue);
  EXPECT_EQ(to_text(other.revenue_before), "3");
  EXPECT_EQ(to_text(other.pipeline), "1") << "at the rate of today";
  EXPECT_TRUE(other.is_visited);
}

INSTANTIATE_TEST_SUITE_P(Both, AccountReckonerTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
