// Goal: a definition is taken only where formulas, lists and files can work with it.
#include "crm/custom_field.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

std::vector<std::string> rules_of(const CustomField& field) {
  std::vector<std::string> rules;
  for (const Error& error : mistakes_of(field)) rules.push_back(error.rule);
  return rules;
}

using Rules = std::vector<std::string>;

TEST(CustomField, TellsEveryMistake) {
  CustomField field{.key = "budget_holder", .label = "Budget holder"};
  EXPECT_EQ(rules_of(field), Rules());
  field.choices = {"x"};
  EXPECT_EQ(rules_of(field), Rules{"R023"}) << "a text has no choices";
  field = {.key = "Budget", .label = "", .type = FieldType::kMoney};
  EXPECT_EQ(rules_of(field), (Rules{"R020", "R021", "R022"}));
  field = {.key = "size", .label = "Size", .type = FieldType::kChoice};
  EXPECT_EQ(rules_of(field), Rules{"R023"});
  field.choices = {"S", "M", "S", ""};
  EXPECT_EQ(rules_of(field), (Rules{"R023", "R023"}));
  field.choices = {"S", "M"};
  EXPECT_EQ(rules_of(field), Rules());
}

TEST(CustomField, HasAKeyThatFitsFormulas) {
  for (const char* good : {"a", "a1", "budget_holder"}) EXPECT_TRUE(is_key(good));
  for (const char* bad : {"", "1a", "_a", "A", "a-b", "a b", "é"}) EXPECT_FALSE(is_key(bad)) << bad;
  EXPECT_TRUE(is_key(std::string(kCustomKeyBytesMax, 'a')));
  EXPECT_FALSE(is_key(std::string(kCustomKeyBytesMax + 1, 'a')));
}

TEST(CustomSpec, DescribesTheFieldToChecks) {
  const CustomField field{
      .key = "size", .label = "Size", .type = FieldType::kChoice, .choices = {"S", "M"}};
  const CustomSpec spec(field);
  EXPECT_EQ(spec.spec().name, "size");
  ASSERT_EQ(spec.spec().choices.size(), 2U);
  EXPECT_EQ(spec.spec().choices[1], "M");
  const CustomField number{.key = "n", .label = "N", .type = FieldType::kWhole};
  EXPECT_LT(CustomSpec(number).spec().least, 0);
}

}  // namespace
}  // namespace bailiwick::crm
