#include "platform/api/authenticator.hpp"

#include "base/text.hpp"
#include "platform/api/session_routes.hpp"

namespace bailiwick::platform::api {
namespace {

constexpr std::string_view kScheme = "bearer ";

Result<http::PrincipalRef> as_reference(Result<identity::Authentication::Who> who) {
  if (!who) return tl::unexpected(who.error());
  return http::PrincipalRef(std::move(*who));
}

}  // namespace

http::Authenticator authenticator(const identity::Authentication& authentication) {
  return [&authentication](const http::Request& request) -> Result<http::PrincipalRef> {
    if (const auto header = request.header("authorization")) {
      const bool is_bearer = ascii_lower(header->substr(0, kScheme.size())) == kScheme;
      const std::string_view token =
          is_bearer ? trimmed(header->substr(kScheme.size())) : std::string_view();
      return as_reference(authentication.by_token(token));
    }
    if (const auto cookie = request.cookie(kSessionCookie))
      return as_reference(authentication.by_session(*cookie));
    return http::PrincipalRef();
  };
}

}  // namespace bailiwick::platform::api
