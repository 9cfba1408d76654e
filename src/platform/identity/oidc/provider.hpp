// An identity provider: how it is configured, and the port by which it is
// asked.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::identity::oidc {

struct Provider {
  std::string id;      // in our addresses: "okta"
  std::string name;    // on the button: "Okta"
  std::string issuer;  // "https://login.example.com", exactly as its tokens say
  std::string client_id;
  std::string client_secret;
};

struct Fetch {
  std::string url;
  std::string form;  // application/x-www-form-urlencoded; empty: GET
  std::string user;  // HTTP Basic, where not empty
  std::string password;
};
struct Fetched {
  int status = 0;
  std::string body;
};
// main connects it to platform/client: with time-outs, https only, a limit on
// the body, and no redirects. Thread-safe.
using FetchPort = std::function<Result<Fetched>(const Fetch&)>;

// For a form or a query: RFC 3986's unreserved characters stay, all others
// become %XX.
[[nodiscard]] std::string url_encoded(std::string_view text);
// "a=1&b=2", each part encoded.
[[nodiscard]] std::string form_of(
    const std::vector<std::pair<std::string_view, std::string_view>>& pairs);

// RFC 7636, 4.2: base64url of the SHA-256 of the verifier.
[[nodiscard]] std::string code_challenge(std::string_view verifier);

}  // namespace bailiwick::platform::identity::oidc
