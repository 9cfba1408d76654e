// Goal: the shape of a plan is what to_json() writes of one. Method: a plan with everything.
#include "planning/plan_schemas.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/plan_json.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::planning {
namespace {

TEST(PlanSchemas, APlanIsOfItsShape) {
  Plan plan;
  plan.name = "A";
  plan.request = {.name = "A", .dataset = {}, .territories = 2, .balance = {{"population", 0.1}}};
  plan.parent = PlanId();
  plan.valid_from = parse_date("2027-01-01");
  const Errors mistakes = platform::http::mistakes_of(plan_schema(), to_json(plan));
  EXPECT_TRUE(mistakes.empty()) << mistakes.front().pointer << mistakes.front().message;
  EXPECT_EQ(plan_param().name, "plan");
}

TEST(PlanSchemas, ARequestHasItsLimits) {
  const auto request = [](int territories) {
    return nlohmann::json{{"name", "A"},
                          {"dataset", "dataset_00000000000000000000000000"},
                          {"territories", territories},
                          {"balance", nlohmann::json::array()}};
  };
  EXPECT_TRUE(platform::http::mistakes_of(request_schema("R"), request(5)).empty());
  EXPECT_FALSE(platform::http::mistakes_of(request_schema("R"), request(0)).empty());
}

}  // namespace
}  // namespace bailiwick::planning
