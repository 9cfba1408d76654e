#include "planning/command_wait.hpp"

namespace bailiwick::planning {

CommandWait::CommandWait(const Console& console)
    : display_(console.progress, console.is_terminal ? ProgressDisplay::Mode::kTerminal
                                                     : ProgressDisplay::Mode::kPlain),
      stop_(console.listen ? console.listen() : nullptr) {}

Listener CommandWait::listener() {
  Listener listener;
  listener.on_phase = [this](std::string_view phase) { begin(phase); };
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

void CommandWait::begin(std::string_view phase) {
  begun_.emplace_back(phase, clock_());
  display_.phase(phase);
}

void CommandWait::finish() {
  begun_.emplace_back("end", clock_());
  display_.finish();
}

PhaseSeconds CommandWait::seconds() const {
  PhaseSeconds result;
  bool is_judged = false;
  for (std::size_t i = 0; i + 1 < begun_.size(); ++i) {
    is_judged = is_judged || begun_[i].first == "validate";
    result.emplace_back(begun_[i].first, (begun_[i + 1].second - begun_[i].second).value());
  }
  return is_judged ? result : PhaseSeconds{};
}

}  // namespace bailiwick::planning
