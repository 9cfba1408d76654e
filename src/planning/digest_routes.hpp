// The routes of digests by mail (docs/spec/plan-discussion.md, "Open matters"): one's own choice.
#pragma once

#include "planning/digest_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// The service outlives the routes.
[[nodiscard]] platform::http::Routes digest_routes(const DigestService& digests);

}  // namespace bailiwick::planning
