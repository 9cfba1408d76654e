// Reads the units of a layer from a file: GeoJSON, TopoJSON or CSV, recognised by what is in it. Every mistake is told, at most kErrorsLimit.
//
// Errors: M066 the file is of another kind than can be read, or than was said, or empty; M067 there is no column of codes, of longitudes or of latitudes;
// M068 a code is missing, too long or stands twice; M069 a place is missing or not on Earth; M072 more units than a layer may have; those of reading
// text, CSV, GeoJSON and TopoJSON (F...).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "geo/polygon.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

enum class LayerFormat { kGeojson, kTopojson, kCsv };
[[nodiscard]] std::string_view name_of(LayerFormat format);  // "geojson", "topojson", "csv"
[[nodiscard]] std::optional<LayerFormat> parse_layer_format(std::string_view word);

// How a file is to be read. Columns (properties) that are not named are recognised.
struct LayerRequest {
  std::optional<LayerFormat> format = {};  // what it must be; absent: whatever it is
  std::string code = {};
  std::string label = {};
  std::string part_of = {};
  std::string lon = {};  // of CSV
  std::string lat = {};
  bool cells = false;  // draw cells around points
  std::optional<LayerId> within = {};
  bool repair = false;  // mend rings that do not close or cross themselves
  friend bool operator==(const LayerRequest&, const LayerRequest&) = default;
};
[[nodiscard]] std::string text_of(const LayerRequest& request);  // JSON
[[nodiscard]] LayerRequest layer_request_of(std::string_view json);

// A unit as a file has it: in no order yet.
struct UnitDraft {
  LayerUnit unit;
  geo::Area area = {};  // empty: a point
};

// `name` is the file's, for messages.
[[nodiscard]] Checked<std::vector<UnitDraft>> read_layer_file(std::string name, std::string bytes,
                                                              const LayerRequest& request);

}  // namespace bailiwick::market
