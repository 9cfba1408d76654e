// Setup, signing in and out, one's own session, password resets and invitations.
#pragma once

#include <string>

#include "platform/http/route.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

inline constexpr std::string_view kSessionCookie = "bailiwick_session";

// `services` and what `version` names outlive the routes.
[[nodiscard]] http::Routes session_routes(const identity::Services& services,
                                          const std::string& version);

// Set-Cookie of a session's secret; an empty one ends it.
[[nodiscard]] std::string session_cookie(std::string_view secret, std::int64_t seconds,
                                         bool is_secure);
// The answer to a new session: the cookie, and the Session as body.
[[nodiscard]] Result<http::Response> begin_session(const identity::Services& services,
                                                   const http::Request& request, int status,
                                                   const identity::SignedIn& signed_in);

}  // namespace bailiwick::platform::api
