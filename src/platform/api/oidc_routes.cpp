#include "platform/api/oidc_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"
#include "platform/api/session_routes.hpp"
#include "platform/crypto/encoding.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::string_view kFlowCookie = "bailiwick_oidc";
constexpr std::size_t kPathBytesMax = 2'000;

// What the cookie holds: the secret that binds the flow to the browser and, behind a dot, where the person wanted to be.
struct FlowCookie {
  std::string_view secret;
  std::string to;
};

std::string cookie_text(const FlowCookie& cookie) {
  std::string text(cookie.secret);
  if (cookie.to != "/") text += '.' + crypto::to_base64url(cookie.to);
  return text;
}

FlowCookie flow_of(const http::Request& request) {
  const std::string_view text = request.cookie(kFlowCookie).value_or("");
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return {.secret = text, .to = "/"};
  const auto to = crypto::from_base64url(text.substr(dot + 1));
  return {.secret = text.substr(0, dot), .to = path_here(to.value_or("/"))};
}

// Sent along when the provider sends the browser back, which is a navigation
// from its site: Lax allows that.
std::string flow_cookie(std::string_view secret, std::int64_t seconds, bool is_secure) {
  std::string cookie = std::string(kFlowCookie) + '=' + std::string(secret) +
                       "; Path=/api/v1/session/oidc; Max-Age=" + std::to_string(seconds) +
                       "; HttpOnly; SameSite=Lax";
  if (is_secure) cookie += "; Secure";
  return cookie;
}

std::string problem_page(std::string_view rule, std::string_view to) {
  std::string page = "/sign-in?problem=" + std::string(rule);
  if (to != "/") page += "&to=" + identity::oidc::url_encoded(to);
  return page;
}

Response redirect(std::string location) {
  Response response = http::empty_response();
  response.status = 302;
  response.headers.emplace_back("Location", std::move(location));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Route open_route(std::string_view path, std::string_view id, std::string_view summary) {
  Route route;
  route.method = Method::kGet;
  route.path = path;
  route.id = id;
  route.tag = "Session";
  route.summary = summary;
  route.access = http::anyone();
  if (path.find("{provider}") != std::string_view::npos) {
    route.attempts_a_minute = 20;
    route.params.push_back({.name = "provider",
                            .place = http::ParamPlace::kPath,
                            .schema = http::text(1, 100),
                            .description = "The provider's id"});
  }
  return route;
}

Route list_providers(const identity::oidc::OidcSignIn& sign_in) {
  Route route = open_route("/api/v1/session/providers", "listProviders",
                           "Identity providers that one can sign in with");
  route.answers = {
      {200, "All of them",
       http::page_of("ProviderPage",
                     http::object("Provider", {{"id", http::text()}, {"name", http::text()}}))}};
  route.handle = [&sign_in](const Call&) -> Result<Response> {
    Json items = Json::array();
    for (const identity::oidc::Provider& provider : sign_in.providers())
      items.push_back({{"id", provider.id}, {"name", provider.name}});
    return page(std::move(items), std::nullopt);
  };
  return route;
}

Route start(const identity::oidc::OidcSignIn& sign_in) {
  Route route = open_route("/api/v1/session/oidc/{provider}/start", "startOidc",
                           "Go to an identity provider");
  route.params.push_back(
      {.name = "to",
       .schema = http::text(0, kPathBytesMax),
       .description =
           "Where to go once signed in: a path of this app; anything else is taken as /"});
  route.answers = {{302, "On the way", std::nullopt}};
  route.handle = [&sign_in](const Call& call) -> Result<Response> {
    auto departure = sign_in.begin(call.request.path_value("provider"));
    if (!departure) return tl::unexpected(departure.error());
    Response response = redirect(std::move(departure->url));
    response.headers.emplace_back(
        "Set-Cookie",
        flow_cookie(cookie_text({.secret = departure->cookie,
                                 .to = path_here(call.request.query_value("to").value_or("/"))}),
                    identity::oidc::kFlowSeconds, call.request.is_secure));
    return response;
  };
  return route;
}

Route come_back(const identity::Services& services, const identity::oidc::OidcSignIn& sign_in) {
  Route route = open_route("/api/v1/session/oidc/{provider}/callback", "finishOidc",
                           "Come back from an identity provider");
  for (const auto* name : {"code", "state", "error", "error_description", "iss", "session_state"})
    route.params.push_back(
        {.name = name, .schema = http::text(0, 8'000), .description = "From the provider"});
  route.answers = {
      {302, "Signed in, or back at the sign-in with the rule of the problem", std::nullopt}};
  route.handle = [&services, &sign_in](const Call& call) -> Result<Response> {
    const http::Request& request = call.request;
    const FlowCookie flow = flow_of(request);
    const auto signed_in = sign_in.finish(request.path_value("provider"),
                                          {.code = request.query_value("code").value_or(""),
                                           .state = request.query_value("state").value_or(""),
                                           .browser_cookie = flow.secret,
                                           .previous_cookie = request.cookie(kSessionCookie)});
    Response response =
        redirect(signed_in ? flow.to : problem_page(signed_in.error().rule, flow.to));
    response.headers.emplace_back("Set-Cookie", flow_cookie("", 0, request.is_secure));
    if (signed_in) {
      const std::int64_t seconds =
          (signed_in->expires_at.micros() - services.environment.now().micros()) / 1'000'000;
      response.headers.emplace_back("Set-Cookie",
                                    session_cookie(signed_in->cookie, seconds, request.is_secure));
    }
    return response;
  };
  return route;
}

}  // namespace

std::string path_here(std::string_view text) {
  if (text.empty() || text.size() > kPathBytesMax || text[0] != '/') return "/";
  if (text.size() > 1 && (text[1] == '/' || text[1] == '\\')) return "/";
  for (const char c : text)
    if (c <= ' ' || c > '~' || c == '\\') return "/";
  return std::string(text);
}

http::Routes oidc_routes(const identity::Services& services,
                         const identity::oidc::OidcSignIn& sign_in) {
  return {list_providers(sign_in), start(sign_in), come_back(services, sign_in)};
}

}  // namespace bailiwick::platform::api
