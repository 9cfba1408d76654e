// Words of files as they are compared, and as messages quote them. Pure. O(bytes).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bailiwick::crm {

inline constexpr std::size_t kQuotedBytesMax = 60;

// Letters and digits alone, small, those of Latin-1 and Latin Extended-A without their marks: "Côte d'Ivoire" is "cotedivoire",
// "Aantal medewerkers" "aantalmedewerkers".
[[nodiscard]] std::string plain_word(std::string_view text);

// In double quotes, on one line, cut at a character's end with "…" where it is longer than kQuotedBytesMax.
[[nodiscard]] std::string in_quotes(std::string_view value);

}  // namespace bailiwick::crm
