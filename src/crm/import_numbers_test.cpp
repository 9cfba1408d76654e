// Goal: a number is read as its writer meant it, or not at all. Method: forms of several countries; and the property that
// any number, written with any mark and any parting of groups, comes back.
#include "crm/import_numbers.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/rng.hpp"

namespace bailiwick::crm {
namespace {

std::string read(std::string_view text, char mark) {
  const auto number = read_number(text, mark);
  return number ? to_text(*number) : "nothing";
}

TEST(Number, IsReadWithTheFilesMark) {
  EXPECT_EQ(read("1.234,56", ','), "1234.56");
  EXPECT_EQ(read("1,234.56", '.'), "1234.56");
  EXPECT_EQ(read("1 234,56", ','), "1234.56");
  EXPECT_EQ(read("1\u00a0234\u00a0567,5", ','), "1234567.5");
  EXPECT_EQ(read("1\u202f234", '.'), "1234");
  EXPECT_EQ(read("1'234.5", '.'), "1234.5");
  EXPECT_EQ(read("1\u2019234.5", '.'), "1234.5");
  EXPECT_EQ(read("1.234", ','), "1234");
  EXPECT_EQ(read("1.234", '.'), "1.234");
  EXPECT_EQ(read("1,234", '.'), "1234");
  EXPECT_EQ(read("0012", '.'), "12");
  EXPECT_EQ(read(".5", '.'), "0.5");
  EXPECT_EQ(read("5,", ','), "5");
  EXPECT_EQ(read("3.5E8", '.'), "350000000");
  EXPECT_EQ(read("1e-3", '.'), "0.001");
}

TEST(Number, HasItsSignBeforeBehindOrInBrackets) {
  for (const char* text : {"-12.5", "- 12.5", "12.5-", "(12.5)", "\u221212.5", " -12.5 "})
    EXPECT_EQ(read(text, '.'), "-12.5") << text;
  EXPECT_EQ(read("+12.5", '.'), "12.5");
}

TEST(Number, IsNothingElse) {
  for (const char* text :
       {"",     " ",       "-",         ".",         ",",        "()",       "12x",
        "x12",  "1.2.3",   "1.23",      "12.34.567", "1234.567", "1.234.56", "1,2,3",
        "1 23", "12 3456", "--1",       "1.234e3",   "1e",       "1e+",      "1e9999",
        "0x1",  "NaN",     "1.234 567", "1,234.5"})
    EXPECT_EQ(read(text, ','), "nothing") << text;
  EXPECT_EQ(read(std::string(101, '1'), '.'), "nothing");
  EXPECT_EQ(read(std::string(40, '9'), '.'), "nothing");
}

TEST(Share, MayBeWrittenInPercent) {
  EXPECT_EQ(read_share("12%", '.', false), parse_decimal("0.12"));
  EXPECT_EQ(read_share("12,5 %", ',', false), parse_decimal("0.125"));
  EXPECT_EQ(read_share("0.12", '.', false), parse_decimal("0.12"));
  EXPECT_EQ(read_share("50%", '.', true), Decimal::whole(50));
  EXPECT_FALSE(read_share("%", '.', false));
}

TEST(Amount, MayBeShort) {
  const auto amount = [](std::string_view text, char mark = '.') {
    const auto read = read_amount(text, mark);
    return read ? to_text(*read) : "none";
  };
  EXPECT_EQ(amount("1,200"), "1200");
  EXPECT_EQ(amount("5M"), "5000000");
  EXPECT_EQ(amount("1.5 million"), "1500000");
  EXPECT_EQ(amount("1,25 mln", ','), "1250000");
  EXPECT_EQ(amount("2 Mrd", ','), "2000000000");
  EXPECT_EQ(amount("10k"), "10000");
  EXPECT_EQ(amount("3 bn"), "3000000000");
  EXPECT_EQ(amount("5x"), "none");
  EXPECT_EQ(amount("million"), "none");
  EXPECT_EQ(amount("5 M M"), "none");
  EXPECT_EQ(amount("170141183460469231731 bn"), "none") << "too large";
}

TEST(Amount, OfARangeIsItsLowerEnd) {
  const auto amount = [](std::string_view text) {
    const auto read = read_amount(text, '.');
    return read ? to_text(*read) : "none";
  };
  EXPECT_EQ(amount("51-200"), "51");
  EXPECT_EQ(amount("1,001 \u2013 5,000"), "1001");
  EXPECT_EQ(amount("10000+"), "10000");
  EXPECT_EQ(amount("1M - 5M"), "1000000");
  EXPECT_EQ(amount("1-5M"), "1000000");
  EXPECT_EQ(amount("1M - $5M"), "1000000");
  EXPECT_EQ(amount("-5"), "-5");
  EXPECT_EQ(amount("5-"), "-5");
  EXPECT_EQ(amount("51-many"), "none");
  EXPECT_EQ(amount("2026-01-02"), "none");
  EXPECT_TRUE(is_range("51-200"));
  EXPECT_TRUE(is_range("$1M-$5M"));
  EXPECT_TRUE(is_range("10.000+"));
  EXPECT_FALSE(is_range("-5"));
  EXPECT_FALSE(is_range("5-"));
  EXPECT_FALSE(is_range("many-more 5"));
}

TEST(Money, HasItsCurrencyBeforeOrBehind) {
  const struct {
    const char* text;
    const char* number;
    const char* currency;
  } kCases[] = {{"€ 12,50", "12,50", "EUR"},   {"€12", "12", "EUR"},
                {"12,50 €", "12,50", "EUR"},   {"EUR 12.50", "12.50", "EUR"},
                {"12,50 EUR", "12,50", "EUR"}, {"eur12", "12", "EUR"},
                {"$1,200", "1,200", "USD"},    {"US$1,200", "1,200", "USD"},
                {"R$ 5", "5", "BRL"},          {"£5", "5", "GBP"},
                {"100 kr", "100", "SEK"},      {"100 zł", "100", "PLN"},
                {"€ 12,-", "12", "EUR"},       {"JPY 100", "100", "JPY"}};
  for (const auto& c : kCases) {
    const MoneyParts parts = money_parts(c.text);
    EXPECT_EQ(parts.number, c.number) << c.text;
    const auto currency = currency_of(parts.currency, std::nullopt);
    ASSERT_TRUE(currency) << c.text;
    EXPECT_EQ(currency->text(), c.currency) << c.text;
  }
  EXPECT_EQ(money_parts("12.50").currency, "");
  EXPECT_EQ(money_parts("ABC 12").currency, "");
  EXPECT_EQ(money_parts("EURO 12").currency, "");
}

TEST(Currency, OfASharedSignIsTheUsualOne) {
  const auto cad = Currency::parse("CAD");
  EXPECT_EQ(currency_of("$", cad), cad);
  EXPECT_EQ(currency_of("$", Currency::parse("EUR")), Currency::parse("USD"));
  EXPECT_EQ(currency_of("kr", Currency::parse("NOK")), Currency::parse("NOK"));
  EXPECT_FALSE(currency_of("", std::nullopt));
  EXPECT_FALSE(currency_of("ABC", std::nullopt));
}

TEST(MarkVote, IsCastByWhatCanOnlyBeOne) {
  for (const char* text : {"12.5", "1,234.50", "1,234,567", "0.1234", "€ 1,200.00", "-3.25%"})
    EXPECT_EQ(mark_vote(text), MarkVote::kPoint) << text;
  for (const char* text : {"12,5", "1.234,50", "1.234.567", "0,1234", "€ 1.200,00", "-3,25%"})
    EXPECT_EQ(mark_vote(text), MarkVote::kComma) << text;
  for (const char* text : {"1.234", "12,345", "€ 1.200"})
    EXPECT_EQ(mark_vote(text), MarkVote::kAmbiguous) << text;
  for (const char* text : {"", "12", "26.11.2026", "Acme B.V.", "www.acme.nl", "1.2.3"})
    EXPECT_EQ(mark_vote(text), MarkVote::kNone) << text;
}

TEST(Number, ThatIsTooLargeIsANumberAllTheSame) {
  EXPECT_TRUE(is_too_large_number("9999999999999999999999", '.'));
  EXPECT_TRUE(is_too_large_number("-9.999.999.999.999.999.999.999,50", ','));
  EXPECT_TRUE(is_too_large_number("1e99", '.'));
  EXPECT_TRUE(is_too_large_number("1e30", '.'));
  for (const char* text : {"12", "12x", "", "0.12345678901234567890123", "1e-99"})
    EXPECT_FALSE(is_too_large_number(text, '.')) << text;
}

// A number's text with these marks, its whole part in groups.
std::string written(std::int64_t whole, std::int64_t cents, char mark, std::string_view parting) {
  std::string digits = std::to_string(whole);
  if (!parting.empty())
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
      digits.insert(static_cast<std::size_t>(at), parting);
  return digits + mark + (cents < 10 ? "0" : "") + std::to_string(cents);
}

TEST(Number, ComesBackHoweverItWasWritten) {
  Rng rng(7);
  const std::vector<std::string> partings = {"", " ", "'", "\u00a0", "\u202f", "other"};
  for (int round = 0; round < 20'000; ++round) {
    const auto whole = static_cast<std::int64_t>(rng.below(1'000'000'000'000));
    const auto cents = static_cast<std::int64_t>(rng.below(100));
    const char mark = rng.below(2) == 0 ? '.' : ',';
    std::string parting = partings[static_cast<std::size_t>(rng.below(partings.size()))];
    if (parting == "other") parting = mark == '.' ? "," : ".";
    const std::string text = written(whole, cents, mark, parting);
    const auto number = read_number(text, mark);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(number->units(), (Int128{whole} * 100 + cents) * (Decimal::kUnit / 100)) << text;
    // With the other mark it is refused: two decimals are no group.
    EXPECT_FALSE(read_number(text, mark == '.' ? ',' : '.')) << text;
    EXPECT_EQ(mark_vote(text), mark == '.' ? MarkVote::kPoint : MarkVote::kComma) << text;
  }
}

}  // namespace
}  // namespace bailiwick::crm
