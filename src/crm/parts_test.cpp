// Goal: a change is told to the audit log by its id alone, and to open pages.
#include "crm/parts.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class PartsTest : public bailiwick::testing::CrmTest {};

INSTANTIATE_TEST_SUITE_P(Both, PartsTest, on_both(), dialect_name);

TEST_P(PartsTest, TellsOfAChange) {
  const auto before = world->actions(admin.tenant).size();
  const auto told = world->database().write([&](db::Connection& connection) {
    return tell(parts(), connection, admin, {ObjectKind::kAccount, {}}, "record.changed");
  });
  ASSERT_TRUE(told) << told.error().message;
  const auto actions = world->actions(admin.tenant);
  ASSERT_EQ(actions.size(), before + 1);
  EXPECT_EQ(actions.back(), "record.changed");
}

TEST_P(PartsTest, NamesTheObjectOfWhatIsNotThere) {
  const Result<void> refused = refuse_unknown({ObjectKind::kLead, {}});
  EXPECT_EQ(refused.error().message, "There is no such lead, or not within your scope.");
}

}  // namespace
}  // namespace bailiwick::crm
