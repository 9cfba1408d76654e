// The only SQL of digests: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {

enum class DigestRhythm { kNever, kDaily, kWeekly };
[[nodiscard]] std::string_view name_of(DigestRhythm rhythm);  // "never", "daily", "weekly"
[[nodiscard]] std::optional<DigestRhythm> parse_digest_rhythm(std::string_view word);

// What a person wants; who never wants one has none.
struct Digest {
  PersonId person;
  DigestRhythm rhythm = DigestRhythm::kDaily;
  Instant next_at;
  std::optional<Instant> sent_at = {};
};

struct DueDigest {
  TenantId tenant;
  Digest digest;
};

}  // namespace bailiwick::planning

namespace bailiwick::planning::digest_store {

using platform::identity::PersonKey;

[[nodiscard]] Result<std::optional<Digest>> of(platform::db::Connection& connection,
                                               const PersonKey& person);
// The first `count_max` of all companies that are due at or before then, those that wait longest first.
[[nodiscard]] Result<std::vector<DueDigest>> due(platform::db::Connection& connection,
                                                 Instant until, std::int64_t count_max);
// What was sent before is kept.
[[nodiscard]] Result<void> put(platform::db::Connection& connection, TenantId tenant,
                               const Digest& digest);
// The next one after that of `was`; false where somebody chose otherwise meanwhile.
[[nodiscard]] Result<bool> advance(platform::db::Connection& connection, TenantId tenant,
                                   const Digest& was, const Digest& now);
[[nodiscard]] Result<void> remove(platform::db::Connection& connection, const PersonKey& person);

}  // namespace bailiwick::planning::digest_store
