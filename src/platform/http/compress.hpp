// Compresses answers: gzip (RFC 1952) by zlib, br (RFC 7932) by Brotli, each at a level that keeps pace with a network.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/media.hpp"

namespace bailiwick::platform::http {

// Below this a packet is a packet; above the other, streaming a file is the better way.
inline constexpr std::size_t kCompressBytesMin = 1'400;
inline constexpr std::size_t kCompressBytesMax = 64 << 20;

// The text itself where the library fails or the coding is kIdentity. Thread-safe.
[[nodiscard]] std::string compressed(std::string_view text, Coding coding);

}  // namespace bailiwick::platform::http
