// Goal: the server tells how it is, to whom it should, and shows its own document.
#include "platform/http/system_routes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

Result<Response> get(const Routes& routes, std::string_view path, Request request = {}) {
  const auto route = std::find_if(routes.begin(), routes.end(),
                                  [&](const Route& one) { return one.path == path; });
  EXPECT_NE(route, routes.end()) << path;
  const json none;
  return route->handle(Call{request, none});
}

TEST(SystemRoutes, readiness_names_what_fails_and_logs_why) {
  std::string logged;
  SystemServices services;
  services.readiness = {
      {"database", [] { return Result<void>(); }},
      {"disk", []() -> Result<void> { return fail(ErrorCode::kIo, "X001", "full"); }}};
  services.version = "1.2.3";
  services.log_error = [&](const std::string& line) { logged = line; };
  const Routes routes = system_routes(services);
  EXPECT_EQ(get(routes, "/health/live")->status, 200);
  const auto ready = get(routes, "/health/ready");
  EXPECT_EQ(ready->status, 503);
  EXPECT_EQ(
      json::parse(ready->text()),
      json::parse(
          R"({"status":"failing","version":"1.2.3","checks":{"database":"ok","disk":"failing"}})"));
  EXPECT_NE(logged.find("full"), std::string::npos);
  services.readiness.pop_back();
  EXPECT_EQ(get(system_routes(services), "/health/ready")->status, 200);
}

TEST(SystemRoutes, figures_are_for_the_machine_or_a_token) {
  metrics::Registry registry;
  registry.counter("n_total", "N.").add(5);
  SystemServices services;
  services.metrics = &registry;
  Request request;
  request.peer = "127.0.0.1";
  EXPECT_NE(get(system_routes(services), "/metrics", request)->text().find("n_total 5"),
            std::string_view::npos);
  request.headers = {{"x-forwarded-for", "127.0.0.1"}};
  EXPECT_EQ(get(system_routes(services), "/metrics", request).error().rule, "H052");
  request.peer = "10.0.0.7";
  request.headers = {{"authorization", "Bearer secret"}};
  EXPECT_EQ(get(system_routes(services), "/metrics", request).error().rule, "H052");
  services.metrics_token = "secret";
  EXPECT_TRUE(get(system_routes(services), "/metrics", request));
  request.peer = "127.0.0.1";
  request.headers.clear();
  EXPECT_FALSE(get(system_routes(services), "/metrics", request));
}

TEST(SystemRoutes, the_document_shows_itself_too) {
  const Routes routes = document_routes(system_routes({}), "1.2.3");
  const auto response = get(routes, "/api/openapi.json");
  const json document = json::parse(*std::get<SharedBody>(response->body).text);
  EXPECT_TRUE(document["paths"].contains("/health/ready"));
  EXPECT_TRUE(document["paths"].contains("/api/openapi.json"));
  EXPECT_TRUE(response->header("etag"));
}

TEST(SystemRoutes, the_page_holds_no_script_of_its_own) {
  const Routes routes = document_routes({}, "1");
  const std::string page = *std::get<SharedBody>(get(routes, "/api/docs")->body).text;
  EXPECT_NE(page.find("src=\"/api/docs.js\""), std::string::npos);
  EXPECT_EQ(page.find("style="), std::string::npos);
  EXPECT_EQ(page.find("<style"), std::string::npos);
  EXPECT_EQ(page.find("onclick"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::http
