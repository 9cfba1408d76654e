// Goal: a value keeps itself through JSON and the database's columns, and nothing that does not belong in a field gets in.
// Method: a table of values a type, good and bad.
#include "crm/field_value.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

const FieldSpec& field(ObjectKind kind, std::string_view name) {
  const ObjectSpec& object = object_of(kind);
  return object.fields[object.at(name)];
}

std::string rule_of(const FieldSpec& field, const Json& json) {
  const auto value = value_from_json(field, json);
  return value ? "" : value.error().rule;
}

constexpr ObjectKind kAccount = ObjectKind::kAccount;

TEST(FieldValue, IsTheSameAfterJson) {
  const struct {
    ObjectKind object;
    const char* field;
    Json json;
  } rows[] = {{kAccount, "name", "Acme"},
              {kAccount, "kind", "customer"},
              {kAccount, "employees", 12},
              {kAccount, "annual_revenue", {{"amount", "12.34"}, {"currency", "EUR"}}},
              {kAccount, "growth", "0.125"},
              {kAccount, "is_key_account", true},
              {kAccount, "country", "NL"},
              {kAccount, "website", "https://www.example.com"},
              {kAccount, "parent", "account_00000000000000000000000001"},
              {ObjectKind::kOpportunity, "close_date", "2026-11-26"},
              {ObjectKind::kOpportunity, "stage", "standard.won"},
              {ObjectKind::kOpportunity, "owner", "person_00000000000000000000000001"},
              {ObjectKind::kLead, "territory", "territory_00000000000000000000000001"},
              {ObjectKind::kActivity, "happened_at", "2026-11-26T09:30:00.000000Z"},
              {ObjectKind::kContact, "email", "an@example.com"}};
  for (const auto& row : rows) {
    const FieldSpec& spec = field(row.object, row.field);
    const auto value = value_from_json(spec, row.json);
    ASSERT_TRUE(value) << row.field << ": " << value.error().message;
    EXPECT_EQ(json_of(spec, *value), row.json) << row.field;
    std::vector<platform::db::Value> columns;
    append_columns(columns, spec, *value);
    EXPECT_EQ(columns.size(), spec.type == FieldType::kMoney ? 2U : 1U);
  }
}

TEST(FieldValue, OfAWebPageHasItsScheme) {
  const FieldSpec& website = field(kAccount, "website");
  EXPECT_EQ(json_of(website, *value_from_json(website, "www.example.com")),
            "https://www.example.com");
  EXPECT_EQ(rule_of(website, "javascript://x.y"), "R003");
}

TEST(FieldValue, IsEmptyForNullAndForAnEmptyText) {
  EXPECT_TRUE(is_empty(*value_from_json(field(kAccount, "name"), nullptr)));
  EXPECT_TRUE(is_empty(*value_from_json(field(kAccount, "growth"), "")));
  EXPECT_TRUE(json_of(field(kAccount, "name"), {}).is_null());
  EXPECT_EQ(text_of(field(kAccount, "name"), {}), "");
}

TEST(FieldValue, OfTheWrongKindIsRefusedWithItsReason) {
  const struct {
    ObjectKind object;
    const char* field;
    Json json;
    const char* rule;
  } rows[] = {{kAccount, "name", std::string(256, 'x'), "R003"},
              {kAccount, "name", "a\nb", "R003"},
              {kAccount, "name", 7, "R003"},
              {kAccount, "country", "Holland", "R003"},
              {kAccount, "website", "not a site", "R003"},
              {ObjectKind::kContact, "email", "an at example", "R003"},
              {kAccount, "employees", -1, "R004"},
              {kAccount, "employees", 1.5, "R004"},
              {kAccount, "complexity", 6, "R004"},
              {kAccount, "growth", "-2", "R004"},
              {kAccount, "growth", "0.1234567", "R004"},
              {kAccount, "growth", 0.1, "R004"},
              {kAccount, "annual_revenue", "12.34", "R004"},
              {kAccount, "annual_revenue", {{"amount", "12.345"}, {"currency", "EUR"}}, "R004"},
              {kAccount, "annual_revenue", {{"amount", "12"}, {"currency", "EUX"}}, "R004"},
              {kAccount, "is_key_account", "yes", "R004"},
              {kAccount, "parent", "contact_00000000000000000000000001", "R004"},
              {kAccount, "kind", "custommer", "R005"},
              {ObjectKind::kOpportunity, "close_date", "2026-02-30", "R004"}};
  for (const auto& row : rows)
    EXPECT_EQ(rule_of(field(row.object, row.field), row.json), row.rule)
        << row.field << " " << row.json;
  const auto misspelt = value_from_json(field(kAccount, "kind"), "custommer");
  EXPECT_NE(misspelt.error().message.find("customer"), std::string::npos);
}

TEST(FieldValue, OfAnotherTypeIsReadWhereItSaysTheSame) {
  const auto kept = [](FieldType type, const Json& json) {
    FieldSpec spec{.name = "x", .column = "", .type = type, .least = -100, .most = 100'000'000};
    const auto value = value_from_kept(spec, json);
    return value ? json_of(spec, *value) : Json("refused");
  };
  EXPECT_EQ(kept(FieldType::kText, 12), "12");
  EXPECT_EQ(kept(FieldType::kText, true), "true");
  EXPECT_EQ(kept(FieldType::kWhole, "12"), 12);
  EXPECT_EQ(kept(FieldType::kWhole, "twelve"), "refused");
  EXPECT_EQ(kept(FieldType::kDecimal, 12), "12");
  EXPECT_EQ(kept(FieldType::kTruth, "true"), true);
  EXPECT_EQ(kept(FieldType::kTruth, "ja"), "refused");
  EXPECT_EQ(kept(FieldType::kChoice, "no longer a choice"), "no longer a choice");
  EXPECT_EQ(kept(FieldType::kDate, "2026-11-26"), "2026-11-26");
}

TEST(Scaled, KeepsSixDecimalsAndNoMore) {
  EXPECT_EQ(scaled(*parse_decimal("-1.000001")), -1'000'001);
  EXPECT_EQ(unscaled(-1'000'001), *parse_decimal("-1.000001"));
  EXPECT_FALSE(scaled(*parse_decimal("0.0000001")));
  EXPECT_FALSE(scaled(*parse_decimal("10000000000000")));
}

}  // namespace
}  // namespace bailiwick::crm
