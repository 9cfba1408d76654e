#include "platform/http/system_routes.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "platform/http/conditional.hpp"
#include "platform/http/docs_assets.hpp"
#include "platform/http/security.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::ordered_json;

Route public_get(std::string_view path, std::string_view id, std::string_view summary) {
  Route route;
  route.path = path;
  route.id = id;
  route.tag = "System";
  route.summary = summary;
  route.access = anyone();
  route.runs = Runs::kInline;
  return route;
}

const Schema& health_schema() {
  static const Schema schema = object("Health", {{"status", one_of({"ok", "failing"})},
                                                 {"version", text()},
                                                 {"checks", map_of(one_of({"ok", "failing"}))}});
  return schema;
}

Response health(const SystemServices& services) {
  ordered_json checks = ordered_json::object();
  bool is_ready = true;
  for (const ReadinessCheck& check : services.readiness) {
    const auto outcome = check.check();
    checks[check.name] = outcome ? "ok" : "failing";
    is_ready = is_ready && outcome.has_value();
    // What fails in detail is for who runs the server, not for whoever asks.
    if (!outcome && services.log_error)
      services.log_error(outcome.error().rule + " not ready, " + check.name + ": " +
                         outcome.error().message);
  }
  const ordered_json body = {{"status", is_ready ? "ok" : "failing"},
                             {"version", services.version},
                             {"checks", std::move(checks)}};
  return json_response(is_ready ? 200 : 503, body.dump());
}

bool is_of_this_machine(const Request& request) {
  const bool is_loopback = request.peer == "::1" || request.peer.starts_with("127.");
  return is_loopback && !request.header("x-forwarded-for") && !request.header("forwarded");
}

bool may_read_metrics(const SystemServices& services, const Request& request) {
  if (services.metrics_token.empty()) return is_of_this_machine(request);
  return is_equal_constant_time(request.header("authorization").value_or(""),
                                "Bearer " + services.metrics_token);
}

Route asset_route(std::string_view path, std::string_view id, std::string_view media_type,
                  std::string_view text) {
  Route route = public_get(path, id, "A part of the page that shows this document");
  route.answers = {{200, "The file", std::nullopt, media_type}};
  const auto shared = std::make_shared<const std::string>(text);
  route.handle = [shared, type = std::string(media_type)](const Call&) -> Result<Response> {
    return Response{.status = 200,
                    .headers = {{"Content-Type", type}, {"Cache-Control", "no-cache"}},
                    .body = SharedBody{shared}};
  };
  return route;
}

}  // namespace

Routes system_routes(SystemServices given) {
  const auto services = std::make_shared<const SystemServices>(std::move(given));
  Route live = public_get("/health/live", "getLiveness", "Whether the server runs");
  live.answers = {{200, "It runs", object("Liveness", {{"status", one_of({"ok"})}})}};
  live.handle = [](const Call&) -> Result<Response> {
    return json_response(200, R"({"status":"ok"})");
  };
  Route ready = public_get("/health/ready", "getReadiness", "Whether the server can do its work");
  ready.runs = Runs::kWorker;
  ready.answers = {{200, "It can", health_schema()}, {503, "It cannot now", health_schema()}};
  ready.handle = [services](const Call&) -> Result<Response> { return health(*services); };
  Route figures = public_get("/metrics", "getMetrics", "Figures for Prometheus");
  figures.runs = Runs::kWorker;
  figures.description =
      "For the machine itself, or with the operator's token as `Authorization: Bearer`.";
  figures.answers = {{200, "The figures", text(0, 10'000'000), "text/plain"}};
  figures.handle = [services](const Call& call) -> Result<Response> {
    if (!may_read_metrics(*services, call.request))
      return fail(ErrorCode::kForbidden, "H052",
                  "The figures are for who runs the server: send the metrics token.");
    return text_response(200, services->metrics->text(),
                         "text/plain; version=0.0.4; charset=utf-8");
  };
  return {live, ready, figures};
}

Routes document_routes(const Routes& routes, std::string_view version) {
  Route document = public_get("/api/openapi.json", "getOpenApi", "This document");
  document.answers = {{200, "OpenAPI 3.1", map_of(Schema())}};
  Route page = asset_route("/api/docs", "getDocs", "text/html; charset=utf-8", assets::kDocsHtml);
  page.summary = "A page that shows this document";
  Routes own = {
      std::move(document), std::move(page),
      asset_route("/api/docs.css", "getDocsStyle", "text/css; charset=utf-8", assets::kDocsCss),
      asset_route("/api/docs.js", "getDocsScript", "text/javascript; charset=utf-8",
                  assets::kDocsJs)};
  Routes all = routes;
  all.insert(all.end(), own.begin(), own.end());
  const auto text = std::make_shared<const std::string>(openapi_document(all, version));
  const auto etag = std::make_shared<const std::string>(etag_of(*text));
  own[0].handle = [text, etag](const Call&) -> Result<Response> {
    return Response{.status = 200,
                    .headers = {{"Content-Type", "application/json"},
                                {"ETag", *etag},
                                {"Cache-Control", "no-cache"}},
                    .body = SharedBody{text}};
  };
  return own;
}

}  // namespace bailiwick::platform::http
