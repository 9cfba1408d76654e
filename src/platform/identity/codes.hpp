// Which codes there are: time zones (IANA), currencies (ISO 4217), countries (ISO 3166-1 alpha-2), and the languages that Bailiwick
// speaks. The lists are part of the program, so that the same input is right on every machine. Pure. O(list).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bailiwick::platform::identity {

[[nodiscard]] bool is_time_zone(std::string_view name);  // "Europe/Amsterdam", links too
[[nodiscard]] bool is_currency(std::string_view code);   // "EUR"
[[nodiscard]] bool is_country(std::string_view code);    // "NL"
[[nodiscard]] bool is_locale(std::string_view tag);      // "en" or "nl"

// All of them, in the order of the alphabet.
[[nodiscard]] const std::vector<std::string>& currencies();
[[nodiscard]] const std::vector<std::string>& countries();

}  // namespace bailiwick::platform::identity
