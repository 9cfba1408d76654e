// Goal: an announcement names what changed by its id, for who may read territories. Method: each kind once, on both databases; which
// change makes which is in service_test.
#include "alignment/announce.hpp"

#include <gtest/gtest.h>

#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

using AnnounceTest = bailiwick::testing::AlignmentTest;
INSTANTIATE_TEST_SUITE_P(Both, AnnounceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(AnnounceTest, EachKindHasItsNameAndItsIds) {
  const TerritoryId territory(world->ids().next());
  const PositionId position(world->ids().next());
  const Announcer announce{outbox()};
  const auto told = world->database().write([&](platform::db::Connection& connection) {
    return announce.territory(connection, admin.tenant, territory)
        .and_then([&] { return announce.position(connection, admin.tenant, position); })
        .and_then(
            [&] { return announce.assignment(connection, admin.tenant, position, std::nullopt); });
  });
  ASSERT_TRUE(told);
  const auto seen = events(admin.tenant);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0].event.name, "territory.updated");
  EXPECT_EQ(seen[0].event.data, R"({"id":")" + territory.text() + "\"}");
  EXPECT_EQ(seen[1].event.name, "position.updated");
  EXPECT_EQ(seen[2].event.name, "assignment.updated");
  EXPECT_EQ(seen[2].event.data, R"({"position":")" + position.text() + "\"}");
}

}  // namespace
}  // namespace bailiwick::alignment
