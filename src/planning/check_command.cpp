// `bailiwick check`: judges a plan from anywhere.
#include <ostream>

#include <nlohmann/json.hpp>

#include "planning/borders.hpp"
#include "planning/commands.hpp"
#include "planning/design_options.hpp"
#include "planning/design_service.hpp"
#include "planning/report_json.hpp"
#include "planning/summary.hpp"
#include "planning/write_results.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kCheckTeaching =
    R"(Judges any plan, made by whatever program or person: recomputes balance, connection and distances from the plan
alone and names every demand it breaks. Ask with the same options as for design; the number of territories is
counted from the plan unless --territories says it.

Examples
  bailiwick check plan.csv --units zips.csv --edges edges.csv --balance population=2%
  bailiwick check plan.csv --units zips.csv --balance population=2% --out judged   # with a map

The exit code is 0 where the plan meets every demand and 1 where it does not.)";

CommandSpec check_spec() {
  CommandSpec spec{.name = "check",
                   .summary = "judge a plan from anywhere: balance, connection, distances",
                   .usage = "PLAN.csv --units FILE [--balance COLUMN=SHARE] [OPTIONS]",
                   .teaching = kCheckTeaching,
                   .options = problem_options(),
                   .operands_min = 1,
                   .operands_max = 1};
  for (const auto& group : {output_options(), {help_option()}}) {
    spec.options.insert(spec.options.end(), group.begin(), group.end());
  }
  return spec;
}

ExitCode run_check(const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  Checked<DesignOrder> order = parse_order(options);
  if (!order) {
    const ExitCode code = report_errors(order.error(), is_json, console);
    return options.has("problem") ? code : ExitCode::kUsage;
  }
  // A problem file's folder is for design; check writes only where it is told to.
  order->output.folder = options.value("out").value_or("");
  if (!order->output.folder.empty()) {
    const Result<void> folder = check_folder(order->output.folder, order->output.force);
    if (!folder) {
      report_errors({folder.error()}, is_json, console);
      return ExitCode::kUsage;
    }
  }
  std::vector<geo::Area> borders;
  if (order->request.files.borders) {
    Checked<std::vector<geo::Area>> read = read_borders(*order->request.files.borders);
    if (!read) return report_errors(read.error(), is_json, console);
    borders = std::move(*read);
  }
  const Checked<Outcome> outcome = judge(*order, options.operands.front(), Listener{});
  if (!outcome) return report_errors(outcome.error(), is_json, console);
  if (!order->output.folder.empty()) {
    if (const auto written = write_results(*outcome, borders); !written)
      return report_errors({written.error()}, is_json, console);
  }
  if (const Result<void> written = write_edges(*outcome); !written)
    return report_errors({written.error()}, is_json, console);
  if (is_json) {
    console.out << json_text(report_json(*outcome), 2) << "\n";
  } else {
    for (const std::string& note : outcome->notes) console.err << "note: " << note << "\n";
    console.out << summary_text(*outcome);
  }
  return outcome->report.is_feasible() ? ExitCode::kOk : ExitCode::kDemandsNotMet;
}

}  // namespace

Command check_command() { return {check_spec(), run_check}; }

}  // namespace bailiwick::planning
