// Goal: the studio's routes are one list without doubles, each for whoever may read or change plans. Method: the list.
#include "planning/studio.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using StudioRoutesTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, StudioRoutesTest, support::on_both(), support::dialect_name);

TEST_P(StudioRoutesTest, EachIsThereOnce) {
  std::set<std::string_view> ids;
  for (const platform::http::Route& route : studio_routes(*studio_)) {
    EXPECT_TRUE(ids.insert(route.id).second) << route.id;
    EXPECT_TRUE(route.path.starts_with("/api/v1/")) << route.path;
  }
  EXPECT_GE(ids.size(), 13U);
}

}  // namespace
}  // namespace bailiwick::planning
