// Reading the audit log: newest first, filtered, a page at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/audit/entry.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::audit {

inline constexpr std::int64_t kPageMax = 1'000;

struct Filter {
  std::optional<PersonId> actor = {};
  std::optional<std::string> action = {};   // exactly
  std::optional<std::string> subject = {};  // exactly
  std::optional<Instant> from = {};         // at or after
  std::optional<Instant> to = {};           // before
  std::optional<std::int64_t> before =
      {};                   // only entries with a lower number: where the last page ended
  std::int64_t limit = 50;  // 1 .. kPageMax
};

struct Recorded {
  std::int64_t number = 0;
  Instant at;
  Actor actor;
  std::string action;
  std::string subject;
  std::string details;  // JSON
};

[[nodiscard]] Result<std::vector<Recorded>> list(db::Connection& connection, TenantId tenant,
                                                 const Filter& filter);

}  // namespace bailiwick::platform::audit
