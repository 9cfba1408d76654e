// Goal: the rate of a day is the newest way's, exactly; sums lose nothing and tell what they could not convert. Method: cases by hand; and random quotes against a
// search of all ways that keeps quotes in a plain list and checks a rate by multiplying back, with no division.
#include "base/exchange.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace bailiwick {
namespace {

Currency currency(std::string_view code) { return *Currency::parse(code); }
LocalDate day(std::string_view text) { return *parse_date(text); }
Quote quote(std::string_view from, std::string_view to, std::string_view on,
            std::string_view rate) {
  return {currency(from), currency(to), day(on), *parse_quote(rate)};
}
std::string rate_text(const RateTable& table, std::string_view from, std::string_view to,
                      std::string_view on) {
  const auto rate = table.rate(currency(from), currency(to), day(on));
  return rate ? to_text(*rate) : "none";
}

TEST(Exchange, QuotesAreExactTextsWithinTheirRange) {
  EXPECT_EQ(parse_quote("1.0823"), 1'082'300'000);
  EXPECT_EQ(quote_text(1'082'300'000), "1.0823");
  EXPECT_EQ(parse_quote("0.000000001"), 1);
  EXPECT_EQ(parse_quote("999999999.999999999"), kQuoteUnitsMax - 1);
  for (const char* wrong : {"0", "-1", "1000000000", "0.0000000001", "1,08", "", "x"})
    EXPECT_FALSE(parse_quote(wrong)) << wrong;
}

TEST(Exchange, ARateHoldsFromItsDayUntilTheNext) {
  const std::vector<Quote> quotes = {quote("USD", "EUR", "2026-03-01", "0.9"),
                                     quote("USD", "EUR", "2026-01-01", "0.8")};
  const RateTable table(quotes);
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2025-12-31"), "none");
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2026-01-01"), "0.8");
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2026-02-28"), "0.8");
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2026-03-01"), "0.9");
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2030-01-01"), "0.9");
  EXPECT_EQ(rate_text(table, "EUR", "EUR", "2020-01-01"), "1");
  EXPECT_EQ(rate_text(RateTable(), "USD", "EUR", "2026-01-01"), "none");
}

TEST(Exchange, AQuoteIsReadInEitherDirectionAndTheLaterOneCounts) {
  const std::vector<Quote> quotes = {quote("EUR", "USD", "2026-01-01", "1.25"),
                                     quote("USD", "EUR", "2026-02-01", "0.7"),
                                     quote("EUR", "USD", "2026-02-01", "1.5")};
  const RateTable table(quotes);
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2026-01-15"), "0.8");
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2026-02-01"), "0.7");
  EXPECT_EQ(rate_text(table, "EUR", "USD", "2026-02-01"), "1.5");
}

TEST(Exchange, TheNewestWayIsTakenDirectOrOverAThirdCurrency) {
  const std::vector<Quote> quotes = {quote("USD", "GBP", "2025-01-01", "0.5"),
                                     quote("EUR", "USD", "2026-01-01", "1.25"),
                                     quote("EUR", "GBP", "2026-01-01", "0.8")};
  const RateTable table(quotes);
  EXPECT_EQ(rate_text(table, "USD", "GBP", "2025-06-01"), "0.5");
  EXPECT_EQ(rate_text(table, "USD", "GBP", "2026-01-01"), "0.64");
  EXPECT_EQ(rate_text(table, "GBP", "USD", "2026-01-01"), "1.5625");
  EXPECT_EQ(rate_text(table, "JPY", "USD", "2026-01-01"), "none");
}

TEST(Exchange, ADerivedRateIsRoundedOnceHalfToEven) {
  const std::vector<Quote> quotes = {quote("EUR", "USD", "2026-01-01", "3"),
                                     quote("XTS", "EUR", "2026-01-01", "0.000000001"),
                                     quote("XBA", "EUR", "2026-01-01", "999999999")};
  const RateTable table(quotes);
  EXPECT_EQ(rate_text(table, "USD", "EUR", "2026-01-01"), "0.33333333333333");
  EXPECT_EQ(rate_text(table, "EUR", "XTS", "2026-01-01"), "1000000000");
  // 10^-18 is 0 at 14 decimals: then there is no rate, rather than a rate of 0.
  EXPECT_EQ(rate_text(table, "XTS", "XBA", "2026-01-01"), "none");
  EXPECT_EQ(rate_text(table, "XBA", "XTS", "2026-01-01"), "999999999000000000");
}

TEST(Exchange, SumsTellWhatTheyCouldNotConvert) {
  ReportedSum sum;
  sum.add({.minor = 1'000, .currency = currency("EUR")}, Decimal::whole(1));
  sum.add({.minor = 333, .currency = currency("JPY")}, parse_decimal("0.00614"));
  sum.add({.minor = 500, .currency = currency("USD")}, std::nullopt);
  sum.add({.minor = -200, .currency = currency("USD")}, std::nullopt);
  EXPECT_EQ(to_text(*sum.exact()), "12.04462");
  ASSERT_EQ(sum.unconverted().size(), 1U);
  EXPECT_EQ(sum.unconverted().at(currency("USD")).count, 2);
  EXPECT_EQ(static_cast<std::int64_t>(sum.unconverted().at(currency("USD")).minor), 300);
  EXPECT_EQ(amount_text(*reported(*sum.exact(), currency("EUR"))), "12.04");
  ReportedSum beyond;
  beyond.add({.minor = INT64_MAX, .currency = currency("EUR")}, Decimal::whole(1'000'000));
  EXPECT_FALSE(beyond.exact());
  sum.add(beyond);
  EXPECT_FALSE(sum.exact());
}

TEST(Exchange, WhatIsReportedIsRoundedHalfToEven) {
  const auto text = [](std::string_view amount, std::string_view code) {
    return amount_text(*reported(*parse_decimal(amount), currency(code)));
  };
  EXPECT_EQ(text("0.125", "EUR"), "0.12");
  EXPECT_EQ(text("0.135", "EUR"), "0.14");
  EXPECT_EQ(text("-0.125", "EUR"), "-0.12");
  EXPECT_EQ(text("0.12500000000001", "EUR"), "0.13");
  EXPECT_EQ(text("2.5", "JPY"), "2");
  EXPECT_FALSE(reported(*parse_decimal("170000000000000000"), currency("EUR")));
  const auto share = [](std::string_view amount, std::string_view code) {
    return amount_text(*reported(*parse_decimal(amount), currency(code), 100));
  };
  EXPECT_EQ(share("0.5", "EUR"), "0.00");
  EXPECT_EQ(share("0.51", "EUR"), "0.01");
  EXPECT_EQ(share("150", "JPY"), "2");
  EXPECT_EQ(share("-50", "JPY"), "0");
}

// Whether `rate` (in 10^-14) is times / over to within half a unit, a tie only at an even one.
bool is_nearest(Int128 rate, Int128 times, Int128 over) {
  Int128 scaled = times;
  for (int i = 0; i < kRateDecimals; ++i) scaled *= 10;
  const Int128 off = 2 * (scaled - rate * over);
  const Int128 size = off < 0 ? -off : off;
  return size < over || (size == over && rate % 2 == 0);
}

RC_GTEST_PROP(ExchangeProperty, TheRateIsThatOfTheNewestOfAllWays, ()) {
  const std::vector<Currency> all = {currency("AUD"), currency("EUR"), currency("GBP"),
                                     currency("USD")};
  const auto count = *rc::gen::inRange<std::size_t>(0, 12);
  std::vector<Quote> quotes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto a = *rc::gen::inRange<std::size_t>(0, all.size());
    const auto b = *rc::gen::inRange<std::size_t>(1, all.size());
    quotes.push_back({all[a], all[(a + b) % all.size()], LocalDate(*rc::gen::inRange(0, 6)),
                      *rc::gen::inRange<std::int64_t>(1, 4'000) * 1'000'000});
  }
  const LocalDate on(*rc::gen::inRange(0, 7));
  const Currency from = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  const Currency to = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  // A leg by looking at every quote: {day, times, over} in thousandths.
  struct Leg {
    int age = -1;
    Int128 times = 1'000;
    Int128 over = 1'000;
  };
  const auto leg_of = [&](Currency a, Currency b) {
    Leg along;
    Leg back;
    for (const Quote& one : quotes) {
      if (one.from > on) continue;
      if (one.currency == a && one.against == b && one.from.days() >= along.age)
        along = {one.from.days(), one.units / 1'000'000, 1'000};
      if (one.currency == b && one.against == a && one.from.days() >= back.age)
        back = {one.from.days(), 1'000, one.units / 1'000'000};
    }
    return along.age >= back.age ? along : back;
  };
  int age = -1;
  Int128 times = 1;
  Int128 over = 1;
  const auto take = [&](int way_age, Int128 way_times, Int128 way_over) {
    if (way_age <= age) return;
    age = way_age;
    times = way_times;
    over = way_over;
  };
  const Leg straight = leg_of(from, to);
  take(straight.age, straight.times, straight.over);
  for (const Currency& middle : all) {
    if (middle == from || middle == to) continue;
    const Leg first = leg_of(from, middle);
    const Leg second = leg_of(middle, to);
    take(std::min(first.age, second.age), first.times * second.times, first.over * second.over);
  }
  const auto rate = RateTable(quotes).rate(from, to, on);
  if (from == to) {
    RC_ASSERT(rate == Decimal::whole(1));
  } else if (age < 0) {
    RC_ASSERT(!rate);
  } else {
    RC_ASSERT(rate.has_value());
    RC_ASSERT(rate->units() % 10'000 == 0);
    RC_ASSERT(is_nearest(rate->units() / 10'000, times, over));
  }
}

RC_GTEST_PROP(ExchangeProperty, SumsDoNotMindTheirOrderOrTheirGroups, ()) {
  const std::vector<Currency> all = {currency("EUR"), currency("JPY"), currency("KWD"),
                                     currency("CLF")};
  const auto count = *rc::gen::inRange<std::size_t>(0, 30);
  ReportedSum one;
  ReportedSum left;
  ReportedSum right;
  Decimal plain;
  for (std::size_t i = 0; i < count; ++i) {
    const Money money{*rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000),
                      all[*rc::gen::inRange<std::size_t>(0, all.size())]};
    const auto units = *rc::gen::inRange<std::int64_t>(0, 900'000'000'000'000);
    const auto rate = units == 0 ? std::optional<Decimal>()
                                 : Decimal::from_units(static_cast<Int128>(units) * 10'000);
    one.add(money, rate);
    (i % 3 == 0 ? left : right).add(money, rate);
    if (rate) plain = *sum(plain, *product(amount_of(money), *rate));
  }
  right.add(left);
  RC_ASSERT(one.exact() == plain);
  RC_ASSERT(right.exact() == plain);
  RC_ASSERT(one.unconverted().size() == right.unconverted().size());
  for (const auto& [code, what] : one.unconverted()) {
    RC_ASSERT(right.unconverted().at(code).count == what.count);
    RC_ASSERT(right.unconverted().at(code).minor == what.minor);
  }
}

}  // namespace
}  // namespace bailiwick
