// Goal: who sent a plan to review does not approve it where somebody else may, and files are made of the board as it is. Method: the service on both
// databases, in a company with one planner and then two.
#include <gtest/gtest.h>

#include "platform/identity/company_store.hpp"
#include "platform/identity/people_store.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;
namespace support = bailiwick::testing;
using support::rules_in;

using BoardStatesTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, BoardStatesTest, support::on_both(), support::dialect_name);

TEST_P(BoardStatesTest, FourEyesWhereThereAreFour) {
  identity::Person second;
  second.id = other_.person;
  second.name = "Second";
  second.email = "second@example.com";
  second.roles = {identity::Role::kPlanner};
  second.status = identity::PersonStatus::kActive;
  identity::Company company;
  company.id = tenant_;
  company.name = "Example";
  const auto added = write([&](db::Connection& connection) -> Result<void> {
    if (const auto made = identity::insert_company(connection, company, clock_.wall()()); !made)
      return made;
    return identity::insert_person(connection, tenant_, second);
  });
  ASSERT_TRUE(added) << added.error().message;
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  EXPECT_EQ(rules_in(studio_->boards.set_state(planner_, plan_, PlanState::kApproved, {}).error()),
            "P110");
  EXPECT_TRUE(studio_->boards.set_state(other_, plan_, PlanState::kApproved, {}));
}

TEST_P(BoardStatesTest, FilesAreThoseOfTheBoardAsItIs) {
  const auto before = studio_->boards.file(planner_, plan_, store::kUnitsFile);
  ASSERT_TRUE(before);
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  const auto after = studio_->boards.file(planner_, plan_, store::kUnitsFile);
  ASSERT_TRUE(after);
  EXPECT_NE(*before, *after);
  EXPECT_EQ(*studio_->boards.file(planner_, plan_, store::kUnitsFile), *after) << "kept";
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_));
  EXPECT_EQ(*studio_->boards.file(planner_, plan_, store::kUnitsFile), *before);
}

}  // namespace
}  // namespace bailiwick::planning
