#include "engine/territory/solve.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <memory>
#include <optional>

#include "base/workers.hpp"
#include "engine/territory/audit.hpp"
#include "engine/territory/diffuse.hpp"
#include "engine/territory/search.hpp"
#include "engine/territory/start.hpp"

namespace bailiwick::engine::territory {
namespace {

constexpr double kReportEvery_s = 0.1;
constexpr int kSweepsLimit = 40;
// An existing plan that is off balance is shifted and mended so many times before anything else.
constexpr int kMendRounds = 8;
constexpr int kQuickMendRounds = 4;  // of them, without annealing
// A range of k is sampled at this many places, then searched around the best one.
constexpr std::int32_t kCountSamples = 8;
// Choosing k may use this share of a deadline.
constexpr double kCountShare = 0.4;
// Attempts a territory without any gain before the search begins anew.
constexpr std::int64_t kPatience = 150;

// Diffusion may take this many rounds, or this share of what is left of a deadline.
constexpr int kDiffusionRounds = 75;
// Smaller maps are balanced sooner by designing regions of them anew.
constexpr std::int32_t kDiffusionAtoms = 5000;
constexpr double kDiffusionShare = 0.95;

// One k: the instance, its search and how far they are.
struct Run {
  Instance instance;
  std::unique_ptr<Search> search;
  Partition best;
  Score best_score;
  std::uint64_t starts = 0;
};

class Driver {
 public:
  Driver(const Problem& problem, const Budget& budget, const SolveOptions& options)
      : problem_(problem), budget_(budget), options_(options), workers_(options.threads) {}

  Solution solve() {
    std::unique_ptr<Run> run = begin_best_count();
    report(*run, "improve", true);
    improve(*run);
    const Partition& partition = best_of(*run);
    Solution solution;
    solution.plan = to_plan(run->instance, partition);
    solution.cost = cost_parts_of(run->instance, partition);
    solution.violations = violations_of(run->instance, partition);
    solution.iterations = run->search->iterations();
    solution.was_cancelled = budget_.is_cancelled();
    return solution;
  }

 private:
  std::unique_ptr<Run> begin(std::int32_t k) {
    auto run = std::make_unique<Run>();
    run->instance = make_instance(problem_, k);
    run->search = std::make_unique<Search>(run->instance, options_.seed, workers_, budget_);
    start(*run);
    return run;
  }

  // A fresh start of the search, swept until no pair gains.
  void start(Run& run) {
    const Instance& instance = run.instance;
    LocalIndex index;
    ++run.starts;
    std::vector<TerritoryIndex> first =
        problem_.disruption ? start_from_current(instance)
                            : start_by_bisection(instance, options_.seed, run.starts, workers_,
                                                 run.search->scratch());
    enforce_locks(instance, first);
    connect_territories(instance, first);
    if (run.starts > 1) put_aside(run);
    run.search->start(make_partition(instance, std::move(first), index));
    if (run.starts == 1) report(run, "repair", true);
    const auto stop = [&] {
      report(run, run.starts == 1 ? "repair" : "improve", false);
      return budget_.is_over();
    };
    if (problem_.disruption) mend(run, stop);
    if (instance.n >= kDiffusionAtoms && can_diffuse(instance)) {
      run.search->diffuse(diffusion_share(run));
      run.search->mend(stop);
      if (run.search->score().violation <= 0.0) return;
    }
    run.search->sweep_pairs(stop, kSweepsLimit);
    if (run.search->score().violation <= 0.0 || (problem_.disruption && stop())) return;
    run.search->rebalance();
    run.search->relieve(stop);
  }

  // Brings an existing plan into balance, before its shape is looked at, and moves as little as the demands allow. The first
  // rounds take milliseconds and end most of it, so they are done whatever the deadline says.
  void mend(Run& run, const std::function<bool()>& stop) {
    const auto is_cancelled = [&] { return budget_.is_cancelled(); };
    for (int round = 0; round < kMendRounds && run.search->score().violation > 0.0; ++round) {
      const bool is_quick = round < kQuickMendRounds;
      if (is_quick ? is_cancelled() : stop()) return;
      run.search->rebalance();
      run.search->mend(is_quick ? std::function<bool()>(is_cancelled) : stop);
      if (is_quick) continue;
      run.search->relieve(stop);
      run.search->mend(stop);
    }
  }

  // How much of what diffusion may take is used up after so many rounds: of the deadline, or of a fixed number of rounds.
  std::function<double(int)> diffusion_share(Run& run) {
    const double begun = budget_.elapsed().value();
    const auto remaining = budget_.remaining();
    const bool has_deadline = remaining && !budget_.iteration_limit();
    return [this, &run, begun, has_deadline, remaining](int round) {
      report(run, run.starts == 1 ? "repair" : "improve", false);
      if (budget_.is_over()) return 1.0;
      if (!has_deadline) return static_cast<double>(round) / kDiffusionRounds;
      return (budget_.elapsed().value() - begun) / (kDiffusionShare * remaining->value());
    };
  }

  // Regional re-design until the budget ends. A search that has stopped gaining is begun anew from another start;
  // the best partition of all is kept.
  void improve(Run& run) {
    const std::int64_t patience = kPatience * run.instance.k;
    std::int64_t stale = 0;
    while (!is_over(run)) {
      const Score before = run.search->score();
      const std::int64_t done = run.search->iterations();
      run.search->redesign_batch(iterations_left(run));
      if (run.search->can_roam()) roam(run);
      const bool gained = is_better(run.instance.form, run.search->score(), before);
      stale = gained ? 0 : stale + run.search->iterations() - done;
      report(run, "improve", false);
      if (stale < patience || problem_.disruption) continue;
      start(run);
      stale = 0;
    }
  }

  // On small maps, in turn with re-design.
  void roam(Run& run) {
    if (is_over(run)) return;
    run.search->roam_batch(iterations_left(run));
    run.search->combine();
  }

  // A search only ever gains, so its present partition is its best; it is put aside when a new start replaces it.
  static void put_aside(Run& run) {
    if (!is_ahead(run)) return;
    run.best_score = run.search->score();
    run.best = run.search->take();
  }
  static bool is_ahead(const Run& run) {
    return run.best.territory_of.empty() ||
           is_better(run.instance.form, run.search->score(), run.best_score);
  }
  static const Partition& best_of(const Run& run) {
    return is_ahead(run) ? run.search->partition() : run.best;
  }

  // The run for the number of territories that scores best after a first search.
  std::unique_ptr<Run> begin_best_count() {
    if (problem_.k_min == problem_.k_max) return begin(problem_.k_max);
    const std::int32_t span = problem_.k_max - problem_.k_min;
    std::int32_t step = std::max(1, span / kCountSamples);
    std::unique_ptr<Run> best;
    std::vector<std::int32_t> tried;
    const auto attempt = [&](std::int32_t k) {
      const bool is_known = std::find(tried.begin(), tried.end(), k) != tried.end();
      if (k < problem_.k_min || k > problem_.k_max || is_known || (best && is_count_time_over()))
        return;
      tried.push_back(k);
      std::unique_ptr<Run> run = begin(k);
      if (!best || is_preferred(*run, *best)) best = std::move(run);
    };
    for (std::int32_t k = problem_.k_max; k >= problem_.k_min; k -= step) attempt(k);
    attempt(problem_.k_min);
    while (step > 1) {
      step = std::max(1, step / 2);
      const std::int32_t middle = best->instance.k;
      attempt(middle + step);
      attempt(middle - step);
    }
    return best;
  }

  [[nodiscard]] bool is_count_time_over() const {
    if (budget_.is_over()) return true;
    const auto remaining = budget_.remaining();
    if (!remaining) return false;
    return budget_.elapsed().value() > kCountShare * (budget_.elapsed() + *remaining).value();
  }

  static bool is_preferred(const Run& run, const Run& than) {
    const Score a = run.search->score();
    const Score b = than.search->score();
    const Score first{a.violation, a.cost + run.instance.territory_cost * run.instance.k};
    const Score second{b.violation, b.cost + than.instance.territory_cost * than.instance.k};
    return is_better(run.instance.form, first, second);
  }

  [[nodiscard]] std::int64_t iterations_left(const Run& run) const {
    const auto limit = budget_.iteration_limit();
    return limit ? *limit - run.search->iterations() : std::numeric_limits<std::int64_t>::max();
  }

  [[nodiscard]] bool is_over(const Run& run) const {
    return run.instance.k < 2 || budget_.is_over() || iterations_left(run) <= 0;
  }

  [[nodiscard]] double fraction(const Run& run) const {
    if (const auto limit = budget_.iteration_limit()) {
      return *limit > 0
                 ? static_cast<double>(run.search->iterations()) / static_cast<double>(*limit)
                 : 1.0;
    }
    const auto remaining = budget_.remaining();
    const double whole = remaining ? (budget_.elapsed() + *remaining).value() : 0.0;
    return whole > 0.0 ? std::min(1.0, budget_.elapsed().value() / whole) : 1.0;
  }

  void report(const Run& run, std::string_view phase, bool is_new_phase) {
    if (!options_.progress) return;
    const double now = budget_.elapsed().value();
    if (!is_new_phase && now - reported_ < kReportEvery_s) return;
    reported_ = now;
    const Partition& partition = best_of(run);
    const Plan plan = to_plan(run.instance, partition);
    Progress progress;
    progress.phase = phase;
    progress.fraction = fraction(run);
    progress.iterations = run.search->iterations();
    progress.best = &plan;
    progress.cost = cost_parts_of(run.instance, partition).total();
    progress.violations = violations_of(run.instance, partition);
    options_.progress(progress);
  }

  const Problem& problem_;
  const Budget& budget_;
  const SolveOptions& options_;
  Workers workers_;
  double reported_ = -1.0;
};

}  // namespace

Solution solve(const Problem& problem, const Budget& budget, const SolveOptions& options) {
  assert(options.threads >= 1 && options.threads <= Workers::kThreadsLimit);
  return Driver(problem, budget, options).solve();
}

}  // namespace bailiwick::engine::territory
