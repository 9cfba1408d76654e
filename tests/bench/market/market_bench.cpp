// How long the fit of an ideal customer profile takes: closed opportunities of as many accounts, 20 and 50 criteria that hold independently of each
// other, so that hardly two rows are alike. One thread. docs/benchmarks.md, "Ideal customer profile", holds the figures.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "base/rng.hpp"
#include "market/icp_fit.hpp"

namespace bailiwick::market {
namespace {

std::vector<FitRow> history(std::int64_t opportunities, std::size_t criteria) {
  Rng rng(11);
  std::vector<FitRow> rows;
  for (std::int64_t i = 0; i < opportunities; ++i) {
    FitRow row;
    double odds = -1.0;
    for (std::size_t c = 0; c < criteria; ++c) {
      const std::uint64_t draw = rng.below(100);
      if (draw < 3) row.marks.unknown |= CriteriaSet{1} << c;
      if (draw < 60) continue;
      row.marks.held |= CriteriaSet{1} << c;
      odds += 0.1 * static_cast<double>(c % 7) - 0.25;
    }
    const bool is_won = rng.uniform() < 1.0 / (1.0 + std::exp(-odds));
    (is_won ? row.won : row.lost) = 1;
    rows.push_back(row);
  }
  return rows;
}

void fit(benchmark::State& state) {
  const auto criteria = static_cast<std::size_t>(state.range(1));
  const std::vector<FitRow> rows = history(state.range(0), criteria);
  for (auto _ : state) {
    const IcpFit fitted = fit_icp(rows, criteria);
    if (fitted.outcome != FitOutcome::kFitted) state.SkipWithError("it was not fitted");
    benchmark::DoNotOptimize(fitted);
  }
}
BENCHMARK(fit)
    ->Args({10'000, 20})
    ->Args({100'000, 20})
    ->Args({1'000'000, 20})
    ->Args({1'000'000, 50})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bailiwick::market

BENCHMARK_MAIN();
