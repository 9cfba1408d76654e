// Goal: fields and pipelines change without losing what is kept, and only by who may.
#include "crm/settings_service.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

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
  EXPECT_NE(refused.error().front().message.find("1 records"), std::string::npos);
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
