#include "planning/summary.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/core.h>
#include <fmt/format.h>

#include "planning/report_json.hpp"
#include "planning/value_text.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::size_t kViolationsShown = 10;

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

class Summary {
 public:
  explicit Summary(const Outcome& outcome) : outcome_(outcome) {}

  std::string text() {
    const territory::Problem& p = outcome_.problem;
    const bool has_plan = !outcome_.plan.territory_of.empty();
    line("{}, {}{}", counted(p.unit_count(), "unit", "units"),
         counted(p.adjacency.edge_count(), "border", "borders"),
         has_plan ? ", " + counted(outcome_.plan.k, "territory", "territories") : "");
    if (has_plan) {
      balance();
      compactness();
    }
    proof();
    how();
    if (has_plan) verdict();
    return out_;
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    out_ += "  ";
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }
  void row(std::string_view name, const std::string& value) { line("{:<20} {}", name, value); }

  void balance() {
    const territory::Problem& p = outcome_.problem;
    if (p.balance.empty()) return;
    out_ += '\n';
    line("{:<20} {:>14} {:>11} {:>16} {:>8}", "measure", "mean", "allowed", "worst deviation",
         "outside");
    for (std::size_t i = 0; i < p.balance.size(); ++i) {
      const territory::Measure& measure =
          p.measures[static_cast<std::size_t>(p.balance[i].measure)];
      double total = 0.0;
      for (const auto& t : outcome_.report.territories) {
        total += static_cast<double>(t.amounts[static_cast<std::size_t>(p.balance[i].measure)]);
      }
      for (int d = 0; d < measure.decimals; ++d) total /= 10.0;
      const double mean = total / std::max(1, outcome_.plan.k);
      const auto& tolerance = p.balance[i].tolerance;
      line("{:<20} {:>14} {:>11} {:>16} {:>8}", measure.name, grouped(mean, mean < 1000 ? 1 : 0),
           tolerance ? percent(*tolerance, *tolerance < 0.01 ? 2 : 1) : "(wish)",
           percent(outcome_.report.worst_deviation[i], 2),
           grouped(std::int64_t{outcome_.report.outside[i]}));
    }
    out_ += '\n';
  }

  void compactness() {
    const territory::Report& r = outcome_.report;
    double radius = 0.0;
    for (const auto& t : r.territories) radius = std::max(radius, t.radius_km);
    if (outcome_.problem.is_contiguous) {
      row("connected",
          r.fragments == 0 ? "yes, all" : "no: " + counted(r.fragments, "fragment", "fragments"));
    }
    row("distance to centre",
        fmt::format("RMS {} km, mean {} km, farthest {} km", grouped(r.rms_km, 2),
                    grouped(r.mean_km, 2), grouped(radius, 1)));
    if (outcome_.problem.disruption) row("changes hands", percent(r.disrupted, 2));
  }

  void proof() {
    const territory::Bound& b = outcome_.bound;
    if (!b.value) {
      row("lower bound", fmt::format("no proof. {}", b.scope));
      return;
    }
    const bool is_squared = outcome_.problem.power == territory::DistancePower::kSquared;
    row("lower bound", fmt::format("{} km {} ({})", grouped(as_km(outcome_.problem, *b.value), 2),
                                   is_squared ? "RMS" : "mean", b.method));
    if (outcome_.gap)
      row("gap", fmt::format("at most {} from the best there can be", percent(*outcome_.gap, 2)));
    row("proven", b.scope);
  }

  void how() {
    const Timings& t = outcome_.timings;
    std::string parts = fmt::format("{} s (read {}", grouped(t.total_s, 2), grouped(t.read_s, 2));
    if (outcome_.command == "design") {
      parts += fmt::format(", search {}", grouped(t.solve_s, 2));
    }
    if (t.bound_s > 0) parts += fmt::format(", proof {}", grouped(t.bound_s, 2));
    row("time", parts + ")");
    if (outcome_.command == "design") {
      row("search", fmt::format("seed {}, {}, {}", outcome_.order.limits.seed,
                                counted(outcome_.iterations, "round", "rounds"),
                                counted(outcome_.order.limits.threads, "thread", "threads")));
    }
  }

  void verdict() {
    out_ += '\n';
    const Errors& broken = outcome_.report.violations;
    if (outcome_.is_partial) line("Interrupted: this is the best plan so far.");
    if (broken.empty()) {
      line("Every demand is met.");
      return;
    }
    line("Not every demand is met{}:",
         outcome_.command == "design" ? "; this is the nearest plan found in the time" : "");
    for (std::size_t i = 0; i < std::min(broken.size(), kViolationsShown); ++i) {
      line("  {} {}", broken[i].rule, broken[i].message);
    }
    if (broken.size() > kViolationsShown) {
      line("  ... and more: report.json names them, territories.csv shows every territory");
    }
  }

  const Outcome& outcome_;
  std::string out_;
};

}  // namespace

std::string summary_text(const Outcome& outcome) { return Summary(outcome).text(); }

}  // namespace bailiwick::planning
