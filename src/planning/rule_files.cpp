#include "planning/rule_files.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include <fmt/core.h>

#include "base/nearest.hpp"
#include "planning/value_text.hpp"
#include "platform/files/column_names.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;

constexpr std::array<std::string_view, 5> kOwnerNames = {"territory", "name", "rep", "district",
                                                         "position"};
constexpr std::array<std::string_view, 1> kUnitNames = {"unit"};
constexpr std::array<std::string_view, 3> kGroupNames = {"group", "link", "name"};
constexpr std::array<std::string_view, 2> kKindNames = {"kind", "type"};

class RuleFileReader {
 public:
  RuleFileReader(DesignRequest& request, files::Notes& notes) : request_(request), notes_(notes) {}

  Errors read() {
    const InputFiles& f = request_.files;
    if (f.locks) read_pairs(*f.locks, request_.locks);
    if (f.forbidden) read_pairs(*f.forbidden, request_.forbidden);
    if (f.must_link) read_groups(*f.must_link);
    if (f.barriers) read_barriers(*f.barriers);
    if (f.centers) read_centers(*f.centers);
    return std::move(errors_);
  }

 private:
  void add(std::string_view rule, std::string message) {
    errors_.push_back({ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  }

  std::optional<files::Csv> open(const std::string& path, const files::CsvOptions& options = {}) {
    Checked<files::Csv> csv = files::read_csv(path, options);
    if (!csv) {
      errors_.insert(errors_.end(), csv.error().begin(), csv.error().end());
      return std::nullopt;
    }
    notes_.insert(notes_.end(), csv->notes.begin(), csv->notes.end());
    return std::move(*csv);
  }

  std::optional<std::size_t> column(const files::Table& table,
                                    std::span<const std::string_view> names) {
    if (const auto found = table.find_first(names)) return found;
    std::string list;
    for (const std::string& name : table.columns()) list += (list.empty() ? "" : ", ") + name;
    const std::string wanted(*names.begin());
    std::string nearest;
    for (const std::string_view name : names) {
      if (nearest.empty()) nearest = did_you_mean(name, table.columns());
    }
    add("P020",
        fmt::format("{} has no column \"{}\"; it has: {}.{}", table.name(), wanted, list, nearest));
    return std::nullopt;
  }

  // A column "unit" is meant before one that merely looks like an id.
  std::optional<std::size_t> unit_column(const files::Table& table) {
    if (const auto unit = table.find_first(kUnitNames)) return unit;
    if (const auto id = table.find_first(files::kIdNames)) return id;
    return column(table, kUnitNames);
  }

  // The field, with an error where it is empty.
  std::string filled(const files::Table& table, std::size_t row, std::size_t column_index) {
    std::string text(table.field(row, column_index));
    if (text.empty()) {
      add("P021",
          fmt::format("{}: \"{}\" is empty.", table.place_of(row), table.columns()[column_index]));
    }
    return text;
  }

  void read_pairs(const std::string& path, std::vector<UnitTerritory>& pairs) {
    const auto csv = open(path);
    if (!csv) return;
    const auto unit = unit_column(csv->table);
    const auto name = column(csv->table, kOwnerNames);
    if (!unit || !name) return;
    for (std::size_t row = 0; row < csv->table.row_count(); ++row) {
      pairs.push_back({filled(csv->table, row, *unit), filled(csv->table, row, *name),
                       csv->table.place_of(row)});
    }
  }

  void read_groups(const std::string& path) {
    const auto csv = open(path);
    if (!csv) return;
    const auto group = column(csv->table, kGroupNames);
    const auto unit = unit_column(csv->table);
    if (!group || !unit) return;
    std::map<std::string, UnitGroup> groups;
    for (std::size_t row = 0; row < csv->table.row_count(); ++row) {
      const std::string name = filled(csv->table, row, *group);
      UnitGroup& into = groups[name];
      into.origin = fmt::format("{}, group {}", csv->table.name(), name);
      into.units.push_back(filled(csv->table, row, *unit));
    }
    for (auto& [name, units] : groups) request_.must_link.push_back(std::move(units));
  }

  void read_barriers(const std::string& path) {
    const auto csv = open(path);
    if (!csv) return;
    const files::Table& table = csv->table;
    if (table.column_count() < 2) {
      return add("P020",
                 fmt::format("{} needs two columns of unit ids, one border a line.", table.name()));
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      request_.barriers.push_back(
          {{filled(table, row, 0), filled(table, row, 1)}, table.place_of(row)});
    }
  }

  void read_centers(const std::string& path) {
    const auto csv = open(path);
    if (!csv) return;
    const files::Table& table = csv->table;
    const auto name = column(table, kOwnerNames);
    if (!name) return;
    Columns columns{.name = *name,
                    .unit = table.find_first(kUnitNames) ? table.find_first(kUnitNames)
                                                         : table.find_first(files::kIdNames),
                    .lon = table.find_first(files::kLonNames),
                    .lat = table.find_first(files::kLatNames),
                    .kind = table.find_first(kKindNames)};
    if (!columns.unit && (!columns.lon || !columns.lat)) {
      return add(
          "P022",
          fmt::format(
              "{} says nowhere where a centre is: it needs a column \"unit\", or \"lon\" and "
              "\"lat\".",
              table.name()));
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) read_centre(table, row, columns);
  }

  struct Columns {
    std::size_t name = 0;
    std::optional<std::size_t> unit;
    std::optional<std::size_t> lon;
    std::optional<std::size_t> lat;
    std::optional<std::size_t> kind;
  };

  void read_centre(const files::Table& table, std::size_t row, const Columns& columns) {
    const auto field = [&](std::optional<std::size_t> index) {
      return index ? table.field(row, *index) : std::string_view();
    };
    CentreDemand centre;
    centre.origin = table.place_of(row);
    centre.territory = filled(table, row, columns.name);
    const std::string_view unit = field(columns.unit);
    const std::string_view lon = field(columns.lon);
    const std::string_view lat = field(columns.lat);
    if (!unit.empty()) centre.unit = std::string(unit);
    const auto x = parse_number(lon);
    const auto y = parse_number(lat);
    if (unit.empty() && x && y) centre.place = geo::LonLat{*x, *y};
    if (unit.empty() && (!x || !y)) {
      add("P022", fmt::format("{}: give a unit, or numbers for lon and lat.", centre.origin));
      return;
    }
    const std::string_view kind = field(columns.kind);
    centre.is_pinned = kind == "pinned";
    if (!kind.empty() && kind != "pinned" && kind != "preferred") {
      add("P022", fmt::format("{}: kind is \"{}\"; say pinned or preferred.", centre.origin, kind));
    }
    request_.centres.push_back(std::move(centre));
  }

  DesignRequest& request_;
  files::Notes& notes_;
  Errors errors_;
};

}  // namespace

Errors read_rule_files(DesignRequest& request, files::Notes& notes) {
  return RuleFileReader(request, notes).read();
}

}  // namespace bailiwick::planning
