#include "platform/files/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/files/column_names.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/error_log.hpp"

namespace bailiwick::platform::files {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2" before "10": stretches of digits compare as numbers, all else byte by byte.
bool is_before(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (!is_digit(a[i]) || !is_digit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
      continue;
    }
    const auto stretch = [](std::string_view text, std::size_t& at) {
      while (at < text.size() && text[at] == '0') ++at;
      const std::size_t begin = at;
      while (at < text.size() && is_digit(text[at])) ++at;
      return text.substr(begin, at - begin);
    };
    const std::string_view x = stretch(a, i);
    const std::string_view y = stretch(b, j);
    if (x.size() != y.size()) return x.size() < y.size();
    if (x != y) return x < y;
  }
  if (i < a.size() || j < b.size()) return i >= a.size();
  return a < b;  // equal but for leading zeros
}

// Sorts the names and turns territory_of, which counts rows' names, into indices of the sorted ones.
void name_territories(const std::vector<std::string_view>& name_of, PlanFile& plan) {
  std::vector<std::string_view> names;
  for (const std::string_view name : name_of) {
    if (!name.empty()) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::sort(names.begin(), names.end(), is_before);
  plan.territories.assign(names.begin(), names.end());
  const UnitLookup lookup(plan.territories);
  plan.territory_of.reserve(name_of.size());
  for (const std::string_view name : name_of) {
    plan.territory_of.push_back(name.empty() ? -1 : lookup.find_exact(name).value());
  }
}

struct PlanColumns {
  std::size_t unit = 0;
  std::size_t territory = 0;
};

std::optional<PlanColumns> find_columns(const Table& table, ErrorLog& log) {
  const auto territory = table.find_first(kTerritoryNames);
  auto unit = table.find_first(std::array<std::string_view, 1>{"unit"});
  if (!unit) unit = table.find_first(kIdNames);
  if (!unit && territory && table.column_count() == 2) unit = 1 - *territory;
  if (unit && territory && *unit != *territory) return PlanColumns{*unit, *territory};
  log.add(
      "F040",
      fmt::format("{} needs a header with the columns 'unit' and 'territory'. Its columns are: {}.",
                  table.name(), fmt::join(table.columns(), ", ")));
  return std::nullopt;
}

}  // namespace

Checked<PlanFile> parse_plan(TextFile file, const UnitLookup& units, const PlanOptions& options) {
  Checked<Csv> csv = parse_csv(std::move(file), {.has_comments = true});
  if (!csv) return fail(std::move(csv.error()));
  const Table& table = csv->table;
  ErrorLog log(table.name());
  const auto columns = find_columns(table, log);
  if (!columns) return fail(log.take());
  PlanFile plan;
  plan.notes = std::move(csv->notes);
  constexpr std::size_t kNoRow = ~std::size_t{0};
  std::vector<std::size_t> row_of(units.unit_count(), kNoRow);
  std::vector<std::string_view> name_of(units.unit_count());
  std::size_t restored = 0;
  std::size_t strangers = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view id = table.field(row, columns->unit);
    const auto match = units.find(id);
    if (!match) {
      ++strangers;
      if (options.may_have_strangers) continue;
      log.add("F041", fmt::format("{}: the unit '{}' is not among the units.", table.place_of(row),
                                  id.substr(0, 40)));
      continue;
    }
    const auto unit = static_cast<std::size_t>(match->unit);
    restored += match->is_restored ? 1 : 0;
    if (row_of[unit] != kNoRow) {
      log.add("F042", fmt::format("{}: the unit '{}' stands on {} already.", table.place_of(row),
                                  id.substr(0, 40), table.place_of(row_of[unit])));
      continue;
    }
    row_of[unit] = row;
    name_of[unit] = table.field(row, columns->territory);
  }
  for (std::size_t u = 0; u < name_of.size() && options.is_complete; ++u) {
    if (!name_of[u].empty()) continue;
    log.add("F043", row_of[u] == kNoRow ? fmt::format("{} does not name the unit '{}'.",
                                                      table.name(), units.id_of(u))
                                        : fmt::format("{}: the unit '{}' has no territory.",
                                                      table.place_of(row_of[u]), units.id_of(u)));
  }
  if (!log.is_empty()) return fail(log.take());
  name_territories(name_of, plan);
  if (strangers > 0) {
    plan.notes.push_back(fmt::format("{}: {} units that are not among the units were left out.",
                                     table.name(), strangers));
  }
  if (restored > 0) {
    plan.notes.push_back(fmt::format("{}: {} ids were matched after restoring leading zeros.",
                                     table.name(), restored));
  }
  return plan;
}

Checked<PlanFile> read_plan(const std::filesystem::path& path, const UnitLookup& units,
                            const PlanOptions& options) {
  Result<TextFile> file = read_text(path);
  if (!file) return fail(Errors{file.error()});
  return parse_plan(std::move(*file), units, options);
}

std::string plan_text(std::span<const std::string> ids, std::span<const std::string> territories,
                      std::span<const std::int32_t> territory_of) {
  std::string text = "unit,territory\n";
  for (std::size_t u = 0; u < ids.size(); ++u) {
    const std::int32_t t = territory_of[u];
    const std::array<std::string_view, 2> row = {
        ids[u],
        t < 0 ? std::string_view() : std::string_view(territories[static_cast<std::size_t>(t)])};
    append_csv_row(text, row);
  }
  return text;
}

}  // namespace bailiwick::platform::files
