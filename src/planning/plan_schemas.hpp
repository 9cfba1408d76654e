// The shapes of plans in the API's document.
#pragma once

#include <string_view>

#include "platform/http/route.hpp"

namespace bailiwick::planning {

// What is asked of a design, under a name of its own.
[[nodiscard]] platform::http::Schema request_schema(std::string_view name);
[[nodiscard]] platform::http::Schema plan_schema();
// {plan} of a path.
[[nodiscard]] platform::http::Param plan_param();

}  // namespace bailiwick::planning
