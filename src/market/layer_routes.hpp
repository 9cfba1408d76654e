// HTTP of unit layers: docs/spec/unit-layers.md has the resources.
#pragma once

#include "market/layer_reader.hpp"
#include "market/layer_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

// Layers: list, add, upload, read, change, remove. The service outlives the routes.
[[nodiscard]] platform::http::Routes layer_routes(const LayerService& service);
// What is in them: map, units, one unit, CSV. The reader outlives the routes.
[[nodiscard]] platform::http::Routes layer_unit_routes(const LayerReader& reader);

}  // namespace bailiwick::market
