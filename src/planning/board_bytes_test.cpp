// Goal: boards and patches come back from their bytes as they were; other bytes are refused. Method: random ones, and bytes cut and changed.
#include "planning/board_bytes.hpp"

#include <gtest/gtest.h>

#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(BoardBytes, ComeBackAsTheyWere) {
  testing::TerritoryIds ids;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Rng rng(seed);
    std::vector<std::int32_t> territory_of;
    for (int u = 0; u < 300; ++u) territory_of.push_back(static_cast<std::int32_t>(rng.below(150)));
    Board board = testing::board_of(territory_of, ids);
    const BoardPatch patch = testing::random_patch(board, rng, ids);
    EXPECT_EQ(patch_from(patch_text(patch)), patch);
    EXPECT_EQ(patch_from(patch_text(inverse(patch))), inverse(patch));
    apply(board, patch);
    EXPECT_EQ(board_from(territories_text(board), units_bytes(board), demands_text(board)), board);
  }
}

TEST(BoardBytes, OtherBytesAreRefused) {
  testing::TerritoryIds ids;
  const Board board = testing::board_of({0, 1, 2, 200}, ids);
  const std::string territories = territories_text(board);
  const std::string units = units_bytes(board);
  EXPECT_EQ(board_from("{", units, "[]"), std::nullopt);
  EXPECT_EQ(board_from("[]", units, "[]"), std::nullopt) << "territories that are not there";
  EXPECT_EQ(board_from(territories, "", "[]"), std::nullopt);
  EXPECT_EQ(board_from(territories, "\x02" + units.substr(1), "[]"), std::nullopt)
      << "another form";
  EXPECT_EQ(board_from(territories, units.substr(0, units.size() - 1), "[]"), std::nullopt)
      << "cut within a number";
  EXPECT_EQ(board_from(territories, units + std::string(8, '\xff'), "[]"), std::nullopt);
  EXPECT_EQ(board_from(territories, units, R"([["pin", 201, [0]]])"), std::nullopt);
  EXPECT_EQ(board_from(territories, units, R"([["pin", -1, [0]]])"), std::nullopt);
  EXPECT_EQ(board_from(territories, units, R"([["barrier", -1, [3, 1]]])"), std::nullopt);
  EXPECT_EQ(board_from(territories, units, R"([["wall", -1, [0, 1]]])"), std::nullopt);
  EXPECT_TRUE(board_from(territories, units, R"([["barrier", -1, [2, 1]]])"));
  EXPECT_EQ(patch_from("[1"), std::nullopt);
  EXPECT_EQ(patch_from(R"({"demand":[["pin", 0, []]]})"), std::nullopt);
  EXPECT_EQ(patch_from(R"({"moves":[[0]]})"), std::nullopt);
}

}  // namespace
}  // namespace bailiwick::planning
