// Goal: a country is found by its code and by each of its names, and no name is of two countries.
#include "crm/country_names.hpp"

#include <gtest/gtest.h>

#include <map>

#include "crm/words.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::crm {
namespace {

TEST(Country, IsFoundByCodeAndByName) {
  const std::pair<const char*, const char*> kCases[] = {{"NL", "NL"},
                                                        {"nl", "NL"},
                                                        {"Nederland", "NL"},
                                                        {"NEDERLAND", "NL"},
                                                        {"Holland", "NL"},
                                                        {"The Netherlands", "NL"},
                                                        {"Netherlands", "NL"},
                                                        {"USA", "US"},
                                                        {"U.S.A.", "US"},
                                                        {"United States", "US"},
                                                        {"Deutschland", "DE"},
                                                        {"Duitsland", "DE"},
                                                        {"Germany", "DE"},
                                                        {"België", "BE"},
                                                        {"Belgie", "BE"},
                                                        {"Belgique", "BE"},
                                                        {"UK", "GB"},
                                                        {"Great Britain", "GB"},
                                                        {"Verenigd Koninkrijk", "GB"},
                                                        {"Österreich", "AT"},
                                                        {"Côte d'Ivoire", "CI"},
                                                        {"Czech Republic", "CZ"},
                                                        {"Curaçao", "CW"},
                                                        {"Bosnia and Herzegovina", "BA"},
                                                        {"Bosnia & Herzegovina", "BA"},
                                                        {"日本", "JP"},
                                                        {"PRI", "PR"},
                                                        {"gum", "GU"},
                                                        {"ZWE", "ZW"},
                                                        {"ABW", "AW"}};
  for (const auto& [text, code] : kCases) EXPECT_EQ(country_of(text), code) << text;
}

TEST(Country, IsNothingElse) {
  for (const char* text : {"", " ", "XX", "Atlantis", "N", "NLDX", "QQQ", "WAF", "Amsterdam", "--"})
    EXPECT_FALSE(country_of(text)) << text;
}

TEST(Country, HasNamesThatAreItsOwn) {
  std::map<std::string, std::string> code_of;
  for (const std::string& name : country_names()) {
    const auto code = country_of(name);
    ASSERT_TRUE(code) << name;
    EXPECT_TRUE(platform::identity::is_country(*code)) << name;
    EXPECT_EQ(code_of.emplace(letters_of(name), *code).first->second, *code) << name;
  }
  EXPECT_GT(code_of.size(), 400U);
}

}  // namespace
}  // namespace bailiwick::crm
