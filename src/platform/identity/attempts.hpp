// Failed tries to sign in, and how long the next one has to wait.
//
// Counted by the address typed, whether anyone has it or not, and by the peer (of IPv6 the network of 64 bits). The first few cost nothing;
// each one more doubles the wait, up to kLockSecondsMax; a day without any forgets them. So the same answer for the same
// tries tells nothing about who has an account, and a guesser gets about a hundred tries a day (NIST SP 800-63B, 5.2.2).
// Plain functions; each runs in the transaction of the connection it is given.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::identity {

inline constexpr std::int64_t kAccountFailuresFree = 5;
inline constexpr std::int64_t kPeerFailuresFree = 20;
inline constexpr std::int64_t kLockSecondsMax = 15 * 60;

enum class AttemptKind { kSignIn, kPasswordReset };

struct AttemptKeys {
  crypto::Digest account{};
  crypto::Digest peer{};
};
[[nodiscard]] AttemptKeys attempt_keys(AttemptKind kind, std::string_view email,
                                       std::string_view peer);

// Seconds to wait after the nth failure. Pure.
[[nodiscard]] std::int64_t lock_seconds(std::int64_t failures, std::int64_t free);

// Seconds until the next try is taken: 0 when it may be made now.
[[nodiscard]] Result<std::int64_t> seconds_locked(db::Connection& connection,
                                                  const AttemptKeys& keys, Instant now);
Result<void> record_failure(db::Connection& connection, const AttemptKeys& keys, Instant now);
// The account's after a success; the peer's stay, or one's own account would buy tries at others.
Result<void> clear_account(db::Connection& connection, const AttemptKeys& keys);
Result<void> remove_old_attempts(db::Connection& connection, Instant now);

}  // namespace bailiwick::platform::identity
