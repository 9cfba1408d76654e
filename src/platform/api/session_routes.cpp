#include "platform/api/session_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"
#include "platform/identity/credential.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::Method;
using http::Response;
using http::Route;
using http::Schema;
using Json = nlohmann::json;

constexpr int kAttemptsAMinute = 20;

const Schema& session_schema() {
  static const Schema schema = http::object(
      "Session",
      {{"person", http::object("SessionPerson", {{"id", http::id("person")},
                                                 {"name", http::text()},
                                                 {"email", http::text()},
                                                 {"locale", http::text()}})},
       {"company", http::object("SessionCompany", {{"id", http::id("tenant")},
                                                   {"name", http::text()},
                                                   {"time_zone", http::text()},
                                                   {"currency", http::text()}})},
       {"roles", http::array(role_schema())},
       {"permissions", http::array(permission_schema())},
       {"csrf_token", http::text().described("To be sent as X-CSRF-Token with every write.")},
       {"expires_at", http::instant()}});
  return schema;
}

// The session as its owner sees it. A person needs no permission to know who they are.
Result<Json> session_json(const identity::Services& services, const identity::Principal& principal,
                          Instant expires_at) {
  const auto person = services.people.get(principal, principal.person);
  if (!person) return tl::unexpected(person.error());
  identity::Principal reader = principal;
  reader.permissions.insert(identity::Permission::kCompanyRead);
  const auto company = services.companies.get(reader);
  if (!company) return tl::unexpected(company.error());
  return Json{{"person",
               {{"id", person->id.text()},
                {"name", person->name},
                {"email", person->email},
                {"locale", person->locale}}},
              {"company",
               {{"id", company->id.text()},
                {"name", company->name},
                {"time_zone", company->time_zone},
                {"currency", company->currency}}},
              {"roles", json_of(principal.roles)},
              {"permissions", json_of(principal.permissions)},
              {"csrf_token", principal.csrf_token},
              {"expires_at", to_text(expires_at)}};
}

std::optional<std::string_view> cookie_of(const http::Request& request) {
  return request.cookie(kSessionCookie);
}

// The part of Routes that every one here has in common.
Route open_route(Method method, std::string_view path, std::string_view id,
                 std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Session";
  route.summary = summary;
  route.access = http::anyone();
  return route;
}

Route get_setup(const identity::Services& services, const std::string& version) {
  Route route = open_route(Method::kGet, "/api/v1/setup", "getSetup",
                           "Whether this server needs its first company");
  route.answers = {
      {200, "What the first screen needs to know",
       http::object("Setup", {{"needs_setup", http::boolean()}, {"version", http::text()}})}};
  route.handle = [&services, &version](const Call&) -> Result<Response> {
    const auto needed = services.companies.needs_setup();
    if (!needed) return tl::unexpected(needed.error());
    return http::json_response(200, Json{{"needs_setup", *needed}, {"version", version}}.dump());
  };
  return route;
}

Route set_up(const identity::Services& services) {
  Route route = open_route(Method::kPost, "/api/v1/setup", "setUp",
                           "Make the first company and its administrator");
  route.description = "Only while there is no company. Answers as a sign-in.";
  route.body = http::object(
      "SetupRequest",
      {{"company", http::object("SetupCompany", {{"name", http::text(1, 200)},
                                                 {"time_zone", http::text(1, 100)},
                                                 {"currency", http::text(3, 3)},
                                                 {"country", http::text(2, 2)}})},
       {"admin", http::object("SetupAdministrator", {{"name", http::text(1, 200)},
                                                     {"email", http::text(1, 254)},
                                                     {"password", http::text(1, 256)},
                                                     {"locale", http::one_of({"en", "nl"})}})}});
  route.answers = {{201, "Signed in as the administrator", session_schema()}};
  route.attempts_a_minute = kAttemptsAMinute;
  route.handle = [&services](const Call& call) -> Result<Response> {
    const Json& company = call.body.at("company");
    const Json& admin = call.body.at("admin");
    identity::NewCompany request;
    request.company.name = company.at("name");
    request.company.time_zone = company.at("time_zone");
    request.company.currency = company.at("currency");
    request.company.country = company.at("country");
    request.company.locale = admin.at("locale");
    request.admin.name = admin.at("name");
    request.admin.email = admin.at("email");
    request.admin.locale = admin.at("locale");
    request.password = admin.at("password");
    if (const auto cookie = cookie_of(call.request)) request.previous_cookie = *cookie;
    const auto signed_in = services.companies.set_up(request);
    if (!signed_in) return http::problem_response(signed_in.error());
    return begin_session(services, call.request, 201, *signed_in);
  };
  return route;
}

Route sign_in(const identity::Services& services) {
  Route route =
      open_route(Method::kPost, "/api/v1/session", "signIn", "Sign in with address and password");
  route.description =
      "Sets the cookie of the session. The answer is the same for an address that nobody has and "
      "for a wrong password.";
  route.body =
      http::object("SignIn", {{"email", http::text(1, 254)}, {"password", http::text(1, 1'000)}});
  route.answers = {{200, "Signed in", session_schema()}};
  route.attempts_a_minute = kAttemptsAMinute;
  route.handle = [&services](const Call& call) -> Result<Response> {
    const std::string email = call.body.at("email");
    const std::string password = call.body.at("password");
    const auto signed_in =
        services.sign_in.with_password({.email = email,
                                        .password = password,
                                        .peer = call.request.peer,
                                        .previous_cookie = cookie_of(call.request)});
    if (!signed_in) return tl::unexpected(signed_in.error());
    return begin_session(services, call.request, 200, *signed_in);
  };
  return route;
}

Route get_session(const identity::Services& services) {
  Route route = open_route(Method::kGet, "/api/v1/session", "getSession", "Who is signed in");
  route.runs = http::Runs::kRead;
  route.access = http::signed_in();
  route.answers = {{200, "The session", session_schema()}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto expires_at = services.authentication.expires_at(call.principal());
    if (!expires_at) return tl::unexpected(expires_at.error());
    const auto session = session_json(services, call.principal(), *expires_at);
    if (!session) return tl::unexpected(session.error());
    return http::json_response(200, session->dump());
  };
  return route;
}

Route sign_out(const identity::Services& services) {
  Route route = open_route(Method::kDelete, "/api/v1/session", "signOut", "Sign out");
  route.access = http::signed_in();
  route.answers = {{204, "Signed out", std::nullopt}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto done = services.sign_in.sign_out(call.principal());
    if (!done) return tl::unexpected(done.error());
    Response response = http::empty_response();
    response.headers.emplace_back("Set-Cookie", session_cookie("", 0, call.request.is_secure));
    return response;
  };
  return route;
}

Route request_reset(const identity::Services& services) {
  Route route = open_route(Method::kPost, "/api/v1/password-reset", "requestPasswordReset",
                           "Ask for a link to set a new password");
  route.description = "The same answer whether anyone has the address or not.";
  route.body = http::object("PasswordResetRequest", {{"email", http::text(1, 254)}});
  route.answers = {{202, "If someone has this address, a letter is on its way", std::nullopt}};
  route.attempts_a_minute = kAttemptsAMinute;
  route.handle = [&services](const Call& call) -> Result<Response> {
    const std::string email = call.body.at("email");
    const auto done = services.passwords.request_reset(email, call.request.peer);
    if (!done) return tl::unexpected(done.error());
    Response response = http::empty_response();
    response.status = 202;
    return response;
  };
  return route;
}

Route confirm_reset(const identity::Services& services) {
  Route route = open_route(Method::kPost, "/api/v1/password-reset/confirm", "confirmPasswordReset",
                           "Set a new password by the link");
  route.body = http::object("PasswordResetConfirm",
                            {{"token", http::text(1, 200)}, {"password", http::text(1, 1'000)}});
  route.answers = {{204, "Set; all sessions have ended", std::nullopt}};
  route.attempts_a_minute = kAttemptsAMinute;
  route.handle = [&services](const Call& call) -> Result<Response> {
    const std::string token = call.body.at("token");
    const std::string password = call.body.at("password");
    const auto done = services.passwords.confirm_reset(token, password);
    return done ? http::empty_response() : http::problem_response(done.error());
  };
  return route;
}

Route accept_invitation(const identity::Services& services) {
  Route route = open_route(Method::kPost, "/api/v1/invitation/accept", "acceptInvitation",
                           "Accept an invitation with a password");
  route.body = http::object("InvitationAccept", {{"token", http::text(1, 200)},
                                                 {"password", http::text(1, 1'000)},
                                                 {"locale", http::one_of({"en", "nl"})}});
  route.answers = {{200, "Signed in", session_schema()}};
  route.attempts_a_minute = kAttemptsAMinute;
  route.handle = [&services](const Call& call) -> Result<Response> {
    const std::string token = call.body.at("token");
    const std::string password = call.body.at("password");
    const std::string locale = call.body.at("locale");
    const auto signed_in =
        services.passwords.accept_invitation({.token = token,
                                              .password = password,
                                              .locale = locale,
                                              .previous_cookie = cookie_of(call.request)});
    if (!signed_in) return http::problem_response(signed_in.error());
    return begin_session(services, call.request, 200, *signed_in);
  };
  return route;
}

}  // namespace

std::string session_cookie(std::string_view secret, std::int64_t seconds, bool is_secure) {
  std::string cookie = std::string(kSessionCookie) + '=' + std::string(secret) +
                       "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax";
  if (is_secure) cookie += "; Secure";
  return cookie;
}

Result<Response> begin_session(const identity::Services& services, const http::Request& request,
                               int status, const identity::SignedIn& signed_in) {
  const auto session = session_json(services, signed_in.principal, signed_in.expires_at);
  if (!session) return tl::unexpected(session.error());
  Response response = http::json_response(status, session->dump());
  const std::int64_t seconds =
      (signed_in.expires_at.micros() - services.environment.now().micros()) / 1'000'000;
  response.headers.emplace_back("Set-Cookie",
                                session_cookie(signed_in.cookie, seconds, request.is_secure));
  return response;
}

http::Routes session_routes(const identity::Services& services, const std::string& version) {
  return {get_setup(services, version), set_up(services),           sign_in(services),
          get_session(services),        sign_out(services),         request_reset(services),
          confirm_reset(services),      accept_invitation(services)};
}

}  // namespace bailiwick::platform::api
