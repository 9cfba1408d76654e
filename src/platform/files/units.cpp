#include "platform/files/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/files/column_names.hpp"
#include "platform/files/decimal_column.hpp"
#include "platform/files/error_log.hpp"
#include "platform/files/unit_lookup.hpp"

namespace bailiwick::platform::files {
namespace {

// A column of which at most this share of rows is not a number was meant as numbers, and a note says what was wrong.
constexpr std::size_t kFaultyRowsShare = 10;

template <class Column>
const Column* find_by_name(const std::vector<Column>& columns, std::string_view name) {
  for (const Column& column : columns) {
    if (column.name == name) return &column;
  }
  const std::string plain = plain_name(name);
  for (const Column& column : columns) {
    if (plain_name(column.name) == plain) return &column;
  }
  return nullptr;
}

class Reader {
 public:
  Reader(const Table& table, char delimiter, const UnitsOptions& options)
      : table_(table), options_(options), may_have_commas_(delimiter != ','), log_(table.name()) {}

  Checked<Units> read() {
    units_.surface = options_.surface;
    if (table_.row_count() == 0) {
      log_.add("F022", fmt::format("{} has a header but no units below it.", table_.name()));
      return fail(log_.take());
    }
    is_used_.assign(table_.column_count(), false);
    read_ids();
    if (options_.has_places) read_places();
    read_asked_measures();
    if (!log_.is_empty()) return fail(log_.take());
    read_other_columns();
    return std::move(units_);
  }

 private:
  void add(std::string_view rule, std::size_t row, std::size_t column, std::string_view what) {
    log_.add(rule, fmt::format("{}, column '{}': {}.", table_.place_of(row),
                               table_.columns()[column], what));
  }

  // The column asked for by name, or the first that is recognised; an error where the one asked for is missing.
  std::optional<std::size_t> choose(const std::string& asked,
                                    std::span<const std::string_view> known) {
    if (asked.empty()) return table_.find_first(known);
    const auto column = table_.find(asked);
    if (!column) report_missing(asked);
    return column;
  }

  void report_missing(const std::string& asked) {
    log_.add("F014", fmt::format("{} has no column '{}'. Its columns are: {}.", table_.name(),
                                 asked, fmt::join(table_.columns(), ", ")));
  }

  void read_ids() {
    const auto chosen = choose(options_.id_column, kIdNames);
    if (!chosen && !options_.id_column.empty()) return;
    const std::size_t column = chosen.value_or(0);
    is_used_[column] = true;
    if (!chosen) {
      units_.notes.push_back(fmt::format("{}: the ids were taken from the first column, '{}'.",
                                         table_.name(), table_.columns()[column]));
    }
    units_.ids.reserve(table_.row_count());
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      units_.ids.emplace_back(table_.field(row, column));
      if (units_.ids.back().empty()) add("F018", row, column, "the id is missing");
    }
    check_doubled_ids(column);
  }

  // All digits, at most five, most of them five long and some of three or four.
  bool are_zips_that_lost_zeros() const {
    std::size_t full = 0;
    for (const std::string& id : units_.ids) {
      const bool is_digits =
          std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!is_digits || id.size() < 3 || id.size() > 5) return false;
      full += id.size() == 5 ? 1 : 0;
    }
    return full < units_.ids.size() && 2 * full >= units_.ids.size();
  }

  void check_doubled_ids(std::size_t column) {
    const UnitLookup exact(units_.ids);
    for (std::size_t row = 0; row < units_.ids.size(); ++row) {
      const auto first = static_cast<std::size_t>(exact.find_exact(units_.ids[row]).value());
      if (first == row || units_.ids[row].empty()) continue;
      add("F019", row, column,
          fmt::format("the id '{}' stands on {} already", units_.ids[row], table_.place_of(first)));
    }
    if (!are_zips_that_lost_zeros()) return;
    std::vector<std::string> restored;
    restored.reserve(units_.ids.size());
    for (const std::string& id : units_.ids)
      restored.push_back(std::string(5 - id.size(), '0') + id);
    const UnitLookup lookup(restored);
    std::size_t short_count = 0;
    for (std::size_t row = 0; row < restored.size(); ++row) {
      short_count += units_.ids[row].size() < 5 ? 1U : 0U;
      const auto first = static_cast<std::size_t>(lookup.find_exact(restored[row]).value());
      if (first == row || units_.ids[first] == units_.ids[row]) continue;
      add("F019", row, column,
          fmt::format("the id '{}' is '{}' of {} but for leading zeros", units_.ids[row],
                      units_.ids[first], table_.place_of(first)));
    }
    units_.notes.push_back(
        fmt::format("{}: {} of {} ids have 3 or 4 digits and look like ZIPs that lost their "
                    "leading zeros. They are kept "
                    "as written; other files are matched to them with or without the zeros.",
                    table_.name(), short_count, units_.ids.size()));
  }

  void read_places() {
    const bool is_plane = options_.surface == geo::Surface::kPlane;
    const auto lon = choose(options_.lon_column,
                            is_plane ? std::span<const std::string_view>(kXNames) : kLonNames);
    const auto lat = choose(options_.lat_column,
                            is_plane ? std::span<const std::string_view>(kYNames) : kLatNames);
    if (!lon && options_.lon_column.empty()) report_no_place(is_plane ? "x" : "lon");
    if (!lat && options_.lat_column.empty()) report_no_place(is_plane ? "y" : "lat");
    if (!lon || !lat) return;
    is_used_[*lon] = is_used_[*lat] = true;
    units_.positions.reserve(table_.row_count());
    units_.places.reserve(table_.row_count());
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      geo::LonLat place;
      const bool is_sound =
          read_coordinate(row, *lon, is_plane ? kPlaneLimit_km : 180.0, place.lon_deg) &&
          read_coordinate(row, *lat, is_plane ? kPlaneLimit_km : 90.0, place.lat_deg);
      if (!is_sound) continue;
      if (is_plane) {
        const auto metres = [](double km) {
          return static_cast<std::int32_t>(std::lround(km * 1000.0));
        };
        units_.positions.push_back({metres(place.lon_deg), metres(place.lat_deg), 0});
        place = {1.0 * units_.positions.back().x_m, 1.0 * units_.positions.back().y_m};
      } else {
        units_.positions.push_back(geo::on_earth(place));
      }
      units_.places.push_back(place);
    }
  }

  void report_no_place(std::string_view name) {
    log_.add("F014", fmt::format("{} has no column '{}', and none of its columns is recognised as "
                                 "one. Its columns are: {}.",
                                 table_.name(), name, fmt::join(table_.columns(), ", ")));
  }

  bool read_coordinate(std::size_t row, std::size_t column, double limit, double& value) {
    const std::string_view field = table_.field(row, column);
    if (field.empty()) {
      add("F020", row, column, "the coordinate is missing");
      return false;
    }
    if (!read_double(field, may_have_commas_, value)) {
      add("F020", row, column, fmt::format("'{}' is not a coordinate", field.substr(0, 40)));
      return false;
    }
    if (std::abs(value) <= limit) return true;
    std::string_view advice = ". Coordinates are in km";
    if (options_.surface == geo::Surface::kSphere) {
      advice = std::abs(value) <= 180.0
                   ? ". Are longitude and latitude swapped?"
                   : ". Longitude and latitude are in degrees; for a plane in km say so";
    }
    add("F021", row, column,
        fmt::format("{} lies outside {:.0f} to {:.0f}{}", value, -limit, limit, advice));
    return false;
  }

  void read_asked_measures() {
    for (const std::string& name : options_.measures) {
      const auto column = table_.find(name);
      if (!column) {
        report_missing(name);
        continue;
      }
      if (find_by_name(units_.measures, table_.columns()[*column]) != nullptr) continue;
      is_used_[*column] = true;
      DecimalColumn numbers = read_decimals(table_, *column, may_have_commas_, table_.row_count());
      for (const auto& [row, fault] : numbers.faults) {
        const std::string_view rule = fault == NumberFault::kNegative   ? "F016"
                                      : fault == NumberFault::kTooLarge ? "F017"
                                                                        : "F015";
        add(rule, row, *column, words_for(fault, table_.field(row, *column)));
      }
      if (numbers.is_total_too_large) {
        log_.add("F017", fmt::format("{}, column '{}': the total is larger than {}. Use a larger "
                                     "unit, such as thousands.",
                                     table_.name(), name, kColumnTotalLimit));
      }
      add_measure(*column, std::move(numbers));
    }
  }

  void add_measure(std::size_t column, DecimalColumn numbers) {
    const std::string& name = table_.columns()[column];
    if (numbers.has_decimal_commas) {
      units_.notes.push_back(
          fmt::format("{}: column '{}' was read with decimal commas.", table_.name(), name));
    }
    if (numbers.rounded_count > 0) {
      units_.notes.push_back(fmt::format("{}: column '{}' was rounded to {} decimals in {} rows.",
                                         table_.name(), name, numbers.decimals,
                                         numbers.rounded_count));
    }
    units_.measures.push_back({name, numbers.decimals, std::move(numbers.values)});
  }

  void read_other_columns() {
    for (std::size_t column = 0; column < table_.column_count(); ++column) {
      const std::string& name = table_.columns()[column];
      if (is_used_[column] || name.empty()) continue;
      if (!is_recognised(name)) {
        const std::size_t limit = table_.row_count() / kFaultyRowsShare;
        DecimalColumn numbers = read_decimals(table_, column, may_have_commas_, limit);
        if (numbers.faults.empty() && !numbers.is_total_too_large) {
          add_measure(column, std::move(numbers));
          continue;
        }
        if (numbers.faults.size() <= limit) note_unsound(column, numbers);
      }
      TextColumn text{name, {}};
      text.values.reserve(table_.row_count());
      for (std::size_t row = 0; row < table_.row_count(); ++row)
        text.values.emplace_back(table_.field(row, column));
      units_.texts.push_back(std::move(text));
    }
  }

  void note_unsound(std::size_t column, const DecimalColumn& numbers) {
    std::string why = "its total is too large";
    if (!numbers.faults.empty()) {
      const auto& [row, fault] = numbers.faults.front();
      why = fmt::format("on {} {}", table_.place_of(row),
                        words_for(fault, table_.field(row, column)));
    }
    units_.notes.push_back(fmt::format("{}: column '{}' is not used as a measure: {}.",
                                       table_.name(), table_.columns()[column], why));
  }

  static constexpr double kPlaneLimit_km = geo::kPlanarLimit_m / 1000.0;

  const Table& table_;
  const UnitsOptions& options_;
  bool may_have_commas_;
  ErrorLog log_;
  std::vector<bool> is_used_;
  Units units_;
};

}  // namespace

const MeasureColumn* Units::measure(std::string_view name) const {
  return find_by_name(measures, name);
}
const TextColumn* Units::text(std::string_view name) const { return find_by_name(texts, name); }

Checked<Units> units_of_table(const Table& table, char delimiter, const UnitsOptions& options) {
  return Reader(table, delimiter, options).read();
}

Checked<Units> parse_units(TextFile file, const UnitsOptions& options) {
  Checked<Csv> csv = parse_csv(std::move(file));
  if (!csv) return fail(std::move(csv.error()));
  Checked<Units> units = units_of_table(csv->table, csv->delimiter, options);
  if (units) units->notes.insert(units->notes.begin(), csv->notes.begin(), csv->notes.end());
  return units;
}

Checked<Units> read_units(const std::filesystem::path& path, const UnitsOptions& options) {
  Result<TextFile> file = read_text(path);
  if (!file) return fail(Errors{file.error()});
  return parse_units(std::move(*file), options);
}

}  // namespace bailiwick::platform::files
