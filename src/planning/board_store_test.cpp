// Goal: boards, bases and changes come back as they were written, for their company alone. Method: the functions on both databases.
#include "planning/board_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/board_world.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace support = bailiwick::testing;

using BoardStoreTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, BoardStoreTest, support::on_both(), support::dialect_name);

TEST_P(BoardStoreTest, ABoardIsInsertedOnceAndReplacedByTheNextRevision) {
  const store::PlanKey key{tenant_, plan_};
  testing::TerritoryIds ids;
  Board board = testing::board_of({0, 1, 1}, ids);
  const auto write_one = [&](auto work) { return write(work); };
  EXPECT_EQ(read([&](db::Connection& c) { return board_store::revision(c, key); }).value(),
            std::nullopt);
  EXPECT_TRUE(write_one([&](db::Connection& c) {
                return board_store::insert_board(c, key, board);
              }).value());
  EXPECT_FALSE(write_one([&](db::Connection& c) {
                 return board_store::insert_board(c, key, board);
               }).value());
  board.is_locked[1] = 1;
  EXPECT_TRUE(write_one([&](db::Connection& c) {
                return board_store::update_board(c, key, {.revision = 1, .board = board});
              }).value());
  EXPECT_FALSE(write_one([&](db::Connection& c) {
                 return board_store::update_board(c, key, {.revision = 1, .board = board});
               }).value())
      << "it has revision 1 already";
  const auto found = read([&](db::Connection& c) { return board_store::board(c, key); });
  EXPECT_EQ(found.value()->board, board);
  EXPECT_EQ(found.value()->revision, 1);
  const store::PlanKey stranger{TenantId(ids_.next()), plan_};
  EXPECT_EQ(read([&](db::Connection& c) { return board_store::revision(c, stranger); }).value(),
            std::nullopt);
}

TEST_P(BoardStoreTest, ABaseIsPutInPlaceOfAnother) {
  const store::PlanKey key{tenant_, plan_};
  testing::TerritoryIds ids;
  for (const Board& board :
       {testing::board_of({0, 1, 1}, ids), testing::board_of({1, 0, 2}, ids)}) {
    ASSERT_TRUE(write([&](db::Connection& c) { return board_store::put_base(c, key, board); }));
    EXPECT_EQ(read([&](db::Connection& c) { return board_store::base(c, key); }).value(), board);
  }
}

TEST_P(BoardStoreTest, ChangesComeNewestFirstWithTheirPatches) {
  const store::PlanKey key{tenant_, plan_};
  BoardPatch patch;
  patch.moves = {{0, 0, 1}};
  for (std::int64_t number = 1; number <= 3; ++number) {
    BoardChange change;
    change.number = number;
    change.kind = number == 3 ? BoardChangeKind::kUndo : BoardChangeKind::kEdit;
    change.at = Instant(number);
    change.by = person_;
    change.units = 1;
    change.territories = {0, 1};
    if (number == 3) change.takes_back = 2;
    if (number == 1) change.reason = "why";
    if (number == 2) change.state = PlanState::kInReview;
    ASSERT_TRUE(write(
        [&](db::Connection& c) { return board_store::insert_change(c, key, change, patch); }));
  }
  const auto page =
      read([&](db::Connection& c) { return board_store::changes(c, key, std::nullopt, 2); });
  ASSERT_EQ(page.value().size(), 2U);
  EXPECT_EQ(page->front().takes_back, 2);
  EXPECT_EQ(page->back().state, PlanState::kInReview);
  EXPECT_EQ(page->back().territories, (std::vector<std::int32_t>{0, 1}));
  const auto rest = read([&](db::Connection& c) { return board_store::changes(c, key, 2, 9); });
  EXPECT_EQ(rest->front().reason, "why");
  const auto heads = read([&](db::Connection& c) { return board_store::change_heads(c, key); });
  ASSERT_EQ(heads->size(), 3U);
  EXPECT_EQ(heads->front().by, person_);
  const auto patches = read([&](db::Connection& c) { return board_store::patches(c, key, 1); });
  ASSERT_EQ(patches->size(), 2U);
  EXPECT_EQ(patches->front().patch, patch);
  EXPECT_EQ(read([&](db::Connection& c) { return board_store::patch(c, key, 2); }).value()->number,
            2);
  EXPECT_EQ(read([&](db::Connection& c) { return board_store::patch(c, key, 7); }).value(),
            std::nullopt);
}

TEST_P(BoardStoreTest, DamageIsTold) {
  const store::PlanKey key{tenant_, plan_};
  ASSERT_TRUE(desk());
  ASSERT_TRUE(write([&](db::Connection& c) -> Result<std::int64_t> {
    return c.execute("UPDATE plan_board SET territories = '[' WHERE tenant_id = $1", {tenant_});
  }));
  EXPECT_EQ(read([&](db::Connection& c) { return board_store::board(c, key); }).error().rule,
            "P106");
}

}  // namespace
}  // namespace bailiwick::planning
