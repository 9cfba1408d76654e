// Reads a file of units: their ids, places, measures and texts.
//
// A CSV file with one unit a row. Columns are recognised by name (case and punctuation do not matter):
//   id      id, unit, unit_id, zip, zipcode, zcta, zcta5, postcode, postal_code, pc4, geoid, fips, code; else the first
//   place   lon, longitude, lng, x   and   lat, latitude, y   in degrees; or, on request, x and y in km on a plane
//   measure every other column that holds a number >= 0 in every row
//   text    what remains (a state, a name)
// Numbers are read exactly as decimals; a decimal comma is understood where the delimiter is another. All errors are told
// at once, with line and column. Rules F014 .. F029.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/position.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/table.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

inline constexpr int kDecimalsLimit = 6;
// A column's total, in its smallest decimal, stays an exact double.
inline constexpr std::int64_t kColumnTotalLimit = std::int64_t{1} << 53;

// Exact: value = values[unit] / 10^decimals.
struct MeasureColumn {
  std::string name;
  int decimals = 0;                  // 0 .. kDecimalsLimit
  std::vector<std::int64_t> values;  // one a unit, >= 0, total <= kColumnTotalLimit
};

struct TextColumn {
  std::string name;
  std::vector<std::string> values;  // one a unit
};

struct Units {
  std::vector<std::string> ids;  // as written; unique, not empty
  std::vector<geo::Position>
      positions;  // one a unit; empty where the file has no places and none were needed
  std::vector<geo::LonLat>
      places;  // the same, as given; on a plane lon_deg and lat_deg hold x and y in m
  geo::Surface surface = geo::Surface::kSphere;
  std::vector<MeasureColumn> measures;
  std::vector<TextColumn> texts;
  Notes notes;

  [[nodiscard]] std::int32_t unit_count() const { return static_cast<std::int32_t>(ids.size()); }
  // The measure or text of that name (exactly, or else without regard to case and punctuation); null: none.
  [[nodiscard]] const MeasureColumn* measure(std::string_view name) const;
  [[nodiscard]] const TextColumn* text(std::string_view name) const;
};

struct UnitsOptions {
  std::string id_column = {};                    // "" recognises it
  std::string lon_column = {};                   // "" recognises it; on a plane: x
  std::string lat_column = {};                   // "" recognises it; on a plane: y
  geo::Surface surface = geo::Surface::kSphere;  // kPlane: coordinates are km on a plane
  bool has_places = true;  // false: the file need not have coordinates (shapes give them)
  // Measures that must be there and sound: anything wrong in them is an error. Other columns of numbers become
  // measures where they are sound, and texts with a note where they are not.
  std::vector<std::string> measures = {};
};

[[nodiscard]] Checked<Units> read_units(const std::filesystem::path& path,
                                        const UnitsOptions& options = {});
[[nodiscard]] Checked<Units> parse_units(TextFile file, const UnitsOptions& options = {});
// The same for a table that was read from elsewhere (the properties of shapes).
[[nodiscard]] Checked<Units> units_of_table(const Table& table, char delimiter,
                                            const UnitsOptions& options);

}  // namespace bailiwick::platform::files
