// Finds good plans: first one that is feasible, fast; then better ones until the budget ends.
//
// start (recursive bisection, or the existing plan) -> repair (ejection chains) -> improve (re-splitting of
// neighbouring pairs, boundary moves, regional re-design) -> the best plan. Anytime: `progress` is given every
// better plan; cancelling the budget keeps the best so far.
//
// Determinism: the same problem, options and iteration budget give the same plan on any machine and any number
// of threads. One iteration is one regional re-design attempt (see region.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/budget.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory {

// How far a plan is from meeting the hard demands; all zero: it meets them.
struct Violations {
  std::int32_t balance = 0;     // (territory, rule) pairs outside their window
  double balance_excess = 0.0;  // sum over them of the distance to the window / target
  std::int32_t fragments = 0;   // connected pieces beyond one a territory
  std::int32_t empty = 0;       // territories without a unit
  std::int32_t radius = 0;      // units beyond the maximum radius
  std::int32_t rules = 0;       // locks, forbidden pairs, must-links and disallowed centres broken
  double disruption_excess = 0.0;  // share of the measure beyond the cap

  [[nodiscard]] bool none() const {
    return balance == 0 && fragments == 0 && empty == 0 && radius == 0 && rules == 0 &&
           disruption_excess <= 0.0;
  }
};

struct Progress {
  std::string_view phase;  // "start", "repair", "improve"
  double fraction = 0.0;   // of the budget, 0 .. 1
  std::int64_t iterations = 0;
  const Plan* best = nullptr;  // the best plan so far; valid during the call only
  double cost = 0.0;           // its CostParts::total()
  Violations violations;       // of the best plan
};
// Called on the solving thread, at most about ten times a second and at every new phase. May be empty.
using ProgressSink = std::function<void(const Progress&)>;

struct SolveOptions {
  std::uint64_t seed = 1;
  int threads = 2;  // 1 .. 64
  ProgressSink progress;
};

struct Solution {
  Plan plan;
  CostParts cost;
  Violations
      violations;  // none() unless no feasible plan was found in the budget: then the nearest one
  std::int64_t iterations = 0;
  bool was_cancelled = false;
};

// Precondition: validate(problem) is empty (a problem proven impossible is not searched).
[[nodiscard]] Solution solve(const Problem& problem, const Budget& budget,
                             const SolveOptions& options);

}  // namespace bailiwick::engine::territory
