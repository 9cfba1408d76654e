// Goal: shapes say what a change may hold. Method: bodies that are right and wrong.
#include "planning/board_schemas.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/http/schema.hpp"

namespace bailiwick::planning {
namespace {

using nlohmann::json;
using platform::http::mistakes_of;

TEST(BoardSchemas, AChangeNeedsItsRevision) {
  EXPECT_TRUE(mistakes_of(new_board_change_schema(), json{{"revision", 0}}).empty());
  EXPECT_FALSE(mistakes_of(new_board_change_schema(), json::object()).empty());
  EXPECT_FALSE(mistakes_of(new_board_change_schema(),
                           json{{"revision", 0}, {"moves", {{{"to", -1}, {"units", {"a"}}}}}})
                   .empty());
  EXPECT_FALSE(
      mistakes_of(new_board_change_schema(), json{{"revision", 0}, {"locks", json::array()}})
          .empty())
      << "what nobody knows is refused";
}

TEST(BoardSchemas, ASideIsOursOrTheirs) {
  const json from = "plan_00000000000000000000000000";
  EXPECT_TRUE(
      mistakes_of(merge_request_schema(), json{{"from", from}, {"take_all", "ours"}}).empty());
  EXPECT_FALSE(
      mistakes_of(merge_request_schema(), json{{"from", from}, {"take_all", "both"}}).empty());
}

}  // namespace
}  // namespace bailiwick::planning
