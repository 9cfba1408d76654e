// Goal: dividing two territories anew never makes them worse, nor cuts them, nor moves a lock. Method: strips whose
// best cut is known, and random maps judged from scratch.
#include "engine/territory/resplit.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

std::string labels_of(const Piece& piece) {
  std::string text;
  for (const std::int32_t t : piece.label) text += static_cast<char>('A' + t);
  return text;
}

Problem strip(std::string_view loads, double tolerance) {
  Problem problem = ascii::world_of(loads, loads);
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = tolerance})};
  return problem;
}

std::string split_strip(const Problem& problem, Vec3 direction) {
  const Instance instance = make_instance(problem, 2);
  Piece piece = workbench::piece_of(instance, std::vector<std::int32_t>(at(instance.n), 0));
  SplitScratch scratch;
  split_across(piece, 0, 1, direction, SplitOptions{}, scratch);
  return labels_of(piece);
}

TEST(SplitAcross, CutsAStripInTheMiddle) {
  EXPECT_EQ(split_strip(strip("11111111", 0.1), {1, 0, 0}), "AAAABBBB");
  EXPECT_EQ(split_strip(strip("11111111", 0.1), {-1, 0, 0}), "BBBBAAAA");
}

TEST(SplitAcross, CutsAStripWhereTheLoadIsHalved) {
  EXPECT_EQ(split_strip(strip("9111111111", 0.1), {1, 0, 0}), "ABBBBBBBBB");
  EXPECT_EQ(split_strip(strip("1111119933", 0.15), {1, 0, 0}), "AAAAAAABBB");
}

TEST(SplitAcross, CutsAStripWithoutRulesByTheNumberOfUnits) {
  Problem problem = strip("111111", 0.1);
  problem.balance.clear();
  EXPECT_EQ(split_strip(problem, {1, 0, 0}), "AAABBB");
}

TEST(SplitAcross, LeavesALockedUnitOnItsSide) {
  Problem problem = strip("11111111", 0.3);
  problem.locks = {{0, 1}};
  EXPECT_EQ(split_strip(problem, {1, 0, 0}).front(), 'B');
  EXPECT_EQ(split_strip(problem, {-1, 0, 0}).front(), 'B');
}

TEST(SplitAcross, NeverCutsASideOff) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed);
    const Problem problem = workbench::grid_problem(rng, {.rows = 3 + draw(rng, 5),
                                                          .columns = 3 + draw(rng, 5),
                                                          .k = 3,
                                                          .tolerance = 0.05 * draw(rng, 6)});
    const Instance instance = make_instance(problem, 3);
    std::vector<std::int32_t> label = workbench::random_growth(instance.adjacency, 3, rng);
    // Territory 1 is empty and gets its share of 0; territory 2 stands by and must not change.
    for (std::int32_t& t : label) t = t == 1 ? 0 : t;
    if (workbench::parts_of(instance.adjacency, label, 0) != 1) continue;
    Piece piece = workbench::piece_of(instance, label);
    SplitScratch scratch;
    split_across(piece, 0, 1, {rng.normal(), rng.normal(), 0.0}, SplitOptions{}, scratch);
    ASSERT_TRUE(workbench::is_whole(instance.adjacency, piece.label, 3) ||
                workbench::parts_of(instance.adjacency, label, 2) != 1)
        << "seed " << seed;
    for (std::size_t i = 0; i < label.size(); ++i)
      ASSERT_EQ(piece.label[i] == 2, label[i] == 2) << "seed " << seed;
  }
}

TEST(Resplit, StraightensAStrip) {
  const Problem problem = strip("111111", 0.2);
  const Instance instance = make_instance(problem, 2);
  Piece piece = workbench::piece_of(instance, {0, 1, 1, 1, 1, 1});
  SplitScratch scratch;
  EXPECT_TRUE(resplit(piece, 0, 1, SplitOptions{}, scratch));
  EXPECT_EQ(labels_of(piece), "AAABBB");
  EXPECT_FALSE(resplit(piece, 0, 1, SplitOptions{}, scratch));
  EXPECT_EQ(labels_of(piece), "AAABBB");
}

struct Tally {
  int gained = 0;
  int kept = 0;
};

// One random world: the two territories are re-split, and judged.
void try_one(std::uint64_t seed, SplitScratch& scratch, Tally& tally) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Rng rng(seed);
  workbench::Features features{
      .rows = 4 + draw(rng, 4), .columns = 4 + draw(rng, 4), .k = 2 + draw(rng, 3)};
  features.tolerance = 0.05 * draw(rng, 8);
  if (rng.below(3) == 0) features.centre = CentreKind::kUnit;
  if (rng.below(3) == 0) features.power = DistancePower::kLinear;
  Problem problem = workbench::grid_problem(rng, features);
  const auto label = workbench::random_growth(problem.adjacency, features.k, rng);
  if (rng.below(2) == 0) workbench::lock_some(problem, label, 8, rng);
  if (rng.below(4) == 0) {
    for (UnitIndex u = 0; u < problem.unit_count(); u += 3) {
      problem.forbidden.emplace_back(u, (label[at(u)] + 1) % features.k);
    }
  }
  const Instance instance = make_instance(problem, features.k);
  Piece piece = workbench::piece_of(instance, label);
  const Score before = workbench::settled(piece);
  const bool gained = resplit(piece, 0, 1, SplitOptions{}, scratch);
  const Score after = workbench::settled(piece);
  if (gained) {
    EXPECT_TRUE(is_better(instance.form, after, before));
  } else {
    EXPECT_EQ(piece.label, label);
  }
  EXPECT_TRUE(workbench::is_whole(instance.adjacency, piece.label, features.k));
  EXPECT_TRUE(workbench::keeps_locks(instance, piece.label));
  for (std::int32_t a = 0; a < piece.n; ++a) {
    EXPECT_TRUE(may_carry(piece, a, piece.label[at(a)]));
    EXPECT_TRUE(label[at(a)] < 2 || piece.label[at(a)] == label[at(a)]);
  }
  (gained ? tally.gained : tally.kept) += 1;
}

TEST(Resplit, NeverWorsensNorCutsNorMovesALock) {
  SplitScratch scratch;  // shared, as a thread does
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    try_one(seed, scratch, tally);
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(tally.gained, 100);
  EXPECT_GT(tally.kept, 20);
}

}  // namespace
}  // namespace bailiwick::engine::territory
