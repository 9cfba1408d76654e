// Goal: what a record became is found through several merges, and no longer when they are undone.
#include "crm/merge_store.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class MergeStoreTest : public bailiwick::testing::CrmTest {
 protected:
  static Uuid at(std::uint8_t first) {
    Uuid id;
    id.bytes[0] = first;
    return id;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, MergeStoreTest, on_both(), dialect_name);

TEST_P(MergeStoreTest, FollowsMergesInARow) {
  const auto merge = [&](std::uint8_t kept, std::uint8_t other) {
    return Merge{.id = MergeId(at(static_cast<std::uint8_t>(100 + other))),
                 .kept = {ObjectKind::kAccount, at(kept)},
                 .other = at(other),
                 .other_title = "Other",
                 .fields = "{}",
                 .merged_at = world->now,
                 .merged_by = admin.person};
  };
  const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
    const auto follow = [&] {
      return became(connection, admin.tenant, ObjectKind::kAccount, {at(1), at(2), at(3), at(9)});
    };
    EXPECT_TRUE(insert_merge(connection, admin.tenant, merge(2, 1)));
    EXPECT_TRUE(insert_merge(connection, admin.tenant, merge(3, 2)));
    EXPECT_EQ(*follow(), (std::map<Uuid, Uuid>{{at(1), at(3)}, {at(2), at(3)}}));
    EXPECT_TRUE(became(connection, admin.tenant, ObjectKind::kLead, {at(1)})->empty());
    EXPECT_TRUE(set_undone(connection, admin.tenant, MergeId(at(102)), {world->now, admin.person}));
    EXPECT_EQ(*follow(), (std::map<Uuid, Uuid>{{at(1), at(2)}}));
    EXPECT_TRUE(merges_into(connection, admin.tenant, {ObjectKind::kAccount, at(3)})->empty());
    EXPECT_EQ(merges_into(connection, admin.tenant, {ObjectKind::kAccount, at(2)})->size(), 1U);
    return {};
  });
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace bailiwick::crm
