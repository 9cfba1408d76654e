// Judges values by their schema; mistakes_of() itself is declared in schema.hpp.
//
// Rules: H010 a field is missing, H011 an unknown field, H012 another kind of value, H013 a text too short or too long,
// H014 a number out of range, H015 not one of the words, H016 not the form wanted (id, date, instant, e-mail), H017 too many items,
// H018 a control character. Pure. O(size of the value), after at most kMistakesMax mistakes.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::platform::http {

inline constexpr std::size_t kMistakesMax = 100;
inline constexpr std::size_t kNamedLengthMax = 80;  // of a name that is shown back in a message

// The same for the text of a parameter, which stands for a number or a truth where the schema wants one.
[[nodiscard]] Errors mistakes_of_text(const Schema& schema, std::string_view text,
                                      std::string_view pointer);

}  // namespace bailiwick::platform::http
