// Makes a layer of what a file holds: in the order of codes, with areas that are sound, sizes, neighbours and a map; and tells what is odd.
//
// Errors, all together, at most kErrorsLimit: M070 a ring does not close, crosses itself or the antimeridian; M071 units overlap by kOverlapShareMax of the
// smaller or more. M079: it was cancelled (kCancelled). Findings: M074 overlaps that are smaller, M075 points at the same place, M076 points
// outside of the areas that they were to be drawn within, M077 rings that were mended, M078 units without an area beside others that have one.
// Pure but for `watch`.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "geo/coverage.hpp"
#include "geo/delaunay.hpp"
#include "market/layer_file.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

inline constexpr double kOverlapShareMax = 0.01;

struct BuiltLayer {
  LayerShape shape = LayerShape::kPoints;
  std::vector<LayerUnit> units;  // in the order of codes
  geo::Coverage shapes;          // an area a unit
  std::vector<geo::Link>
      neighbours;  // ascending; of areas: who shares a border, of points: who stands beside each other
  std::string map;  // TopoJSON
  LayerBounds bounds = {};
  std::vector<LayerFinding> findings;
};

// The areas that cells are drawn within, and their codes.
struct LayerContainer {
  std::vector<std::string> codes;
  geo::Coverage shapes;
};

struct BuildOrder {
  bool cells = false;
  const LayerContainer* within = nullptr;  // outlives the call
  bool repair = false;
  bool is_trusted =
      false;  // areas that were made sound when Bailiwick was built: overlaps are not looked for
};

// Hears how far it is (0 .. 1) and what is done; false: stop.
using BuildWatch = std::function<bool(double, std::string_view)>;

[[nodiscard]] Checked<BuiltLayer> build_layer(std::vector<UnitDraft> drafts,
                                              const BuildOrder& order, const BuildWatch& watch);

// Links as bytes, and back; empty where they are none of these.
[[nodiscard]] std::string bytes_of_links(std::span<const geo::Link> links);
[[nodiscard]] std::vector<geo::Link> links_from(std::string_view bytes);

}  // namespace bailiwick::market
