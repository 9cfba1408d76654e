// Goal: a unit belongs to the territory of the first rule that has it whole. Method: rules that overlap, overlays, other countries, layers by place.
#include "planning/unit_territories.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

TerritoryId territory(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return TerritoryId(uuid);
}
AssignmentRule rule(std::uint8_t number, std::vector<std::string> units, std::string country = "") {
  return {.id = {},
          .territory = territory(number),
          .name = {},
          .condition = UnitsCondition{.country = std::move(country), .units = std::move(units)}};
}

TEST(UnitTerritories, TheFirstRuleThatHasTheUnitWins) {
  std::vector<AssignmentRule> rules = {rule(1, {"10001"}), rule(2, {"100*"}), rule(3, {"9*"}, "NL"),
                                       rule(4, {"20*"})};
  rules.back().is_overlay = true;
  rules.push_back(
      {.id = {}, .territory = territory(5), .name = {}, .condition = FormulaCondition{"true"}});
  const std::vector<market::LayerUnit> units = {
      {.code = "10001"}, {.code = "10002"}, {.code = "20001"}, {.code = "90001"}};
  market::Layer layer{.id = {},
                      .name = "ZIP",
                      .country = "US",
                      .match = {.by = market::MatchBy::kPostalCode, .characters = 5}};
  const auto found = territories_of_units(rules, {{territory(1), "One"}}, layer, units);
  EXPECT_EQ(found.of, (std::vector<std::int32_t>{0, 1, -1, -1}));
  EXPECT_EQ(found.ids, (std::vector<TerritoryId>{territory(1), territory(2)}));
  EXPECT_EQ(found.names, (std::vector<std::string>{"One", ""}));
  layer.match = {};
  EXPECT_EQ(territories_of_units(rules, {}, layer, units).of, std::vector<std::int32_t>(4, -1));
  EXPECT_TRUE(territories_of_units({}, {}, layer, units).ids.empty());
}

}  // namespace
}  // namespace bailiwick::planning
