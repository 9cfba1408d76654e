// A layer with its units and what finds an account's unit, as they stand in the database; kept between requests, since reading them takes longer than
// most that is asked of them.
//
// Errors: M060 there is no such layer in the company (kNotFound), M084 it is not ready (kConflict); the database's.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "geo/coverage.hpp"
#include "market/layer_model.hpp"
#include "market/layer_store.hpp"
#include "market/unit_finder.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market {

// Does not move: the finder refers to the shapes.
struct LoadedLayer {
  LoadedLayer(Layer its_layer, std::vector<LayerUnit> its_units, geo::Coverage its_shapes);
  LoadedLayer(const LoadedLayer&) = delete;
  LoadedLayer& operator=(const LoadedLayer&) = delete;

  [[nodiscard]] std::optional<std::size_t> place_of(std::string_view code) const;

  Layer layer;
  std::vector<LayerUnit> units;
  geo::Coverage shapes;
  UnitFinder finder;
};

// Thread-safe.
class LayerCache {
 public:
  static constexpr std::size_t kKeptMax = 8;

  [[nodiscard]] Result<std::shared_ptr<const LoadedLayer>> load(
      platform::db::Connection& connection, const layer_store::LayerKey& key) const;

 private:
  struct Entry {
    TenantId tenant;
    std::shared_ptr<const LoadedLayer> loaded;
  };
  mutable std::mutex mutex_;
  mutable std::vector<Entry> entries_;  // the latest used last
};

}  // namespace bailiwick::market
