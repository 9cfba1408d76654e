// UTF-8: is it, and how to make it of the bytes that older programs write. Pure. O(bytes).
#pragma once

#include <string>
#include <string_view>

namespace bailiwick {

// Well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view bytes);

// Windows-1252, of which Latin-1's letters are a part, as UTF-8. Every byte has a meaning: the five that the code
// page leaves open become the control characters of the same number.
[[nodiscard]] std::string utf8_from_windows_1252(std::string_view bytes);

// UTF-16 (RFC 2781) without its byte order mark as UTF-8. Half of a pair alone, or half of a unit at the end, becomes U+FFFD.
enum class ByteOrder { kLittleEndian, kBigEndian };
[[nodiscard]] std::string utf8_from_utf16(std::string_view bytes, ByteOrder order);

// Lower case for A to Z only; every other byte as it is.
[[nodiscard]] std::string ascii_lower(std::string_view text);
// Whether both are the same in lower case of A to Z.
[[nodiscard]] bool is_same_ascii(std::string_view a, std::string_view b);

// How long people would say a text in UTF-8 is: its code points.
[[nodiscard]] std::size_t code_points(std::string_view text);

// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace bailiwick
