// Goal: tasks of handing over are tasks of the CRM that their owners see, and those still open can be cancelled. Method: a company with two regions, as their reps see
// it, on both databases.
#include "main/handover_tasks.hpp"

#include <gtest/gtest.h>

#include "tests/support/crm_world.hpp"

namespace bailiwick {
namespace {

using crm::ObjectKind;

class HandoverTasksTest : public testing::CrmTest {};
INSTANTIATE_TEST_SUITE_P(Both, HandoverTasksTest, testing::on_both(), testing::dialect_name);

TEST_P(HandoverTasksTest, OwnersSeeTheirsAndOpenOnesAreCancelled) {
  const auto north = add_region("north").rep.principal;
  const auto south = add_region("south").rep.principal;
  const auto service = records();
  const CrmHandoverTasks tasks(service);
  const LocalDate due(20'000);
  const std::vector<planning::HandoverTask> asked = {
      {north.person, "Hand over accounts: 3", "To south", due},
      {south.person, "Take over accounts: 3", "From north", due},
      {south.person, "Done already", "", due}};
  const auto ids = tasks.add(admin.tenant, asked);
  ASSERT_TRUE(ids) << ids.error().message;
  ASSERT_EQ(ids->size(), 3U);
  EXPECT_EQ(titles(north, {.object = ObjectKind::kTask}),
            (std::vector<std::string>{"Hand over accounts: 3"}));
  const auto change = [&](std::size_t which, const testing::Json& body) {
    EXPECT_TRUE(service.change(admin, {ObjectKind::kTask, (*ids)[which]}, std::nullopt, body));
  };
  change(2, {{"status", "done"}});
  ASSERT_TRUE(service.hide(admin, {ObjectKind::kTask, (*ids)[1]}, std::nullopt));
  ASSERT_TRUE(tasks.cancel(admin.tenant, *ids)) << "one of them was deleted";
  const auto status = [&](std::size_t which) {
    return json_of(*service.record(admin, {ObjectKind::kTask, (*ids)[which]})).at("status");
  };
  EXPECT_EQ(status(0), "cancelled");
  EXPECT_EQ(status(2), "done");
  const std::vector<planning::HandoverTask> nobody = {{PersonId(), "Nobody's", "", due}};
  EXPECT_FALSE(tasks.add(admin.tenant, nobody));
}

}  // namespace
}  // namespace bailiwick
