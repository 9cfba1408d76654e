// Goal: amounts are read and written to the last minor unit in every currency, and nothing is rounded in silence.
// Method: a table of currencies; the ends of the range; amounts that must be refused.
#include "base/money.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace bailiwick {
namespace {

Currency currency(std::string_view code) { return Currency::parse(code).value(); }

TEST(Money, IsWrittenWithTheDecimalsOfItsCurrency) {
  const struct {
    std::int64_t minor;
    const char* currency;
    const char* text;
  } rows[] = {{1230, "EUR", "12.30"},
              {-5, "USD", "-0.05"},
              {1200, "JPY", "1200"},
              {1234, "BHD", "1.234"},
              {7, "CLF", "0.0007"},
              {0, "EUR", "0.00"},
              {INT64_MIN, "EUR", "-92233720368547758.08"}};
  for (const auto& row : rows) {
    const Money money{.minor = row.minor, .currency = currency(row.currency)};
    EXPECT_EQ(amount_text(money), row.text);
    EXPECT_EQ(parse_money(row.text, money.currency), money);
    EXPECT_EQ(money_of(amount_of(money), money.currency), money);
  }
}

TEST(Money, ThatWouldLoseSomethingIsRefused) {
  EXPECT_FALSE(parse_money("1.234", currency("EUR")));
  EXPECT_FALSE(parse_money("0.5", currency("JPY")));
  EXPECT_FALSE(parse_money("92233720368547758.08", currency("EUR")));
  EXPECT_FALSE(parse_money("12,30", currency("EUR")));
  EXPECT_FALSE(parse_money("", currency("EUR")));
  EXPECT_EQ(parse_money("1.500", currency("EUR"))->minor, 150) << "zeros lose nothing";
}

TEST(Currency, IsThreeCapitalLetters) {
  EXPECT_EQ(currency("EUR").text(), "EUR");
  for (const char* wrong : {"", "EU", "EURO", "eur", "E1R"}) EXPECT_FALSE(Currency::parse(wrong));
}

}  // namespace
}  // namespace bailiwick
