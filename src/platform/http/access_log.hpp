// One line of JSON a request: who, what, with which outcome, how long. Never a query's values, a header, a cookie, a token or a body.
//
// {"at":"2026-11-25T18:21:42.000123Z","request_id":"...","peer":"10.0.0.7","method":"GET","path":"/api/v1/people/person_...",
//  "route":"getPerson","query":["search","limit"],"status":200,"bytes":512,"seconds":0.0012,"tenant":"tenant_...","person":"person_..."}
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

struct AccessEntry {
  const Request& request;
  std::string_view route;  // its id; empty where none matched
  int status = 0;
  std::uint64_t bytes = 0;  // of the body, as sent
  double seconds = 0;
  Instant at;
};

inline constexpr std::size_t kWaitingBytesMax = 8 << 20;

// Called on the connections' threads: must be quick and thread-safe.
using AccessLog = std::function<void(const AccessEntry&)>;

// Without a line end.
[[nodiscard]] std::string json_line(const AccessEntry& entry);

// Writes lines by a thread of its own: to standard error for "-", to nowhere for "", else to the end of that file. When the disk lags by
// more than kWaitingBytesMax, lines are dropped rather than a request held up.
[[nodiscard]] AccessLog json_access_log(const std::string& file);

}  // namespace bailiwick::platform::http
