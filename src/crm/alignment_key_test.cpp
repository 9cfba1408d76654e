// Goal: keys come back as they were put, the latest of each, and of one's own company alone. Method: both databases.
#include "crm/alignment_key.hpp"

#include "crm/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace support = bailiwick::testing;
using platform::db::Connection;

class AlignmentKeyTest : public support::PlatformTest {
 protected:
  AlignmentKeyTest() : PlatformTest({crm_migrations()}) {}
};
INSTANTIATE_TEST_SUITE_P(Both, AlignmentKeyTest, support::on_both(), support::dialect_name);

TEST_P(AlignmentKeyTest, ComesBackAndGivesWayToTheNext) {
  const Uuid first = ids_.next();
  const Uuid second = ids_.next();
  ASSERT_TRUE(write([&](Connection& connection) -> Result<void> {
    for (const Uuid& subject : {first, second})
      if (auto put = put_alignment_key(connection, tenant_, KeyedObject::kTerritory, "1", subject);
          !put)
        return put;
    return put_alignment_key(connection, tenant_, KeyedObject::kPosition, "1", first);
  }));
  const auto keys = [&](TenantId tenant, KeyedObject object) {
    return *read(
        [&](Connection& connection) { return alignment_keys(connection, tenant, object); });
  };
  EXPECT_EQ(keys(tenant_, KeyedObject::kTerritory), (std::map<std::string, Uuid>{{"1", second}}));
  EXPECT_EQ(keys(tenant_, KeyedObject::kPosition), (std::map<std::string, Uuid>{{"1", first}}));
  EXPECT_TRUE(keys(TenantId(ids_.next()), KeyedObject::kTerritory).empty());
}

TEST_P(AlignmentKeyTest, OfAssignmentsHasAllThatTheRowSaid) {
  AssignmentKey key{.territory = alignment::TerritoryId(ids_.next()),
                    .position = alignment::PositionId(ids_.next()),
                    .person = person_,
                    .role = "owner_or_overlay",
                    .part = alignment::Part::kOverlay,
                    .period = {.from = *parse_date("2011-05-31"), .to = parse_date("2012-11-30")}};
  AssignmentKey open = key;
  open.person.reset();
  open.period.to.reset();
  ASSERT_TRUE(write([&](Connection& connection) -> Result<void> {
    if (auto put = put_assignment_key(connection, tenant_, "1", open); !put) return put;
    if (auto put = put_assignment_key(connection, tenant_, "1", key); !put) return put;
    return put_assignment_key(connection, tenant_, "2", open);
  }));
  std::vector<std::string> wanted = {"1", "2", "none"};
  for (int more = 0; more < 600; ++more) wanted.push_back("more" + std::to_string(more));
  const auto found =
      read([&](Connection& connection) { return assignment_keys(connection, tenant_, wanted); });
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (std::map<std::string, AssignmentKey>{{"1", key}, {"2", open}}));
}

}  // namespace
}  // namespace bailiwick::crm
