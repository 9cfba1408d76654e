#include "platform/files/features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace bailiwick::platform::files {
namespace {

using nlohmann::json;

// Files that were clipped at the edge of the world may overstep it by rounding.
constexpr double kOverstep_deg = 1e-6;

// A property as the text of a cell: strings as they are, numbers in their shortest exact form, nothing for null.
std::string cell_text(JsonValue value) {
  if (value.is_string()) return std::string(value.text());
  if (value.is_null()) return {};
  if (const auto whole = value.integer()) return std::to_string(*whole);
  return json::parse(value.source()).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::optional<geo::LonLat> pair_of(JsonValue position) {
  if (!position.is_array() || position.size() < 2) return std::nullopt;
  JsonValue::Iterator element = position.begin();
  const JsonValue first = *element;
  const JsonValue second = *++element;
  if (!first.is_number() || !second.is_number()) return std::nullopt;
  return geo::LonLat{first.number(), second.number()};
}

bool read_lon_lat(JsonValue position, const std::string& place, geo::LonLat& point, ErrorLog& log) {
  const auto pair = pair_of(position);
  if (!pair) {
    log.add("F062", fmt::format("{}: a position is not a pair of numbers.", place));
    return false;
  }
  return check_lon_lat(*pair, place, point, log);
}

bool check_lon_lat(geo::LonLat position, const std::string& place, geo::LonLat& point,
                   ErrorLog& log) {
  const auto [lon, lat] = position;
  if (!(std::abs(lon) <= 180.0 + kOverstep_deg && std::abs(lat) <= 90.0 + kOverstep_deg)) {
    const bool is_swapped = std::abs(lon) <= 90.0 && std::abs(lat) <= 180.0;
    log.add("F063",
            fmt::format("{}: the position [{}, {}] is not a longitude and latitude in degrees. {}",
                        place, lon, lat,
                        is_swapped ? "It looks like latitude, longitude: longitude comes first, so "
                                     "swap the two."
                                   : "Shapes in projected coordinates have to be converted to WGS "
                                     "84 first."));
    return false;
  }
  point = {std::clamp(lon, -180.0, 180.0), std::clamp(lat, -90.0, 90.0)};
  return true;
}

std::optional<geo::LonLat> point_of(geo::Area& area, std::size_t& collapsed) {
  if (const auto inside = geo::point_inside(area)) return inside;
  for (const geo::Polygon& polygon : area) {
    if (polygon.outer.empty()) continue;
    const geo::LonLat first = polygon.outer.front();
    area.clear();
    ++collapsed;
    return first;
  }
  return std::nullopt;
}

void note_collapsed(const std::string& name, std::size_t collapsed, Notes& notes) {
  if (collapsed == 0) return;
  notes.push_back(fmt::format(
      "{}: {} features have no ring of three different positions; they were read as points.", name,
      collapsed));
}

std::size_t FeaturesBuilder::column_of(std::string_view property) {
  const auto is_before = [this](std::size_t column, std::string_view name) {
    return columns_[column] < name;
  };
  const auto it = std::lower_bound(order_.begin(), order_.end(), property, is_before);
  if (it != order_.end() && columns_[*it] == property) return *it;
  order_.insert(it, columns_.size());
  columns_.emplace_back(property);
  return columns_.size() - 1;
}

void FeaturesBuilder::add_cell(std::size_t column, JsonValue value) {
  const std::string text = cell_text(value);
  cells_.push_back(
      {column,
       {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())}});
  text_ += text;
}

void FeaturesBuilder::add(JsonValue feature, geo::Area area, geo::LonLat point) {
  for (const auto& [name, value] : feature.member("properties").members()) {
    // Beyond the limit take() refuses the file; what is collected until then stays small.
    if (columns_.size() <= kColumnsLimit) add_cell(column_of(name), value);
  }
  row_ends_.push_back(cells_.size());
  const std::string own_id = cell_text(feature.member("id"));
  own_ids_.push_back(
      {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(own_id.size())});
  text_ += own_id;
  areas_.push_back(std::move(area));
  points_.push_back(point);
}

Features FeaturesBuilder::take(const std::string& name, Notes notes, ErrorLog& log) {
  const bool has_own_ids =
      std::any_of(own_ids_.begin(), own_ids_.end(), [](Table::Span s) { return s.size > 0; });
  const bool has_id_property = std::find(columns_.begin(), columns_.end(), "id") != columns_.end();
  const bool has_id_column = has_own_ids && !has_id_property;
  if (has_id_column) columns_.emplace_back("id");
  if (columns_.empty()) columns_.emplace_back("");
  if (columns_.size() > kColumnsLimit) {
    log.add("F012", fmt::format("{} has more than {} properties.", name, kColumnsLimit),
            ErrorCode::kLimit);
    columns_.resize(kColumnsLimit);
  }
  std::vector<Table::Span> spans(columns_.size() * row_ends_.size());
  std::vector<std::uint32_t> lines;
  std::size_t cell = 0;
  for (std::size_t row = 0; row < row_ends_.size(); ++row) {
    lines.push_back(static_cast<std::uint32_t>(row + 1));
    for (; cell < row_ends_[row]; ++cell) {
      if (cells_[cell].column < columns_.size())
        spans[row * columns_.size() + cells_[cell].column] = cells_[cell].span;
    }
    if (has_id_column) spans[row * columns_.size() + columns_.size() - 1] = own_ids_[row];
  }
  Features features{Table(name, "feature", std::move(columns_)), std::move(areas_),
                    std::move(points_), std::move(notes)};
  features.properties.set(std::move(text_), std::move(spans), std::move(lines));
  return features;
}

}  // namespace bailiwick::platform::files
