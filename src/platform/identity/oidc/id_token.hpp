// An ID token of an identity provider: its signature, and what it must say
// (OpenID Connect Core 1.0, 3.1.3.7; RFC 7515, RFC 7517).
//
// Accepted are RS256, PS256 and ES256 with a key of the provider's JWKS; never
// "none", and never a key that the token brings itself. Pure. Error I063: the
// token is not well-formed, not signed by the provider, for someone else, too
// old, or not of this sign-in.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace bailiwick::platform::identity::oidc {

struct Expected {
  std::string_view issuer;
  std::string_view client_id;
  std::string_view nonce;
  Instant now;
};

struct Claims {
  std::string subject;
  std::string email;  // empty where the token has none
  bool is_email_verified = false;
};

// How far the clocks of provider and server may differ.
inline constexpr std::int64_t kLeewaySeconds = 60;
inline constexpr std::size_t kIdTokenBytesMax = 32 << 10;

// `jwks`: the provider's key set, as JSON.
[[nodiscard]] Result<Claims> verify_id_token(const std::string& token, std::string_view jwks,
                                             const Expected& expected);

}  // namespace bailiwick::platform::identity::oidc
