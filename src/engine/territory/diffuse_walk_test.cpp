// Goal: a walk keeps territories connected, its own figures true, and locks where they are; it lowers deviations and raises the prices of
// those that stay. Method: triangulated and square grids, walked hot and cold, measured anew from the labels.
#include "engine/territory/diffuse_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/workers.hpp"
#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

constexpr std::int32_t kSide = 18;

// A grid with one diagonal in each square, as a triangulation has.
graph::Csr triangulated() {
  std::vector<graph::Edge> edges;
  for (std::int32_t row = 0; row < kSide; ++row) {
    for (std::int32_t column = 0; column < kSide; ++column) {
      const std::int32_t u = row * kSide + column;
      if (column + 1 < kSide) edges.push_back({u, u + 1});
      if (row + 1 < kSide) edges.push_back({u, u + kSide});
      if (row + 1 < kSide && column + 1 < kSide) edges.push_back({u, u + kSide + 1});
    }
  }
  return graph::Csr::from_edges(kSide * kSide, edges);
}

struct World {
  Problem problem;
  Instance instance;
  Piece piece;
};

// In place: the piece points into the instance.
void build(World& made, std::uint64_t seed, bool is_triangulated) {
  Rng rng(seed);
  made.problem =
      workbench::grid_problem(rng, {.rows = kSide, .columns = kSide, .k = 9, .tolerance = 0.1});
  if (is_triangulated) made.problem.adjacency = triangulated();
  Measure second;
  second.name = "second";
  for (std::size_t u = 0; u < made.problem.positions.size(); ++u)
    second.values.push_back(workbench::draw(rng, 4));
  made.problem.measures.push_back(second);
  made.problem.balance.push_back(ascii::rule({.measure = 1, .tolerance = 0.2}));
  made.instance = make_instance(made.problem, made.problem.k_max);
  made.piece =
      workbench::piece_of(made.instance, workbench::random_growth(made.problem.adjacency, 9, rng));
}

// All labels by one thread, from the first temperature to the last; the labels are the piece's afterwards.
void cool(DiffusionWalk& walk, const Piece& piece, double first, double last, int lots, Rng& rng) {
  const std::vector<std::uint8_t> part_of(workbench::at(piece.k), 0);
  DiffusionWalk::Scratch scratch;
  for (int i = 0; i < lots; ++i)
    walk.walk(part_of, 0, 1, first * std::pow(last / first, static_cast<double>(i) / lots), rng,
              scratch);
  walk.write_labels();
}

// In half windows, from the labels alone.
double deviation_of(const Piece& piece, std::int32_t label, std::size_t rule) {
  const Window& window = piece.labels[workbench::at(label)].windows[rule];
  double sum = -0.5 * static_cast<double>(window.lower + window.upper);
  for (std::int32_t u = 0; u < piece.n; ++u) {
    if (piece.label[workbench::at(u)] == label)
      sum += static_cast<double>(piece.amounts_of(u)[rule]);
  }
  return sum / (0.5 * static_cast<double>(window.upper - window.lower));
}

double worst_of(const Piece& piece) {
  double worst = 0.0;
  for (std::int32_t t = 0; t < piece.k; ++t) {
    for (std::size_t r = 0; r < 2; ++r)
      worst = std::max(worst, std::abs(deviation_of(piece, t, r)));
  }
  return worst;
}

TEST(DiffusionWalk, KeepsTerritoriesWholeAndItsFiguresTrue) {
  for (const bool is_triangulated : {true, false}) {
    World made;
    build(made, is_triangulated ? 1 : 2, is_triangulated);
    const auto before = made.piece.label;
    DiffusionWalk walk(made.piece);
    Rng rng(3);
    cool(walk, made.piece, 1.0, 0.1, 30, rng);
    EXPECT_NE(made.piece.label, before);
    EXPECT_TRUE(workbench::is_whole(made.problem.adjacency, made.piece.label, 9));
    for (std::int32_t t = 0; t < 9; ++t) {
      for (std::size_t r = 0; r < 2; ++r)
        EXPECT_NEAR(walk.deviation(t, r), deviation_of(made.piece, t, r), 1e-3);
    }
  }
}

TEST(DiffusionWalk, LowersDeviationsAndPricesWhatStays) {
  World made;
  build(made, 4, true);
  const double before = worst_of(made.piece);
  DiffusionWalk walk(made.piece);
  Rng rng(5);
  cool(walk, made.piece, 0.3, 0.02, 200, rng);
  EXPECT_GT(before, 2.0);
  EXPECT_LT(worst_of(made.piece), 1.01);
  // A walk that cannot move anything leaves the deviations and prices them.
  World still;
  build(still, 4, true);
  for (std::size_t u = 0; u < workbench::at(still.piece.n); ++u)
    still.piece.fixed[u] = still.piece.labels[workbench::at(still.piece.label[u])].id;
  DiffusionWalk frozen(still.piece);
  cool(frozen, still.piece, 0.3, 0.02, 10, rng);
  for (std::int32_t t = 0; t < 9; ++t) {
    const double off = deviation_of(still.piece, t, 0);
    if (off > 1.0) {
      EXPECT_GT(frozen.price(t, 0), 0.0);
    }
    if (off < -1.0) {
      EXPECT_LT(frozen.price(t, 0), 0.0);
    }
    if (std::abs(off) < 0.5) {
      EXPECT_DOUBLE_EQ(frozen.price(t, 0), 0.0);
    }
  }
}

// How many units have changed hands after a cold walk from a plan that a cold walk has left.
int moved_when(bool is_heated) {
  World made;
  build(made, 5, true);
  DiffusionWalk walk(made.piece);
  Rng rng(1);
  cool(walk, made.piece, 0.25, 0.001, 40, rng);
  const std::vector<std::int32_t> before = made.piece.label;
  for (std::int32_t t = 0; t < made.piece.k && is_heated; ++t) walk.set_heat(t, 1.0);
  cool(walk, made.piece, 0.001, 0.001, 1, rng);
  int moved = 0;
  for (std::size_t u = 0; u < before.size(); ++u) moved += before[u] != made.piece.label[u] ? 1 : 0;
  return moved;
}

TEST(DiffusionWalk, StirsHeatedLabelsMore) { EXPECT_GT(moved_when(true), 2 * moved_when(false)); }

TEST(DiffusionWalk, CountsSumsOutsideTheirWindows) {
  World made;
  build(made, 2, true);
  DiffusionWalk walk(made.piece);
  int outside = 0;
  for (std::int32_t t = 0; t < made.piece.k; ++t) {
    for (std::size_t r = 0; r < 2; ++r)
      outside += std::abs(deviation_of(made.piece, t, r)) > 1.0005 ? 1 : 0;
  }
  EXPECT_GT(outside, 0);
  EXPECT_EQ(walk.outside(), outside);
}

TEST(DiffusionWalk, LeavesLocksWhereTheyAre) {
  World made;
  build(made, 6, true);
  std::vector<std::int32_t> locked;
  for (std::int32_t u = 0; u < made.piece.n; u += 5) {
    made.piece.fixed[workbench::at(u)] =
        made.piece.labels[workbench::at(made.piece.label[workbench::at(u)])].id;
    locked.push_back(u);
  }
  const auto before = made.piece.label;
  DiffusionWalk walk(made.piece);
  Rng rng(7);
  cool(walk, made.piece, 2.0, 1.0, 20, rng);
  for (const std::int32_t u : locked)
    EXPECT_EQ(made.piece.label[workbench::at(u)], before[workbench::at(u)]);
}

TEST(DiffusionWalk, IsTheSameForPartsAtOnce) {
  const auto walked = [](int threads) {
    World made;
    build(made, 9, true);
    DiffusionWalk walk(made.piece);
    std::vector<std::uint8_t> part_of;
    for (std::int32_t t = 0; t < 9; ++t) part_of.push_back(static_cast<std::uint8_t>(t % 2));
    std::vector<DiffusionWalk::Scratch> scratch(2);
    Workers workers(threads);
    workers.run(2, [&](std::size_t part, int) {
      Rng rng = Rng::stream(10, 1, part);
      walk.walk(part_of, static_cast<std::uint8_t>(part), 50, 0.5, rng, scratch[part]);
    });
    walk.write_labels();
    EXPECT_TRUE(workbench::is_whole(made.problem.adjacency, made.piece.label, 9));
    return made.piece.label;
  };
  EXPECT_EQ(walked(1), walked(2));
}

// A hub with more neighbours than bits of a mask, in a wheel: it may be left only where a search finds the way round.
TEST(DiffusionWalk, KnowsUnitsWithManyNeighbours) {
  constexpr std::int32_t kRim = 40;
  Rng rng(8);
  World made;
  made.problem =
      workbench::grid_problem(rng, {.rows = 1, .columns = kRim + 1, .k = 2, .tolerance = 0.5});
  std::vector<graph::Edge> edges;
  for (std::int32_t u = 1; u <= kRim; ++u) {
    edges.push_back({0, u});
    edges.push_back({u, u % kRim + 1});
  }
  made.problem.adjacency = graph::Csr::from_edges(kRim + 1, edges);
  made.instance = make_instance(made.problem, 2);
  std::vector<std::int32_t> label(workbench::at(kRim + 1), 0);
  std::fill(label.begin() + kRim / 2, label.end(), 1);
  made.piece = workbench::piece_of(made.instance, label);
  DiffusionWalk walk(made.piece);
  for (int i = 0; i < 50; ++i) {
    cool(walk, made.piece, 5.0, 5.0, 1, rng);
    ASSERT_TRUE(workbench::is_whole(made.problem.adjacency, made.piece.label, 2));
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
