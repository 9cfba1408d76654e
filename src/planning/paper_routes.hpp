// Facts of territories, sheets, reports and workbooks over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/paper_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// It outlives the routes.
[[nodiscard]] platform::http::Routes paper_routes(const PaperService& papers);

}  // namespace bailiwick::planning
