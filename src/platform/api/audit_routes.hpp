// Reading the audit log, with the names of those who may still be named, and verifying it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/audit/log.hpp"
#include "platform/http/route.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

// What a subject that is no person is called now; empty: it has no name, or not one for them. May be empty.
using SubjectNames = std::function<Result<std::string>(db::Connection&, const identity::Principal&,
                                                       std::string_view subject)>;

// `services` outlives the routes.
[[nodiscard]] http::Routes audit_routes(const identity::Services& services,
                                        SubjectNames subjects = {});

}  // namespace bailiwick::platform::api
