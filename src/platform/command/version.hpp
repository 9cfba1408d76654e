// Which version of the program this is.
#pragma once

#include <string_view>

namespace bailiwick::platform::command {

// "0.1.0"
[[nodiscard]] std::string_view program_version();

}  // namespace bailiwick::platform::command
