// One's own API tokens: made, listed, revoked.
//
// A token does at most what its scopes say and its owner's roles allow at the time it is used; it ends on its day, with its owner's
// account, and when it is revoked. The database has its digest only; the secret is shown once.
// Errors: I001; I035 a token cannot make another (kForbidden); I050 no such token (kNotFound); I051 a scope beyond one's own
// permissions (kForbidden); I052 it must end within kTokenDaysMax (kInvalidInput); I053 there are too many (kLimit); I019 its name;
// I054 no scopes (kInvalidInput).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::platform::identity {

inline constexpr std::int64_t kTokenDaysMax = 366;
inline constexpr std::size_t kTokensAPersonMax = 100;

struct NewToken {
  std::string name;
  std::set<Permission> scopes;
  Instant expires_at;
};
struct TokenMade {
  ApiToken token;
  std::string secret;
};

class Tokens {
 public:
  explicit Tokens(const Environment& environment) : environment_(environment) {}

  [[nodiscard]] Result<std::vector<ApiToken>> list(const Principal& principal) const;
  [[nodiscard]] Checked<TokenMade> make(const Principal& principal, const NewToken& request) const;
  Result<void> revoke(const Principal& principal, TokenId token) const;

 private:
  Environment environment_;
};

}  // namespace bailiwick::platform::identity
