// Goal: changes are made, refused, undone and told as docs/spec/plan-studio.md says, and no change of two people is lost. Method: the service on
// both databases, with a designed plan of eight units.
#include "planning/board_service.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "platform/audit/list.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace support = bailiwick::testing;
using support::rules_in;

using BoardServiceTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, BoardServiceTest, support::on_both(), support::dialect_name);

TEST_P(BoardServiceTest, ADesignedPlanHasABoard) {
  const auto view = studio_->boards.board(planner_, plan_);
  ASSERT_TRUE(view) << view.error().front().message;
  const Desk& now = *view->desk;
  EXPECT_EQ(now.revision, 0);
  EXPECT_EQ(now.board.territory_count(), 2);
  EXPECT_NE(at("u00"), at("u03"));
  EXPECT_EQ(at("u00"), at("u11"));
  EXPECT_EQ(now.judgement.territories[0].units, 4);
  EXPECT_EQ(now.judgement.territories[0].amounts.at("population"), 40.0);
  EXPECT_EQ(now.judgement.totals.violation_count, 0);
  EXPECT_NE(now.colours[0], now.colours[1]);
  EXPECT_FALSE(view->undo_redo.undo);
  const DeskPtr again = desk();
  EXPECT_EQ(again->board, now.board) << "the ids of its territories are kept";
}

TEST_P(BoardServiceTest, AChangeIsJudgedWrittenAndTold) {
  const std::int32_t east = at("u03");
  const auto made = move(planner_, plan_, east, {"u01"});
  ASSERT_TRUE(made) << made.error().front().message;
  EXPECT_EQ(made->change->number, 1);
  EXPECT_EQ(made->patch.moves.size(), 1U);
  ASSERT_EQ(made->effect.breaks.size(), 2U) << "50 and 30 of 40, 10% allowed";
  EXPECT_EQ(made->effect.breaks[0].kind, BoardBreach::Kind::kBalance);
  EXPECT_NEAR(std::abs(made->effect.breaks[0].deviation), 0.25, 1e-12);
  EXPECT_EQ(at("u01"), east);
  ASSERT_TRUE(made->undo_redo.undo);
  EXPECT_EQ(made->undo_redo.undo->number, 1);

  // What lists and files say is what the board says.
  const auto plan = service_->plan(planner_, plan_);
  EXPECT_FALSE(nlohmann::json::parse(plan->summary.value())["is_feasible"].get<bool>());
  const auto rows = service_->territories(planner_, plan_);
  EXPECT_EQ(rows->at(static_cast<std::size_t>(east)).unit_count, 5);
  const auto csv = studio_->boards.file(planner_, plan_, store::kUnitsFile);
  ASSERT_TRUE(csv);
  const std::string name = desk()->board.territories[static_cast<std::size_t>(east)].name;
  EXPECT_NE(csv->find("u01," + name), std::string::npos) << *csv;
  EXPECT_NE(studio_->boards.file(planner_, plan_, store::kMapFile)->find("FeatureCollection"),
            std::string::npos);
  const auto logged = read(
      [&](db::Connection& connection) { return audit::list(connection, tenant_, {.limit = 1}); });
  EXPECT_EQ(logged.value().front().action, "plan.changed");
}

TEST_P(BoardServiceTest, APreviewWritesNothing) {
  const auto looked = studio_->boards.change(
      planner_, plan_, {.moves = {{.to = at("u03"), .units = {"u01", "u00"}}}}, true);
  ASSERT_TRUE(looked);
  EXPECT_FALSE(looked->change);
  EXPECT_EQ(looked->after->judgement.territories[static_cast<std::size_t>(at("u03"))].units, 6);
  EXPECT_EQ(desk()->revision, 0);
}

TEST_P(BoardServiceTest, TerritoriesInPiecesAndEmptyOnesAreTold) {
  const std::int32_t west = at("u00");
  const auto torn = move(planner_, plan_, west, {"u13"});
  ASSERT_TRUE(torn);
  EXPECT_TRUE(std::ranges::any_of(torn->effect.breaks, [&](const BoardBreach& breach) {
    return breach.kind == BoardBreach::Kind::kPieces && breach.territory == west &&
           breach.pieces == 2;
  }));
  const auto mended = studio_->boards.undo(planner_, plan_);
  ASSERT_TRUE(mended);
  EXPECT_GE(mended->effect.mends.size(), 1U);
  const auto emptied = move(planner_, plan_, west, {"u02", "u03", "u12", "u13"});
  ASSERT_TRUE(emptied);
  EXPECT_TRUE(std::ranges::any_of(emptied->effect.breaks, [](const BoardBreach& breach) {
    return breach.kind == BoardBreach::Kind::kEmpty;
  }));
}

TEST_P(BoardServiceTest, TwoPeopleLoseNothing) {
  const std::int32_t east = at("u03");
  const std::int64_t looked = desk()->revision;
  ASSERT_TRUE(move(planner_, plan_, east, {"u01"}));
  const NewBoardChange apart{.revision = looked, .moves = {{.to = east, .units = {"u11"}}}};
  ASSERT_TRUE(studio_->boards.change(other_, plan_, apart, false)) << "other units: both hold";
  const NewBoardChange same{.revision = looked,
                            .moves = {{.to = 1 - east, .units = {"u02", "u01"}}}};
  const auto refused = studio_->boards.change(other_, plan_, same, false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(rules_in(refused.error()), "P103");
  EXPECT_NE(refused.error().front().message.find("u01"), std::string::npos);
  EXPECT_EQ(at("u02"), east) << "nothing of it is written";
}

TEST_P(BoardServiceTest, EachUndoesTheirOwn) {
  const std::int32_t east = at("u03");
  const Board first = desk()->board;
  ASSERT_TRUE(move(planner_, plan_, east, {"u01"}));
  ASSERT_TRUE(move(other_, plan_, east, {"u11"}));
  const auto undone = studio_->boards.undo(planner_, plan_);
  ASSERT_TRUE(undone) << undone.error().front().message;
  EXPECT_EQ(at("u01"), 1 - east);
  EXPECT_EQ(at("u11"), east);
  ASSERT_TRUE(studio_->boards.redo(planner_, plan_));
  EXPECT_EQ(at("u01"), east);
  EXPECT_EQ(rules_in(studio_->boards.redo(planner_, plan_).error()), "P107");
  // What somebody has moved on is in the way.
  ASSERT_TRUE(move(other_, plan_, 1 - east, {"u01"}));
  EXPECT_EQ(rules_in(studio_->boards.undo(planner_, plan_).error()), "P103");
  ASSERT_TRUE(studio_->boards.undo(other_, plan_));
  ASSERT_TRUE(studio_->boards.undo(other_, plan_));
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_));
  EXPECT_EQ(desk()->board, first);
}

TEST_P(BoardServiceTest, RestoringIsAChange) {
  const std::int32_t east = at("u03");
  const Board first = desk()->board;
  ASSERT_TRUE(studio_->boards.change(planner_, plan_,
                                     {.moves = {{.to = 2, .units = {"u01"}}},
                                      .lock = {"u00"},
                                      .add = {"North"},
                                      .rename = {{.index = east, .name = "East"}},
                                      .reason = "a try"},
                                     false));
  ASSERT_TRUE(move(planner_, plan_, 2, {"u11"}));
  EXPECT_EQ(desk()->board.territory_count(), 3);
  const auto restored = studio_->boards.restore(planner_, plan_, 0, "not good");
  ASSERT_TRUE(restored) << restored.error().front().message;
  EXPECT_EQ(desk()->board, first);
  EXPECT_EQ(rules_in(studio_->boards.restore(planner_, plan_, 9, {}).error()), "P108");
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_));
  EXPECT_EQ(desk()->board.territory_count(), 3);
  const auto page = studio_->boards.changes(planner_, plan_, std::nullopt, 3);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->items.size(), 3U);
  EXPECT_EQ(page->items[0].kind, BoardChangeKind::kUndo);
  EXPECT_EQ(page->items[0].takes_back, 3);
  EXPECT_EQ(page->items[1].reason, "not good");
  EXPECT_EQ(page->next, 2);
  EXPECT_EQ(studio_->boards.changes(planner_, plan_, page->next, 3)->items.front().reason, "a try");
}

TEST_P(BoardServiceTest, StatesFollowOneAnother) {
  const auto state = [&](PlanState to, std::optional<std::string> reason = std::nullopt) {
    return studio_->boards.set_state(planner_, plan_, to, reason);
  };
  EXPECT_EQ(rules_in(state(PlanState::kApproved).error()), "P110");
  ASSERT_TRUE(state(PlanState::kInReview));
  EXPECT_EQ(rules_in(move(planner_, plan_, 0, {"u03", "u00"}).error()), "P100");
  EXPECT_EQ(rules_in(state(PlanState::kDraft).error()), "P109") << "a reason is wanted";
  ASSERT_TRUE(state(PlanState::kDraft, "too wide"));
  ASSERT_TRUE(state(PlanState::kInReview));
  const auto approved = state(PlanState::kApproved);
  ASSERT_TRUE(approved) << "there is nobody else who could";
  EXPECT_EQ(approved->state, PlanState::kApproved);
  EXPECT_EQ(rules_in(state(PlanState::kActive).error()), "P110");
  ASSERT_TRUE(state(PlanState::kArchived, "another one"));
  ASSERT_TRUE(state(PlanState::kDraft));
  EXPECT_EQ(rules_in(studio_->boards.undo(planner_, plan_).error()), "P107")
      << "states are not undone";
}

TEST_P(BoardServiceTest, WhoMayNotIsRefused) {
  const auto reader = support::somebody(tenant_, person_, platform::identity::Role::kRep);
  EXPECT_TRUE(studio_->boards.board(reader, plan_));
  EXPECT_EQ(rules_in(move(reader, plan_, 0, {"u03"}).error()), "I001");
  EXPECT_EQ(rules_in(studio_->boards.undo(reader, plan_).error()), "I001");
  const auto stranger =
      support::somebody(TenantId(ids_.next()), person_, platform::identity::Role::kPlanner);
  EXPECT_EQ(rules_in(studio_->boards.board(stranger, plan_).error()), "P050");
  EXPECT_EQ(rules_in(studio_->boards.undo(stranger, plan_).error()), "P050");
  EXPECT_EQ(studio_->boards.changes(stranger, plan_, {}, 5).error().rule, "P050");
}

TEST_P(BoardServiceTest, AReasonHasItsLimit) {
  const NewBoardChange change{.moves = {{.to = at("u03"), .units = {"u01"}}},
                              .reason = std::string(kReasonLengthMax + 1, 'x')};
  EXPECT_EQ(rules_in(studio_->boards.change(planner_, plan_, change, false).error()), "P109");
}

// Each of eight units is moved back and forth by a thread of its own: every change is kept, and the history leads to the present.
TEST_P(BoardServiceTest, ManyAtOnceKeepEveryChange) {
  const Board first = desk()->board;
  const std::vector<std::string> units = {"u00", "u01", "u02", "u03"};
  std::vector<std::thread> people;
  for (const std::string& unit : units)
    people.emplace_back([&, unit] {
      for (int i = 0; i < 3; ++i) EXPECT_TRUE(move(planner_, plan_, 1 - at(unit), {unit}));
    });
  for (std::thread& one : people) one.join();
  const DeskPtr now = desk();
  EXPECT_EQ(now->revision, 12);
  const auto patches = read([&](db::Connection& connection) {
    return board_store::patches(connection, {tenant_, plan_}, 0);
  });
  EXPECT_EQ(replayed(first, *patches), now->board);
  // Another process would read the same.
  EXPECT_EQ(BoardDesks(parts()).open(tenant_, plan_).value()->board, now->board);
}

}  // namespace
}  // namespace bailiwick::planning
