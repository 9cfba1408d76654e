// Who sends a request: the port of http/dispatcher.hpp, made of identity's
// authentication.
//
// An "Authorization: Bearer bw_..." wins over a cookie, so that a script in a
// browser's profile acts as its token. No credential: nobody. Thread-safe.
#pragma once

#include "platform/http/dispatcher.hpp"
#include "platform/identity/authentication.hpp"

namespace bailiwick::platform::api {

// `authentication` outlives what is given. Error I004 where there is a
// credential that is no good.
[[nodiscard]] http::Authenticator authenticator(const identity::Authentication& authentication);

}  // namespace bailiwick::platform::api
