// Conditional requests and ranges: entity tags, If-None-Match, If-Match, If-Range, Range (RFC 9110, 8.8, 13 and 14).
//
// An ETag of ours names a version of a resource, not its bytes in one coding, so it is weak once compressed, and all comparisons are the
// weak one, If-Match's too. Pure. Rules: H028 If-Match is missing, H029 the version is another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

// W/"<128 bits>" of the text. Not cryptographic: whoever can choose the text can only confuse his own cache.
[[nodiscard]] std::string etag_of(std::string_view text);

// Whether one of the tags of the list ("*": any) is this one.
[[nodiscard]] bool etag_matches(std::string_view list, std::string_view etag);

// For handlers of PATCH, PUT and DELETE: the version that was read must be the one that is there. H029 (412) where not.
// The comparison must stand in the transaction that changes the row.
[[nodiscard]] Result<void> check_if_match(const Request& request, std::string_view etag_now);

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};
enum class RangeKind { kWhole, kPart, kUnsatisfiable };
struct RangeChoice {
  RangeKind kind = RangeKind::kWhole;
  ByteRange range;
};
// One range of bytes; several, or another unit, are answered with the whole, as RFC 9110, 14.2 allows.
[[nodiscard]] RangeChoice choose_range(std::string_view range_header, std::uint64_t size);

// Makes a 206 or 416 of a 200 where the request asks for a part of `size` bytes and If-Range allows it (strong comparison); what is
// to be sent. Sets Accept-Ranges and Content-Range.
[[nodiscard]] ByteRange apply_range(const Request& request, Response& response, std::uint64_t size);

}  // namespace bailiwick::platform::http
