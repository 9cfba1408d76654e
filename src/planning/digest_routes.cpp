#include "planning/digest_routes.hpp"

#include <nlohmann/json.hpp>

#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
using http::Call;
using http::Method;
using http::Response;
using http::Route;

http::Schema rhythm_schema() {
  return http::one_of({"never", "daily", "weekly"})
      .described("daily: on working days on which there is something new. weekly: on Mondays.");
}

http::Schema digest_schema() {
  return http::object(
      "Digest",
      {{"rhythm", rhythm_schema()},
       {"is_mail_sent",
        http::boolean().described("A mail server is configured; without one nothing is sent.")},
       {"next_at", http::instant().described("When it is next looked whether there is something."),
        http::kOptional}});
}

Result<Response> digest_response(const Result<DigestChoice>& choice) {
  if (!choice) return tl::unexpected(choice.error());
  nlohmann::json json = {{"rhythm", name_of(choice->rhythm)},
                         {"is_mail_sent", choice->is_mail_sent}};
  if (choice->next_at) json["next_at"] = to_text(*choice->next_at);
  return http::json_response(200, json.dump());
}

Route digest_route(Method method, std::string_view id, std::string_view summary) {
  Route route;
  route.method = method;
  route.path = "/api/v1/digest";
  route.id = id;
  route.tag = "Discussion";
  route.summary = summary;
  route.access = http::allow(platform::identity::Permission::kPlansRead);
  route.answers = {{200, "The choice", digest_schema()}};
  return route;
}

Route get_digest(const DigestService& digests) {
  Route route = digest_route(Method::kGet, "getDigest",
                             "Whether the caller's open matters come by mail, and when");
  route.handle = [&digests](const Call& call) {
    return digest_response(digests.choice(call.principal()));
  };
  return route;
}

Route put_digest(const DigestService& digests) {
  Route route =
      digest_route(Method::kPut, "putDigest", "Choose whether one's open matters come by mail");
  route.body = http::object("NewDigest", {{"rhythm", rhythm_schema()}});
  route.handle = [&digests](const Call& call) {
    const auto rhythm = parse_digest_rhythm(call.body.at("rhythm").get<std::string>());
    return digest_response(digests.choose(call.principal(), rhythm.value_or(DigestRhythm::kNever)));
  };
  return route;
}

}  // namespace

http::Routes digest_routes(const DigestService& digests) {
  return {get_digest(digests), put_digest(digests)};
}

}  // namespace bailiwick::planning
