// The functions on strings. A character is a Unicode code point; bytes that are not UTF-8 count as they come. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formula/kernel.hpp"

namespace bailiwick::formula {

// Characters. O(bytes).
[[nodiscard]] std::int64_t character_count(std::string_view text);
// The byte at which character `index` begins (the size of the text for the one after its last); nothing beyond.
[[nodiscard]] std::optional<std::size_t> byte_of_character(std::string_view text,
                                                           std::int64_t index);
// The first `count` characters, or all of a shorter text.
[[nodiscard]] std::string_view beginning(std::string_view text, std::int64_t count);
// Without Unicode's white space at both ends.
[[nodiscard]] std::string_view trimmed_text(std::string_view text);
// Where `part` begins first, in characters; -1 where it is not.
[[nodiscard]] std::int64_t index_of(std::string_view text, std::string_view part);
// With every `from` made `to`, from the left; an empty `from` stands before every character and at the end. Nothing where
// the result is longer than kMadeTextLimit.
[[nodiscard]] std::optional<std::string_view> with_replaced(Arena& arena, std::string_view text,
                                                            std::string_view from,
                                                            std::string_view to);

}  // namespace bailiwick::formula
