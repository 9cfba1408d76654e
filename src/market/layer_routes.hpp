// HTTP of unit layers: docs/spec/unit-layers.md has the resources.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "market/layer_reader.hpp"
#include "market/layer_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

// Layers: list, add, upload, read, change, remove. The service outlives the routes.
[[nodiscard]] platform::http::Routes layer_routes(const LayerService& service);
// Measures as the asker may see them, live ones counted; without keys all that must be counted or reckoned: MeasureService::columns.
using MeasuresAsked = std::function<Result<std::vector<UnitColumn>>(
    const platform::identity::Principal& principal, LayerId layer,
    const std::vector<std::string>& keys)>;
// What is in them: map, units, one unit, CSV. The reader outlives the routes.
[[nodiscard]] platform::http::Routes layer_unit_routes(const LayerReader& reader,
                                                       MeasuresAsked measures);

}  // namespace bailiwick::market
