// Media types: what a file's name says, what is worth compressing, and what a client accepts. Pure.
#pragma once

#include <string_view>

namespace bailiwick::platform::http {

// By the name's ending; "application/octet-stream" for an unknown one. Texts say charset=utf-8.
[[nodiscard]] std::string_view media_type_of(std::string_view file_name);

// Whether compressing brings something: texts, JSON, SVG, wasm; not pictures, fonts in woff2 or archives.
[[nodiscard]] bool is_compressible(std::string_view media_type);

// "text/csv; charset=utf-8" -> "text/csv", in lower case as far as ours are; compares without case.
[[nodiscard]] bool is_same_type(std::string_view content_type, std::string_view media_type);

enum class Coding { kIdentity, kGzip, kBrotli };
[[nodiscard]] std::string_view name_of(Coding coding);

// What an Accept-Encoding header prefers among what is on offer (RFC 9110, 12.5.3); Brotli before gzip where they are equal.
struct Codings {
  bool gzip = true;
  bool brotli = true;
};
[[nodiscard]] Coding preferred_coding(std::string_view accept_encoding, Codings offered);

}  // namespace bailiwick::platform::http
