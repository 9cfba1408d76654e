// Goal: names lead where they should, and short or slipped ones to what was meant. Method: a small schema; program_test.cpp has the refusals.
#include "formula/schema.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::formula {
namespace {

const Schema kSchema{{{"account.industry", {Kind::kString}},
                      {"contact.industry", {Kind::kString}},
                      {"Annual revenue", {Kind::kDecimal}}}};
const std::vector<Definition> kDefinitions = {{"fits", "true"}};

TEST(NameIndex, names_lead_to_fields_and_definitions) {
  const NameIndex names(kSchema, kDefinitions);
  EXPECT_EQ(names.field("Annual revenue"), 2U);
  EXPECT_FALSE(names.field("fits"));
  EXPECT_EQ(names.definition("fits"), 0U);
  EXPECT_FALSE(names.definition("industry"));
  EXPECT_EQ(names.longer_names("industry"),
            (std::vector<std::string>{"account.industry", "contact.industry"}));
  EXPECT_EQ(names.nearest("anual revenue"), "Annual revenue");
  EXPECT_FALSE(names.nearest("zzz"));
}

TEST(Schema, sound_names_have_no_faults_and_the_number_of_faults_is_bounded) {
  EXPECT_TRUE(faults_of_names(kSchema, kDefinitions).empty());
  const std::vector<Definition> many(2 * kFaultsLimit, {"same", "1"});
  EXPECT_EQ(faults_of_names(kSchema, many).size(), kFaultsLimit);
  EXPECT_EQ(faults_of_names(kSchema, std::vector<Definition>(kDefinitionsLimit + 1)).front().rule,
            "Q042");
  EXPECT_EQ(faults_of_names({{{"a\nb", {Kind::kInt}}}}, {}).front().rule, "Q041");
  EXPECT_EQ(faults_of_names({{{"\xFF", {Kind::kInt}}}}, {}).front().rule, "Q041");
}

}  // namespace
}  // namespace bailiwick::formula
