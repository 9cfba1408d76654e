// Signing in and out: by password, and the start of a session that every way in ends with.
//
// A session is a random secret in a cookie (HttpOnly, SameSite=Lax); the database has its digest. It ends after a time without use, and
// after a longer one whatever happens (Policy). Each sign-in makes a new one and ends the one that the browser brought, so that
// a session planted beforehand is worth nothing (fixation).
// Errors: I002 address or password are wrong, or the account is not active: one answer and the same work for all (kUnauthenticated);
// I003 too many failed tries (kTooMany).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::platform::identity {

struct SignedIn {
  std::string cookie;  // the value; a secret
  Principal principal;
  Instant expires_at;
};

struct PasswordSignIn {
  std::string_view email;
  std::string_view password;
  std::string_view peer;
  std::optional<std::string_view> previous_cookie;  // what the browser brought, good or not
};

class SignIn {
 public:
  explicit SignIn(const Environment& environment) : environment_(environment) {}

  [[nodiscard]] Result<SignedIn> with_password(const PasswordSignIn& attempt) const;
  Result<void> sign_out(const Principal& principal) const;

 private:
  Environment environment_;
};

// How someone came in; what the audit log says.
struct Arrival {
  audit::Word method = "password";  // "password", "invitation", "setup", "oidc"
  std::optional<std::string_view> previous_cookie;
};
// Inside a transaction: a new session of an active person, told to the audit log; the previous one ends.
[[nodiscard]] Result<SignedIn> start_session(db::Connection& connection,
                                             const Environment& environment, const PersonKey& key,
                                             const Arrival& arrival);

}  // namespace bailiwick::platform::identity
