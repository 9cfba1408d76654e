#include <fmt/core.h>

#include <map>
#include <nlohmann/json.hpp>

#include "crm/record_routes.hpp"
#include "formula/catalogue.hpp"
#include "formula/tree.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::pair<std::string_view, formula::Kind> kKinds[] = {
    {"bool", formula::Kind::kBool},        {"int", formula::Kind::kInt},
    {"decimal", formula::Kind::kDecimal},  {"string", formula::Kind::kString},
    {"date", formula::Kind::kDate},        {"timestamp", formula::Kind::kTimestamp},
    {"duration", formula::Kind::kDuration}};

std::optional<formula::Kind> kind_of(const Json& body) {
  const std::string word = body.value("type", "");
  for (const auto& [name, kind] : kKinds)
    if (name == word) return kind;
  return std::nullopt;
}

http::Schema kinds() {
  std::vector<std::string> words;
  for (const auto& [name, kind] : kKinds) words.emplace_back(name);
  return http::one_of(words);
}

Json json_of(const formula::Fault& fault, const std::string& text) {
  const formula::Place place = formula::place_of(text, fault.at.offset);
  Json json = {{"rule", fault.rule},    {"message", fault.message}, {"offset", fault.at.offset},
               {"size", fault.at.size}, {"line", place.line},       {"column", place.column}};
  if (!fault.replacement.empty()) json["replacement"] = fault.replacement;
  return json;
}

Json json_of(const TriedFormula& tried, const std::string& text) {
  Json json = {{"faults", Json::array()},
               {"preview", Json::array()},
               {"count", tried.count},
               {"is_all", tried.is_all}};
  for (const formula::Fault& fault : tried.faults) json["faults"].push_back(json_of(fault, text));
  for (const TriedRecord& one : tried.shown) {
    json["preview"].push_back(
        {{"id", one.id.text()},
         {"title", one.title},
         {"value", one.value.is_value() ? Json(to_plain_text(one.value))
                                        : Json(formula::to_literal(one.value))}});
  }
  if (!tried.type) return json;
  json["type"] = formula::name_of(*tried.type);
  if (tried.type->kind == formula::Kind::kBool) json["matches"] = tried.matches;
  return json;
}

http::Schema tried_schema() {
  const http::Schema fault =
      http::object("FormulaFault", {{"rule", http::text()},
                                    {"message", http::text()},
                                    {"offset", http::integer(0, INT64_MAX)},
                                    {"size", http::integer(0, INT64_MAX)},
                                    {"line", http::integer(1, INT64_MAX)},
                                    {"column", http::integer(1, INT64_MAX)},
                                    {"replacement", http::text(), kOptional}});
  const http::Schema row = http::object(
      "FormulaRow", {{"id", http::text()}, {"title", http::text()}, {"value", http::text()}});
  return http::object("TriedFormula",
                      {{"type", http::text(), kOptional},
                       {"faults", http::array(fault)},
                       {"preview", http::array(row)},
                       {"count", http::integer(0, kTriedRecords)},
                       {"is_all", http::boolean().described(
                                      "False: these are the first by title, and there are more.")},
                       {"matches", http::integer(0, kTriedRecords), kOptional}});
}

Route try_route(const FormulaService& service) {
  Route route;
  route.method = Method::kPost;
  route.path = "/api/v1/crm/objects/{object}/formula";
  route.id = "tryFormula";
  route.tag = "CRM";
  route.summary = "Check a formula as it is typed, and see what it gives";
  route.description = "Changes nothing. Offsets and sizes are bytes of UTF-8.";
  route.access = http::allow(platform::identity::Permission::kCrmRead);
  std::vector<std::string> names;
  for (const ObjectSpec& object : all_objects()) names.emplace_back(object.name);
  route.params = {{.name = "object",
                   .place = http::ParamPlace::kPath,
                   .schema = http::one_of(names),
                   .description = "The object"}};
  route.body = http::object(
      "FormulaToTry", {{"text", http::text(0, formula::kTextLimit)}, {"type", kinds(), kOptional}});
  route.answers = {{200, "Its faults, or what it gives", tried_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const ObjectSpec* object = find_object(call.request.path_value("object"));
    const std::string text = call.body.at("text");
    const auto tried = service.try_formula(
        call.principal(), object ? object->kind : ObjectKind::kAccount, text, kind_of(call.body));
    if (!tried) return tl::unexpected(tried.error());
    return http::json_response(200, json_of(*tried, text).dump());
  };
  return route;
}

Route functions_route() {
  Route route;
  route.path = "/api/v1/crm/formula/functions";
  route.id = "listFormulaFunctions";
  route.tag = "CRM";
  route.summary = "The functions of the formula language, for completion";
  route.access = http::allow(platform::identity::Permission::kCrmRead);
  const http::Schema function =
      http::object("FormulaFunction", {{"name", http::text()}, {"form", http::text()}});
  route.answers = {{200, "All of them, a form each",
                    http::object("FormulaFunctions", {{"items", http::array(function)}})}};
  route.handle = [](const Call&) -> Result<Response> {
    Json items = Json::array();
    for (const char* form :
         {"has(field) -> bool", "coalesce(a, b) -> a", "min(a, b) -> a", "max(a, b) -> a"}) {
      const std::string text(form);
      items.push_back({{"name", text.substr(0, text.find('('))}, {"form", text}});
    }
    for (const formula::Overload& one : formula::catalogue_of_functions())
      items.push_back({{"name", one.name},
                       {"form", fmt::format("{} -> {}", formula::shown(one),
                                            formula::name_of({one.result, false}))}});
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

}  // namespace

http::Routes formula_routes(const FormulaService& service) {
  return {try_route(service), functions_route()};
}

}  // namespace bailiwick::crm
