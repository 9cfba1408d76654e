#include "platform/api/token_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::Method;
using http::Response;
using http::Route;
using identity::Permission;
using Json = nlohmann::json;

Route token_route(Method method, std::string_view path, std::string_view id,
                  std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Tokens";
  route.summary = summary;
  route.access = http::allow(Permission::kTokensManage);
  return route;
}

Route list_tokens(const identity::Services& services) {
  Route route = token_route(Method::kGet, "/api/v1/tokens", "listTokens",
                            "One's own API tokens, newest first");
  route.runs = http::Runs::kRead;
  route.answers = {{200, "All of them", http::page_of("TokenPage", token_schema())}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto tokens = services.tokens.list(call.principal());
    if (!tokens) return tl::unexpected(tokens.error());
    Json items = Json::array();
    for (const identity::ApiToken& token : *tokens) items.push_back(json_of(token));
    return page(std::move(items), std::nullopt);
  };
  return route;
}

Route create_token(const identity::Services& services) {
  Route route = token_route(Method::kPost, "/api/v1/tokens", "createToken", "Make an API token");
  route.description =
      "The answer has the secret, this once. Made in a browser's session only, not by another "
      "token.";
  route.body = http::object("TokenCreate", {{"name", http::text(1, 200)},
                                            {"scopes", http::array(permission_schema())},
                                            {"expires_at", http::instant()}});
  route.answers = {
      {201, "Made",
       http::object("TokenCreated", {{"token", token_schema()}, {"secret", http::text()}})}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    identity::NewToken request;
    request.name = call.body.at("name");
    for (const Json& word : call.body.at("scopes"))
      if (const auto scope = identity::parse_permission(word.get<std::string>()))
        request.scopes.insert(*scope);
    request.expires_at =
        parse_instant(call.body.at("expires_at").get<std::string>()).value_or(Instant());
    return respond(services.tokens.make(call.principal(), request),
                   [](const identity::TokenMade& made) {
                     Response response = http::json_response(
                         201, Json{{"token", json_of(made.token)}, {"secret", made.secret}}.dump());
                     response.headers.emplace_back("Cache-Control", "no-store");
                     return response;
                   });
  };
  return route;
}

Route revoke_token(const identity::Services& services) {
  Route route =
      token_route(Method::kDelete, "/api/v1/tokens/{token}", "revokeToken", "Revoke an API token");
  route.params = {{.name = "token",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("token"),
                   .description = "The token's id"}};
  route.answers = {{204, "Revoked", std::nullopt}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto done =
        services.tokens.revoke(call.principal(), path_id<identity::TokenId>(call.request, "token"));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

}  // namespace

http::Routes token_routes(const identity::Services& services) {
  return {list_tokens(services), create_token(services), revoke_token(services)};
}

}  // namespace bailiwick::platform::api
