// Goal: a list is grouped by what people group by, with names for what is a reference.
#include "crm/groups.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class GroupsTest : public bailiwick::testing::CrmTest {};

INSTANTIATE_TEST_SUITE_P(Both, GroupsTest, on_both(), dialect_name);

TEST_P(GroupsTest, NamesStagesAndTerritories) {
  const auto west = add_region("west");
  const Json account =
      add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"territory", west.territory.text()}});
  add(admin, ObjectKind::kAccount, {{"name", "Bolt"}});
  for (const char* stage : {"standard.needs", "standard.needs", "standard.won"})
    add(admin, ObjectKind::kOpportunity,
        {{"name", "Deal"}, {"account", account.at("id")}, {"stage", stage}});
  const auto stages = records().groups(admin, {.object = ObjectKind::kOpportunity}, "stage");
  ASSERT_TRUE(stages);
  ASSERT_EQ(stages->items.size(), 2U);
  EXPECT_EQ(stages->items[0].label, "Needs analysis");
  EXPECT_EQ(stages->items[0].group.count, 2);
  const auto territories = records().groups(admin, {}, "territory");
  ASSERT_EQ(territories->items.size(), 2U);
  EXPECT_EQ(territories->items[0].label + territories->items[1].label, "west");
  const auto people = records().groups(admin, {.object = ObjectKind::kOpportunity}, "owner");
  EXPECT_EQ(people->items[0].label, "Admin of acme");
}

TEST_P(GroupsTest, RefusesWhatHasTooManyValues) {
  for (const char* by : {"employees", "annual_revenue", "custom.x", "updated_at"})
    EXPECT_FALSE(records().groups(admin, {}, by)) << by;
}

}  // namespace
}  // namespace bailiwick::crm
