// Goal: every route of homes answers what its schema says. Method: the handlers, called as the server calls them, on both databases.
#include "planning/home_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/approval_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

class HomeRoutesTest : public support::ApprovalWorldTest {
 protected:
  json call(const Principal& who, std::string_view id, json body = nullptr) {
    return support::declared_json(
        home_routes(studio_->homes), id, who,
        {.path = {{"person", head_.person.text()}}, .body = std::move(body)});
  }
};
INSTANTIATE_TEST_SUITE_P(Both, HomeRoutesTest, support::on_both(), support::dialect_name);

TEST_P(HomeRoutesTest, AHomeIsSetReadAndForgotten) {
  const json home = call(head_, "putHome", {{"lon", 5.12}, {"lat", 52.09}});
  EXPECT_EQ(home["person"], head_.person.text());
  EXPECT_EQ(home["name"], "head");
  EXPECT_EQ(home["lat"], 52.09);
  EXPECT_EQ(call(planner_, "listHomes")["items"], json::array({home}));
  EXPECT_EQ(call(chief_, "listHomes")["items"], json::array());
  EXPECT_EQ(call(chief_, "putHome", {{"lon", 0.0}, {"lat", 0.0}})["rule"], "I001");
  call(planner_, "removeHome");
  EXPECT_EQ(call(head_, "listHomes")["items"], json::array());
}

}  // namespace
}  // namespace bailiwick::planning
