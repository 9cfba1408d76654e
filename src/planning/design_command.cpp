// `bailiwick design`: makes a plan and writes it.
#include <ostream>

#include <fmt/core.h>

#include "planning/borders.hpp"
#include "planning/command_wait.hpp"
#include "planning/commands.hpp"
#include "planning/design_options.hpp"
#include "planning/design_service.hpp"
#include "planning/summary.hpp"
#include "planning/write_results.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kDesignTeaching =
    R"(Divides units into territories that are balanced, connected and compact, and proves how good the plan is.

Examples
  # 500 territories of equal population within 2%, in 30 seconds
  bailiwick design --units zips.csv --territories 500 --balance population=2% --seconds 30 --out plan

  # three measures at once; neighbours from the shapes; states drawn on the map
  bailiwick design --units zips.csv --shapes zips.geojson --territories 100 --balance population=5%
      --balance hospitals=10% --balance beds=10% --borders states.json --out plan

  # a representative left: give their units to the others, and let at most 5% of revenue change hands
  bailiwick design --units zips.csv --keep plan/plan.csv --vacate T017 --balance revenue=10%
      --disruption revenue=5% --out plan2

Shares are written 2% or 0.02, distances 20km, 500m or 12mi, times 10, 90s or 5m. Ctrl-C keeps the best
plan so far. See also: bailiwick help files, balance, proof, exit-codes.)";

CommandSpec design_spec() {
  CommandSpec spec{
      .name = "design",
      .summary = "make a plan: plan.csv, tables, shapes and a report with a map",
      .usage = "--units FILE --territories N --balance COLUMN=SHARE --out DIR [OPTIONS]",
      .teaching = kDesignTeaching,
      .options = problem_options()};
  for (const auto& group : {search_options(), output_options(), {help_option()}}) {
    spec.options.insert(spec.options.end(), group.begin(), group.end());
  }
  return spec;
}

Errors check_order(const DesignOrder& order) {
  if (order.output.folder.empty()) {
    return {{ErrorCode::kInvalidInput, "P009", "Where shall the plan go? Give --out DIR."}};
  }
  const Result<void> folder = check_folder(order.output.folder, order.output.force);
  return folder ? Errors{} : Errors{folder.error()};
}

void print_notes(const Outcome& outcome, const Console& console) {
  for (const std::string& note : outcome.notes) console.err << "note: " << note << "\n";
}

ExitCode run_design(const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  Checked<DesignOrder> order = parse_order(options);
  if (!order) {
    const ExitCode code = report_errors(order.error(), is_json, console);
    return options.has("problem") ? code : ExitCode::kUsage;
  }
  if (const Errors errors = check_order(*order); !errors.empty()) {
    report_errors(errors, is_json, console);
    return ExitCode::kUsage;
  }
  std::vector<geo::Area> borders;
  if (order->request.files.borders) {
    Checked<std::vector<geo::Area>> read = read_borders(*order->request.files.borders);
    if (!read) return report_errors(read.error(), is_json, console);
    borders = std::move(*read);
  }
  CommandWait wait(console);
  const Checked<Outcome> outcome = design(*order, wait.listener());
  wait.finish();
  if (!outcome) return report_errors(outcome.error(), is_json, console, wait.seconds());
  if (const Result<void> written = write_edges(*outcome); !written)
    return report_errors({written.error()}, is_json, console);
  const Result<std::string> report = write_results(*outcome, borders);
  if (!report) return report_errors({report.error()}, is_json, console);
  if (is_json) {
    console.out << *report;
  } else {
    print_notes(*outcome, console);
    console.out
        << summary_text(*outcome)
        << fmt::format(
               "  Written to {}: plan.csv, territories.csv, territories.geojson, report.json, "
               "report.html\n",
               outcome->order.output.folder);
  }
  if (outcome->is_partial) return ExitCode::kInterrupted;
  return outcome->report.is_feasible() ? ExitCode::kOk : ExitCode::kDemandsNotMet;
}

}  // namespace

Command design_command() { return {design_spec(), run_design}; }

}  // namespace bailiwick::planning
