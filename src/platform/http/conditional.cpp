#include "platform/http/conditional.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"

namespace bailiwick::platform::http {
namespace {

std::uint64_t mixed(std::uint64_t value) {
  // The finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

std::string_view opaque(std::string_view etag) {
  return etag.starts_with("W/") ? etag.substr(2) : etag;
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  return number;
}

}  // namespace

std::string etag_of(std::string_view text) {
  std::uint64_t a = 0x9E3779B97F4A7C15ULL ^ text.size();
  std::uint64_t b = 0xC2B2AE3D27D4EB4FULL;
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = std::min(text.size(), sizeof word);
    std::memcpy(&word, text.data(), count);
    text.remove_prefix(count);
    a = mixed(a ^ word) + 0x9E3779B97F4A7C15ULL;
    b = (b ^ word) * 0x100000001B3ULL;
    b ^= b >> 29;
  }
  return fmt::format("W/\"{:016x}{:016x}\"", mixed(a), mixed(b));
}

bool etag_matches(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view item = trimmed(list.substr(0, comma));
    if (item == "*" || (!item.empty() && opaque(item) == opaque(etag))) return true;
    list = comma == std::string_view::npos ? "" : list.substr(comma + 1);
  }
  return false;
}

Result<void> check_if_match(const Request& request, std::string_view etag_now) {
  const auto header = request.header("if-match");
  if (!header)
    return fail(ErrorCode::kPrecondition, "H028",
                "Say which version is to be changed: send the ETag that was read as If-Match.");
  if (etag_matches(*header, etag_now)) return {};
  return fail(ErrorCode::kPrecondition, "H029",
              "It has changed since it was read. Read it again, and repeat the change on what is "
              "there now.");
}

RangeChoice choose_range(std::string_view header, std::uint64_t size) {
  const RangeChoice whole;
  if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return whole;
  const std::string_view text = trimmed(header.substr(6));
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return whole;
  const auto last = parse_number(text.substr(dash + 1));
  if (dash == 0) {  // the last so many bytes
    if (!last) return whole;
    const std::uint64_t count = std::min(*last, size);
    if (count == 0) return {RangeKind::kUnsatisfiable, {}};
    return {RangeKind::kPart, {size - count, count}};
  }
  const auto first = parse_number(text.substr(0, dash));
  const bool is_open = dash + 1 == text.size();
  if (!first || (!last && !is_open) || (last && *last < *first)) return whole;
  if (*first >= size) return {RangeKind::kUnsatisfiable, {}};
  const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
  return {RangeKind::kPart, {*first, end - *first + 1}};
}

ByteRange apply_range(const Request& request, Response& response, std::uint64_t size) {
  const ByteRange whole{0, size};
  if (response.status != 200) return whole;
  response.headers.emplace_back("Accept-Ranges", "bytes");
  const auto header = request.header("range");
  if (!header || request.method != Method::kGet) return whole;
  const std::string_view etag = response.header("etag").value_or("");
  const auto only_if = request.header("if-range");
  if (only_if && (only_if->starts_with("W/") || *only_if != etag)) return whole;
  const RangeChoice choice = choose_range(*header, size);
  if (choice.kind == RangeKind::kWhole) return whole;
  if (choice.kind == RangeKind::kUnsatisfiable) {
    response.status = 416;
    response.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    return {0, 0};
  }
  response.status = 206;
  response.headers.emplace_back("Content-Range",
                                fmt::format("bytes {}-{}/{}", choice.range.first,
                                            choice.range.first + choice.range.count - 1, size));
  return choice.range;
}

}  // namespace bailiwick::platform::http
