// Who sends this request: from a session's cookie or an API token to a Principal.
//
// Cheap for who was here a moment ago (PrincipalCache): then no query, or one of one row every kStalenessSeconds a company. So a sign-out, a
// change of roles or a deactivation takes effect at once in the process that made it, and within kStalenessSeconds in others.
// Thread-safe. Errors: I004 the credential is unknown, its time is over, or its owner is no longer active (kUnauthenticated).
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::platform::identity {

class Authentication {
 public:
  explicit Authentication(const Environment& environment) : environment_(environment) {}

  // Shared with the cache: no copies a request.
  using Who = std::shared_ptr<const Principal>;
  [[nodiscard]] Result<Who> by_session(std::string_view cookie) const;
  [[nodiscard]] Result<Who> by_token(std::string_view token) const;

  // When the principal's own session or token ends.
  [[nodiscard]] Result<Instant> expires_at(const Principal& principal) const;

  // Writes down when sessions and tokens were last used. Call it every half minute and at the end: what is not written is
  // only the idle time of the last half minute.
  Result<void> flush() const;

 private:
  [[nodiscard]] Result<Who> authenticate(std::string_view text, Channel channel) const;
  [[nodiscard]] Result<Who> load(const Credential& credential, std::string_view text,
                                 Channel channel) const;
  [[nodiscard]] Result<void> refresh_epoch(TenantId tenant) const;
  [[nodiscard]] std::int64_t idle_seconds(Channel channel) const;

  Environment environment_;
};

}  // namespace bailiwick::platform::identity
