// Goal: stretches of marks together tell each shared mark once, whatever their size. Method: records with chosen marks; stretches of several sizes.
#include "crm/duplicate_store.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class DuplicateStoreTest : public bailiwick::testing::CrmTest {
 protected:
  // Every shared mark, by stretches of that many rows.
  std::vector<std::string> shared(std::int64_t rows) {
    std::vector<std::string> marks;
    std::string after;
    for (bool is_the_end = false; !is_the_end;) {
      const auto stretch = world->database().read([&](db::Connection& connection) {
        return shared_marks(connection, {admin, utc_date(world->now)}, ObjectKind::kAccount, after,
                            rows);
      });
      EXPECT_TRUE(stretch) << stretch.error().message;
      if (!stretch) break;
      for (const Sharing& one : stretch->shared)
        marks.push_back(one.mark + " " + std::to_string(one.records.size()));
      is_the_end = stretch->is_the_end;
      after = stretch->last;
    }
    return marks;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, DuplicateStoreTest, on_both(), dialect_name);

TEST_P(DuplicateStoreTest, TellsEachSharedMarkOnce) {
  for (int n = 0; n < 30; ++n) add(admin, ObjectKind::kAccount, {{"name", "Many"}});
  for (int n = 0; n < 20; ++n) add(admin, ObjectKind::kAccount, {{"name", "Twenty"}});
  for (const char* name : {"Alone", "Two", "Two", "Zoo", "Zoo", "Zoo"})
    add(admin, ObjectKind::kAccount, {{"name", name}});
  const std::vector<std::string> expected = {"n twenty 20", "n two 2", "n zoo 3"};
  for (const std::int64_t rows : {21, 22, 25, 31, 50, 51, 52, 100})
    EXPECT_EQ(shared(rows), expected);
}

TEST_P(DuplicateStoreTest, KeepsPairsInEitherOrder) {
  const auto at = [](std::uint8_t first) {
    Uuid id;
    id.bytes[0] = first;
    return id;
  };
  const RecordPair pair{ObjectKind::kAccount, at(2), at(1)};
  const RecordPair turned{ObjectKind::kAccount, at(1), at(2)};
  const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
    EXPECT_FALSE(*are_different(connection, admin.tenant, pair));
    EXPECT_TRUE(set_different(connection, admin.tenant, pair, {world->now, admin.person}));
    EXPECT_TRUE(*are_different(connection, admin.tenant, turned));
    EXPECT_FALSE(*are_different(connection, admin.tenant, {ObjectKind::kLead, at(1), at(2)}));
    EXPECT_TRUE(unset_different(connection, admin.tenant, turned));
    EXPECT_FALSE(*are_different(connection, admin.tenant, pair));
    return {};
  });
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace bailiwick::crm
