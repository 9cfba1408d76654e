// Goal: comparing plans by accounts answers what its schema says. Method: the handler, called as the server calls it, on both databases.
#include "planning/book_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

using BookRoutesTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, BookRoutesTest, support::on_both(), support::dialect_name);

TEST_P(BookRoutesTest, TheBooksOfTwoPlansAreCompared) {
  const auto routes = studio_routes(*studio_);
  books_.accounts = {{AccountId(ids_.next()), "NL", "u00", {{123'456, *Currency::parse("EUR")}}}};
  const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
  ASSERT_TRUE(next);
  ASSERT_TRUE(move(planner_, next->id, at("u03"), {"u00"}));
  const json diff = support::declared_json(routes, "diffPlanAccounts", planner_,
                                           {.path = {{"plan", plan_.text()}},
                                            .query = {{"with", next->id.text()}, {"country", "NL"}},
                                            .body = nullptr});
  EXPECT_EQ(diff["moved"]["accounts"], 1);
  EXPECT_EQ(diff["flows"][0]["book"]["revenue"][0]["amount"], "1234.56");
  EXPECT_EQ(diff["flows"][0]["from"], "T1");
  EXPECT_TRUE(diff["people"].empty());
}

}  // namespace
}  // namespace bailiwick::planning
