// Goal: what a client asks of a list is understood, or refused with what is wrong; a place in a list is read back for that list alone.
#include "crm/record_list.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

const std::vector<CustomField> kListCustom = {
    {.key = "size", .label = "Size", .type = FieldType::kWhole, .is_open = true},
    {.key = "old", .label = "Old", .type = FieldType::kText, .is_open = false}};
const ListNames kNames{object_of(ObjectKind::kAccount), kListCustom};

std::string refusal(const Json& where) {
  const auto conditions = conditions_of(kNames, where);
  return conditions ? "" : conditions.error().front().rule + conditions.error().front().pointer;
}

TEST(Conditions, AreReadWithTheTypesOfTheirFields) {
  const auto conditions = conditions_of(
      kNames,
      {{{"field", "industry"}, {"is", "in"}, {"value", {"Retail", "Food"}}},
       {{"field", "employees"}, {"is", "ge"}, {"value", 10}},
       {{"field", "parent"}, {"is", "empty"}},
       {{"field", "custom.size"}, {"is", "lt"}, {"value", 4}},
       {{"field", "territory"}, {"is", "eq"}, {"value", "territory_00000000000000000000000001"}},
       {{"field", "annual_revenue"},
        {"is", "gt"},
        {"value", {{"amount", "1"}, {"currency", "EUR"}}}}});
  ASSERT_TRUE(conditions) << conditions.error().front().message;
  EXPECT_EQ((*conditions)[0].values.size(), 2U);
  EXPECT_EQ((*conditions)[1].values.front(), FieldValue(std::int64_t{10}));
  EXPECT_TRUE((*conditions)[2].values.empty());
  EXPECT_EQ((*conditions)[3].column.source, Source::kCustom);
}

TEST(Conditions, ThatCannotBeAreRefusedWithTheirPlace) {
  const struct {
    Json where;
    const char* refusal;
  } rows[] = {
      {{{"field", "industry"}}, "R011/where"},
      {Json::array({7}), "R011/where/0"},
      {Json::array({{{"field", "industri"}, {"is", "eq"}, {"value", "x"}}}), "R008/where/0"},
      {Json::array({{{"field", "custom.old"}, {"is", "eq"}, {"value", "x"}}}), "R008/where/0"},
      {Json::array({{{"field", "industry"}, {"is", "like"}, {"value", "x"}}}), "R011/where/0"},
      {Json::array({{{"field", "industry"}, {"is", "eq"}}}), "R011/where/0"},
      {Json::array({{{"field", "industry"}, {"is", "eq"}, {"value", nullptr}}}), "R011/where/0"},
      {Json::array({{{"field", "industry"}, {"is", "empty"}, {"value", 1}}}), "R011/where/0"},
      {Json::array({{{"field", "industry"}, {"is", "in"}, {"value", Json::array()}}}),
       "R011/where/0"},
      {Json::array({{{"field", "employees"}, {"is", "eq"}, {"value", "ten"}}}), "R011/where/0"},
      {Json::array({{{"field", "employees"}, {"is", "begins"}, {"value", 1}}}), "R011/where/0"},
      {Json::array({{{"field", "parent"}, {"is", "lt"}, {"value", "x"}}}), "R011/where/0"}};
  for (const auto& row : rows) EXPECT_EQ(refusal(row.where), row.refusal) << row.where;
  Json many = Json::array();
  for (std::size_t c = 0; c <= kConditionsMax; ++c)
    many.push_back({{"field", "industry"}, {"is", "empty"}});
  EXPECT_EQ(refusal(many), "R011/where");
  const auto misspelt = column_of(kNames, "industri");
  EXPECT_NE(misspelt.error().message.find("\"industry\""), std::string::npos);
}

TEST(Orders, AreOfFieldsThatHoldAValueOfTheirOwn) {
  EXPECT_EQ(order_of(kNames, "")->column.source, Source::kTitle);
  EXPECT_TRUE(order_of(kNames, "-annual_revenue")->is_descending);
  EXPECT_EQ(order_of(kNames, "custom.size").error().rule, "R012");
  EXPECT_EQ(order_of(kNames, "parent").error().rule, "R012");
  EXPECT_EQ(order_of(kNames, "nothing").error().rule, "R008");
  const std::vector<CustomField> none;
  EXPECT_TRUE(order_of({object_of(ObjectKind::kOrder), none}, "")->is_descending)
      << "the latest first";
}

TEST(Places, AreReadBackForTheirOwnOrder) {
  Record record = blank_record(ObjectKind::kAccount);
  record.id.uuid.bytes[3] = 7;
  record.values[record.object().at("name")] = "Ácme";
  record.values[record.object().at("annual_revenue")] =
      Money{.minor = 5, .currency = *Currency::parse("EUR")};
  const auto by_revenue = *order_of(kNames, "annual_revenue");
  const PagePlace place = place_of(record, by_revenue);
  ASSERT_EQ(place.values.size(), 2U);
  EXPECT_EQ(place.values[0], db::Value("EUR")) << "the currency comes first";
  const std::string text = text_of(place, "annual_revenue");
  const auto back = place_of(text, "annual_revenue");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->values, place.values);
  EXPECT_EQ(back->id, record.id.uuid);
  EXPECT_EQ(place_of(text, "name").error().rule, "R014");
  for (const char* wrong : {"", "x", "[]", "{}", R"(["name",[{}],"0"])"})
    EXPECT_EQ(place_of(wrong, "name").error().rule, "R014");
  EXPECT_EQ(place_of(record, *order_of(kNames, "")).values[0], db::Value("acme"));
  EXPECT_TRUE(place_of(record, *order_of(kNames, "employees")).values.empty())
      << "among the empty ones";
}

}  // namespace
}  // namespace bailiwick::crm
