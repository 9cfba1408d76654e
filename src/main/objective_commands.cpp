// `bailiwick objective list|progress`: what the company wants to reach, and how far it is, for scripts and reports.
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/on_behalf.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "market/objective_json.hpp"
#include "market/progress_routes.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;
using market::Objective;
using Json = nlohmann::json;

constexpr std::string_view kListingTeaching =
    R"(Lists the company's objectives: the period, what is counted and how much is wanted.

Examples
  bailiwick objective list --as kim@example.com
  bailiwick objective list --as kim@example.com --json)";

constexpr std::string_view kProgressTeaching =
    R"(Tells how far an objective, named by its name or its id, is by today: what was reached, what was to be expected, and what is missing, of the whole and of
each territory that the person sees. Money is converted at the rate of each day; what has no rate is named.

Examples
  bailiwick objective progress "New business in 2027" --as kim@example.com
  bailiwick objective progress "New business in 2027" --as kim@example.com --json)";

ExitCode report(const Errors& errors, const ParsedOptions& options, const Console& console) {
  return command::report_errors(errors, options.has("json"), console);
}

ExitCode list_objectives(Application& application, const ParsedOptions& options,
                         const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report({principal.error()}, options, console);
  const auto all = application.objectives().objectives(*principal);
  if (!all) return report({all.error()}, options, console);
  Json json = {{"items", Json::array()}};
  for (const Objective& objective : *all) {
    json["items"].push_back({{"id", objective.id.text()},
                             {"name", objective.name},
                             {"first_day", to_text(objective.first_day)},
                             {"last_day", to_text(objective.last_day)},
                             {"metric", market::name_of(objective.metric)},
                             {"target", market::figure_json(objective, objective.target)},
                             {"shares", objective.shares.size()}});
    if (!options.has("json"))
      console.out << fmt::format(
          "{:<34} {} to {}  {:<25} {:>20}  {}\n", objective.name, to_text(objective.first_day),
          to_text(objective.last_day), market::name_of(objective.metric),
          market::figure_text(objective, objective.target), objective.id.text());
  }
  if (options.has("json")) console.out << json.dump(2) << "\n";
  return ExitCode::kOk;
}

Result<market::ObjectiveId> objective_called(const Application& application,
                                             const platform::identity::Principal& principal,
                                             const std::string& word) {
  const auto all = application.objectives().objectives(principal);
  if (!all) return tl::unexpected(all.error());
  for (const Objective& objective : *all)
    if (objective.name == word || objective.id.text() == word) return objective.id;
  return fail(
      ErrorCode::kNotFound, "X068",
      fmt::format("There is no objective \"{}\". `bailiwick objective list` has all.", word));
}

// "0.3" as "30.0%".
std::string percent_text(const std::optional<Decimal>& share) {
  const auto hundred = share ? product(*share, Decimal::whole(100)) : std::nullopt;
  const auto told = hundred ? rounded(*hundred, 1, Rounding::kHalfEven) : std::nullopt;
  return told ? to_text(*told) + "%" : "-";
}

void print_line(const std::string& name, const Objective& objective,
                const market::Progress& progress, std::ostream& out) {
  const auto text = [&](std::int64_t amount) { return market::figure_text(objective, amount); };
  out << fmt::format("{:<30} {:>20} {:>20} {:>8} {:>20} {:>20}\n", name, text(progress.target),
                     text(progress.reached.amount), percent_text(progress.reached_share),
                     text(progress.expected), text(progress.missing));
  for (const market::Unconverted& one : progress.reached.unconverted)
    out << fmt::format("  not counted, since there is no rate: {} {} ({})\n", to_text(one.amount),
                       one.currency.text(), one.count);
}

void print_progress(const market::ObjectiveProgress& progress,
                    const std::map<market::TerritoryId, std::string>& names, std::ostream& out) {
  const Objective& objective = progress.objective;
  out << fmt::format("{}: {} of {} {} gone by\n\n{:<30} {:>20} {:>20} {:>8} {:>20} {:>20}\n",
                     objective.name, progress.days.gone, progress.days.all(),
                     progress.days.is_working ? "working days" : "days", "", "target", "reached",
                     "", "expected", "missing");
  if (progress.whole) print_line("whole", objective, *progress.whole, out);
  for (const market::ShareProgress& share : progress.shares) {
    const auto name = names.find(share.territory);
    print_line(name == names.end() ? share.territory.text() : name->second, objective,
               share.progress, out);
  }
  if (progress.without_rate > 0)
    out << fmt::format(
        "Accounts whose money the segment reads as empty, since there is no rate: {}\n",
        progress.without_rate);
}

ExitCode tell_progress(Application& application, const ParsedOptions& options,
                       const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report({principal.error()}, options, console);
  const auto id = objective_called(application, *principal, options.operands.front());
  if (!id) return report({id.error()}, options, console);
  const auto progress = application.progress().progress(*principal, *id);
  if (!progress) return report(progress.error(), options, console);
  if (options.has("json")) {
    console.out << market::to_json(*progress).dump(2) << "\n";
    return ExitCode::kOk;
  }
  const auto names = application.database().read([&](platform::db::Connection& connection) {
    return alignment::all_territory_names(connection, principal->tenant);
  });
  if (!names) return report({names.error()}, options, console);
  print_progress(*progress, *names, console.out);
  return ExitCode::kOk;
}

}  // namespace

std::vector<command::Command> objective_commands() {
  constexpr command::OptionSpec kFor{"as", "ADDRESS", "The objective",
                                     "On behalf of whom. Needed."};
  auto lists = server_command("objective list", "what the company wants to reach",
                              "--as ADDRESS [OPTIONS]", kListingTeaching);
  lists.options.insert(lists.options.begin(), kFor);
  auto tells = server_command("objective progress", "how far an objective is by today",
                              "OBJECTIVE --as ADDRESS [OPTIONS]", kProgressTeaching);
  tells.options.insert(tells.options.begin(), kFor);
  tells.operands_min = tells.operands_max = 1;
  return {{lists, run_with_application<list_objectives>},
          {tells, run_with_application<tell_progress>}};
}

}  // namespace bailiwick
