#include "platform/files/shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "platform/files/column_names.hpp"
#include "platform/files/error_log.hpp"
#include "platform/files/geojson.hpp"
#include "platform/files/json_tree.hpp"
#include "platform/files/topojson.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr TextLimits kLimits = {.file_bytes = kJsonBytesLimit, .line_bytes = kJsonBytesLimit};

bool is_complete(const Table& table, std::size_t column) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.field(row, column).empty()) return false;
  }
  return true;
}

// The property that holds the ids: the first of the known names that every feature has; "" where none does.
std::string id_property(const Table& table) {
  for (const std::string_view name : kIdNames) {
    const auto column = table.find(name);
    if (column && is_complete(table, *column)) return table.columns()[*column];
  }
  return {};
}

Checked<Features> read_features(const TextFile& file, const std::string& object) {
  const Result<JsonTree> document = parse_json_tree(file);
  if (!document) return fail(Errors{document.error()});
  const JsonValue type = document->root().member("type");
  const std::string_view name = type.is_string() ? type.text() : std::string_view();
  if (name == "FeatureCollection") return geojson_features(document->root(), file.name);
  if (name == "Topology") return topojson_features(document->root(), file.name, object);
  return fail(
      Errors{{ErrorCode::kInvalidInput, "F078",
              fmt::format("{} is neither a GeoJSON FeatureCollection nor a TopoJSON Topology.",
                          file.name)}});
}

}  // namespace

Checked<Shapes> parse_shapes(const TextFile& file, const ShapesOptions& options) {
  Checked<Features> features = read_features(file, options.object);
  if (!features) return fail(std::move(features.error()));
  UnitsOptions units_options;
  units_options.has_places = false;
  units_options.measures = options.measures;
  units_options.id_column =
      options.id_property.empty() ? id_property(features->properties) : options.id_property;
  Checked<Units> units = units_of_table(features->properties, ',', units_options);
  if (!units) return fail(std::move(units.error()));
  Shapes shapes{std::move(*units), std::move(features->areas)};
  shapes.units.places = std::move(features->points);
  shapes.units.positions.reserve(shapes.units.places.size());
  for (const geo::LonLat place : shapes.units.places)
    shapes.units.positions.push_back(geo::on_earth(place));
  Notes& notes = shapes.units.notes;
  notes.insert(notes.begin(), features->notes.begin(), features->notes.end());
  notes.insert(notes.begin(), file.notes.begin(), file.notes.end());
  return shapes;
}

Checked<Shapes> read_shapes(const std::filesystem::path& path, const ShapesOptions& options) {
  const Result<TextFile> file = read_text(path, kLimits);
  if (!file) return fail(Errors{file.error()});
  return parse_shapes(*file, options);
}

Checked<std::vector<geo::Area>> fit_shapes(Units& units, const Shapes& shapes) {
  const UnitLookup lookup(shapes.units.ids);
  ErrorLog log("shapes");
  std::vector<std::int32_t> shape_of(units.ids.size(), -1);
  std::vector<bool> is_used(shapes.areas.size(), false);
  std::size_t restored = 0;
  for (std::size_t u = 0; u < units.ids.size(); ++u) {
    const auto match = lookup.find(units.ids[u]);
    if (!match) {
      log.add("F079", fmt::format("The unit '{}' has no shape.", units.ids[u]));
      continue;
    }
    shape_of[u] = match->unit;
    is_used[static_cast<std::size_t>(match->unit)] = true;
    restored += match->is_restored ? 1 : 0;
  }
  if (!log.is_empty()) return fail(log.take());
  const bool has_places = !units.positions.empty();
  std::vector<geo::Area> areas;
  areas.reserve(units.ids.size());
  for (const std::int32_t shape : shape_of) {
    const auto s = static_cast<std::size_t>(shape);
    areas.push_back(shapes.areas[s]);
    if (has_places) continue;
    units.positions.push_back(shapes.units.positions[s]);
    units.places.push_back(shapes.units.places[s]);
  }
  if (const auto spare = std::count(is_used.begin(), is_used.end(), false); spare > 0) {
    units.notes.push_back(
        fmt::format("{} shapes belong to none of the units and were left out.", spare));
  }
  if (restored > 0) {
    units.notes.push_back(fmt::format(
        "{} units were matched to their shapes after restoring leading zeros.", restored));
  }
  return areas;
}

}  // namespace bailiwick::platform::files
