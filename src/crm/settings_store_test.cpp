// Goal: definitions are kept by version, and a company that defined nothing has the standard pipeline.
#include "crm/settings_store.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
namespace db = platform::db;

class SettingsStoreTest : public bailiwick::testing::CrmTest {
 protected:
  template <class F>
  auto write(F&& work) {
    auto outcome = world->database().write([&](db::Connection& c) { return work(c); });
    EXPECT_TRUE(outcome) << outcome.error().message;
    return *outcome;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, SettingsStoreTest, on_both(), dialect_name);

TEST_P(SettingsStoreTest, KeepsFieldsByVersion) {
  CustomField field{
      .key = "size", .label = "Size", .type = FieldType::kChoice, .choices = {"S", "M"}};
  ASSERT_TRUE(world->database().write(
      [&](db::Connection& c) { return insert_custom_field(c, admin.tenant, field); }));
  field.label = "How big";
  EXPECT_TRUE(
      write([&](db::Connection& c) { return update_custom_field(c, admin.tenant, field); }));
  EXPECT_FALSE(
      write([&](db::Connection& c) { return update_custom_field(c, admin.tenant, field); }));
  const auto all = write(
      [&](db::Connection& c) { return custom_fields(c, admin.tenant, ObjectKind::kAccount); });
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].label, "How big");
  EXPECT_EQ(all[0].choices, (std::vector<std::string>{"S", "M"}));
  EXPECT_EQ(all[0].version, 2);
}

TEST_P(SettingsStoreTest, BeginsWithTheStandardPipeline) {
  const auto before = write([&](db::Connection& c) { return pipelines(c, admin.tenant); });
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0].key, "standard");
  Pipeline renewal = standard_pipeline();
  renewal.key = "renewal";
  EXPECT_TRUE(write(
      [&](db::Connection& c) { return put_pipeline(c, admin.tenant, renewal, std::nullopt); }));
  EXPECT_EQ(write([&](db::Connection& c) { return pipelines(c, admin.tenant); }).size(), 2U)
      << "a second one does not take the standard one away";
  Pipeline standard = standard_pipeline();
  standard.name = "Ours";
  EXPECT_TRUE(write([&](db::Connection& c) { return put_pipeline(c, admin.tenant, standard, 1); }));
  EXPECT_FALSE(
      write([&](db::Connection& c) { return put_pipeline(c, admin.tenant, standard, 1); }));
}

TEST_P(SettingsStoreTest, CountsWhatIsKept) {
  const CustomField field{.key = "size", .label = "Size", .type = FieldType::kText};
  ASSERT_TRUE(world->database().write(
      [&](db::Connection& c) { return insert_custom_field(c, admin.tenant, field); }));
  for (const char* size : {"S", "S", "12"})
    add(admin, ObjectKind::kAccount, {{"name", "A"}, {"custom", {{"size", size}}}});
  const auto kept = write([&](db::Connection& c) { return kept_values(c, admin.tenant, field); });
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].json, "\"S\"");
  EXPECT_EQ(kept[0].count, 2);
}

}  // namespace
}  // namespace bailiwick::crm
