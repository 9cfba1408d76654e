// Which passwords are accepted: NIST SP 800-63B (2017, with updates of 2020), 5.1.1.2.
//
// Length is what counts: at least 12 characters; any character; no composition rules and no forced changes. Refused are the
// commonest of leaked passwords (of that length or as their root), one character or a short pattern over and over, runs of a keyboard or alphabet, and
// what contains the person's own name or address. Pure. O(bytes * list).
// Errors: I030 too short, I031 too long, I032 among the commonest, I033 made of the person's own name or address. All that apply.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::identity {

inline constexpr std::size_t kPasswordCharactersMin = 12;
inline constexpr std::size_t kPasswordBytesMax = 256;

struct PasswordOwner {
  std::string_view name;
  std::string_view email;
};

[[nodiscard]] Errors password_mistakes(std::string_view password, const PasswordOwner& owner);

}  // namespace bailiwick::platform::identity
