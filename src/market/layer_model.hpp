// Unit layers as values: the geography that territories are made of. docs/spec/unit-layers.md has the meaning.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "geo/position.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::market {

struct LayerTag {
  static constexpr std::string_view kPrefix = "layer";
};
using LayerId = Uid<LayerTag>;

inline constexpr std::size_t kLayersMax = 20;          // a company, without those that were refused
inline constexpr std::size_t kRefusedLayersMax = 20;   // a company keeps
inline constexpr std::size_t kUnitsMax = 200'000;      // a layer
inline constexpr std::size_t kUnitCodeLengthMax = 50;  // characters
inline constexpr std::size_t kUnitNameLengthMax = 200;
inline constexpr std::size_t kLayerNameLengthMax = 200;
inline constexpr std::size_t kLayerSourceLengthMax = 500;
inline constexpr std::size_t kLayerBytesMax = std::size_t{256} << 20;
inline constexpr std::int64_t kMatchCharactersMax = 20;

enum class LayerShape { kAreas, kCells, kPoints };
[[nodiscard]] std::string_view name_of(LayerShape shape);  // "areas", "cells", "points"
[[nodiscard]] std::optional<LayerShape> parse_layer_shape(std::string_view word);

enum class LayerState { kLoading, kReady, kFailed };
[[nodiscard]] std::string_view name_of(LayerState state);  // "loading", "ready", "failed"
[[nodiscard]] std::optional<LayerState> parse_layer_state(std::string_view word);

enum class MatchBy { kPostalCode, kPlace };
[[nodiscard]] std::string_view name_of(MatchBy by);  // "postal_code", "place"
[[nodiscard]] std::optional<MatchBy> parse_match_by(std::string_view word);

// Which unit an account is in: the one whose code is the first characters of its postal code, or the one whose area holds its point.
struct MatchRule {
  MatchBy by = MatchBy::kPlace;
  std::int64_t characters = 0;  // of kPostalCode: 1 .. kMatchCharactersMax
  friend bool operator==(const MatchRule&, const MatchRule&) = default;
};

// Something odd in a layer that is kept all the same.
struct LayerFinding {
  std::string rule;  // "M066"
  std::int64_t count = 0;
  std::string message;
  std::vector<std::string> examples = {};  // codes of units, or pairs "a, b"; at most kExamplesMax
  friend bool operator==(const LayerFinding&, const LayerFinding&) = default;
};
inline constexpr std::size_t kExamplesMax = 20;

// What stands around all units: west, south, east and north, degrees.
using LayerBounds = std::array<double, 4>;

struct Layer {
  LayerId id;
  std::string name;                         // unique in the company
  std::optional<std::string> country = {};  // two letters, ISO 3166
  LayerShape shape = LayerShape::kAreas;
  MatchRule match = {};
  std::optional<std::string> built_in = {};  // the key of a built-in layer
  std::string source = {};
  LayerState state = LayerState::kLoading;
  std::string request = "{}";  // JSON: how its file is read
  std::int64_t unit_count = 0;
  std::optional<LayerBounds> bounds = {};
  std::vector<LayerFinding> findings = {};
  Errors problems = {};  // of one that failed
  std::optional<platform::jobs::JobId> job = {};
  Instant created_at = {};
  std::int64_t version = 1;
};

// A unit's place is its index in the list of its layer, which is in the order of codes, byte by byte.
struct LayerUnit {
  std::string code;
  std::string name = {};
  std::optional<std::string> part_of = {};
  geo::LonLat point = {};               // inside its area where it has one
  std::optional<double> area_km2 = {};  // none of points
  friend bool operator==(const LayerUnit& a, const LayerUnit& b) {
    return a.code == b.code && a.name == b.name && a.part_of == b.part_of &&
           a.point.lon_deg == b.point.lon_deg && a.point.lat_deg == b.point.lat_deg &&
           a.area_km2 == b.area_km2;
  }
};

}  // namespace bailiwick::market
