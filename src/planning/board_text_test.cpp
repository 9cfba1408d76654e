// Goal: a board's text is read back as it was, a move is one line of it, and texts are compared and merged; every line that is not understood is
// told. Method: boards by hand and 100 random ones.
#include "planning/board_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/board_world.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::board_of;

Checked<BoardText> parsed(const std::string& text) {
  return parse_board_text({.name = "a.plan", .text = text, .notes = {}});
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

class BoardTextTest : public ::testing::Test {
 protected:
  testing::TerritoryIds ids_;
  BoardText plan_{.name = "Spring \"27\"",
                  .units = {"b", "a", "c d", "#e"},
                  .board = board_of({0, 0, 1, 1}, ids_)};
};

TEST_F(BoardTextTest, IsReadBackAsItWas) {
  plan_.board.is_locked[1] = 1;
  const std::string text = text_of(plan_);
  EXPECT_EQ(lines_of(text)[4], "unit \"#e\" T2");
  EXPECT_EQ(lines_of(text)[5], "unit a T1 locked");
  const auto back = parsed("# a comment\n\n" + text);
  ASSERT_TRUE(back) << back.error().front().message;
  EXPECT_EQ(back->name, plan_.name);
  EXPECT_EQ(text_of(*back), text);
  EXPECT_EQ(back->board.territories, plan_.board.territories);
}

TEST_F(BoardTextTest, DemandsAreLinesOfTheirOwn) {
  plan_.board.demands = {{.kind = DemandKind::kPin, .territory = 1, .units = {2}},
                         {.kind = DemandKind::kTogether, .units = {0, 1}}};
  const std::string text = text_of(plan_);
  EXPECT_EQ(lines_of(text)[8], "pin T2 \"c d\"");
  EXPECT_EQ(lines_of(text)[9], "together a b");
  auto back = parsed(text);
  ASSERT_TRUE(back) << back.error().front().message;
  BoardText ours = plan_;
  ASSERT_TRUE(align_units({&ours, &*back}));
  EXPECT_EQ(ours.board, back->board);
  EXPECT_EQ(text_of(ours), text_of(*back));
  BoardText without = ours;
  without.board.demands = {{.kind = DemandKind::kBarrier, .units = {0, 3}}};
  const std::vector<std::string> diff = lines_of(diff_text(ours, without));
  EXPECT_EQ(diff[1], "demand made: barrier \"#e\" \"c d\"");
  EXPECT_EQ(diff[2], "demand given up: pin \"T1\" \"c d\"");
  const platform::files::UnitLookup lookup(plan_.units);
  const auto after = board_after(plan_.board, lookup, without);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->demands, (Demands{{.kind = DemandKind::kBarrier, .units = {2, 3}}}));
}

TEST_F(BoardTextTest, DemandsThatAreNotUnderstoodAreTold) {
  const auto back = parsed(text_of(plan_) + "pin T9 a\npin T1 z\nbarrier a\nforbid\n");
  ASSERT_FALSE(back);
  std::string all;
  for (const Error& error : back.error()) all += error.message + "\n";
  for (const char* part :
       {"line 9: no line declares territory \"T9\"", "line 10: no line names unit \"z\"",
        "line 11: \"barrier\" is of two units", "line 12: \"forbid\" is of one unit"})
    EXPECT_NE(all.find(part), std::string::npos) << part << " in\n" << all;
}

TEST_F(BoardTextTest, AMoveIsOneLine) {
  const auto before = lines_of(text_of(plan_));
  plan_.board.territory_of[2] = 0;
  const auto after = lines_of(text_of(plan_));
  ASSERT_EQ(before.size(), after.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < before.size(); ++i) different += before[i] != after[i] ? 1 : 0;
  EXPECT_EQ(different, 1U);
}

TEST_F(BoardTextTest, EveryLineThatIsNotUnderstoodIsTold) {
  const std::string id = plan_.board.territories[0].id.text();
  const auto back = parsed("bailiwick plan 1\nname x\nterritory T1 nonsense \"A\"\nterritory T1 " +
                           id + " \"A\"\nterritory T1 " + id +
                           " \"B\"\nunit a T1\nunit a T1\nunit b T9\nunit \"c T1\nhello\n");
  ASSERT_FALSE(back);
  ASSERT_EQ(back.error().size(), 6U);
  EXPECT_NE(back.error()[0].message.find("line 3"), std::string::npos);
  EXPECT_NE(back.error()[3].message.find("line 9"), std::string::npos);
  EXPECT_NE(back.error()[5].message.find("line 8"), std::string::npos);
  EXPECT_EQ(parsed("").error().size(), 1U);
  EXPECT_EQ(parsed("unit,territory\n").error().front().rule, "P122");
}

TEST_F(BoardTextTest, TextsAreCompared) {
  BoardText theirs = plan_;
  theirs.board.territory_of[0] = 1;
  theirs.board.territories[1].name = "East";
  theirs.board.is_locked[3] = 1;
  ASSERT_TRUE(align_units({&plan_, &theirs}));
  const std::string text = diff_text(plan_, theirs);
  EXPECT_NE(text.find("1 unit(s) change hands"), std::string::npos) << text;
  EXPECT_NE(text.find("unit b \"T0\" -> \"East\""), std::string::npos) << text;
  EXPECT_NE(text.find("territory \"T1\" becomes \"East\", +1 -0"), std::string::npos) << text;
  EXPECT_NE(text.find("unit \"#e\" locked"), std::string::npos) << text;
  BoardText fewer = plan_;
  fewer.units.pop_back();
  fewer.board.territory_of.pop_back();
  fewer.board.is_locked.pop_back();
  EXPECT_EQ(align_units({&plan_, &fewer}).error().front().rule, "P123");
}

TEST_F(BoardTextTest, TextsAreMerged) {
  BoardText ours = plan_;
  ours.board.territory_of[0] = 1;
  BoardText theirs = plan_;
  theirs.board.territory_of[1] = 1;
  EXPECT_TRUE(merge_text(plan_, ours, theirs, {}).conflicts.empty());
  const auto merged = parsed(merge_text(plan_, ours, theirs, {}).text);
  ASSERT_TRUE(merged);
  EXPECT_EQ(std::ranges::count(merged->board.territory_of, 1), 4);
  theirs.board.territories.push_back({ids_.next(), "New"});
  theirs.board.territory_of[0] = 2;
  const MergedText open = merge_text(plan_, ours, theirs, {});
  ASSERT_EQ(open.conflicts.size(), 1U);
  EXPECT_EQ(open.conflicts.front(), "unit b base \"T0\" ours \"T1\" theirs \"New\"");
  EXPECT_TRUE(merge_text(plan_, ours, theirs, {.units = {}, .names = {}, .all = MergeSide::kTheirs})
                  .conflicts.empty());
}

TEST_F(BoardTextTest, APlanBecomesWhatATextSays) {
  const std::vector<std::string> ids = {"a", "b", "x"};
  const platform::files::UnitLookup units(ids);
  const Board now = board_of({0, 1, 1}, ids_);
  BoardText text{.name = "t", .units = {"b", "a"}, .board = {}};
  text.board.territories = {{ids_.next(), "New"}, {now.territories[0].id, "Renamed"}};
  text.board.territory_of = {0, 1};
  text.board.is_locked = {1, 0};
  const auto after = board_after(now, units, text);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->territory_of, (std::vector<std::int32_t>{0, 2, 1}))
      << "x is not named: it stays";
  EXPECT_EQ(after->territories[0].name, "Renamed");
  EXPECT_EQ(after->is_locked[1], 1);
  text.units[0] = "nobody";
  EXPECT_EQ(board_after(now, units, text).error().front().rule, "P122");
}

TEST(BoardText, RandomBoardsComeBack) {
  testing::TerritoryIds ids;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Rng rng(seed);
    BoardText plan{.name = "p", .units = {}, .board = board_of({0, 1, 2, 3, 0, 1, 2, 3}, ids)};
    for (std::size_t u = 0; u < 8; ++u)
      plan.units.push_back(std::string(1 + rng.below(3), static_cast<char>(' ' + rng.below(90))) +
                           std::to_string(u));
    apply(plan.board, testing::random_patch(plan.board, rng, ids));
    const auto back = parsed(text_of(plan));
    ASSERT_TRUE(back) << back.error().front().message << text_of(plan);
    EXPECT_EQ(text_of(*back), text_of(plan));
  }
}

}  // namespace
}  // namespace bailiwick::planning
