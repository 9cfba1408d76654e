// Goal: codes are known whole, and only whole. Method: some of each list, its ends, and what is nearly a code.
#include "platform/identity/codes.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::identity {
namespace {

TEST(Codes, KnowsTimeZonesAndTheirOlderNames) {
  for (const auto* zone : {"Africa/Abidjan", "Europe/Amsterdam", "America/Argentina/Buenos_Aires",
                           "UTC", "US/Eastern", "Zulu", "Etc/GMT+5"})
    EXPECT_TRUE(is_time_zone(zone)) << zone;
  for (const auto* zone : {"", " ", "Europe", "Amsterdam", "europe/amsterdam", "UTC Zulu",
                           "Europe/Amsterdam ", "../etc/passwd"})
    EXPECT_FALSE(is_time_zone(zone)) << zone;
}

TEST(Codes, KnowsCurrenciesCountriesAndLanguages) {
  EXPECT_TRUE(is_currency("AED") && is_currency("EUR") && is_currency("USD") && is_currency("ZWL"));
  EXPECT_FALSE(is_currency("EU") || is_currency("eur") || is_currency("EURO") ||
               is_currency("XYZ"));
  EXPECT_TRUE(is_country("AD") && is_country("NL") && is_country("ZW"));
  EXPECT_FALSE(is_country("N") || is_country("UK") || is_country("nl") || is_country("NLD"));
  EXPECT_TRUE(is_locale("en") && is_locale("nl"));
  EXPECT_FALSE(is_locale("de") || is_locale("") || is_locale("en-GB"));
}

TEST(Codes, AreListedWhole) {
  EXPECT_EQ(countries().size(), 249U);
  EXPECT_EQ(countries().front(), "AD");
  EXPECT_EQ(countries().back(), "ZW");
  EXPECT_EQ(currencies().front(), "AED");
  EXPECT_EQ(currencies().back(), "ZWL");
  for (const std::string& code : countries()) EXPECT_TRUE(is_country(code)) << code;
  for (const std::string& code : currencies()) EXPECT_TRUE(is_currency(code)) << code;
}

}  // namespace
}  // namespace bailiwick::platform::identity
