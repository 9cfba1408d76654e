// Goal: both forms of a file of rates are read as they were published, and whatever is wrong is told with its line. Method: small files.
#include "platform/api/rate_file.hpp"

#include <gtest/gtest.h>

#include <string>

#include "platform/files/csv.hpp"

namespace bailiwick::platform::api {
namespace {

Checked<RateFile> read(const std::string& csv, Quoted quoted = Quoted::kPerUnit) {
  const auto text = files::text_from_bytes("rates.csv", csv);
  const auto parsed = files::parse_csv(*text);
  if (!parsed) return fail(parsed.error());
  return read_rates(parsed->table, {.against = *Currency::parse("EUR"), .quoted = quoted});
}
std::string said(const Checked<RateFile>& file) {
  if (!file) return file.error().front().rule + " " + file.error().front().message;
  std::string all;
  for (const Quote& quote : file->quotes) {
    all += to_text(quote.from) + " 1 ";
    all += quote.currency.text();
    all += " = " + quote_text(quote.units) + " ";
    all += quote.against.text();
    all += "; ";
  }
  return all + std::to_string(file->skipped);
}

TEST(RateFile, HasAColumnACurrencyAsTheCentralBankPublishesThem) {
  const std::string bank =
      "Date,USD,GBP,CYP,\n2026-01-05,1.0823,0.85,N/A,\n2026-01-06,,0.86,N/A,\n";
  EXPECT_EQ(said(read(bank, Quoted::kPerBase)),
            "2026-01-05 1 EUR = 1.0823 USD; 2026-01-05 1 EUR = 0.85 GBP; 2026-01-06 1 EUR = 0.86 "
            "GBP; 3");
  EXPECT_EQ(said(read("date;USD;EUR\n2026-01-05;0.9;1\n")), "2026-01-05 1 USD = 0.9 EUR; 0");
}

TEST(RateFile, OrALineARate) {
  EXPECT_EQ(said(read("currency,rate,date\nUSD,0.9,2026-01-05\n")),
            "2026-01-05 1 USD = 0.9 EUR; 0");
  EXPECT_EQ(said(read("date,currency,rate,against\n2026-01-05,USD,0.8,GBP\n2026-01-06,USD,0.9,\n",
                      Quoted::kPerBase)),
            "2026-01-05 1 GBP = 0.8 USD; 2026-01-06 1 EUR = 0.9 USD; 0");
}

TEST(RateFile, TellsEveryMistakeWithItsLine) {
  const auto wrong = read("date,USD\n5/1/2026,1.1\n2026-01-06,1e\n2026-01-07,0\n2026-01-08,1.5\n");
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.error().size(), 3U);
  EXPECT_EQ(wrong.error()[0].rule, "Y011");
  EXPECT_EQ(wrong.error()[0].message,
            "rates.csv, line 2: \"5/1/2026\" is no day such as 2026-11-25.");
  EXPECT_NE(wrong.error()[1].message.find("line 3"), std::string::npos);
  EXPECT_EQ(said(read("day,USD\n2026-01-05,1\n")).substr(0, 4), "Y010");
  EXPECT_EQ(said(read("date,Dollar\n2026-01-05,1\n")).substr(0, 4), "Y010");
  EXPECT_EQ(said(read("date,currency\n2026-01-05,USD\n")).substr(0, 4), "Y010");
  EXPECT_EQ(said(read("date,USD\n2026-01-05,\n")).substr(0, 4), "Y013");
  EXPECT_EQ(said(read("date,currency,rate\n2026-01-05,usd,1\n")).substr(0, 4), "Y011");
  EXPECT_EQ(said(read("date,currency,rate\n2026-01-05,EUR,1\n")).substr(0, 4), "Y011");
}

TEST(RateFile, EndsAtItsLimits) {
  std::string wrong = "date,USD\n";
  for (std::size_t i = 0; i <= kRateMistakesMax; ++i) wrong += "x,1\n";
  EXPECT_EQ(read(wrong).error().size(), kRateMistakesMax);
  std::string many = "date,USD,GBP,CHF,JPY,SEK,NOK\n";
  const auto add = [&](std::size_t row) {
    many += to_text(LocalDate(static_cast<std::int32_t>(row))) + ",1,1,1,1,1,1\n";
  };
  for (std::size_t row = 0; row < kFileRatesMax / 6; ++row) add(row);
  EXPECT_EQ(read(many)->quotes.size(), kFileRatesMax);
  add(kFileRatesMax / 6);
  EXPECT_EQ(said(read(many)).substr(0, 4), "Y012");
}

}  // namespace
}  // namespace bailiwick::platform::api
