// The shapes of boards in the API's document.
#pragma once

#include "platform/http/route.hpp"

namespace bailiwick::planning {

[[nodiscard]] platform::http::Schema board_schema();
[[nodiscard]] platform::http::Schema board_totals_schema();
[[nodiscard]] platform::http::Schema board_territory_schema();
[[nodiscard]] platform::http::Schema board_effect_schema();
[[nodiscard]] platform::http::Schema new_board_change_schema();
[[nodiscard]] platform::http::Schema board_outcome_schema();
[[nodiscard]] platform::http::Schema board_change_schema();
[[nodiscard]] platform::http::Schema plan_diff_schema();
[[nodiscard]] platform::http::Schema merge_request_schema();
[[nodiscard]] platform::http::Schema plan_merge_schema();

}  // namespace bailiwick::planning
