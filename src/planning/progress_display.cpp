#include "planning/progress_display.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "planning/report_json.hpp"
#include "planning/value_text.hpp"

namespace bailiwick::planning {

namespace territory = engine::territory;

namespace {

constexpr Seconds kTerminalPause(0.1);
constexpr Seconds kPlainPause(3.0);
constexpr int kBarWidth = 20;

std::string bar(double fraction) {
  const int full = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * kBarWidth + 0.5);
  return "[" + std::string(static_cast<std::size_t>(full), '#') +
         std::string(static_cast<std::size_t>(kBarWidth - full), '.') + "]";
}

}  // namespace

double worst_deviation(const territory::Problem& problem, const territory::Plan& plan) {
  double worst = problem.balance.empty() ? -1.0 : 0.0;
  for (const territory::BalanceRule& rule : problem.balance) {
    const auto& values = problem.measures[static_cast<std::size_t>(rule.measure)].values;
    std::vector<double> amounts(static_cast<std::size_t>(plan.k), 0.0);
    for (std::size_t u = 0; u < values.size(); ++u) {
      amounts[static_cast<std::size_t>(plan.territory_of[u])] += static_cast<double>(values[u]);
    }
    const std::vector<territory::Window> windows = territory::windows_of(problem, rule, plan.k);
    for (std::size_t t = 0; t < windows.size(); ++t) {
      const double target = windows[t].target;
      if (target > 0) worst = std::max(worst, std::abs(amounts[t] - target) / target);
    }
  }
  return worst;
}

std::string best_so_far(const territory::Problem& problem, const territory::Progress& progress) {
  if (progress.best == nullptr || progress.best->territory_of.empty()) return "First plan";
  std::string text = fmt::format("Best so far: {} km", grouped(as_km(problem, progress.cost), 1));
  const double worst = worst_deviation(problem, *progress.best);
  if (worst >= 0) text += fmt::format(", worst deviation {}", percent(worst, 2));
  if (progress.violations.balance > 0)
    text += fmt::format(", {} outside their tolerance", progress.violations.balance);
  return text;
}

ProgressDisplay::ProgressDisplay(Sink sink, Mode mode, Clock clock)
    : sink_(std::move(sink)), mode_(mode), clock_(std::move(clock)), start_(clock_()) {}

void ProgressDisplay::phase(std::string_view name) {
  phase_ = name;
  if (mode_ == Mode::kTerminal) show(0.0, "");
  last_ = clock_();
}

void ProgressDisplay::solve(const territory::Problem& problem,
                            const territory::Progress& progress) {
  if (!is_due()) return;
  std::string text(progress.phase);
  if (progress.best != nullptr && !progress.best->territory_of.empty()) {
    const bool is_squared = problem.power == territory::DistancePower::kSquared;
    text += fmt::format("  {} {} km", is_squared ? "RMS" : "mean",
                        grouped(as_km(problem, progress.cost), 2));
    const double worst = worst_deviation(problem, *progress.best);
    if (worst >= 0) text += fmt::format("  worst {}", percent(worst, 2));
    text += fmt::format("  outside {}", progress.violations.balance);
    if (progress.violations.fragments > 0)
      text += fmt::format("  fragments {}", progress.violations.fragments);
  }
  show(progress.fraction, text);
}

void ProgressDisplay::bound(const territory::BoundProgress& progress) {
  if (is_due()) show(progress.fraction, fmt::format("{} rounds", grouped(progress.iterations)));
}

bool ProgressDisplay::is_due() {
  if (!sink_) return false;
  const Seconds now = clock_();
  if (now - last_ < (mode_ == Mode::kTerminal ? kTerminalPause : kPlainPause)) return false;
  last_ = now;
  return true;
}

void ProgressDisplay::show(double fraction, const std::string& text) {
  if (!sink_) return;
  const double seconds = (clock_() - start_).value();
  if (mode_ == Mode::kPlain) {
    sink_(fmt::format("{:.0f} s  {} {:.0f}%  {}\n", seconds, phase_, fraction * 100, text));
    return;
  }
  // Redrawn from the left; what an older, longer line left behind is cleared.
  sink_(fmt::format("\r{} {:<8} {}  {:.0f} s\x1b[K", bar(fraction), phase_, text, seconds));
  is_line_open_ = true;
}

void ProgressDisplay::finish() {
  if (is_line_open_) sink_("\r\x1b[K");
  is_line_open_ = false;
}

}  // namespace bailiwick::planning
