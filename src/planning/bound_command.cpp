// `bailiwick bound`: proves how good a plan can be.
#include <ostream>

#include <nlohmann/json.hpp>

#include "planning/command_wait.hpp"
#include "planning/commands.hpp"
#include "planning/design_options.hpp"
#include "planning/design_service.hpp"
#include "planning/report_json.hpp"
#include "planning/summary.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kBoundTeaching =
    R"(Proves a lower bound: no plan that meets the demands can cost less, whatever program makes it. With --plan it also
states the gap of that plan. Ask with the same options as for design. Ctrl-C keeps what is proven so far.

Examples
  bailiwick bound --units zips.csv --territories 500 --balance population=2% --seconds 5m
  bailiwick bound --units zips.csv --balance population=2% --plan plan/plan.csv --seconds 60)";

CommandSpec bound_spec() {
  CommandSpec spec{.name = "bound",
                   .summary = "prove how good a plan can be",
                   .usage = "--units FILE --territories N [--plan PLAN.csv] [OPTIONS]",
                   .teaching = kBoundTeaching,
                   .options = problem_options()};
  spec.options.push_back({"plan", "FILE", "The plan to state the gap of",
                          "unit,territory; it must meet every demand."});
  for (const OptionSpec& option : search_options()) {
    if (option.name == "seconds" || option.name == "iterations" || option.name == "threads") {
      spec.options.push_back(option);
    }
  }
  spec.options.push_back(
      {"json", "", "What comes out", "Print the report as JSON instead of text."});
  spec.options.push_back(help_option());
  return spec;
}

ExitCode run_bound(const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const Checked<DesignOrder> order = parse_order(options);
  if (!order) {
    const ExitCode code = report_errors(order.error(), is_json, console);
    return options.has("problem") ? code : ExitCode::kUsage;
  }
  CommandWait wait(console);
  const Checked<Outcome> outcome =
      bound_problem(*order, options.value("plan").value_or(""), wait.listener());
  wait.finish();
  if (!outcome) return report_errors(outcome.error(), is_json, console, wait.seconds());
  if (is_json) {
    console.out << json_text(report_json(*outcome), 2) << "\n";
  } else {
    for (const std::string& note : outcome->notes) console.err << "note: " << note << "\n";
    console.out << summary_text(*outcome);
  }
  if (outcome->is_partial) return ExitCode::kInterrupted;
  const bool is_broken = !outcome->plan.territory_of.empty() && !outcome->report.is_feasible();
  return is_broken ? ExitCode::kDemandsNotMet : ExitCode::kOk;
}

}  // namespace

Command bound_command() { return {bound_spec(), run_bound}; }

}  // namespace bailiwick::planning
