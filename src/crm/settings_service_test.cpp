// Goal: fields and pipelines change without losing what is kept, and only by who may.
#include "crm/settings_service.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

// Formulas that read the fields of accounts called "size".
class SizeReaders final : public FieldReaders {
 public:
  Result<std::vector<std::string>> readers_of(platform::db::Connection& /*connection*/,
                                              TenantId /*tenant*/, ObjectKind object,
                                              std::string_view key) const override {
    if (object != ObjectKind::kAccount || key != "size") return std::vector<std::string>();
    return names;
  }
  std::vector<std::string> names;
};

class SettingsServiceTest : public bailiwick::testing::CrmTest {
 protected:
  static std::string rule(const auto& outcome) {
    return outcome ? "" : outcome.error().front().rule;
  }
  CustomField field(FieldType type) { return {.key = "size", .label = "Size", .type = type}; }
};

INSTANTIATE_TEST_SUITE_P(Both, SettingsServiceTest, on_both(), dialect_name);

TEST_P(SettingsServiceTest, ChangesATypeWhereEveryValueFits) {
  ASSERT_TRUE(settings().add_field(admin, field(FieldType::kText)));
  const Json a = add(admin, ObjectKind::kAccount, {{"name", "A"}, {"custom", {{"size", "12"}}}});
  const Json b = add(admin, ObjectKind::kAccount, {{"name", "B"}, {"custom", {{"size", "big"}}}});
  const CustomFieldKey key{.key = "size"};
  const auto refused = settings().change_field(admin, key, {.type = FieldType::kWhole});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().rule, "R018");
  EXPECT_NE(refused.error().front().message.find("1 record has"), std::string::npos);
  EXPECT_NE(refused.error().front().message.find("\"big\""), std::string::npos);
  ASSERT_TRUE(records().change(admin, id_of(b), 1, {{"custom", {{"size", "7"}}}}));
  ASSERT_TRUE(settings().change_field(admin, key, {.type = FieldType::kWhole}));
  EXPECT_EQ(json_of(*records().record(admin, id_of(a))).at("custom").at("size"), 12);
}

TEST_P(SettingsServiceTest, HidesAFieldAndBringsItBackWithItsValues) {
  ASSERT_TRUE(settings().add_field(admin, field(FieldType::kWhole)));
  EXPECT_EQ(rule(settings().add_field(admin, field(FieldType::kWhole))), "R017");
  const Json a = add(admin, ObjectKind::kAccount, {{"name", "A"}, {"custom", {{"size", 12}}}});
  ASSERT_TRUE(settings().change_field(admin, {.key = "size", .version = 1}, {.is_open = false}));
  ASSERT_TRUE(records().change(admin, id_of(a), 1, {{"name", "A2"}}));
  EXPECT_FALSE(json_of(*records().record(admin, id_of(a))).contains("custom"));
  EXPECT_EQ(rule(settings().add_field(admin, field(FieldType::kText))), "R017")
      << "it was of another type";
  ASSERT_TRUE(settings().add_field(admin, field(FieldType::kWhole)));
  EXPECT_EQ(json_of(*records().record(admin, id_of(a))).at("custom").at("size"), 12);
  EXPECT_EQ(rule(settings().change_field(admin, {.key = "size", .version = 1}, {.label = "x"})),
            "R010");
  EXPECT_EQ(rule(settings().change_field(admin, {.key = "none"}, {.label = "x"})), "R016");
  EXPECT_EQ(rule(settings().change_field(admin, {.key = "size"}, {.label = ""})), "R021");
}

TEST_P(SettingsServiceTest, KeepsTheTypeOfAFieldThatAFormulaReads) {
  SizeReaders readers;
  const FieldReaderSlot slot{&readers};
  CrmParts watched = parts();
  watched.field_readers = &slot;
  const SettingsService service(watched);
  ASSERT_TRUE(service.add_field(admin, field(FieldType::kText)));
  ASSERT_TRUE(service.add_field(admin, {.key = "colour", .label = "Colour"}));
  readers.names = {"the rule \"Large retail\""};
  const auto retyped = service.change_field(admin, {.key = "size"}, {.type = FieldType::kWhole});
  ASSERT_EQ(rule(retyped), "R034");
  EXPECT_EQ(retyped.error().front().message,
            "The rule \"Large retail\" reads it. Change that first.");
  EXPECT_EQ(retyped.error().front().pointer, "/type");
  EXPECT_EQ(rule(service.change_field(admin, {.key = "size"}, {.is_open = false})), "R034");
  EXPECT_TRUE(service.change_field(admin, {.key = "size"}, {.label = "Extent"}));
  EXPECT_TRUE(service.change_field(admin, {.key = "colour"}, {.is_open = false}));
  readers.names.assign(6, "the rule \"A\"");
  const auto by_many = service.change_field(admin, {.key = "size"}, {.is_open = false});
  ASSERT_EQ(rule(by_many), "R034");
  EXPECT_TRUE(by_many.error().front().message.ends_with(
      "the rule \"A\" and 1 more read it. Change those first."))
      << by_many.error().front().message;
  readers.names.clear();
  EXPECT_TRUE(service.change_field(admin, {.key = "size"}, {.is_open = false}));
}

TEST_P(SettingsServiceTest, KeepsAChoiceThatRecordsHold) {
  CustomField tier = field(FieldType::kChoice);
  tier.choices = {"1.5", "12", "20"};
  ASSERT_TRUE(settings().add_field(admin, tier));
  const Json a = add(admin, ObjectKind::kAccount, {{"name", "A"}, {"custom", {{"size", "1.5"}}}});
  add(admin, ObjectKind::kAccount, {{"name", "B"}, {"custom", {{"size", "12"}}}});
  const CustomFieldKey key{.key = "size"};
  using Choices = std::vector<std::string>;
  const auto dropped = settings().change_field(admin, key, {.choices = Choices{"12"}});
  ASSERT_EQ(rule(dropped), "R035");
  EXPECT_EQ(dropped.error().front().message,
            "Records that hold the choice \"1.5\", hidden ones counted: 1. Change those first.");
  EXPECT_EQ(dropped.error().front().pointer, "/choices");
  EXPECT_TRUE(settings().change_field(admin, key, {.choices = Choices{"12", "1.5", "30"}}))
      << "nobody holds 20";
  ASSERT_TRUE(settings().change_field(admin, key, {.is_open = false}));
  tier.choices = {"12"};
  EXPECT_EQ(rule(settings().add_field(admin, tier)), "R035") << "its values would come back";
  tier.choices = {"12", "1.5"};
  ASSERT_TRUE(settings().add_field(admin, tier));
  ASSERT_TRUE(records().change(admin, id_of(a), 1, {{"custom", {{"size", "12"}}}}));
  EXPECT_TRUE(settings().change_field(admin, key, {.choices = Choices{"12"}}));
  EXPECT_TRUE(settings().change_field(admin, key, {.type = FieldType::kText}))
      << "a text can be any choice";
}

TEST_P(SettingsServiceTest, KeepsAStageThatOpportunitiesAreIn) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  add(admin, ObjectKind::kOpportunity,
      {{"name", "D"}, {"account", account.at("id")}, {"stage", "standard.needs"}});
  Pipeline pipeline = standard_pipeline();
  pipeline.stages.erase(pipeline.stages.begin() + 1);
  EXPECT_EQ(rule(settings().put(admin, pipeline, 1)), "R019");
  pipeline = standard_pipeline();
  pipeline.stages.erase(pipeline.stages.begin());
  const auto put = settings().put(admin, pipeline, 1);
  ASSERT_TRUE(put) << put.error().front().message;
  EXPECT_EQ(put->version, 2);
  EXPECT_EQ(rule(settings().put(admin, pipeline, 1)), "R010");
  pipeline.stages.clear();
  EXPECT_EQ(rule(settings().put(admin, pipeline, 2)), "R026");
}

TEST_P(SettingsServiceTest, IsForThoseWhoMay) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example");
  EXPECT_EQ(rule(settings().add_field(rep.principal, field(FieldType::kText))), "I001");
  EXPECT_EQ(rule(settings().change_field(rep.principal, {.key = "size"}, {})), "I001");
  EXPECT_EQ(rule(settings().put(rep.principal, standard_pipeline(), 1)), "I001");
  ASSERT_TRUE(settings().pipelines(rep.principal));
  const auto objects = settings().objects(rep.principal);
  ASSERT_TRUE(objects);
  EXPECT_EQ(objects->size(), kObjectCount);
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example");
  EXPECT_EQ(settings().objects(people.principal).error().rule, "I001");
  EXPECT_EQ(settings().pipelines(people.principal).error().rule, "I001");
}

TEST_P(SettingsServiceTest, HasALimitOfFields) {
  for (std::size_t f = 0; f < kCustomFieldsMax; ++f)
    ASSERT_TRUE(settings().add_field(admin, {.key = "f" + std::to_string(f), .label = "F"}));
  EXPECT_EQ(rule(settings().add_field(admin, field(FieldType::kText))), "R028");
}

}  // namespace
}  // namespace bailiwick::crm
