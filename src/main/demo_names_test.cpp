// Goal: the demonstration's names are unique, fit their trade and place, reach nobody, and are the same for a seed. Method: many of them.
#include "main/demo_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bailiwick {
namespace {

DemoPlace columbus() {
  return {.postal_code = "43215", .city = "Columbus", .state = "OH", .region = "Midwest"};
}

TEST(DemoNames, CompaniesAreUniqueFitTheirTradeAndHaveNoNumbers) {
  DemoNames names(7);
  DemoPlace far = columbus();
  far.city = "A city with a name too long";
  std::set<std::string> domains;
  int of_the_city = 0;
  for (int i = 0; i < 1'000; ++i) {
    const DemoTrade& trade = demo_trades()[static_cast<std::size_t>(i) % demo_trades().size()];
    const std::string name = names.company(trade, i % 2 == 0 ? columbus() : far);
    EXPECT_TRUE(domains.insert(demo_domain(name)).second) << name;
    EXPECT_TRUE(std::ranges::any_of(trade.words, [&](std::string_view word) {
      return without_legal_form(name).ends_with(word);
    })) << name;
    EXPECT_EQ(name.find_first_of("0123456789"), std::string::npos) << name;
    EXPECT_EQ(name.find("too long"), std::string::npos) << name;
    of_the_city += name.starts_with("Columbus ") ? 1 : 0;
  }
  EXPECT_GT(of_the_city, 10);
}

TEST(DemoNames, AreTheSameForASeed) {
  DemoNames one(2026);
  DemoNames same(2026);
  DemoNames other(2027);
  std::string of_one;
  std::string of_other;
  for (const DemoTrade& trade : demo_trades()) {
    const std::string name = one.company(trade, columbus());
    EXPECT_EQ(name, same.company(trade, columbus()));
    of_one += name;
    of_other += other.company(trade, columbus());
  }
  EXPECT_NE(of_one, of_other);
  EXPECT_EQ(one.person().last, same.person().last);
  EXPECT_EQ(one.street(), same.street());
}

TEST(DemoNames, NobodyIsCalledAsSomebodyElse) {
  DemoNames names(7);
  std::set<std::string> people;
  for (int i = 0; i < 1'000; ++i) {
    const DemoName person = names.person();
    EXPECT_TRUE(people.insert(person.first + " " + person.last).second);
  }
}

TEST(DemoNames, DomainsAndAddressesAreOfTheExampleRange) {
  EXPECT_EQ(demo_domain("Hollis Dental, LLC"), "hollis-dental.example");
  EXPECT_EQ(demo_domain("Hale & Quinn Tool & Die"), "hale-quinn-tool-die.example");
  EXPECT_EQ(demo_domain("St. Louis Foods Co."), "st-louis-foods.example");
  EXPECT_EQ(without_legal_form("Hale Foods Co."), "Hale Foods");
  EXPECT_EQ(demo_email({.first = "Wei", .last = "Hale"}, "hale-foods.example"),
            "wei.hale@hale-foods.example");
}

TEST(DemoNames, NumbersAreFictionalAndUniqueUntilNoneIsLeft) {
  DemoNames names(7);
  std::set<std::string> numbers;
  for (int i = 0; i < 100; ++i) {
    const std::string number = names.phone(columbus());
    EXPECT_TRUE(number.starts_with("(614) 555-01")) << number;
    EXPECT_TRUE(numbers.insert(number).second) << number;
  }
  EXPECT_EQ(names.phone(columbus()), "");
  DemoPlace nowhere;
  EXPECT_NE(names.phone(nowhere).find("555-01"), std::string::npos);
}

TEST(DemoNames, SizesStayWithinTheTrade) {
  DemoNames names(7);
  for (const DemoTrade& trade : demo_trades()) {
    EXPECT_LT(trade.revenue_least, trade.revenue_most);
    std::int64_t most = 0;
    for (int i = 0; i < 500; ++i) {
      const std::int64_t size = names.employees(trade);
      EXPECT_GE(size, trade.employees_least);
      EXPECT_LT(size, trade.employees_least << trade.doublings);
      most = std::max(most, size);
    }
    EXPECT_GE(most, trade.employees_least << (trade.doublings - 1));
  }
}

}  // namespace
}  // namespace bailiwick
