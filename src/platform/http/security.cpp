#include "platform/http/security.hpp"

#include <openssl/crypto.h>

#include "platform/http/media.hpp"

namespace bailiwick::platform::http {
namespace {

void add_once(Response& response, std::string_view name, std::string_view value) {
  if (!response.header(name)) response.headers.emplace_back(name, value);
}

}  // namespace

void add_security_headers(Response& response, std::string_view page_policy, bool is_secure) {
  const std::string_view type = response.header("content-type").value_or("");
  const bool is_page = is_same_type(type, "text/html");
  // A 304's headers replace those that the browser keeps with the body (RFC 9111, 3.2): it must not bring another policy.
  if (response.status != 304) {
    add_once(response, "Content-Security-Policy",
             is_page || is_same_type(type, "text/javascript") ? page_policy
                                                              : kContentSecurityPolicyData);
  }
  add_once(response, "X-Content-Type-Options", "nosniff");
  add_once(response, "Referrer-Policy", "same-origin");
  add_once(response, "Cross-Origin-Resource-Policy", "same-origin");
  if (is_page) {
    add_once(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_once(response, "Permissions-Policy", "camera=(), microphone=(), payment=(), usb=()");
  }
  if (is_secure) add_once(response, "Strict-Transport-Security", "max-age=31536000");
}

Result<void> check_cross_site(const Request& request) {
  if (request.method == Method::kGet || request.method == Method::kHead) return {};
  const bool is_token =
      request.principal && request.principal->channel == identity::Channel::kToken;
  if (is_token) return {};  // no browser adds an Authorization header by itself
  if (request.header("sec-fetch-site").value_or("") == "cross-site")
    return fail(ErrorCode::kForbidden, "H023",
                "The request comes from another site's page, which is not allowed.");
  if (!request.principal) return {};
  const std::string_view sent = request.header("x-csrf-token").value_or("");
  const std::string& wanted = request.principal->csrf_token;
  if (!wanted.empty() && is_equal_constant_time(sent, wanted)) return {};
  return fail(ErrorCode::kForbidden, "H023",
              "The header X-CSRF-Token is missing or not the session's; send csrf_token of GET "
              "/api/v1/session.");
}

bool is_equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace bailiwick::platform::http
