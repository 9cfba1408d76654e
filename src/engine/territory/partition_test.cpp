// Goal: taking territories out of a plan and putting them back loses nothing. Method: round trips on random maps, every
// field compared with one made from scratch.
#include "engine/territory/partition.hpp"

#include <gtest/gtest.h>

#include "engine/territory/resplit.hpp"
#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

// Every atom stands in its territory's list and in no other; scores and centres are those of the lists.
void expect_consistent(const Instance& instance, const Partition& partition) {
  LocalIndex index;
  const Partition fresh = make_partition(instance, partition.territory_of, index);
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    std::vector<std::int32_t> members = partition.members[at(t)];
    std::sort(members.begin(), members.end());
    EXPECT_EQ(members, fresh.members[at(t)]);
    EXPECT_EQ(partition.labels[at(t)].id, t);
    EXPECT_EQ(partition.labels[at(t)].centre_atom, fresh.labels[at(t)].centre_atom);
    EXPECT_NEAR(squared_distance(partition.labels[at(t)].centre, fresh.labels[at(t)].centre), 0.0,
                1e-6);
    EXPECT_NEAR(partition.scores[at(t)].cost, fresh.scores[at(t)].cost,
                1e-9 * (1.0 + fresh.scores[at(t)].cost));
    EXPECT_NEAR(partition.scores[at(t)].violation, fresh.scores[at(t)].violation, 1e-12);
  }
}

Score settle_label(Piece& piece, std::int32_t t) {
  std::vector<std::int32_t> members;
  for (std::int32_t a = 0; a < piece.n; ++a) {
    if (piece.label[at(a)] == t) members.push_back(a);
  }
  return settle(piece, t, members);
}

TEST(Partition, ScoresItsTerritoriesAsThePieceOfAll) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Rng rng(seed);
    const auto centre = seed % 2 == 0 ? CentreKind::kUnit : CentreKind::kCentroid;
    const Problem problem =
        workbench::grid_problem(rng, {.k = 5, .soft_km = 1.0, .centre = centre});
    const Instance instance = make_instance(problem, 5);
    const std::vector<std::int32_t> label = workbench::random_growth(instance.adjacency, 5, rng);
    LocalIndex index;
    const Score score = total_score(make_partition(instance, label, index));
    const Score whole = workbench::settled(workbench::piece_of(instance, label));
    EXPECT_NEAR(score.cost, whole.cost, 1e-9 * whole.cost);
    EXPECT_NEAR(score.violation, whole.violation, 1e-12);
  }
}

TEST(Partition, IsTheSameAfterARoundTrip) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const auto centre = seed % 2 == 0 ? CentreKind::kUnit : CentreKind::kCentroid;
    const Problem problem = workbench::grid_problem(rng, {.k = 5, .centre = centre});
    const Instance instance = make_instance(problem, 5);
    LocalIndex index;
    Partition partition =
        make_partition(instance, workbench::random_growth(instance.adjacency, 5, rng), index);
    const std::vector<TerritoryIndex> before = partition.territory_of;
    Piece piece;
    const std::vector<TerritoryIndex> region{3, 0, 4};
    extract_territories(instance, partition, region, index, piece);
    for (std::int32_t a = 0; a < piece.n; ++a) {
      ASSERT_EQ(region[at(piece.label[at(a)])], before[at(piece.atom[at(a)])]);
    }
    std::vector<Score> scores;
    for (std::int32_t t = 0; t < 3; ++t) scores.push_back(settle_label(piece, t));
    put_back(piece, scores, partition);
    EXPECT_EQ(partition.territory_of, before);
    expect_consistent(instance, partition);
  }
}

TEST(Partition, TakesBackWhatWasDividedAnewAndTouchesNothingElse) {
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Problem problem = workbench::grid_problem(rng, {.k = 4});
    const Instance instance = make_instance(problem, 4);
    LocalIndex index;
    Partition partition =
        make_partition(instance, workbench::random_growth(instance.adjacency, 4, rng), index);
    const std::vector<TerritoryIndex> before = partition.territory_of;
    const TerritoryIndex a = draw(rng, 4);
    const TerritoryIndex b = (a + 1) % 4;
    Piece piece;
    extract_territories(instance, partition, std::vector<TerritoryIndex>{a, b}, index, piece);
    SplitScratch scratch;
    changed += resplit(piece, 0, 1, SplitOptions{}, scratch) ? 1 : 0;
    put_back(piece, std::vector<Score>{settle_label(piece, 0), settle_label(piece, 1)}, partition);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const bool was_theirs = before[i] == a || before[i] == b;
      const bool is_theirs = partition.territory_of[i] == a || partition.territory_of[i] == b;
      ASSERT_EQ(was_theirs, is_theirs);
      ASSERT_TRUE(was_theirs || partition.territory_of[i] == before[i]);
    }
    expect_consistent(instance, partition);
  }
  EXPECT_GT(changed, 10);
}

TEST(Partition, KnowsWhoBordersOnWhom) {
  Problem problem = ascii::world_of("AABD\nACCD");
  problem.k_min = problem.k_max = 4;
  const Instance instance = make_instance(problem, 4);
  LocalIndex index;
  const Partition partition =
      make_partition(instance, ascii::plan_of("AABD\nACCD").territory_of, index);
  EXPECT_EQ(neighbours_of(instance, partition, 0), (std::vector<TerritoryIndex>{1, 2}));
  EXPECT_EQ(neighbours_of(instance, partition, 1), (std::vector<TerritoryIndex>{0, 2, 3}));
  EXPECT_EQ(neighbours_of(instance, partition, 3), (std::vector<TerritoryIndex>{1, 2}));
}

TEST(ToPlan, GivesEveryUnitOfAnAtomItsTerritory) {
  Problem problem = ascii::world_of("AAAA");
  problem.k_min = problem.k_max = 2;
  problem.must_link = {{1, 2}};
  const Instance instance = make_instance(problem, 2);
  LocalIndex index;
  const Plan plan = to_plan(instance, make_partition(instance, {0, 1, 1}, index));
  EXPECT_EQ(plan.k, 2);
  EXPECT_EQ(plan.territory_of, (std::vector<TerritoryIndex>{0, 1, 1, 1}));
  EXPECT_TRUE(plan.centres.empty());
}

TEST(ToPlan, NamesUnitCentresThatAreMembersAndAllowed) {
  Problem problem = ascii::world_of("AAABBB");
  problem.k_min = problem.k_max = 2;
  problem.centre = CentreKind::kUnit;
  problem.may_be_centre = {1, 0, 1, 1, 0, 1};
  problem.must_link = {{4, 5}};
  const Instance instance = make_instance(problem, 2);
  LocalIndex index;
  const Plan plan = to_plan(instance, make_partition(instance, {0, 0, 0, 1, 1}, index));
  ASSERT_EQ(plan.centres.size(), 2U);
  for (TerritoryIndex t = 0; t < 2; ++t) {
    const UnitIndex centre = plan.centres[at(t)];
    ASSERT_GE(centre, 0);
    EXPECT_EQ(plan.territory_of[at(centre)], t);
    EXPECT_EQ(problem.may_be_centre[at(centre)], 1) << "unit " << centre;
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
