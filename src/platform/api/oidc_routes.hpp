// Signing in by an identity provider, as a browser walks through it.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/route.hpp"
#include "platform/identity/oidc/oidc_sign_in.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

// `services` and `sign_in` outlive the routes.
[[nodiscard]] http::Routes oidc_routes(const identity::Services& services,
                                       const identity::oidc::OidcSignIn& sign_in);

// The path where it is one of this server ("/plans?state=draft"), else "/": nothing that a browser would take for another host, and nothing
// that breaks a header.
[[nodiscard]] std::string path_here(std::string_view text);

}  // namespace bailiwick::platform::api
