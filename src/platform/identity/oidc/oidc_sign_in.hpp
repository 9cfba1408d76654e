// Signing in by an identity provider: the authorisation code flow with PKCE
// (RFC 6749, 4.1; RFC 7636, S256; OpenID Connect Core 1.0, 3.1), discovery
// (OpenID Connect Discovery 1.0) and its keys.
//
// begin() sends the browser away with a state, a nonce and a challenge, and
// binds them to this browser by a cookie; finish() takes it back. A subject
// that is linked signs in its person. One that is not is linked to the person
// of its verified address, where the company names the address's domain
// (sign_in_domains); nobody is created. Thread-safe; discovery and keys are
// kept for kKeepSeconds. Errors: I060 no such provider (kNotFound); I061 the
// sign-in was not begun in this browser, or is over (kUnauthenticated); I062
// the provider does not answer as it should (kUnavailable); I063 its token
// (id_token.hpp); I064 nobody of ours (kUnauthenticated).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/oidc/id_token.hpp"
#include "platform/identity/oidc/provider.hpp"
#include "platform/identity/sign_in.hpp"

namespace bailiwick::platform::identity::oidc {

inline constexpr std::int64_t kFlowSeconds = 600;
inline constexpr std::int64_t kKeepSeconds = 3600;

struct Departure {
  std::string url;     // where the browser goes
  std::string cookie;  // binds the flow to this browser; a secret
};

struct Return {
  std::string_view code;
  std::string_view state;
  std::string_view browser_cookie;
  std::optional<std::string_view> previous_cookie;
};

// Where the person lives whose sign-in name has one of these hashes, the first that anybody has: the environment of that node. Where
// nobody has one: any.
using FindHome = std::function<Result<const Environment*>(std::span<const crypto::Digest>)>;

class OidcSignIn {
 public:
  OidcSignIn(const Environment& environment, std::vector<Provider> providers, FetchPort fetch)
      : environment_(environment), providers_(std::move(providers)), fetch_(std::move(fetch)) {}

  // For a server of several nodes, before anything runs: flows are kept here, people are looked for there.
  void look_for_people_by(FindHome find_home) { find_home_ = std::move(find_home); }

  [[nodiscard]] const std::vector<Provider>& providers() const { return providers_; }
  [[nodiscard]] Result<Departure> begin(std::string_view provider) const;
  [[nodiscard]] Result<SignedIn> finish(std::string_view provider, const Return& back) const;

  // Removes flows whose time is over. For a daily job.
  Result<void> sweep() const;

 private:
  struct Endpoints {
    std::string authorisation;
    std::string token;
    std::string jwks_url;
    std::string jwks;
    Instant read_at;
  };
  [[nodiscard]] Result<const Provider*> find(std::string_view id) const;
  [[nodiscard]] Result<Endpoints> endpoints(const Provider& provider, bool is_fresh) const;
  [[nodiscard]] Result<std::string> exchange(const Provider& provider, const Endpoints& endpoints,
                                             std::string_view code,
                                             const std::string& verifier) const;
  [[nodiscard]] Result<Claims> claims(const Provider& provider, const Return& back) const;
  [[nodiscard]] Result<const Environment*> home_of(const std::string& issuer,
                                                   const Claims& claims) const;
  [[nodiscard]] std::string redirect_uri(const Provider& provider) const;

  Environment environment_;
  std::vector<Provider> providers_;
  FetchPort fetch_;
  FindHome find_home_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Endpoints, std::less<>> kept_;
};

}  // namespace bailiwick::platform::identity::oidc
