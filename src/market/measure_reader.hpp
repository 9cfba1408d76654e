// Values of measures, whatever their kind: joined ones as they are kept, derived ones reckoned, live ones from whoever counts them.
//
// Errors: M085 there is no such measure (kNotFound); those of formulas and of the database.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/layer_ports.hpp"
#include "market/loaded_layer.hpp"
#include "market/measure.hpp"
#include "market/measure_store.hpp"

namespace bailiwick::market {

// The values of a live measure; null: nobody counts it here. Asked once a measure.
using LiveSource = std::function<Result<const MeasureValues*>(LiveMeasure)>;

// Of those measures, by key. O(units * (measures + steps of formulas)).
using ValuesByKey = std::map<std::string, MeasureValues, std::less<>>;
[[nodiscard]] Result<ValuesByKey> measure_values(platform::db::Connection& connection,
                                                 const layer_store::LayerKey& key,
                                                 const LoadedLayer& layer,
                                                 std::span<const std::string> keys,
                                                 const LiveSource& live);

// The same as numbers that are drawn and sorted, not added up.
[[nodiscard]] std::vector<UnitColumn> columns_of(const ValuesByKey& values);

// Of one joined or derived measure, over which live measures say nothing; nothing where the layer has none of that key.
[[nodiscard]] Result<std::optional<MeasureValues>> kept_values(platform::db::Connection& connection,
                                                               const layer_store::LayerKey& key,
                                                               const LoadedLayer& layer,
                                                               const std::string& measure);

// The live measures that those measures are or read.
[[nodiscard]] Result<std::vector<LiveMeasure>> live_needed(platform::db::Connection& connection,
                                                           const layer_store::LayerKey& key,
                                                           std::span<const std::string> keys);

// Joined and derived measures for whoever makes other things of layers.
class KeptMeasures final : public UnitValues {
 public:
  [[nodiscard]] Result<std::vector<UnitColumn>> columns(
      platform::db::Connection& connection, TenantId tenant, LayerId layer,
      std::span<const std::string> keys) const override;

 private:
  LayerCache layers_;
};

}  // namespace bailiwick::market
