// A data set's units for a browser: their cells as a map, their places and measures as columns. docs/spec/plan-studio.md, "API".
//
// plans.read. The map is made at the first request and kept. Thread-safe.
// Errors: I001, P051 there is no such data set (kNotFound); the database's.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/service.hpp"
#include "platform/files/units.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// TopoJSON, units in their order: the cells of their places, as far as a plan's map shows them.
[[nodiscard]] std::string dataset_map(const platform::files::Units& units);
// {units: [id], lon: [], lat: [], measures: [{name, values: []}]}
[[nodiscard]] std::string dataset_columns(const platform::files::Units& units);

class DatasetMaps {
 public:
  using Principal = platform::identity::Principal;
  static constexpr std::size_t kKeptMax = 4;

  // What it works with outlives it.
  explicit DatasetMaps(const PlanningParts& parts) : parts_(parts) {}

  [[nodiscard]] Checked<std::shared_ptr<const std::string>> map(const Principal& principal,
                                                                DatasetId dataset) const;
  [[nodiscard]] Checked<std::string> columns(const Principal& principal, DatasetId dataset) const;

 private:
  struct Entry {
    TenantId tenant;
    DatasetId dataset;
    std::shared_ptr<const std::string> map;
  };
  [[nodiscard]] Checked<platform::files::Units> units(TenantId tenant, DatasetId dataset) const;
  void keep(Entry entry) const;

  PlanningParts parts_;
  mutable std::mutex mutex_;
  mutable std::vector<Entry> entries_;  // the latest used last
};

// GET /api/v1/datasets/{dataset}/map and /units. It outlives the routes.
[[nodiscard]] platform::http::Routes dataset_map_routes(const DatasetMaps& maps);

}  // namespace bailiwick::planning
