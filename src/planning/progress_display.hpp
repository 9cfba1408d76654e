// Progress on the error stream: one line that is redrawn on a terminal, else a plain line every few seconds.
//
// Shows the phase, how far the budget is spent, the best cost as a distance, the worst deviation, territories outside and
// fragments, and the time. One thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/budget.hpp"
#include "engine/territory/bound.hpp"
#include "engine/territory/solve.hpp"

namespace bailiwick::planning {

class ProgressDisplay {
 public:
  enum class Mode { kTerminal, kPlain };

  using Sink = std::function<void(std::string_view)>;

  // `sink` writes at once; an empty one makes the display silent.
  ProgressDisplay(Sink sink, Mode mode, Clock clock = monotonic_clock());

  void phase(std::string_view name);
  void solve(const engine::territory::Problem& problem,
             const engine::territory::Progress& progress);
  void bound(const engine::territory::BoundProgress& progress);
  // Clears the line; to be called before anything else is printed.
  void finish();

 private:
  void show(double fraction, const std::string& text);
  [[nodiscard]] bool is_due();

  Sink sink_;
  Mode mode_;
  Clock clock_;
  Seconds start_;
  Seconds last_{-1e9};
  std::string phase_;
  bool is_line_open_ = false;
};

// The largest |amount - target| / target over all balance rules and territories; -1 where there is no rule.
[[nodiscard]] double worst_deviation(const engine::territory::Problem& problem,
                                     const engine::territory::Plan& plan);

// What people read while they wait for a job: the best plan so far. The web app knows its words (lib/job_text.ts).
[[nodiscard]] std::string best_so_far(const engine::territory::Problem& problem,
                                      const engine::territory::Progress& progress);

}  // namespace bailiwick::planning
