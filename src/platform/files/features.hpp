// Features of a map file: what each covers, and its properties as a table.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/polygon.hpp"
#include "geo/position.hpp"
#include "platform/files/error_log.hpp"
#include "platform/files/json_tree.hpp"
#include "platform/files/table.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

inline constexpr std::size_t kFeaturesLimit = 5'000'000;

struct Features {
  // One row a feature. The column "id" holds the features' own ids where they have them and no property has that name.
  Table properties;
  std::vector<geo::Area> areas;     // one a feature; empty for a point
  std::vector<geo::LonLat> points;  // one a feature: the point it is, or one inside its area
  Notes notes;
};

// Reads [lon, lat, ...]; adds an error (F062, F063) and answers false where it is not a place on Earth. `place` names
// the feature in messages.
[[nodiscard]] bool read_lon_lat(JsonValue position, const std::string& place, geo::LonLat& point,
                                ErrorLog& log);
// The same of two numbers: `position` is what was read, and `point` what it is on Earth.
[[nodiscard]] bool check_lon_lat(geo::LonLat position, const std::string& place, geo::LonLat& point,
                                 ErrorLog& log);
// The first two elements of a list of numbers; no value where there are none.
[[nodiscard]] std::optional<geo::LonLat> pair_of(JsonValue position);

// A point inside the area. Where all its rings have collapsed (small places in a coarse map) the area is emptied, so that
// the feature is a point at its first vertex, and `collapsed` counts it. No value: there is no vertex at all.
[[nodiscard]] std::optional<geo::LonLat> point_of(geo::Area& area, std::size_t& collapsed);

// Adds the note about features that collapsed, if there are any.
void note_collapsed(const std::string& name, std::size_t collapsed, Notes& notes);

// Collects features one by one and turns them into a table at the end.
class FeaturesBuilder {
 public:
  // `feature` is a GeoJSON feature or a TopoJSON geometry: its "id" and "properties" are read.
  // Either an area, or, where that is empty, a point.
  void add(JsonValue feature, geo::Area area, geo::LonLat point);
  // Adds an error (F012) where there are more properties than columns may be.
  [[nodiscard]] Features take(const std::string& name, Notes notes, ErrorLog& log);

 private:
  struct Cell {
    std::size_t column;
    Table::Span span;
  };

  std::size_t column_of(std::string_view property);
  void add_cell(std::size_t column, JsonValue value);

  std::vector<std::string> columns_;
  std::vector<std::size_t> order_;  // columns by name, for search
  std::string text_;
  std::vector<Cell> cells_;
  std::vector<std::size_t> row_ends_;  // into cells_, one a feature
  std::vector<Table::Span> own_ids_;
  std::vector<geo::Area> areas_;
  std::vector<geo::LonLat> points_;
};

}  // namespace bailiwick::platform::files
