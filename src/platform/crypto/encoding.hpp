// Bytes as text and back: hexadecimal, base64 and base64url (RFC 4648). Encoding and decoding take a time that depends on the
// length alone, so they are fit for secrets. Pure. O(bytes).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bailiwick::platform::crypto {

// Two lower-case digits a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);
// Nothing unless an even number of digits, in either case.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

// RFC 4648, section 4: with padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

// Section 5: "-" and "_" for "+" and "/", and no padding. Safe in a URL and a header.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace bailiwick::platform::crypto
