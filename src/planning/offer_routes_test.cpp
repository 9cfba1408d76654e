// Goal: every route of offers answers what its schema says. Method: the handlers, called as the server calls them, on both databases.
#include "planning/offer_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
namespace support = bailiwick::testing;
using nlohmann::json;

class OfferRoutesTest : public support::StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    routes_ = studio_routes(*studio_);
  }
  json call(std::string_view id, json body = nullptr, const std::string& offer = {}) {
    return support::declared_json(
        routes_, id, planner_,
        {.path = {{"plan", plan_.text()}, {"offer", offer}}, .body = std::move(body)});
  }
  http::Routes routes_;
};
INSTANTIATE_TEST_SUITE_P(Both, OfferRoutesTest, support::on_both(), support::dialect_name);

TEST_P(OfferRoutesTest, AnOfferIsAskedForReadAndAccepted) {
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  const json asked = call("optimisePlan", {{"seconds", 1}});
  const std::string id = asked["offer"]["id"];
  EXPECT_EQ(asked["job"]["kind"], "planning.optimise");
  EXPECT_EQ(call("acceptPlanOffer", json::object(), id)["rule"], "P121");
  const auto second =
      studio_->offers.ask(planner_, plan_, {.territories = {}, .seconds = 1.0, .balance = {}});
  ASSERT_TRUE(second);
  ASSERT_EQ(run(second->job), "");
  const std::string found = second->offer.id.text();
  const json offer = call("getPlanOffer", nullptr, found);
  EXPECT_EQ(offer["state"], "open");
  EXPECT_EQ(offer["after"]["violations"], 0);
  EXPECT_EQ(offer["territory_of"].size(), 1U);
  EXPECT_EQ(offer["territories_after"].size(), 2U);
  EXPECT_EQ(offer["mends"].size(), 2U);
  EXPECT_EQ(call("acceptPlanOffer", {{"territories", {0, 1}}, {"reason", "ok"}}, found)["written"],
            true);
  EXPECT_EQ(call("listPlanOffers")["items"][0]["state"], "accepted");
  call("dismissPlanOffer", nullptr, id);
  EXPECT_EQ(call("listPlanOffers")["items"][1]["state"], "dismissed");
}

TEST_P(OfferRoutesTest, AFrontIsThereFromWhenItIsAskedFor) {
  EXPECT_TRUE(call("listPlanFronts")["items"].empty());
  const std::string job = call("askPlanFront", {{"seconds", 1.2}})["job"]["id"];
  const json listed = call("listPlanFronts")["items"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0]["job"], job);
  EXPECT_EQ(listed[0]["state"], "queued");
  EXPECT_EQ(listed[0]["points"], 0);
  const auto front = [&](const std::string& id) {
    return support::declared_json(routes_, "getPlanFront", planner_,
                                  {.path = {{"plan", plan_.text()}, {"job", id}}});
  };
  EXPECT_TRUE(front(job)["points"].empty());
  EXPECT_EQ(front(job)["is_present_on_front"], true);
  EXPECT_EQ(front(made_plan_.job.id.text())["rule"], "P124") << "the job of the plan's design";
}

}  // namespace
}  // namespace bailiwick::planning
