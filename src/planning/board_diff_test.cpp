// Goal: a diff names what changed hands and applying it gives the other board; a merge keeps what one side changed, finds what both changed
// otherwise, and is the same from both sides where nothing conflicts. Method: small boards by hand; 300 seeded random ones.
#include "planning/board_diff.hpp"

#include <gtest/gtest.h>

#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::board_of;

TEST(BoardDiff, TerritoriesAreTheSameById) {
  testing::TerritoryIds ids;
  const Board ours = board_of({0, 0, 1, 1}, ids);
  Board theirs = ours;
  theirs.territories.push_back({ids.next(), "T2"});
  theirs.territory_of = {0, 1, 1, 2};
  const BoardDiff found = diff(ours, theirs);
  EXPECT_EQ(found.moves, (std::vector<UnitMove>{{1, 0, 1}, {3, 1, 2}}));
  ASSERT_EQ(found.territories.size(), 3U);
  EXPECT_EQ(found.territories[2], (TerritoryPair{.ours = {}, .theirs = 2}));
}

TEST(BoardDiff, DesignsOfTheirOwnAreMatchedByOverlap) {
  testing::TerritoryIds ids;
  const Board ours = board_of({0, 0, 0, 1, 1, 1, 2}, ids);
  const Board theirs = board_of({1, 1, 0, 0, 0, 0, 1}, ids);
  EXPECT_EQ(matched(ours, theirs), (std::vector<TerritoryPair>{{0, 1}, {1, 0}, {2, std::nullopt}}));
  const BoardDiff found = diff(ours, theirs);
  EXPECT_EQ(found.moves, (std::vector<UnitMove>{{2, 0, 0}, {6, 2, 1}}))
      << "places speak of each board's own territories";
}

TEST(BoardDiff, DemandsOfOneAloneAreTold) {
  testing::TerritoryIds ids;
  Board ours = board_of({0, 1, 2}, ids);
  Board theirs = ours;
  std::swap(theirs.territories[0], theirs.territories[1]);
  theirs.territory_of = {1, 0, 2};
  const Demand together{.kind = DemandKind::kTogether, .units = {0, 1}};
  const Demand barrier{.kind = DemandKind::kBarrier, .units = {1, 2}};
  const auto pin = [](std::int32_t territory, std::int32_t unit) {
    return Demand{.kind = DemandKind::kPin, .territory = territory, .units = {unit}};
  };
  ours.demands = {pin(0, 0), pin(2, 2), together};
  theirs.demands = {pin(0, 1), pin(1, 0), together, barrier};
  const BoardDiff found = diff(ours, theirs);
  EXPECT_TRUE(found.moves.empty());
  EXPECT_EQ(found.demanded, (Demands{pin(0, 1), barrier})) << "by their own places";
  EXPECT_EQ(found.released, (Demands{pin(2, 2)})) << "the first is the same under another place";
}

TEST(BoardMerge, EachSideKeepsWhatItAloneChanged) {
  testing::TerritoryIds ids;
  const Board base = board_of({0, 0, 1, 1, 2}, ids);
  Board ours = base;
  ours.territory_of[0] = 1;
  ours.territories[2].name = "Ours";
  Board theirs = base;
  theirs.territory_of[3] = 2;
  theirs.is_locked[4] = 1;
  theirs.territories.push_back({ids.next(), "More"});
  theirs.territory_of[4] = 3;
  const BoardMerge merged = merge(base, ours, theirs, {});
  EXPECT_TRUE(merged.conflicts.empty());
  EXPECT_TRUE(merged.name_conflicts.empty());
  EXPECT_EQ(merged.merged.territory_of, (std::vector<std::int32_t>{1, 0, 1, 2, 3}));
  EXPECT_EQ(merged.merged.territories[2].name, "Ours");
  EXPECT_EQ(merged.merged.territories[3].name, "More");
  EXPECT_EQ(merged.merged.is_locked[4], 1);
}

TEST(BoardMerge, WhatBothChangedOtherwiseIsAskedFor) {
  testing::TerritoryIds ids;
  const Board base = board_of({0, 0, 1, 2}, ids);
  Board ours = base;
  ours.territory_of = {1, 1, 1, 2};
  ours.territories[0].name = "A";
  Board theirs = base;
  theirs.territory_of = {2, 1, 1, 2};
  theirs.territories[0].name = "B";
  const BoardMerge open = merge(base, ours, theirs, {});
  ASSERT_EQ(open.conflicts.size(), 1U) << "unit 1 changed alike";
  EXPECT_EQ(open.conflicts[0].unit, 0);
  EXPECT_EQ(open.conflicts[0].base, 0);
  EXPECT_EQ(open.conflicts[0].ours, 1);
  EXPECT_EQ(open.conflicts[0].theirs, 2);
  ASSERT_EQ(open.name_conflicts.size(), 1U);
  EXPECT_EQ(open.merged, ours);
  const BoardMerge by_unit = merge(base, ours, theirs,
                                   {.units = {{0, MergeSide::kTheirs}},
                                    .names = {{base.territories[0].id, MergeSide::kTheirs}},
                                    .all = {}});
  EXPECT_TRUE(by_unit.conflicts.empty());
  EXPECT_EQ(by_unit.merged.territory_of[0], 2);
  EXPECT_EQ(by_unit.merged.territories[0].name, "B");
  const BoardMerge all =
      merge(base, ours, theirs, {.units = {}, .names = {}, .all = MergeSide::kOurs});
  EXPECT_TRUE(all.conflicts.empty());
  EXPECT_EQ(all.merged, ours);
  EXPECT_EQ(parse_merge_side("theirs"), MergeSide::kTheirs);
  EXPECT_EQ(parse_merge_side("both"), std::nullopt);
}

TEST(BoardMerge, DemandsOfBothSidesHold) {
  testing::TerritoryIds ids;
  Board base = board_of({0, 1, 2}, ids);
  const Demand old{.kind = DemandKind::kTogether, .units = {0, 1}};
  base.demands = {old};
  Board ours = base;
  const Demand our_pin{.kind = DemandKind::kPin, .territory = 0, .units = {0}};
  ours.demands = {our_pin, old};
  Board theirs = base;
  const Demand barrier{.kind = DemandKind::kBarrier, .units = {1, 2}};
  theirs.demands = {{.kind = DemandKind::kPin, .territory = 0, .units = {1}},
                    {.kind = DemandKind::kPin, .territory = 2, .units = {2}},
                    barrier};
  // Theirs gave the group up and pinned a territory that ours pinned elsewhere.
  EXPECT_EQ(merge(base, ours, theirs, {}).merged.demands,
            (Demands{our_pin, {.kind = DemandKind::kPin, .territory = 2, .units = {2}}, barrier}));
}

TEST(BoardMerge, APinAndAForbiddenPairOfTheSameNeverMeet) {
  testing::TerritoryIds ids;
  const Board base = board_of({0, 1}, ids);
  Board pinned = base;
  pinned.demands = {{.kind = DemandKind::kPin, .territory = 0, .units = {0}}};
  Board forbidden = base;
  forbidden.demands = {{.kind = DemandKind::kForbid, .territory = 0, .units = {0}}};
  EXPECT_EQ(merge(base, pinned, forbidden, {}).merged.demands, pinned.demands);
  EXPECT_EQ(merge(base, forbidden, pinned, {}).merged.demands, forbidden.demands);
  Board elsewhere = base;
  elsewhere.demands = {{.kind = DemandKind::kPin, .territory = 1, .units = {0}}};
  EXPECT_EQ(merge(base, pinned, elsewhere, {}).merged.demands, pinned.demands)
      << "one unit is the centre of one territory";
}

// Demands made and given up by chance, each of which can stand beside the others. All units border each other.
Demands random_demands(const Board& board, const graph::Csr& adjacency, Rng& rng) {
  Demands demands = board.demands;
  std::erase_if(demands, [&](const Demand&) { return rng.below(4) == 0; });
  const std::string unit = "u";
  for (int tries = 0; tries < 8; ++tries) {
    const auto count = static_cast<std::uint64_t>(board.territory_count());
    auto made = testing::random_demand(board, count, rng);
    if (!made || why_not(*made, demands, adjacency,
                         [&](std::int32_t) -> const std::string& { return unit; }))
      continue;
    demands = changed(demands, {std::move(*made)}, {});
  }
  return demands;
}

TEST(BoardMerge, WhatIsDemandedAfterwardsCanBe) {
  testing::TerritoryIds ids;
  std::vector<graph::Edge> edges;
  for (std::int32_t u = 0; u < 4; ++u)
    for (std::int32_t v = u + 1; v < 4; ++v) edges.emplace_back(u, v);
  const graph::Csr adjacency = graph::Csr::from_edges(4, edges);
  const std::string unit = "u";
  int left_out = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Rng rng(seed);
    Board base = board_of({0, 1, 2, 0}, ids);
    base.demands = random_demands(base, adjacency, rng);
    Board ours = base;
    ours.demands = random_demands(base, adjacency, rng);
    Board theirs = base;
    theirs.demands = random_demands(base, adjacency, rng);
    const Demands merged = merge(base, ours, theirs, {}).merged.demands;
    for (const Demand& demand : merged) {
      const auto why = why_not(demand, changed(merged, {}, {demand}), adjacency,
                               [&](std::int32_t) -> const std::string& { return unit; });
      EXPECT_FALSE(why) << "seed " << seed << ": " << *why;
    }
    const Demands given_up = changed(base.demands, {}, theirs.demands);
    const Demands ours_left = changed(ours.demands, {}, given_up);
    EXPECT_TRUE(std::ranges::includes(merged, ours_left)) << "ours stay, seed " << seed;
    const Demands made = changed(theirs.demands, {}, base.demands);
    EXPECT_TRUE(std::ranges::includes(changed(ours_left, made, {}), merged))
        << "nothing else comes, seed " << seed;
    left_out += std::ranges::includes(merged, made) ? 0 : 1;
  }
  EXPECT_GT(left_out, 50);
}

// Where each unit goes by the id of its territory: numberings differ by the side that is merged into.
std::vector<TerritoryId> ids_of(const Board& board) {
  std::vector<TerritoryId> ids;
  for (const std::int32_t t : board.territory_of)
    ids.push_back(board.territories[static_cast<std::size_t>(t)].id);
  return ids;
}

TEST(BoardMerge, IsTheSameFromBothSidesWhereNothingConflicts) {
  testing::TerritoryIds ids;
  int clean = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed);
    const Board base = board_of({0, 1, 2, 0, 1, 2, 0, 1}, ids);
    Board ours = base;
    apply(ours, testing::random_patch(ours, rng, ids));
    Board theirs = base;
    apply(theirs, testing::random_patch(theirs, rng, ids));
    const BoardMerge one = merge(base, ours, theirs, {});
    const BoardMerge other = merge(base, theirs, ours, {});
    EXPECT_EQ(one.conflicts.size(), other.conflicts.size()) << "seed " << seed;
    Board applied = ours;
    apply(applied, between(ours, one.merged));
    EXPECT_EQ(applied, one.merged) << "seed " << seed;
    EXPECT_EQ(merge(base, one.merged, theirs, {.all = MergeSide::kOurs}).merged.territory_of,
              one.merged.territory_of)
        << "merging again brings nothing, seed " << seed;
    if (!one.conflicts.empty() || !one.name_conflicts.empty()) continue;
    ++clean;
    EXPECT_EQ(ids_of(one.merged), ids_of(other.merged)) << "seed " << seed;
    EXPECT_EQ(one.merged.is_locked, other.merged.is_locked) << "seed " << seed;
  }
  EXPECT_GT(clean, 30);
}

}  // namespace
}  // namespace bailiwick::planning
