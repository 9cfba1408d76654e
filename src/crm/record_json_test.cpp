// Goal: what the API shows of a record it takes back unchanged, and bodies set the fields they name alone.
#include "crm/record_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

const std::vector<CustomField> kJsonCustom = {
    {.key = "size", .label = "Size", .type = FieldType::kChoice, .choices = {"S", "M"}},
    {.key = "old", .label = "Old", .type = FieldType::kText, .is_open = false}};

TEST(RecordJson, IsTakenBackUnchanged) {
  Record record = blank_record(ObjectKind::kAccount);
  const Json body = {{"name", "Acme"},
                     {"employees", 3},
                     {"annual_revenue", {{"amount", "1.50"}, {"currency", "EUR"}}},
                     {"external_id", "A1"},
                     {"custom", {{"size", "M"}}}};
  ASSERT_TRUE(set_fields(record, kJsonCustom, body).empty());
  const Json json = json_of(record, kJsonCustom, {{"parent", "Holding"}});
  for (const auto& [name, item] : body.items()) EXPECT_EQ(json.at(name), item) << name;
  EXPECT_EQ(json.at("title"), "Acme");
  EXPECT_EQ(json.at("labels").at("parent"), "Holding");
  EXPECT_FALSE(json.contains("city")) << "empty fields are absent";
}

TEST(RecordJson, EmptiesWhatIsNullAndLeavesTheRest) {
  Record record = blank_record(ObjectKind::kAccount);
  ASSERT_TRUE(set_fields(record, kJsonCustom,
                         {{"name", "Acme"}, {"city", "Delft"}, {"custom", {{"size", "S"}}}})
                  .empty());
  ASSERT_TRUE(set_fields(record, kJsonCustom, {{"city", nullptr}, {"custom", {{"size", nullptr}}}})
                  .empty());
  const Json json = json_of(record, kJsonCustom, {});
  EXPECT_EQ(json.at("name"), "Acme");
  EXPECT_FALSE(json.contains("city"));
  EXPECT_FALSE(json.contains("custom"));
}

TEST(RecordJson, KeepsWhatAHiddenFieldHolds) {
  Record record = blank_record(ObjectKind::kAccount);
  record.custom["old"] = std::string("kept");
  ASSERT_TRUE(set_fields(record, kJsonCustom, {{"name", "Acme"}}).empty());
  EXPECT_FALSE(json_of(record, kJsonCustom, {}).contains("custom"));
  EXPECT_EQ(record.custom.at("old"), FieldValue("kept"));
  const Errors errors = set_fields(record, kJsonCustom, {{"custom", {{"old", "x"}}}});
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].rule + errors[0].pointer, "R008/custom/old");
}

TEST(RecordJson, TellsEveryMistake) {
  Record record = blank_record(ObjectKind::kContact);
  const Errors errors = set_fields(
      record, {}, {{"email", "x"}, {"nothing", 1}, {"external_id", std::string(300, 'x')}});
  EXPECT_EQ(errors.size(), 3U);
  const Errors missing = missing_fields(record);
  ASSERT_EQ(missing.size(), 2U);
  EXPECT_EQ(missing[0].rule + missing[0].pointer, "R002/account");
}

TEST(RecordJson, DescribesAnObjectWithItsCustomFields) {
  const Json json = json_of(object_of(ObjectKind::kAccount), kJsonCustom);
  EXPECT_EQ(json.at("plural"), "accounts");
  EXPECT_EQ(json.at("fields").size(), object_of(ObjectKind::kAccount).fields.size() + 1);
  EXPECT_EQ(json.at("fields").back().at("name"), "size");
  ASSERT_EQ(json.at("hidden").size(), 1U);
  EXPECT_EQ(json.at("hidden")[0].at("name"), "old");
  EXPECT_EQ(json.at("fields")[0].at("is_required"), true);
}

}  // namespace
}  // namespace bailiwick::crm
