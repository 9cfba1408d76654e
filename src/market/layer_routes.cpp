#include "market/layer_routes.hpp"

#include <nlohmann/json.hpp>

#include "platform/api/resource.hpp"

namespace bailiwick::market {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kVersionMax = std::int64_t{1} << 53;
constexpr std::size_t kColumnNameMax = 200;

http::Schema match_schema() {
  return http::object("LayerMatch",
                      {{"by", http::one_of({"postal_code", "place"})},
                       {"characters", http::integer(1, kMatchCharactersMax), kOptional}});
}

const http::Schema& layer_schema() {
  static const http::Schema schema = [] {
    const http::Schema finding =
        http::object("LayerFinding", {{"rule", http::text()},
                                      {"count", http::integer(0, kVersionMax)},
                                      {"message", http::text()},
                                      {"examples", http::array(http::text(), kExamplesMax)}});
    const http::Schema problem =
        http::object("LayerProblem", {{"rule", http::text()}, {"message", http::text()}});
    return http::object(
        "UnitLayer",
        {{"id", http::id("layer")},
         {"name", http::text(1, kLayerNameLengthMax)},
         {"country", http::text(2, 2), kOptional},
         {"shape", http::one_of({"areas", "cells", "points"})},
         {"match", match_schema()},
         {"built_in", http::text(), kOptional},
         {"source", http::text()},
         {"state", http::one_of({"loading", "ready", "failed"})},
         {"unit_count", http::integer(0, static_cast<std::int64_t>(kUnitsMax))},
         {"job", http::id("job"), kOptional},
         {"created_at", http::instant()},
         {"version", http::integer(1, kVersionMax)},
         {"bounds",
          http::array(http::number(-180.0, 180.0), 4).described("West, south, east, north."),
          kOptional},
         {"findings", http::array(finding)},
         {"problems", http::array(problem).described("Why it failed."), kOptional}});
  }();
  return schema;
}

Json json_of(const MatchRule& match) {
  Json json = {{"by", name_of(match.by)}};
  if (match.by == MatchBy::kPostalCode) json["characters"] = match.characters;
  return json;
}

Json json_of(const Layer& layer) {
  Json json = {{"id", layer.id.text()},          {"name", layer.name},
               {"shape", name_of(layer.shape)},  {"match", json_of(layer.match)},
               {"source", layer.source},         {"state", name_of(layer.state)},
               {"unit_count", layer.unit_count}, {"created_at", to_text(layer.created_at)},
               {"version", layer.version},       {"findings", Json::array()}};
  if (layer.country) json["country"] = *layer.country;
  if (layer.built_in) json["built_in"] = *layer.built_in;
  if (layer.job) json["job"] = layer.job->text();
  if (layer.bounds) json["bounds"] = *layer.bounds;
  for (const LayerFinding& finding : layer.findings)
    json["findings"].push_back({{"rule", finding.rule},
                                {"count", finding.count},
                                {"message", finding.message},
                                {"examples", finding.examples}});
  for (const Error& problem : layer.problems)
    json["problems"].push_back({{"rule", problem.rule}, {"message", problem.message}});
  return json;
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Unit layers";
  route.summary = summary;
  route.access =
      http::allow(method == Method::kGet ? Permission::kMarketRead : Permission::kMarketManage);
  if (path.find("{layer}") != std::string_view::npos)
    route.params = {{.name = "layer",
                     .place = http::ParamPlace::kPath,
                     .schema = http::id("layer"),
                     .description = "The layer."}};
  return route;
}

LayerId id_of(const Call& call) { return api::path_id<LayerId>(call.request, "layer"); }

Response answer(int status, const Layer& layer) {
  return api::versioned(status, json_of(layer), layer.version);
}
Response started(const LayerStarted& outcome) {
  Response response = answer(202, outcome.layer);
  response.headers.emplace_back("Location", "/api/v1/unit-layers/" + outcome.layer.id.text());
  return response;
}

Route list_layers(const LayerService& service) {
  Route route = route_of(Method::kGet, "/api/v1/unit-layers", "listUnitLayers",
                         "The company's layers of units, and those that can be added");
  const http::Schema built_in = http::object(
      "BuiltInLayer",
      {{"key", http::text()},
       {"name", http::text()},
       {"source", http::text()},
       {"unit_count", http::integer(0, static_cast<std::int64_t>(kUnitsMax))},
       {"is_available", http::boolean()},
       {"missing", http::array(http::text()).described("Files that this server lacks."),
        kOptional}});
  route.answers = {
      {200, "By name",
       http::object("UnitLayers",
                    {{"items", http::array(layer_schema(), kLayersMax + kRefusedLayersMax)},
                     {"built_in", http::array(built_in)}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto layers = service.layers(call.principal());
    if (!layers) return tl::unexpected(layers.error());
    Json json = {{"items", Json::array()}, {"built_in", Json::array()}};
    for (const Layer& layer : *layers) json["items"].push_back(json_of(layer));
    for (const BuiltInState& state : service.built_in()) {
      json["built_in"].push_back({{"key", state.layer->key},
                                  {"name", state.layer->name},
                                  {"source", state.layer->source},
                                  {"unit_count", state.layer->unit_count},
                                  {"is_available", state.missing.empty()}});
      if (!state.missing.empty()) json["built_in"].back()["missing"] = state.missing;
    }
    return http::json_response(200, json.dump());
  };
  return route;
}

Route add_layer(const LayerService& service) {
  Route route = route_of(Method::kPost, "/api/v1/unit-layers", "addUnitLayer",
                         "Add a layer that Bailiwick brings");
  route.description = "A job loads it; the layer says when it is ready.";
  route.body = http::object("UnitLayerAdd", {{"built_in", http::text(1, kColumnNameMax)}});
  route.answers = {{202, "The layer, loading", layer_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.add_built_in(call.principal(), call.body["built_in"].get<std::string>()), started);
  };
  return route;
}

std::vector<http::Param> upload_params() {
  const auto column = [](std::string_view name, std::string_view description) {
    return http::Param{
        .name = name, .schema = http::text(1, kColumnNameMax), .description = description};
  };
  return {{.name = "name",
           .schema = http::text(1, kLayerNameLengthMax),
           .description = "What people will call it.",
           .presence = http::Presence::kRequired},
          {.name = "country",
           .schema = http::text(2, 2),
           .description = "ISO 3166; absent where it spans several."},
          {.name = "source",
           .schema = http::text(1, kLayerSourceLengthMax),
           .description = "Where it is from and under which licence; shown beside maps."},
          {.name = "format",
           .schema = http::one_of({"geojson", "topojson", "csv"}),
           .description = "What the file must be. Absent: whatever it is."},
          column("code", "The column or property of codes. Absent: recognised, as are the others."),
          column("label", "That of names."),
          column("part_of", "That of what units are part of."),
          column("lon", "That of longitudes, of CSV."),
          column("lat", "That of latitudes, of CSV."),
          {.name = "cells",
           .schema = http::boolean(),
           .description = "Draw cells around points: approximate areas."},
          {.name = "within",
           .schema = http::id("layer"),
           .description = "A layer with areas that cells are clipped to."},
          {.name = "repair",
           .schema = http::boolean(),
           .description = "Mend rings that do not close or cross themselves."}};
}

Route upload_layer(const LayerService& service) {
  Route route = route_of(Method::kPost, "/api/v1/unit-layers/upload", "uploadUnitLayer",
                         "Add a layer of one's own");
  route.description =
      "GeoJSON, TopoJSON or CSV with longitudes and latitudes. A job reads it; what is wrong with "
      "it stands in the layer's problems, all together.";
  route.params = upload_params();
  route.upload_bytes_max = kLayerBytesMax;
  route.upload_types = {"application/geo+json", "application/json", "text/csv"};
  route.answers = {{202, "The layer, loading", layer_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    LayerUpload upload{.name = call.text("name"),
                       .source = call.text("source"),
                       .path = call.request.body_file,
                       .request = {.format = parse_layer_format(call.text("format")),
                                   .code = call.text("code"),
                                   .label = call.text("label"),
                                   .part_of = call.text("part_of"),
                                   .lon = call.text("lon"),
                                   .lat = call.text("lat"),
                                   .cells = call.text("cells") == "true",
                                   .within = LayerId::parse(call.text("within")),
                                   .repair = call.text("repair") == "true"}};
    if (const std::string country = call.text("country"); !country.empty())
      upload.country = country;
    return api::respond(service.upload(call.principal(), upload), started);
  };
  return route;
}

Route get_layer(const LayerService& service) {
  Route route =
      route_of(Method::kGet, "/api/v1/unit-layers/{layer}", "getUnitLayer", "One layer of units");
  route.answers = {{200, "The layer, with its ETag", layer_schema()}};
  route.runs = http::Runs::kRead;
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto layer = service.layer(call.principal(), id_of(call));
    if (!layer) return tl::unexpected(layer.error());
    return answer(200, *layer);
  };
  return route;
}

Route change_layer(const LayerService& service) {
  Route route = route_of(Method::kPatch, "/api/v1/unit-layers/{layer}", "changeUnitLayer",
                         "Change a layer's name, or how accounts find their unit");
  route.needs_if_match = true;
  route.body =
      http::object("UnitLayerChange", {{"name", http::text(1, kLayerNameLengthMax), kOptional},
                                       {"match", match_schema(), kOptional}});
  route.answers = {{200, "As it is now", layer_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    LayerChange change{.name = api::text_of(call.body, "name")};
    if (const auto match = call.body.find("match"); match != call.body.end())
      change.match = MatchRule{
          .by = parse_match_by(match->at("by").get<std::string>()).value_or(MatchBy::kPlace),
          .characters = match->value("characters", std::int64_t{0})};
    return api::respond(
        service.change(call.principal(), id_of(call), change, api::version_of(call.request)),
        [](const Layer& layer) { return answer(200, layer); });
  };
  return route;
}

Route remove_layer(const LayerService& service) {
  Route route = route_of(Method::kDelete, "/api/v1/unit-layers/{layer}", "removeUnitLayer",
                         "Remove a layer with its units");
  route.needs_if_match = true;
  route.answers = {{204, "It is gone", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto done = service.remove(call.principal(), id_of(call), api::version_of(call.request));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

}  // namespace

http::Routes layer_routes(const LayerService& service) {
  return {list_layers(service), add_layer(service),    upload_layer(service),
          get_layer(service),   change_layer(service), remove_layer(service)};
}

}  // namespace bailiwick::market
