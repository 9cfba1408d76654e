#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "market/layer_routes.hpp"
#include "market/measure.hpp"
#include "platform/api/resource.hpp"
#include "platform/http/conditional.hpp"

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

constexpr std::size_t kSortBytesMax = 60;
constexpr std::size_t kWordsMax = 200;
constexpr std::int64_t kRankMax = static_cast<std::int64_t>(kUnitsMax);

std::vector<http::Field> unit_fields() {
  return {{"code", http::text(1, kUnitCodeLengthMax)},
          {"name", http::text()},
          {"part_of", http::text(), kOptional},
          {"lon", http::number(-180.0, 180.0)},
          {"lat", http::number(-90.0, 90.0)},
          {"area_km2", http::number(0.0, 1e9), kOptional},
          {"territory", http::id("territory").described("By the active rules that name units."),
           kOptional},
          {"values", http::map_of(http::number(-1e300, 1e300))
                         .described("A number a measure that the unit has.")}};
}

http::Schema portrait_schema() {
  std::vector<http::Field> fields = unit_fields();
  fields.push_back({"neighbours", http::array(http::text()).described("Codes.")});
  fields.push_back(
      {"ranks", http::map_of(http::object("UnitRank", {{"rank", http::integer(1, kRankMax)},
                                                       {"of", http::integer(1, kRankMax)}}))
                    .described("Where it stands by each measure; 1 is the largest.")});
  return http::object("UnitPortrait", fields);
}

Json json_of(const UnitRow& row) {
  Json json = {{"code", row.unit.code},
               {"name", row.unit.name},
               {"lon", row.unit.point.lon_deg},
               {"lat", row.unit.point.lat_deg},
               {"values", Json::object()}};
  if (row.unit.part_of) json["part_of"] = *row.unit.part_of;
  if (row.unit.area_km2) json["area_km2"] = *row.unit.area_km2;
  if (row.territory) json["territory"] = row.territory->text();
  for (const auto& [key, value] : row.values)
    if (value) json["values"][key] = *value;
  return json;
}

Route route_of(std::string_view path, std::string_view id, std::string_view summary) {
  Route route;
  route.method = Method::kGet;
  route.path = path;
  route.id = id;
  route.tag = "Unit layers";
  route.summary = summary;
  route.access = http::allow(Permission::kMarketRead);
  route.params = {{.name = "layer",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("layer"),
                   .description = "The layer."}};
  return route;
}

LayerId id_of(const Call& call) { return api::path_id<LayerId>(call.request, "layer"); }

Route get_map(const LayerReader& reader) {
  Route route = route_of("/api/v1/unit-layers/{layer}/map", "getUnitLayerMap", "A layer's map");
  route.description =
      "TopoJSON, quantised: one object, units, whose geometries stand in the order of codes; "
      "points "
      "where there are no areas. Cacheable by its ETag.";
  route.answers = {{200, "The map", std::nullopt, "application/json"}};
  route.handle = [&reader](const Call& call) -> Result<Response> {
    const auto content = reader.content(call.principal(), id_of(call));
    if (!content) return tl::unexpected(content.error());
    Response response;
    response.headers = {{"Content-Type", "application/json"}, {"ETag", (*content)->map_tag}};
    response.body = http::SharedBody{(*content)->map};
    return response;
  };
  return route;
}

// Where a page begins; Y001 for a cursor that is none of ours.
Result<std::int64_t> begin_of(const Call& call) {
  const std::string cursor = call.text("cursor");
  if (cursor.empty()) return 0;
  const auto parts = api::read_cursor(cursor);
  if (!parts) return tl::unexpected(parts.error());
  std::int64_t begin = 0;
  const std::string& text = parts->second;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), begin);
  if (read.ec != std::errc() || begin < 0) begin = 0;
  return begin;
}

// What is counted or reckoned when it is asked for: the measure that is named, and a live one that units are sorted by.
Result<std::vector<UnitColumn>> more_columns(const MeasuresAsked& measures, const Call& call) {
  std::vector<std::string> keys;
  if (const std::string named = call.text("measure"); !named.empty()) keys.push_back(named);
  std::string sort = call.text("sort", "code");
  if (sort.starts_with('-')) sort.erase(0, 1);
  if (live_measure_of(sort) && std::ranges::find(keys, sort) == keys.end()) keys.push_back(sort);
  if (keys.empty()) return std::vector<UnitColumn>();
  return measures(call.principal(), id_of(call), keys);
}

Route list_units(const LayerReader& reader, MeasuresAsked measures) {
  Route route =
      route_of("/api/v1/unit-layers/{layer}/units", "listUnits", "The units of a layer as a table");
  route.params.push_back({.name = "q",
                          .schema = http::text(1, kWordsMax),
                          .description = "The beginning of a code, or a part of a name."});
  route.params.push_back(
      {.name = "sort",
       .schema = http::text(1, kSortBytesMax),
       .description = "code (usual), name, part_of, lon, lat, area_km2 or the key of a measure; "
                      "with - before it downwards."});
  route.params.push_back({.name = "measure",
                          .schema = http::text(1, kSortBytesMax),
                          .description = "The key of a measure whose values are wanted even if "
                                         "they must be counted; those that are kept are always "
                                         "there."});
  route.params.push_back(api::limit_param());
  route.params.push_back(api::cursor_param());
  route.answers = {{200, "A page", http::page_of("UnitPage", http::object("Unit", unit_fields()))}};
  route.handle = [&reader, measures = std::move(measures)](const Call& call) -> Result<Response> {
    const auto begin = begin_of(call);
    if (!begin) return tl::unexpected(begin.error());
    auto more = more_columns(measures, call);
    if (!more) return tl::unexpected(more.error());
    const auto page = reader.units(call.principal(), id_of(call),
                                   {.words = call.text("q"),
                                    .sort = call.text("sort", "code"),
                                    .begin = *begin,
                                    .limit = api::limit_of(call.request),
                                    .more = std::move(*more)});
    if (!page) return tl::unexpected(page.error());
    Json items = Json::array();
    for (const UnitRow& row : page->rows) items.push_back(json_of(row));
    std::optional<std::string> next;
    if (page->next) next = api::cursor_of("units", std::to_string(*page->next));
    return api::page(std::move(items), next);
  };
  return route;
}

Route get_unit(const LayerReader& reader, MeasuresAsked measures) {
  Route route =
      route_of("/api/v1/unit-layers/{layer}/units/{code}", "getUnit", "One unit of a layer");
  route.params.push_back({.name = "code",
                          .place = http::ParamPlace::kPath,
                          .schema = http::text(1, kUnitCodeLengthMax),
                          .description = "Its code."});
  route.answers = {{200, "The unit, with its neighbours", portrait_schema()}};
  route.handle = [&reader, measures = std::move(measures)](const Call& call) -> Result<Response> {
    const auto more = measures(call.principal(), id_of(call), {});
    if (!more) return tl::unexpected(more.error());
    const auto portrait =
        reader.unit(call.principal(), id_of(call), call.request.path_value("code"), *more);
    if (!portrait) return tl::unexpected(portrait.error());
    Json json = json_of(portrait->row);
    json["neighbours"] = portrait->neighbours;
    json["ranks"] = Json::object();
    for (const UnitRank& rank : portrait->ranks)
      json["ranks"][rank.key] = {{"rank", rank.rank}, {"of", rank.of}};
    return http::json_response(200, json.dump());
  };
  return route;
}

Route get_csv(const LayerReader& reader, MeasuresAsked measures) {
  Route route =
      route_of("/api/v1/unit-layers/{layer}/units.csv", "getUnitsCsv", "A layer's units as CSV");
  route.description =
      "Code, name, part_of, lon, lat, area_km2, and a column a measure; live ones for whoever may "
      "see accounts.";
  route.answers = {{200, "The units", std::nullopt, "text/csv; charset=utf-8"}};
  route.handle = [&reader, measures = std::move(measures)](const Call& call) -> Result<Response> {
    const auto more = measures(call.principal(), id_of(call), {});
    if (!more) return tl::unexpected(more.error());
    auto pieces = reader.csv(call.principal(), id_of(call), *more);
    if (!pieces) return tl::unexpected(pieces.error());
    Response response;
    response.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    response.body = http::StreamBody{.next = std::move(*pieces)};
    return response;
  };
  return route;
}

}  // namespace

http::Routes layer_unit_routes(const LayerReader& reader, MeasuresAsked measures) {
  return {get_map(reader), list_units(reader, measures), get_unit(reader, measures),
          get_csv(reader, measures)};
}

}  // namespace bailiwick::market
