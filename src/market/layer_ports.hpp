// What layers ask of others: whose territory a unit is (planning knows the rules), and what is known of units (their measures).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/layer_model.hpp"
#include "market/model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market {

// The territories of a layer's units, by the rules in force that name units.
struct TerritoriesOfUnits {
  std::vector<TerritoryId> ids;  // each once
  std::vector<std::string> names;
  std::vector<std::int32_t> of;  // a unit's index into ids, -1 for none; in the order of places
};

// Thread-safe.
class UnitTerritories {
 public:
  virtual ~UnitTerritories() = default;
  [[nodiscard]] virtual Result<TerritoriesOfUnits> of(platform::db::Connection& connection,
                                                      TenantId tenant, const Layer& layer,
                                                      std::span<const LayerUnit> units) const = 0;
};

// One measure of all units of a layer, in the order of places.
struct UnitColumn {
  std::string key;
  std::vector<std::optional<double>> values;
};

// Thread-safe.
class UnitValues {
 public:
  virtual ~UnitValues() = default;
  // Joined and derived measures, in the order of their keys; those named, or all where none is.
  [[nodiscard]] virtual Result<std::vector<UnitColumn>> columns(
      platform::db::Connection& connection, TenantId tenant, LayerId layer,
      std::span<const std::string> keys) const = 0;
};

}  // namespace bailiwick::market
