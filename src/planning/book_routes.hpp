// Two plans compared by accounts and people, over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/book_diff.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// It outlives the routes.
[[nodiscard]] platform::http::Routes book_routes(const BookDiffService& books);

}  // namespace bailiwick::planning
