// Goal: bad passwords are refused for the right reason, good ones are not. Method: a table a rule, the limits and one beyond.
#include "platform/identity/password_rules.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::platform::identity {
namespace {

std::vector<std::string> rules_of(std::string_view password) {
  std::vector<std::string> rules;
  for (const Error& error :
       password_mistakes(password, {.name = "Ada de Vries", .email = "a.devries@example.com"}))
    rules.push_back(error.rule);
  return rules;
}
using Rules = std::vector<std::string>;

TEST(PasswordRules, AcceptsLengthWithoutDemandingKindsOfCharacters) {
  for (const auto* good : {"tulip gravel oboe", "onzin met blauwe hazen", "XK3#mm!pQ-7z",
                           "δέντρο μεγάλο", "my dog de Vries likes rain"})
    EXPECT_EQ(rules_of(good), Rules{}) << good;
}

TEST(PasswordRules, CountsCharactersAndNotBytes) {
  EXPECT_EQ(rules_of("ukjwe-qpzrm"), Rules{"I030"});  // 11
  EXPECT_EQ(rules_of("ukjwe-qpzrmx"), Rules{});       // 12
  EXPECT_EQ(rules_of("éèêëéûîôàüç"), Rules{"I030"});  // 11 characters, 22 bytes
}

TEST(PasswordRules, HasAnUpperLimit) {
  std::string text;
  while (text.size() < kPasswordBytesMax) text += "abc-" + std::to_string(text.size());
  text.resize(kPasswordBytesMax);
  EXPECT_EQ(rules_of(text), Rules{});
  EXPECT_EQ(rules_of(text + "x"), Rules{"I031"});
}

TEST(PasswordRules, RefusesTheCommonest) {
  for (const auto* bad : {"Password2026!", "P@ssw0rd12345", "qwertyuiop123", "aaaaaaaaaaaa",
                          "abcabcabcabc", "123456789012", "Welkom123456", "1qaz2wsx3edc",
                          "correcthorsebatterystaple", "abcdefghijklmnop", "!!!!----!!!!----"})
    EXPECT_EQ(rules_of(bad), Rules{"I032"}) << bad;
}

TEST(PasswordRules, RefusesWhatIsMadeOfNameOrAddress) {
  for (const auto* bad : {"devries-2026", "Vries.vries12", "devriesdevries", "exampleexample1"})
    EXPECT_NE(rules_of(bad), Rules{}) << bad;
  EXPECT_EQ(rules_of("devries-2026"), Rules{"I033"});
}

TEST(PasswordRules, TellsEveryReason) {
  EXPECT_EQ(rules_of("welcome1"), (Rules{"I030", "I032"}));
  EXPECT_EQ(rules_of(""), (Rules{"I030", "I032"}));
}

}  // namespace
}  // namespace bailiwick::platform::identity
