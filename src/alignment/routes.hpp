// HTTP for positions, the tree and assignments: parse, call the service,
// answer. No rule here.
#pragma once

#include "alignment/service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::alignment {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes alignment_routes(const AlignmentService& service);

}  // namespace bailiwick::alignment
