// Countries by what people call them: in English, in Dutch, in the country's own language, and in short.
//
// Compared without case, accents and punctuation. The list is part of the program. Pure. O(log list) once it is sorted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bailiwick::crm {

// "NL" for "NL", "nl", "Nederland", "The Netherlands"; nothing for what is no country.
[[nodiscard]] std::optional<std::string> country_of(std::string_view text);
// Every name that is known, for suggestions.
[[nodiscard]] std::vector<std::string> country_names();

}  // namespace bailiwick::crm
