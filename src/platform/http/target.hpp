// Reads a request's target: the path decoded into its parts, the query into pairs. (RFC 3986, 3.3 and 3.4; HTML's
// application/x-www-form-urlencoded for the query, so "+" is a blank there.)
//
// What could mean two things to two programs is refused rather than repaired: a path with "." or ".." parts, an encoded slash or
// backslash, control characters, bytes that are no UTF-8, "%" without two digits. Decoding happens once, so "%252e" is the text "%2e".
// Rule H036. Pure. O(bytes).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

inline constexpr std::size_t kQueryPairsMax = 100;

struct Target {
  std::string path;  // decoded; begins with "/"
  Pairs query;
};

[[nodiscard]] Result<Target> parse_target(std::string_view target);

// Nothing where "%" is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

// Whether the text may be sent as a header's value: no control characters but tab (RFC 9110, 5.5).
[[nodiscard]] bool is_header_value(std::string_view text);
// Whether it may be a header's name: a token (RFC 9110, 5.6.2).
[[nodiscard]] bool is_token(std::string_view text);

// Whether a request id from outside may be taken over: 8 to 64 letters, digits, "-", "_" or ".".
[[nodiscard]] bool is_request_id(std::string_view text);

}  // namespace bailiwick::platform::http
