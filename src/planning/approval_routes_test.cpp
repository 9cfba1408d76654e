// Goal: every route of approvals answers what its schema says. Method: the handlers, called as the server calls them, on both databases.
#include "planning/approval_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/approval_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

class ApprovalRoutesTest : public support::ApprovalWorldTest {
 protected:
  json call(const Principal& who, std::string_view id, json body = nullptr) {
    return support::declared_json(approval_routes(studio_->approvals), id, who,
                                  {.path = {{"plan", plan_.text()}}, .body = std::move(body)});
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ApprovalRoutesTest, support::on_both(), support::dialect_name);

TEST_P(ApprovalRoutesTest, APlanIsSentApprovedAndDeclined) {
  EXPECT_EQ(call(planner_, "setPlanState", {{"to", "in_review"}})["state"], "in_review");
  json steps = call(chief_, "listPlanApprovals")["steps"];
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0]["territory"]["name"], "East");
  EXPECT_EQ(steps[0]["owners"][0]["id"], chief_.person.text());
  EXPECT_EQ(steps[0]["depth"], 1);
  EXPECT_EQ(steps[0]["territories"], 2);
  EXPECT_TRUE(steps[0]["may_decide"].get<bool>());
  EXPECT_FALSE(steps[0]["in_place"].get<bool>());
  const json approve = {{"territory", east_.text()}, {"decision", "approve"}, {"reason", "Fair"}};
  EXPECT_EQ(call(chief_, "decidePlanApproval", approve)["state"], "in_review");
  steps = call(chief_, "listPlanApprovals")["steps"];
  EXPECT_EQ(steps[0]["decided"]["by"], chief_.person.text());
  EXPECT_EQ(steps[0]["decided"]["reason"], "Fair");
  EXPECT_EQ(call(chief_, "decidePlanApproval", approve)["rule"], "P142");
  EXPECT_EQ(call(other_, "setPlanState", {{"to", "approved"}})["rule"], "P142");
  EXPECT_EQ(
      call(head_, "decidePlanApproval",
           {{"territory", country_.text()}, {"decision", "decline"}, {"reason", "No"}})["state"],
      "draft");
}

}  // namespace
}  // namespace bailiwick::planning
