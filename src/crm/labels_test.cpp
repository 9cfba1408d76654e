// Goal: references are called by their names, and only those that one may see.
#include "crm/labels.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class LabelsTest : public bailiwick::testing::CrmTest {};

INSTANTIATE_TEST_SUITE_P(Both, LabelsTest, on_both(), dialect_name);

TEST_P(LabelsTest, NameRecordsPeopleStagesAndTerritories) {
  const auto west = add_region("west");
  const Json account =
      add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"territory", west.territory.text()}});
  EXPECT_EQ(account.at("labels"), Json({{"territory", "west"}}));
  const Json deal =
      add(admin, ObjectKind::kOpportunity,
          {{"name", "Deal"}, {"account", account.at("id")}, {"stage", "standard.needs"}});
  EXPECT_EQ(deal.at("labels"),
            Json({{"account", "Acme"}, {"stage", "Needs analysis"}, {"owner", "Admin of acme"}}));
}

TEST(StageLabel, NamesThePipelineWhereThereAreSeveral) {
  const Pipeline one = standard_pipeline();
  Pipeline two = standard_pipeline();
  two.key = "renewal";
  two.name = "Renewal";
  EXPECT_EQ(stage_label({one}, "standard.won"), "Won");
  EXPECT_EQ(stage_label({one, two}, "renewal.won"), "Renewal: Won");
  EXPECT_EQ(stage_label({one}, "gone.stage"), "gone.stage");
}

}  // namespace
}  // namespace bailiwick::crm
