// Imports over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "crm/import_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::crm {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes import_routes(const ImportService& service);

}  // namespace bailiwick::crm
