#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/route.hpp"
#include "platform/http/schema_json.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kAbout =
    "Everything the web application does goes through this interface. Ids are opaque texts, points "
    "in time are RFC 3339 in "
    "UTC, days are local. Lists come in pages: hand `next` back as `cursor`. A single resource "
    "carries an ETag; changing it needs "
    "If-Match. Failures are RFC 9457 problems, whose `rule` has a page in the documentation.";

bool is_write(Method method) { return method != Method::kGet && method != Method::kHead; }

ordered_json problem_schema() {
  return {{"type", "object"},
          {"description", "A problem by RFC 9457."},
          {"properties",
           {{"type",
             {{"type", "string"},
              {"description", "A page about the rule, relative to the documentation."}}},
            {"title", {{"type", "string"}}},
            {"status", {{"type", "integer"}}},
            {"code", {{"type", "string"}, {"description", "The kind of failure."}}},
            {"rule", {{"type", "string"}, {"description", "The rule that was broken, like H010."}}},
            {"detail", {{"type", "string"}, {"description", "What is wrong and what to do."}}},
            {"instance", {{"type", "string"}}},
            {"request_id", {{"type", "string"}}},
            {"errors",
             {{"type", "array"},
              {"items",
               {{"type", "object"},
                {"properties",
                 {{"pointer",
                   {{"type", "string"}, {"description", "The place in the body, by RFC 6901."}}},
                  {"parameter", {{"type", "string"}, {"description", "The parameter at fault."}}},
                  {"rule", {{"type", "string"}}},
                  {"message", {{"type", "string"}}}}},
                {"required", {"rule", "message"}}}}}}}},
          {"required", {"type", "title", "status", "code", "rule", "detail"}}};
}

ordered_json security_schemes() {
  return {{"csrf",
           {{"type", "apiKey"},
            {"in", "header"},
            {"name", "X-CSRF-Token"},
            {"description",
             "Beside a session's cookie, on every write: csrf_token of GET /api/v1/session."}}},
          {"session",
           {{"type", "apiKey"},
            {"in", "cookie"},
            {"name", "bailiwick_session"},
            {"description", "Set by signing in; for browsers."}}},
          {"token",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"description", "A token made under /api/v1/tokens, for programs."}}}};
}

ordered_json security_of(const Route& route) {
  if (route.access.kind == AccessKind::kPublic) return ordered_json::array();
  ordered_json session = {{"session", ordered_json::array()}};
  if (is_write(route.method)) session["csrf"] = ordered_json::array();
  return ordered_json::array({session, {{"token", ordered_json::array()}}});
}

ordered_json header_parameter(std::string_view name, std::string_view description,
                              bool is_required) {
  return {{"name", name},
          {"in", "header"},
          {"description", description},
          {"required", is_required},
          {"schema", {{"type", "string"}}}};
}

// Names in braces of a pattern.
std::vector<std::string> names_in(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t open = path.find('{'); open != std::string_view::npos;
       open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    names.emplace_back(path.substr(open + 1, close - open - 1));
  }
  return names;
}

ordered_json parameters_of(const Route& route, ordered_json& components) {
  ordered_json list = ordered_json::array();
  for (const std::string& name : names_in(route.path)) {
    const auto declared = std::find_if(
        route.params.begin(), route.params.end(),
        [&](const Param& param) { return param.place == ParamPlace::kPath && param.name == name; });
    ordered_json parameter = {{"name", name}, {"in", "path"}};
    if (declared != route.params.end()) parameter["description"] = declared->description;
    parameter["required"] = true;
    parameter["schema"] = declared != route.params.end() ? json_schema(declared->schema, components)
                                                         : ordered_json{{"type", "string"}};
    list.push_back(std::move(parameter));
  }
  for (const Param& param : route.params) {
    if (param.place != ParamPlace::kQuery) continue;
    list.push_back({{"name", param.name},
                    {"in", "query"},
                    {"description", param.description},
                    {"required", param.presence == Presence::kRequired},
                    {"schema", json_schema(param.schema, components)}});
  }
  if (route.needs_if_match)
    list.push_back(header_parameter("If-Match", "The ETag of what is to be changed.", true));
  if (route.is_idempotent_by_key)
    list.push_back(header_parameter("Idempotency-Key",
                                    "A text of your own, at most 255 characters: a repeated "
                                    "request then answers as the first did.",
                                    false));
  return list;
}

ordered_json body_of(const Route& route, ordered_json& components) {
  ordered_json content;
  if (route.body) content["application/json"]["schema"] = json_schema(*route.body, components);
  for (const std::string_view type : route.upload_types)
    content[std::string(type)]["schema"] = {{"type", "string"}, {"format", "binary"}};
  return {{"required", true}, {"content", std::move(content)}};
}

// The statuses with which the server itself may refuse the route.
std::set<int> refusals(const Route& route) {
  std::set<int> statuses = {429, 503};
  const bool takes_body = route.body || route.upload_bytes_max;
  if (takes_body || !route.params.empty()) statuses.insert(400);
  if (takes_body) statuses.insert({413, 415});
  if (route.path.find('{') != std::string_view::npos) statuses.insert(404);
  if (route.access.kind != AccessKind::kPublic) statuses.insert({401, 403});
  if (route.needs_if_match) statuses.insert({412, 428});
  if (route.is_idempotent_by_key) statuses.insert({409, 422});
  return statuses;
}

ordered_json answers_of(const Route& route, ordered_json& components) {
  std::map<int, ordered_json> answers;
  for (const int status : refusals(route))
    answers[status] = {{"$ref", "#/components/responses/Problem"}};
  for (const Answer& answer : route.answers) {
    ordered_json json = {{"description", answer.description}};
    if (answer.schema)
      json["content"][std::string(answer.media_type)]["schema"] =
          json_schema(*answer.schema, components);
    answers[answer.status] = std::move(json);
  }
  ordered_json result;
  for (auto& [status, json] : answers) result[std::to_string(status)] = std::move(json);
  result["default"] = {{"$ref", "#/components/responses/Problem"}};
  return result;
}

std::string description_of(const Route& route) {
  std::string text(route.description);
  if (route.access.kind == AccessKind::kPermission && route.access.permission) {
    if (!text.empty()) text += "\n\n";
    text += fmt::format("Needs the permission `{}`.", identity::name_of(*route.access.permission));
  }
  return text;
}

ordered_json operation(const Route& route, ordered_json& components) {
  ordered_json json = {{"operationId", route.id},
                       {"tags", ordered_json::array({route.tag})},
                       {"summary", route.summary}};
  const std::string description = description_of(route);
  if (!description.empty()) json["description"] = description;
  ordered_json parameters = parameters_of(route, components);
  if (!parameters.empty()) json["parameters"] = std::move(parameters);
  if (route.body || route.upload_bytes_max) json["requestBody"] = body_of(route, components);
  json["responses"] = answers_of(route, components);
  json["security"] = security_of(route);
  return json;
}

ordered_json sorted(const ordered_json& object) {
  std::map<std::string, ordered_json> entries;
  for (const auto& [key, value] : object.items()) entries[key] = value;
  ordered_json result = ordered_json::object();
  for (auto& [key, value] : entries) result[key] = std::move(value);
  return result;
}

}  // namespace

std::string openapi_document(const Routes& routes, std::string_view version) {
  std::vector<const Route*> order;
  for (const Route& route : routes) order.push_back(&route);
  std::stable_sort(order.begin(), order.end(), [](const Route* a, const Route* b) {
    return std::pair(a->path, a->method) < std::pair(b->path, b->method);
  });
  ordered_json schemas = {{"Problem", problem_schema()}};
  ordered_json paths = ordered_json::object();
  std::set<std::string> tags;
  for (const Route* route : order) {
    paths[std::string(route->path)][ascii_lower(name_of(route->method))] =
        operation(*route, schemas);
    tags.insert(std::string(route->tag));
  }
  ordered_json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Bailiwick"},
        {"version", version},
        {"description", kAbout},
        {"license", {{"name", "Apache License 2.0"}, {"identifier", "Apache-2.0"}}}}},
      {"servers", ordered_json::array({{{"url", "/"}}})},
      {"tags", ordered_json::array()},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", sorted(schemas)},
        {"responses",
         {{"Problem",
           {{"description", "It could not be done; the problem says why."},
            {"content",
             {{std::string(kProblemType),
               {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}},
        {"securitySchemes", security_schemes()}}}};
  for (const std::string& tag : tags) document["tags"].push_back({{"name", tag}});
  return document.dump(2);
}

}  // namespace bailiwick::platform::http
