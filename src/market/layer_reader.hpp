// What is in a layer that is ready: its map, its units as a table or one by one, everything as CSV. Contents do not change once a layer is loaded, so the
// last kLayersKept that were read are kept in memory.
//
// All of it needs market.read; which territory a unit belongs to is told as far as the asker sees that territory today. Thread-safe.
// Errors: I001; M060 there is no such layer, M061 no such unit (both kNotFound), M073 the layer is not ready (kConflict), M062 what a table is to be sorted
// by; Y001 a cursor; those of the ports.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "alignment/scope.hpp"
#include "base/result.hpp"
#include "geo/coverage.hpp"
#include "geo/delaunay.hpp"
#include "market/layer_model.hpp"
#include "market/layer_ports.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kLayersKept = 4;

// Immutable, shared.
struct LayerContent {
  Layer layer;  // as it was when it was read: name and rule of matching may have changed
  std::vector<LayerUnit> units;  // in the order of places
  geo::Coverage shapes;
  std::vector<geo::Link> neighbours;  // ascending
  std::shared_ptr<const std::string> map;
  std::string map_tag;  // an ETag
};
using LayerContentPtr = std::shared_ptr<const LayerContent>;

struct UnitQuery {
  std::string words;  // the beginning of a code, or a part of a name
  std::string sort = "code";
  std::int64_t begin = 0;  // of the page
  std::int64_t limit = 50;
  // Measures beside those that are kept, or in their place: of all units, in the order of places.
  std::vector<UnitColumn> more = {};
};

// Those territories that are within the scope; units of others have none.
[[nodiscard]] TerritoriesOfUnits seen_of(TerritoriesOfUnits all, const alignment::Scope& scope);

// One unit as people see it.
struct UnitRow {
  LayerUnit unit;
  std::optional<TerritoryId> territory = {};
  std::vector<std::pair<std::string, std::optional<double>>> values = {};  // by key
};
struct UnitPage {
  std::vector<UnitRow> rows;
  std::optional<std::int64_t> next;  // where the next page begins
};
struct UnitRank {
  std::string key;
  std::int64_t rank = 0;  // 1: the largest
  std::int64_t of = 0;    // units that have a value
};
struct UnitPortrait {
  UnitRow row;
  std::vector<std::string> neighbours;  // codes
  std::vector<UnitRank> ranks;
};

// All outlive the reader.
struct LayerReaderParts {
  platform::db::Database& database;
  const UnitTerritories& territories;
  const UnitValues& values;
  WallClock now;
};

class LayerReader {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit LayerReader(LayerReaderParts parts) : parts_(std::move(parts)) {}

  // Of one that is ready.
  [[nodiscard]] Result<LayerContentPtr> content(const Principal& principal, LayerId id) const;
  // The same inside of a transaction, for what acts for the company.
  [[nodiscard]] Result<LayerContentPtr> content_in(Connection& connection, TenantId tenant,
                                                   LayerId id) const;
  // Of all units, as far as the principal sees territories today.
  [[nodiscard]] Result<TerritoriesOfUnits> territories(Connection& connection,
                                                       const Principal& principal,
                                                       const LayerContent& content) const;

  [[nodiscard]] Result<UnitPage> units(const Principal& principal, LayerId id,
                                       const UnitQuery& query) const;
  // `more`: as in UnitQuery.
  [[nodiscard]] Result<UnitPortrait> unit(const Principal& principal, LayerId id,
                                          std::string_view code,
                                          const std::vector<UnitColumn>& more = {}) const;
  // Measures by name, or all of them; in the order of places.
  [[nodiscard]] Result<std::vector<UnitColumn>> columns(const Principal& principal, LayerId id,
                                                        const std::vector<std::string>& keys) const;
  // CSV in pieces: code, name, part_of, lon, lat, area_km2 and all measures, then those of `more` that are not kept.
  using Pieces = std::function<bool(std::string& piece)>;
  [[nodiscard]] Result<Pieces> csv(const Principal& principal, LayerId id,
                                   const std::vector<UnitColumn>& more = {}) const;

 private:
  struct Known {
    LayerContentPtr content;
    std::vector<UnitColumn> columns;
    TerritoriesOfUnits territories;
  };
  [[nodiscard]] Result<Known> known(const Principal& principal, LayerId id) const;
  [[nodiscard]] static UnitRow row_of(const Known& known, std::size_t place);

  LayerReaderParts parts_;
  mutable std::mutex mutex_;
  mutable std::list<LayerContentPtr> kept_;  // the last used first
};

}  // namespace bailiwick::market
