// Signing in by an identity provider, as a browser walks through it.
#pragma once

#include "platform/http/route.hpp"
#include "platform/identity/oidc/oidc_sign_in.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

// `services` and `sign_in` outlive the routes.
[[nodiscard]] http::Routes oidc_routes(const identity::Services& services,
                                       const identity::oidc::OidcSignIn& sign_in);

}  // namespace bailiwick::platform::api
