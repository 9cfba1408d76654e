// What guards the browser: headers on every answer, and the check against forged requests from other sites.
//
// Rule H023: the write does not come from a page of ours. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

// For pages, and for scripts: a worker is bound by its own file's policy, not by its page's. Scripts only from the server itself and none inline; workers also from blobs, as MapLibre makes them; style attributes but no
// style elements; nobody may frame the app.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; worker-src 'self' blob:; connect-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; style-src 'self'; style-src-attr "
    "'unsafe-inline'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
// For everything else: an answer of the API that a browser is made to show can do nothing.
inline constexpr std::string_view kContentSecurityPolicyData =
    "default-src 'none'; frame-ancestors 'none'";

// Adds the headers that the response has not got yet. `page_policy` is the policy for text/html and text/javascript.
void add_security_headers(Response& response, std::string_view page_policy, bool is_secure);

// Against cross-site request forgery: a write with a session's cookie must carry its X-CSRF-Token (compared in constant
// time), and no write may come from another site by the browser's own word (Fetch Metadata, Sec-Fetch-Site).
[[nodiscard]] Result<void> check_cross_site(const Request& request);

[[nodiscard]] bool is_equal_constant_time(std::string_view a, std::string_view b);

}  // namespace bailiwick::platform::http
