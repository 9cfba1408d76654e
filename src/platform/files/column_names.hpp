// The names by which columns are recognised, the likelier first. Compared without regard to case and punctuation
// (plain_name in table.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "platform/files/table.hpp"

namespace bailiwick::platform::files {

inline constexpr std::array<std::string_view, 20> kIdNames = {
    "id",        "unit",      "unitid",   "zip",        "zipcode", "zcta",  "zcta5",
    "zcta5ce10", "zcta5ce20", "postcode", "postalcode", "pc4",     "geoid", "geoid10",
    "geoid20",   "fips",      "code",     "objectid",   "gid",     "key"};
inline constexpr std::array<std::string_view, 4> kLonNames = {"lon", "longitude", "lng", "x"};
inline constexpr std::array<std::string_view, 3> kLatNames = {"lat", "latitude", "y"};
inline constexpr std::array<std::string_view, 1> kXNames = {"x"};
inline constexpr std::array<std::string_view, 1> kYNames = {"y"};
inline constexpr std::array<std::string_view, 2> kTerritoryNames = {"territory", "district"};

// An id or a place: never a measure unless asked for.
[[nodiscard]] inline bool is_recognised(std::string_view column) {
  const std::string plain = plain_name(column);
  const auto has = [&plain](const auto& names) {
    return std::find(names.begin(), names.end(), plain) != names.end();
  };
  return has(kIdNames) || has(kLonNames) || has(kLatNames);
}

}  // namespace bailiwick::platform::files
