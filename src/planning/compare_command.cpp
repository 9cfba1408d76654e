// `bailiwick compare`: what changes between two plans.
#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>

#include <fmt/core.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "planning/commands.hpp"
#include "planning/compare.hpp"
#include "planning/report_json.hpp"
#include "planning/value_text.hpp"
#include "platform/files/atomic_write.hpp"
#include "platform/files/column_names.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/plan.hpp"
#include "platform/files/units.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using Json = nlohmann::ordered_json;

constexpr std::size_t kRowsShown = 25;
constexpr std::string_view kNobody = "(none)";

constexpr std::string_view kCompareTeaching =
    R"(Says which units move from which territory to which between two plans, and how much of each measure with them.
Territories are the same where their names are; others are matched by what they share. Without --units only
units are counted.

Examples
  bailiwick compare today.csv plan/plan.csv --units zips.csv
  bailiwick compare a/plan.csv b/plan.csv --by-overlap --moves moves.csv)";

CommandSpec compare_spec() {
  constexpr std::string_view kGroup = "Options";
  return {.name = "compare",
          .summary = "say who gains and loses what between two plans",
          .usage = "BEFORE.csv AFTER.csv [--units FILE] [OPTIONS]",
          .teaching = kCompareTeaching,
          .options = {{"units", "FILE", kGroup, "CSV of units with the measures to count."},
                      {"by-overlap", "", kGroup,
                       "Names mean nothing: match territories by what they share."},
                      {"moves", "FILE", kGroup, "Write unit,from,to for every unit that moves."},
                      {"json", "", kGroup, "Print everything as JSON."},
                      help_option()},
          .operands_min = 2,
          .operands_max = 2};
}

struct Compared {
  files::Units units;
  files::PlanFile before;
  files::PlanFile after;
  Comparison result;
};

// Without a units file: the ids that stand in either plan, in the order of their first mention.
Checked<files::Units> units_of_plans(const ParsedOptions& options) {
  files::Units units;
  std::set<std::string> seen;
  for (const std::string& path : options.operands) {
    const Checked<files::Csv> csv = files::read_csv(path, {.has_comments = true});
    if (!csv) return fail(csv.error());
    const std::string_view unit[] = {"unit"};
    auto column = csv->table.find_first(unit);
    if (!column) column = csv->table.find_first(files::kIdNames);
    for (std::size_t row = 0; row < csv->table.row_count(); ++row) {
      std::string id(csv->table.field(row, column.value_or(0)));
      if (seen.insert(id).second) units.ids.push_back(std::move(id));
    }
  }
  return units;
}

Checked<Compared> read_and_compare(const ParsedOptions& options) {
  Compared compared;
  const auto path = options.value("units");
  files::UnitsOptions units_options;
  units_options.has_places = false;
  Checked<files::Units> units =
      path ? files::read_units(*path, units_options) : units_of_plans(options);
  if (!units) return fail(units.error());
  compared.units = std::move(*units);
  const files::UnitLookup lookup(compared.units.ids);
  Errors errors;
  const auto read = [&](const std::string& file, files::PlanFile& into) {
    Checked<files::PlanFile> plan = files::read_plan(file, lookup, {.is_complete = false});
    if (plan) {
      into = std::move(*plan);
    } else {
      errors.insert(errors.end(), plan.error().begin(), plan.error().end());
    }
  };
  read(options.operands[0], compared.before);
  read(options.operands[1], compared.after);
  if (!errors.empty()) return fail(std::move(errors));
  compared.result = compare({compared.before.territories, compared.before.territory_of},
                            {compared.after.territories, compared.after.territory_of},
                            compared.units.measures, {.by_overlap = options.has("by-overlap")});
  return compared;
}

std::string name_before(const Compared& c, std::int32_t t) {
  return t < 0 ? std::string(kNobody) : c.before.territories[static_cast<std::size_t>(t)];
}
std::string name_after(const Compared& c, std::int32_t t) {
  return t < 0 ? std::string(kNobody) : c.after.territories[static_cast<std::size_t>(t)];
}
std::string title_of(const Compared& c, const TerritoryChange& change) {
  if (!change.before) return name_after(c, *change.after) + " (new)";
  const std::string before = name_before(c, *change.before);
  if (!change.after) return before + " (ends)";
  const std::string after = name_after(c, *change.after);
  return before == after ? before : before + " -> " + after;
}

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

std::string amounts_text(const Compared& c, const std::vector<std::int64_t>& amounts) {
  std::string out;
  for (std::size_t m = 0; m < amounts.size(); ++m) {
    const files::MeasureColumn& measure = c.units.measures[m];
    double value = static_cast<double>(amounts[m]);
    for (int d = 0; d < measure.decimals; ++d) value /= 10.0;
    out +=
        fmt::format("{}{} {}", m == 0 ? "" : ", ", grouped(value, measure.decimals), measure.name);
  }
  return out;
}

std::string text_of(const Compared& c) {
  std::string out;
  const auto line = std::back_inserter(out);
  const auto units = static_cast<std::int64_t>(c.units.ids.size());
  const auto moved = static_cast<std::int64_t>(c.result.moved_units.size());
  fmt::format_to(line, "  {} of {} units change hands ({})\n", grouped(moved), grouped(units),
                 percent(share(moved, units), 2));
  for (std::size_t m = 0; m < c.units.measures.size(); ++m) {
    const auto& measure = c.units.measures[m];
    fmt::format_to(line, "  {} of {} {} ({})\n",
                   decimal_text(c.result.amounts_moved[m], measure.decimals),
                   decimal_text(c.result.amounts_total[m], measure.decimals), measure.name,
                   percent(share(c.result.amounts_moved[m], c.result.amounts_total[m]), 2));
  }
  if (moved == 0) return out;

  fmt::format_to(line, "\n  {:<24} {:>8} {:>8} {:>8} {:>8}\n", "territory", "before", "after",
                 "gained", "lost");
  std::vector<const TerritoryChange*> changed;
  for (const TerritoryChange& change : c.result.territories) {
    if (change.units_gained + change.units_lost > 0) changed.push_back(&change);
  }
  std::stable_sort(changed.begin(), changed.end(),
                   [](const TerritoryChange* a, const TerritoryChange* b) {
                     return a->units_gained + a->units_lost > b->units_gained + b->units_lost;
                   });
  for (std::size_t i = 0; i < std::min(changed.size(), kRowsShown); ++i) {
    const TerritoryChange& t = *changed[i];
    fmt::format_to(line, "  {:<24} {:>8} {:>8} {:>8} {:>8}\n", title_of(c, t),
                   grouped(t.units_before), grouped(t.units_after), grouped(t.units_gained),
                   grouped(t.units_lost));
  }
  if (changed.size() > kRowsShown)
    fmt::format_to(line, "  ... and {} more\n", changed.size() - kRowsShown);

  fmt::format_to(line, "\n  {:<24} {:<24} {:>8}  with\n", "from", "to", "units");
  for (std::size_t i = 0; i < std::min(c.result.moves.size(), kRowsShown); ++i) {
    const Move& move = c.result.moves[i];
    fmt::format_to(line, "  {:<24} {:<24} {:>8}  {}\n", name_before(c, move.from),
                   name_after(c, move.to), grouped(move.units), amounts_text(c, move.amounts));
  }
  if (c.result.moves.size() > kRowsShown) {
    fmt::format_to(line, "  ... and {} more (all with --json)\n",
                   c.result.moves.size() - kRowsShown);
  }
  return out;
}

Json amounts_json(const Compared& c, const std::vector<std::int64_t>& amounts) {
  Json json = Json::object();
  for (std::size_t m = 0; m < amounts.size(); ++m) {
    // As a text of digits read back: exact for whole numbers, the nearest double for others.
    json[c.units.measures[m].name] =
        Json::parse(decimal_text(amounts[m], c.units.measures[m].decimals));
  }
  return json;
}

Json json_of(const Compared& c) {
  Json territories = Json::array();
  for (const TerritoryChange& t : c.result.territories) {
    territories.push_back({{"before", t.before ? Json(name_before(c, *t.before)) : Json(nullptr)},
                           {"after", t.after ? Json(name_after(c, *t.after)) : Json(nullptr)},
                           {"units_before", t.units_before},
                           {"units_after", t.units_after},
                           {"units_gained", t.units_gained},
                           {"units_lost", t.units_lost},
                           {"before_amounts", amounts_json(c, t.amounts_before)},
                           {"after_amounts", amounts_json(c, t.amounts_after)},
                           {"gained", amounts_json(c, t.amounts_gained)},
                           {"lost", amounts_json(c, t.amounts_lost)}});
  }
  Json moves = Json::array();
  for (const Move& move : c.result.moves) {
    moves.push_back({{"from", move.from < 0 ? Json(nullptr) : Json(name_before(c, move.from))},
                     {"to", move.to < 0 ? Json(nullptr) : Json(name_after(c, move.to))},
                     {"units", move.units},
                     {"amounts", amounts_json(c, move.amounts)}});
  }
  return {{"program", "bailiwick"},
          {"command", "compare"},
          {"units", c.units.ids.size()},
          {"units_moved", c.result.moved_units.size()},
          {"total", amounts_json(c, c.result.amounts_total)},
          {"moved", amounts_json(c, c.result.amounts_moved)},
          {"territories", territories},
          {"moves", moves}};
}

std::string moves_csv(const Compared& c) {
  std::string out;
  const std::string_view header[] = {"unit", "from", "to"};
  files::append_csv_row(out, header);
  for (const std::int32_t u : c.result.moved_units) {
    const auto i = static_cast<std::size_t>(u);
    const std::int32_t from = c.before.territory_of[i];
    const std::int32_t to = c.after.territory_of[i];
    const std::string before = from < 0 ? "" : name_before(c, from);
    const std::string after = to < 0 ? "" : name_after(c, to);
    const std::string_view row[] = {c.units.ids[i], before, after};
    files::append_csv_row(out, row);
  }
  return out;
}

ExitCode run_compare(const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const Checked<Compared> compared = read_and_compare(options);
  if (!compared) return report_errors(compared.error(), is_json, console);
  if (const auto path = options.value("moves")) {
    if (const Result<void> written = files::write_file(*path, moves_csv(*compared)); !written) {
      return report_errors({written.error()}, is_json, console);
    }
  }
  console.out << (is_json ? json_text(json_of(*compared), 2) + "\n" : text_of(*compared));
  return ExitCode::kOk;
}

}  // namespace

Command compare_command() { return {compare_spec(), run_compare}; }

}  // namespace bailiwick::planning
