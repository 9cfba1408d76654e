// Goal: figures of accounts add up in any grouping, exactly, and come back as they were kept. Method: accounts by hand; random accounts split into random
// groups, which together say what all of them say at once.
#include "market/figures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

const Currency kEuro = *Currency::parse("EUR");
const Currency kDollar = *Currency::parse("USD");

TEST(FiguresTest, AmountsAreConvertedAndThoseWithoutARateToldApart) {
  AccountSales sales;
  add_amount(sales, &AccountSales::revenue, {1234, kEuro}, Decimal::whole(1));
  add_amount(sales, &AccountSales::revenue, {1, kDollar}, *parse_decimal("0.00000000000001"));
  add_amount(sales, &AccountSales::revenue, {500, kDollar}, std::nullopt);
  add_amount(sales, &AccountSales::pipeline, {700, kDollar}, std::nullopt);
  EXPECT_EQ(to_text(sales.revenue), "12.3400000000000001") << "exact until it is shown";
  EXPECT_EQ(to_text(sales.pipeline), "0");
  ASSERT_EQ(sales.unconverted.size(), 1U);
  EXPECT_EQ(to_text(sales.unconverted[0].amount), "12");
  EXPECT_EQ(sales.unconverted[0].count, 2);
}

TEST(FiguresTest, AnAccountCountsInEverySumThatItBelongsTo) {
  Figures figures;
  AccountFigures account;
  account.sales.revenue = Decimal::whole(40);
  account.sales.is_visited = true;
  account.is_customer = true;
  account.potential = Decimal::whole(100);
  account.is_serviceable = true;
  account.industry = "Hospitals";
  account.distance_km = Decimal::whole(3);
  figures.add(account);
  AccountFigures unknown;
  unknown.sales.is_visited = true;
  figures.add(unknown);
  EXPECT_EQ(figures.accounts, 2);
  EXPECT_EQ(figures.customers, 1);
  EXPECT_EQ(figures.unknown, 1);
  EXPECT_EQ(figures.visited_customers, 1);
  EXPECT_EQ(to_text(figures.white_space), "60");
  EXPECT_EQ(to_text(figures.serviceable_potential), "100");
  EXPECT_EQ(figures.top.size(), 1U) << "who bought nothing is no large customer";
  EXPECT_EQ(figures.industries.at("Hospitals").customers, 1);
  EXPECT_EQ(figures.distances, 1);
}

AccountFigures random_account(Rng& rng) {
  static const char* industries[] = {"", "Hospitals", "Shops", "Offices"};
  AccountFigures account;
  const auto amount = [&] {
    return Decimal::from_units(static_cast<Int128>(rng.below(1'000'000)) * (Decimal::kUnit / 100));
  };
  account.sales.revenue = amount();
  account.sales.revenue_before = amount();
  account.sales.pipeline = amount();
  account.sales.is_visited = rng.below(2) == 0;
  account.sales.won = static_cast<std::int64_t>(rng.below(3));
  account.is_customer = rng.below(2) == 0;
  if (rng.below(3) != 0) account.potential = amount();
  account.is_serviceable = rng.below(2) == 0;
  account.hours = amount();
  account.fit_held = static_cast<std::int64_t>(rng.below(5));
  account.fit_total = 5;
  account.industry = industries[rng.below(4)];
  if (rng.below(4) == 0)
    add_amount(account.sales, &AccountSales::revenue,
               {static_cast<std::int64_t>(rng.below(1'000)), kDollar}, std::nullopt);
  return account;
}

TEST(FiguresTest, GroupsTogetherSayWhatAllSay) {
  Rng rng(8);
  for (int round = 0; round < 50; ++round) {
    Figures all;
    std::vector<Figures> groups(rng.below(6) + 1);
    std::vector<Decimal> revenues;
    for (std::uint64_t n = rng.below(80); n > 0; --n) {
      const AccountFigures account = random_account(rng);
      all.add(account);
      groups[rng.below(groups.size())].add(account);
      if (account.sales.revenue > Decimal()) revenues.push_back(account.sales.revenue);
    }
    Figures together;
    for (const Figures& group : groups) together.add(group);
    EXPECT_EQ(together, all);
    std::ranges::sort(revenues, std::greater<>());
    revenues.resize(std::min(revenues.size(), kTopCustomers));
    EXPECT_EQ(all.top, revenues);
    EXPECT_EQ(parse_figures(text_of(all)), all);
  }
}

TEST(FiguresTest, IndustriesHaveALimit) {
  Figures figures;
  std::string name;
  for (std::size_t i = 0; i <= kIndustriesMax; ++i) {
    name = std::to_string(i);
    AccountFigures account;
    account.industry = name;
    figures.add(account);
  }
  EXPECT_EQ(figures.industries.size(), kIndustriesMax);
  EXPECT_EQ(figures.accounts, static_cast<std::int64_t>(kIndustriesMax) + 1);
}

TEST(FiguresTest, WhatWasStoredBeforeRatesWereToldIsRead) {
  AccountFigures account;
  account.is_without_rate = true;
  Figures figures;
  figures.add(account);
  EXPECT_EQ(figures.without_rate, 1);
  std::string text = text_of(figures);
  EXPECT_EQ(parse_figures(text)->without_rate, 1);
  const std::string told = "\"without_rate\":1,";
  text.erase(text.find(told), told.size());
  figures.without_rate = 0;
  EXPECT_EQ(parse_figures(text), figures);
}

TEST(FiguresTest, WhatIsNotOursIsNotRead) {
  for (const char* text : {"", "[]", "{}", "{\"accounts\": \"x\"}"})
    EXPECT_FALSE(parse_figures(text)) << text;
}

TEST(FiguresTest, AShareOfNothingIsNone) {
  EXPECT_FALSE(share_of(Decimal::whole(1), Decimal(), 6));
  EXPECT_FALSE(share_of(Decimal::whole(1), Decimal::whole(-1), 6));
  EXPECT_EQ(to_text(*share_of(Decimal::whole(2), Decimal::whole(3), 6)), "0.666667");
}

}  // namespace
}  // namespace bailiwick::market
