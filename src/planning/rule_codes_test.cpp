// Goal: the postal codes that a rule names are read from each way to write them, and those of no layer are found. Method: by hand.
#include "planning/rule_codes.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using CodeTexts = std::vector<std::string>;

std::optional<NamedCodes> named_by(RuleCondition condition) {
  using bailiwick::testing::territory_id;
  const AssignmentRule rule{.id = bailiwick::testing::rule_id(0),
                            .territory = territory_id(0),
                            .name = "Rule",
                            .condition = std::move(condition)};
  const std::vector<TerritoryPlace> tree = {{territory_id(0), std::nullopt}};
  const auto book = compile_rules(bailiwick::testing::account_schema(), std::span(&rule, 1), tree);
  EXPECT_TRUE(book);
  EXPECT_EQ(does_name_codes(*book), codes_named_by(*book, book->rules[0]).has_value());
  return codes_named_by(*book, book->rules[0]);
}
std::optional<NamedCodes> named_by(const char* formula) {
  return named_by(RuleCondition(FormulaCondition{formula}));
}

TEST(RuleCodes, AUnitsRuleNamesWhatItLists) {
  const auto named = named_by(RuleCondition(UnitsCondition{"nl", {"1012 ab", "10*"}}));
  ASSERT_TRUE(named);
  EXPECT_EQ(named->countries, CodeTexts{"NL"});
  EXPECT_EQ(named->codes, (CodeTexts{"1012 ab", "10*"}));
  EXPECT_TRUE(named_by(RuleCondition(UnitsCondition{"", {"1012"}}))->countries.empty());
  EXPECT_FALSE(named_by(RuleCondition(NamedCondition{{bailiwick::testing::account_id(1)}})));
}

TEST(RuleCodes, AFormulaNamesWhatItComparesThePostalCodeWith) {
  EXPECT_EQ(named_by("postal_code in [\"1\", \"2\"]")->codes, (CodeTexts{"1", "2"}));
  EXPECT_EQ(named_by("\"1\" == postal_code || postal_code != \"2\"")->codes, (CodeTexts{"1", "2"}));
  EXPECT_EQ(named_by("postal_code.startsWith(\"10\")")->codes, CodeTexts{"10*"});
  const auto dutch = named_by("country == \"NL\" && postal_code == \"1\"");
  ASSERT_TRUE(dutch);
  EXPECT_EQ(dutch->countries, CodeTexts{"NL"});
  EXPECT_FALSE(named_by("country != \"NL\" && postal_code == \"1\"")) << "anywhere else";
  EXPECT_FALSE(named_by("!(country == \"NL\") && postal_code == \"1\""));
  EXPECT_FALSE(named_by("size(country) == 2 && postal_code == \"1\""));
  EXPECT_FALSE(named_by("employees > 5 && size(postal_code) > 3"));
  EXPECT_FALSE(named_by("industry == \"1012\""));
}

TEST(RuleCodes, CodesOfNoLayerAreFoundWhereThereIsOneOfTheCountry) {
  const std::vector<market::LayerCodes> layers = {
      {.country = "NL", .characters = 4, .codes = {"1011", "1012"}},
      {.country = "US", .characters = 5, .codes = {"10001"}}};
  const CodeTexts codes = {"1012AB", "9999", "10001", "99 99"};
  EXPECT_EQ(codes_in_no_layer({.countries = {"NL"}, .codes = codes}, layers),
            (CodeTexts{"9999", "10001"}));
  EXPECT_EQ(codes_in_no_layer({.countries = {}, .codes = codes}, layers), CodeTexts{"9999"});
  EXPECT_EQ(codes_in_no_layer({.countries = {"BE"}, .codes = codes}, layers), CodeTexts());
  EXPECT_EQ(codes_in_no_layer({.countries = {"BE"}, .codes = {"1012", "5"}},
                              {{{.country = "", .characters = 4, .codes = {"1012"}}}}),
            CodeTexts{"5"})
      << "a layer of no country is of all of them";
  EXPECT_EQ(codes_in_no_layer({.codes = codes}, {}), CodeTexts());
}

}  // namespace
}  // namespace bailiwick::planning
