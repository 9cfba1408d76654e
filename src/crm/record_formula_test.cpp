// Goal: a formula sees of a record what the API shows of it, and a value for every field of the schema.
#include "crm/record_formula.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "crm/record_json.hpp"
#include "formula/evaluate.hpp"

namespace bailiwick::crm {
namespace {

const std::vector<CustomField> kFormulaCustom = {
    {.key = "size", .label = "Size", .type = FieldType::kWhole},
    {.key = "old", .label = "Old", .type = FieldType::kText, .is_open = false}};

TEST(RecordFormula, HasAValueForEveryFieldOfEveryObject) {
  for (const ObjectSpec& object : all_objects()) {
    const auto schema = formula_schema(object, kFormulaCustom);
    EXPECT_TRUE(formula::faults_of_names(schema, {}).empty()) << object.name;
    EXPECT_EQ(formula_values(blank_record(object.kind), kFormulaCustom).size(),
              schema.fields.size());
  }
}

TEST(RecordFormula, TellsWhatWordsCountriesCurrenciesAndStagesCanBe) {
  const auto values = [](ObjectKind kind, std::string_view name) {
    const auto schema = formula_schema(object_of(kind), kFormulaCustom, {standard_pipeline()});
    const auto found = std::ranges::find(schema.fields, name, &formula::Field::name);
    return found == schema.fields.end() ? std::vector<std::string>{"none"} : found->values;
  };
  const auto has = [&](ObjectKind kind, std::string_view name, std::string_view value) {
    return std::ranges::count(values(kind, name), value) == 1;
  };
  EXPECT_TRUE(has(ObjectKind::kAccount, "kind", "customer"));
  EXPECT_TRUE(has(ObjectKind::kAccount, "country", "NL"));
  EXPECT_TRUE(has(ObjectKind::kAccount, "annual_revenue_currency", "USD"));
  EXPECT_TRUE(has(ObjectKind::kOpportunity, "stage", "standard.proposal"));
  EXPECT_TRUE(values(ObjectKind::kAccount, "name").empty());
  EXPECT_TRUE(values(ObjectKind::kAccount, "custom.size").empty());
}

TEST(RecordFormula, TellsBetweenWhatNumbersLie) {
  const auto range = [](std::string_view name) {
    const auto schema = formula_schema(object_of(ObjectKind::kAccount), kFormulaCustom);
    return std::ranges::find(schema.fields, name, &formula::Field::name)->range;
  };
  EXPECT_EQ(range("employees"), (formula::Range{Decimal(), Decimal::whole(1'000'000'000)}));
  EXPECT_EQ(range("complexity"), (formula::Range{Decimal::whole(1), Decimal::whole(5)}));
  EXPECT_EQ(range("lat"), (formula::Range{Decimal::whole(-90), Decimal::whole(90)}));
  EXPECT_EQ(range("growth"), (formula::Range{Decimal::whole(-1), Decimal::whole(1'000)}));
  EXPECT_TRUE(range("custom.size"));
  EXPECT_FALSE(range("annual_revenue"));
  EXPECT_FALSE(range("name"));
}

TEST(RecordFormula, IsEvaluatedOverItsFields) {
  Record record = blank_record(ObjectKind::kAccount);
  ASSERT_TRUE(set_fields(record, kFormulaCustom,
                         {{"name", "Acme"},
                          {"employees", 600},
                          {"country", "NL"},
                          {"growth", "0.25"},
                          {"annual_revenue", {{"amount", "1200.50"}, {"currency", "EUR"}}},
                          {"custom", {{"size", 3}}}})
                  .empty());
  const char* formula =
      R"(employees > 500 && country == "NL" && growth > 0.2 && annual_revenue == 1200.50 &&
      annual_revenue_currency == "EUR" && custom.size == 3 && !has(territory))";
  const auto program =
      formula::compile(formula_schema(record.object(), kFormulaCustom), {{"f", formula}});
  ASSERT_TRUE(program) << program.error().front().message;
  EXPECT_EQ(formula::evaluate_row(*program, 0, formula_values(record, kFormulaCustom)),
            formula::Value(true));
}

}  // namespace
}  // namespace bailiwick::crm
