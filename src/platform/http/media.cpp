#include "platform/http/media.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace bailiwick::platform::http {
namespace {

struct Ending {
  std::string_view ending;
  std::string_view type;
};

// Browsers refuse a module (.mjs) or a worker under another type than JavaScript's.
constexpr Ending kEndings[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".geojson", "application/geo+json"},
    {".topojson", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".gif", "image/gif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".wasm", "application/wasm"},
    {".pmtiles", "application/vnd.pmtiles"},
    {".pbf", "application/x-protobuf"},
    {".csv", "text/csv; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".zip", "application/zip"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".ics", "text/calendar; charset=utf-8"},
};

std::string_view bare(std::string_view content_type) {
  return trimmed(content_type.substr(0, content_type.find(';')));
}

// ";q=0.5" -> 500 (thousandths); 1000 without one; 0 where it is malformed, so that doubt means no.
int quality_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const std::string_view digits = trimmed(parameters.substr(at + 2));
  if (digits.empty() || (digits[0] != '0' && digits[0] != '1')) return 0;
  if (digits[0] == '1') return 1000;
  int quality = 0;
  int scale = 100;
  for (std::size_t i = 2; i < digits.size() && i < 5; ++i) {
    if (digits[i] < '0' || digits[i] > '9') return 0;
    quality += (digits[i] - '0') * scale;
    scale /= 10;
  }
  return quality;
}

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
  const std::string name = ascii_lower(file_name);
  for (const Ending& ending : kEndings) {
    if (name.ends_with(ending.ending)) return ending.type;
  }
  return "application/octet-stream";
}

bool is_compressible(std::string_view media_type) {
  const std::string type = ascii_lower(bare(media_type));
  if (type == "text/event-stream") return false;
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("javascript") || type == "application/wasm" ||
         type == "application/x-ndjson" || type == "font/ttf";
}

bool is_same_type(std::string_view content_type, std::string_view media_type) {
  return is_same_ascii(bare(content_type), bare(media_type));
}

std::string_view name_of(Coding coding) {
  switch (coding) {
    case Coding::kIdentity:
      return "identity";
    case Coding::kGzip:
      return "gzip";
    case Coding::kBrotli:
      return "br";
  }
  assert(false && "every Coding has a name");
  return "identity";
}

Coding preferred_coding(std::string_view accept_encoding, Codings offered) {
  int gzip = -1;
  int brotli = -1;
  int any = 0;
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view item = trimmed(accept_encoding.substr(0, comma));
    accept_encoding = comma == std::string_view::npos ? "" : accept_encoding.substr(comma + 1);
    const std::size_t semicolon = item.find(';');
    const std::string name = ascii_lower(trimmed(item.substr(0, semicolon)));
    const int quality =
        semicolon == std::string_view::npos ? 1000 : quality_of(item.substr(semicolon));
    if (name == "gzip" || name == "x-gzip") gzip = quality;
    if (name == "br") brotli = quality;
    if (name == "*") any = quality;
  }
  gzip = offered.gzip ? (gzip < 0 ? any : gzip) : 0;
  brotli = offered.brotli ? (brotli < 0 ? any : brotli) : 0;
  if (brotli > 0 && brotli >= gzip) return Coding::kBrotli;
  return gzip > 0 ? Coding::kGzip : Coding::kIdentity;
}

}  // namespace bailiwick::platform::http
