// The use cases of territory design without a console: design a plan, judge one, bound a problem.
//
//   design   read -> build -> validate -> solve -> check -> bound
//   check    read -> build -> check            for a plan from anywhere
//   bound    read -> build -> validate -> bound
// Writes nothing. Errors of every step pass through; where validate() proves that no plan exists they are kInfeasible.
// Rule P040: interrupted before there was a plan.
#pragma once

#include <functional>
#include <string>

#include "base/budget.hpp"
#include "base/result.hpp"
#include "engine/territory/solve.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

// What the caller hears while it waits; each may be empty. Called on the thread of the use case.
struct Listener {
  std::function<void(std::string_view phase)>
      on_phase;  // "read", "validate", "solve", "check", "bound"
  std::function<void(const territory::Problem&, const territory::Progress&)> on_solve;
  std::function<void(const territory::BoundProgress&)> on_bound;
  // The budget of the phase that begins; cancelling it ends the phase.
  std::function<void(const Budget&)> on_budget;
  std::function<bool()> is_stopped;
};

inline constexpr std::int64_t kBoundIterationsDefault = 200;

[[nodiscard]] Checked<Outcome> design(const DesignOrder& order, const Listener& listener);

// Judges the plan in `plan_file`. Territories it does not name elsewhere are counted from it.
[[nodiscard]] Checked<Outcome> judge(const DesignOrder& order, const std::string& plan_file,
                                     const Listener& listener);

// Bounds the problem; with a plan file also judges that plan and states its gap.
[[nodiscard]] Checked<Outcome> bound_problem(const DesignOrder& order, const std::string& plan_file,
                                             const Listener& listener);

}  // namespace bailiwick::planning
