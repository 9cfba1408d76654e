// A data set made from a layer of units: its codes, points and some of its measures as they are now, as the units file that designs read.
//
// Errors: P054 the layer has no such measure, or it has values below 0, which cannot be divided; those of reading layers (M...) and of
// PlanService::add_dataset.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/service.hpp"
#include "planning/service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

struct LayerDataset {
  market::LayerId layer;
  std::string name;
  std::vector<std::string> measures;
};

[[nodiscard]] Checked<Dataset> add_dataset_from_layer(
    const platform::identity::Principal& principal, const PlanService& plans,
    const market::LayerReader& layers, const LayerDataset& wanted);

// CSV: unit, lon, lat and a column a measure; a unit without a value counts as 0. `columns` are in the order of `units`.
[[nodiscard]] std::string units_csv(std::span<const market::LayerUnit> units,
                                    std::span<const market::UnitColumn> columns);

// POST /api/v1/datasets/from-layer. Both outlive the routes.
[[nodiscard]] platform::http::Routes layer_dataset_routes(const PlanService& plans,
                                                          const market::LayerReader& layers);

}  // namespace bailiwick::planning
