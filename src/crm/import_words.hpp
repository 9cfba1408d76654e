// Words of files as messages quote them. Pure. O(bytes).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bailiwick::crm {

inline constexpr std::size_t kQuotedBytesMax = 60;

// In double quotes, on one line, cut at a character's end with "…" where it is longer than kQuotedBytesMax.
[[nodiscard]] std::string in_quotes(std::string_view value);

}  // namespace bailiwick::crm
