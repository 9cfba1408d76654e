// A request's JSON body within limits: UTF-8 text of at most kBodyDepthMax levels, its mistakes told by line and column.
//
// Rules: H001 it is not JSON, H002 it is nested too deep, H004 there is none. Pure. O(bytes).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::http {

inline constexpr int kBodyDepthMax = 64;

[[nodiscard]] Result<nlohmann::json> parse_body(std::string_view text);

}  // namespace bailiwick::platform::http
