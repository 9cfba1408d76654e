// Goal: derived measures are what their formulas say of each unit, exactly, and circles and mistakes are told. Method: small layers by hand.
#include "market/derived_measure.hpp"

#include <gtest/gtest.h>

namespace bailiwick::market {
namespace {

Decimal number(const char* text) { return *parse_decimal(text); }

Measure joined(const char* key) { return {.key = key, .name = key, .unit = ""}; }
Measure derived(const char* key, const char* formula) {
  return {.key = key, .name = key, .unit = "", .kind = MeasureKind::kDerived, .formula = formula};
}
std::string rule_of(const std::vector<Measure>& measures) {
  const auto program = compile_derived(measures);
  return program ? "none" : program.error().front().rule;
}

TEST(DerivedMeasureTest, FormulasAreReckonedExactlyUnitByUnit) {
  const std::vector<Measure> measures = {joined("people"), joined("homes"),
                                         derived("density", "people / area_km2"),
                                         derived("double_density", "density * 2")};
  const auto program = compile_derived(measures);
  ASSERT_TRUE(program) << program.error().front().message;
  EXPECT_EQ(operands_of(*program, "double_density"),
            (std::vector<std::string>{"area_km2", "people"}));
  const MeasureValues people = {number("10"), number("1"), std::nullopt, number("5")};
  const MeasureValues areas = {number("4"), number("0"), number("3"), std::nullopt};
  const auto values = derived_values(*program, "double_density",
                                     {{"people", people}, {"area_km2", areas}}, people.size());
  ASSERT_TRUE(values) << values.error().message;
  EXPECT_EQ(*values, (MeasureValues{number("5"), std::nullopt, std::nullopt, std::nullopt}));
  const auto nothing = derived_values(*program, "density", {{"people", people}}, people.size());
  EXPECT_EQ(*nothing, MeasureValues(people.size())) << "no sizes are known";
  EXPECT_TRUE(derived_values(*program, "density", {}, 0)->empty());
}

TEST(DerivedMeasureTest, WhoReadsWhatIsKnown) {
  const std::vector<Measure> measures = {joined("people"), derived("a", "people + 1"),
                                         derived("b", "a * 2"), derived("c", "b + a")};
  const auto program = compile_derived(measures);
  ASSERT_TRUE(program);
  EXPECT_EQ(readers_of(*program, "people"), (std::vector<std::string>{"a"}));
  EXPECT_EQ(readers_of(*program, "a"), (std::vector<std::string>{"b", "c"}));
  EXPECT_TRUE(readers_of(*program, "c").empty());
}

TEST(DerivedMeasureTest, AdviceIsOnTheMeasureThatIsSavedAlone) {
  const std::vector<Measure> measures = {derived("a", "area_km2 / 0"), derived("b", "a + 1")};
  EXPECT_TRUE(compile_derived(measures));
  EXPECT_TRUE(compile_derived(measures, "b"));
  const auto refused = compile_derived(measures, "a");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().rule, "Q060");
  EXPECT_TRUE(refused.error().front().message.starts_with("In the measure a: line 1, column 12"))
      << refused.error().front().message;
}

TEST(DerivedMeasureTest, MistakesAreTold) {
  EXPECT_EQ(rule_of({joined("people"), derived("a", "people > 1")}), "Q021");
  EXPECT_EQ(rule_of({derived("a", "peple + 1")}), "Q011");
  EXPECT_EQ(rule_of({derived("a", "b + 1"), derived("b", "a + 1")}), "Q044");
  EXPECT_EQ(rule_of({derived("a", "a + 1")}), "Q044");
  const auto circle = compile_derived(
      std::vector<Measure>{derived("a", "b + 1"), derived("b", "c + 1"), derived("c", "a + 1")});
  ASSERT_FALSE(circle);
  EXPECT_NE(circle.error().front().message.find("a"), std::string::npos);
  EXPECT_EQ(circle.error().front().pointer, "/formula");
  std::string costly = "1.0";
  for (int i = 0; i < 4'000; ++i) costly += " + area_km2 * area_km2";
  EXPECT_EQ(rule_of({derived("a", costly.c_str())}).front(), 'Q');
}

}  // namespace
}  // namespace bailiwick::market
