// How long judging takes: validate() and check() on synthetic grids of units, up to a million.
//
// The plans are square blocks of the grid, so each territory has the size it would have in practice.
#include <benchmark/benchmark.h>

#include <cmath>

#include "base/rng.hpp"
#include "engine/territory/check.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

struct Blocks {
  Problem problem;
  Plan plan;
};

// side * side units over 20 by 20 degrees, in blocks * blocks territories.
Blocks blocks_of(std::int32_t side, std::int32_t blocks) {
  Blocks made;
  Problem& problem = made.problem;
  Rng rng(1);
  std::vector<graph::Edge> edges;
  problem.measures.resize(1);
  problem.measures[0].name = "population";
  for (std::int32_t row = 0; row < side; ++row) {
    for (std::int32_t column = 0; column < side; ++column) {
      const std::int32_t u = row * side + column;
      problem.unit_ids.push_back(std::to_string(10'000'000 + u));
      problem.positions.push_back(geo::on_earth({-100.0 + 20.0 * (column + rng.uniform()) / side,
                                                 30.0 + 20.0 * (row + rng.uniform()) / side}));
      problem.measures[0].values.push_back(static_cast<std::int64_t>(rng.below(10'000)));
      if (column > 0) edges.emplace_back(u - 1, u);
      if (row > 0) edges.emplace_back(u - side, u);
      made.plan.territory_of.push_back(row * blocks / side * blocks + column * blocks / side);
    }
  }
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), edges);
  problem.k_min = problem.k_max = made.plan.k = blocks * blocks;
  problem.weight_measure = 0;
  BalanceRule rule;
  rule.tolerance = 0.5;
  problem.balance.push_back(rule);
  return made;
}

void bench_validate(benchmark::State& state) {
  Blocks made = blocks_of(static_cast<std::int32_t>(state.range(0)),
                          static_cast<std::int32_t>(state.range(1)));
  if (state.range(2) > 0) made.problem.radius_max_km = static_cast<double>(state.range(2));
  for (auto _ : state) benchmark::DoNotOptimize(validate(made.problem));
}
BENCHMARK(bench_validate)
    ->ArgNames({"side", "blocks", "radius"})
    ->Args({180, 22, 0})
    ->Args({180, 22, 100})
    ->Args({1000, 70, 0})
    ->Args({1000, 70, 40})
    ->Unit(benchmark::kMillisecond);

void bench_check(benchmark::State& state) {
  Blocks made = blocks_of(static_cast<std::int32_t>(state.range(0)),
                          static_cast<std::int32_t>(state.range(1)));
  made.problem.centre = state.range(2) > 0 ? CentreKind::kUnit : CentreKind::kCentroid;
  if (state.range(2) > 0) made.problem.power = static_cast<DistancePower>(state.range(2));
  for (auto _ : state) benchmark::DoNotOptimize(check(made.problem, made.plan));
}
// unit: 0 for the centroid; else unit centres with this power of the distance.
BENCHMARK(bench_check)
    ->ArgNames({"side", "blocks", "unit"})
    ->Args({180, 22, 0})
    ->Args({180, 22, 1})
    ->Args({180, 22, 2})
    ->Args({180, 2, 1})
    ->Args({180, 2, 2})
    ->Args({1000, 70, 0})
    ->Args({1000, 70, 1})
    ->Args({1000, 70, 2})
    ->Args({1000, 3, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bailiwick::engine::territory
