#include "planning/command_wait.hpp"

namespace bailiwick::planning {

CommandWait::CommandWait(const Console& console)
    : display_(console.progress, console.is_terminal ? ProgressDisplay::Mode::kTerminal
                                                     : ProgressDisplay::Mode::kPlain),
      stop_(console.listen ? console.listen() : nullptr) {}

Listener CommandWait::listener() {
  Listener listener;
  listener.on_phase = [this](std::string_view phase) { display_.phase(phase); };
  listener.on_solve = [this](const territory::Problem& problem,
                             const territory::Progress& progress) {
    display_.solve(problem, progress);
  };
  listener.on_bound = [this](const territory::BoundProgress& progress) {
    display_.bound(progress);
  };
  if (stop_ == nullptr) return listener;
  listener.on_budget = [this](const Budget& budget) { stop_->watch(budget); };
  listener.is_stopped = [this] { return stop_->was_caught(); };
  return listener;
}

}  // namespace bailiwick::planning
