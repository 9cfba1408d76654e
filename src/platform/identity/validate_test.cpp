// Goal: what is typed is taken or refused for the right reason. Method: tables of what is right and nearly right, the limits and one beyond.
#include "platform/identity/validate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::platform::identity {
namespace {

Company company() {
  Company company;
  company.name = "Acme";
  return company;
}

std::vector<std::string> rules_of(const Errors& errors) {
  std::vector<std::string> rules;
  for (const Error& error : errors) rules.push_back(error.rule + error.pointer);
  return rules;
}
using Rules = std::vector<std::string>;

TEST(Validate, ACompanyIsToldEveryMistakeAtItsPlace) {
  EXPECT_EQ(rules_of(company_mistakes(company())), Rules{});
  Company bad = company();
  bad.name = " ";
  bad.time_zone = "Mars/Olympus";
  bad.currency = "XXX1";
  bad.country = "ZZ";
  bad.locale = "tlh";
  bad.fiscal_year_start_month = 13;
  bad.week_start = "friday";
  bad.retention_days = -1;
  bad.holidays = {{LocalDate(1), "New Year"}, {LocalDate(1), ""}};
  bad.sign_in_domains = {"acme.example", "Acme.example", "acme.example", "nodot"};
  EXPECT_EQ(rules_of(company_mistakes(bad)),
            (Rules{"I019/name", "I010/time_zone", "I011/currency", "I012/country", "I013/locale",
                   "I014/fiscal_year_start_month", "I015/week_start", "I016/holidays/1/date",
                   "I016/holidays/1/name", "I017/retention_days", "I018/sign_in_domains/1",
                   "I018/sign_in_domains/2", "I018/sign_in_domains/3"}));
}

TEST(Validate, APersonIsToldEveryMistakeAtItsPlace) {
  Person person;
  EXPECT_EQ(rules_of(person_mistakes(person)), (Rules{"I019/name", "I022/email", "I028/roles"}));
  person.name = "Ada";
  person.email = "ada@example.com";
  person.roles = {Role::kRep};
  EXPECT_EQ(rules_of(person_mistakes(person)), Rules{});
  person.time_zone = "Nowhere";
  EXPECT_EQ(rules_of(person_mistakes(person)), Rules{"I010/time_zone"});
}

TEST(Validate, ListsHaveTheirLimits) {
  Company most = company();
  for (std::size_t i = 0; i < kHolidaysMax; ++i)
    most.holidays.push_back({LocalDate(static_cast<std::int32_t>(i)), "Holiday"});
  EXPECT_EQ(rules_of(company_mistakes(most)), Rules{});
  most.holidays.push_back({LocalDate(-1), "Holiday"});
  EXPECT_EQ(rules_of(company_mistakes(most)), Rules{"I016/holidays"});
}

TEST(Validate, NamesMayHoldAnyScriptAndMarkupAsText) {
  for (const auto* good :
       {"O'Brien; DROP TABLE person;--", "<script>alert(1)</script>", "李雷", "Ægir Ñandú"})
    EXPECT_TRUE(is_name(good)) << good;
  EXPECT_TRUE(is_name(std::string(kNameBytesMax, 'a')));
  EXPECT_FALSE(is_name(std::string(kNameBytesMax + 1, 'a')));
  for (const std::string& bad : {std::string(), std::string("  \t"), std::string("a\nb"),
                                 std::string("a\0b", 3), std::string("\xff")})
    EXPECT_FALSE(is_name(bad));
}

TEST(Validate, AddressesAreThoseOfForms) {
  for (const auto* good : {"a@b.co", "first.last+tag@sub.example.com", "o'brien@example.ie"})
    EXPECT_TRUE(is_email(good)) << good;
  for (const auto* bad : {"", "a", "a@b", "@b.co", "a@@b.co", "a b@c.de", "a@-b.co", "a@b-.co",
                          "a@b..co", "a@b.co ", "a\r\nBcc: x@y.z@b.co", "\"a\"@b.co"})
    EXPECT_FALSE(is_email(bad)) << bad;
  EXPECT_EQ(domain_of("Ada@Example.COM"), "example.com");
  EXPECT_EQ(domain_of("ada"), "");
}

}  // namespace
}  // namespace bailiwick::platform::identity
