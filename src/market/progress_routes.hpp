// The progress of objectives over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "market/progress_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes progress_routes(const ProgressService& service);

// As the API writes it; the command line too.
[[nodiscard]] nlohmann::json to_json(const ObjectiveProgress& progress);

}  // namespace bailiwick::market
