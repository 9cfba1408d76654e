#include "market/measure_routes.hpp"

#include <nlohmann/json.hpp>

#include "market/measure_json.hpp"
#include "platform/api/resource.hpp"
#include "platform/jobs/job_json.hpp"

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

constexpr std::int64_t kCountMax = std::int64_t{1} << 53;
constexpr double kNumberMax = 1e21;

http::Schema count() { return http::integer(0, kCountMax); }
http::Schema number() { return http::number(-kNumberMax, kNumberMax); }

std::vector<http::Field> measure_fields() {
  return {{"key", http::text()},
          {"name", http::text()},
          {"unit", http::text()},
          {"kind", http::one_of({"joined", "derived", "live"})},
          {"adds", http::one_of({"sum", "mean"})},
          {"weighed_by", http::text().nullable()},
          {"formula", http::text().nullable()},
          {"source", http::text()},
          {"as_of", http::text().nullable()},
          {"version", http::integer(1, kCountMax)}};
}

const http::Schema& measure_schema() {
  static const http::Schema schema = http::object("UnitMeasure", measure_fields());
  return schema;
}

http::Schema listed_schema() {
  auto fields = measure_fields();
  fields.push_back({"count", count()});
  fields.push_back({"sum", number()});
  fields.push_back({"least", number().nullable()});
  fields.push_back({"most", number().nullable()});
  fields.push_back({"quantiles", http::array(number(), kQuantiles)});
  return http::object("UnitMeasureSummary", fields);
}

http::Schema report_schema() {
  const http::Schema code = http::object(
      "JoinCode", {{"line", count()}, {"code", http::text()}, {"meant", http::text(), kOptional}});
  const http::Schema cell =
      http::object("JoinCell", {{"line", count()}, {"text", http::text(0, 1'000'000)}});
  const auto told = [](std::string_view name, const http::Schema& example) {
    return http::object(name,
                        {{"count", count()}, {"examples", http::array(example, kJoinExamplesMax)}});
  };
  const http::Schema column = http::object(
      "JoinColumn", {{"column", http::text()},
                     {"key", http::text()},
                     {"decimal_mark", http::text()},
                     {"sign", http::text().described(
                                  "That its numbers have beside them: %, €, USD; empty: none.")},
                     {"numbers", count()},
                     {"empty", count()},
                     {"not_numbers", told("JoinCells", cell)},
                     {"replaces", http::boolean()},
                     {"sum", number()},
                     {"least", number().nullable()},
                     {"most", number().nullable()}});
  return http::object("MeasureJoin", {{"is_stored", http::boolean()},
                                      {"is_sound", http::boolean()},
                                      {"code", http::text()},
                                      {"rows", count()},
                                      {"matched", count()},
                                      {"mended", told("JoinCodes", code)},
                                      {"unknown", told("JoinCodes", code)},
                                      {"without", told("JoinUnits", http::text())},
                                      {"repeated", told("JoinUnits", http::text())},
                                      {"left_out", http::array(http::text())},
                                      {"columns", http::array(column, kMeasuresMax)},
                                      {"notes", http::array(http::text())}});
}

http::Schema values_schema() {
  const http::Schema territories = http::object(
      "UnitTerritories", {{"ids", http::array(http::id("territory"), kUnitsMax)},
                          {"names", http::array(http::text(), kUnitsMax)},
                          {"of", http::array(http::integer(-1, kCountMax), kUnitsMax)}});
  return http::object("UnitValues",
                      {{"count", count()},
                       {"measures", http::map_of(http::array(number().nullable(), kUnitsMax))},
                       {"territories", territories},
                       {"as_of", http::map_of(http::text())}});
}

http::Param layer_param() {
  return {.name = "layer",
          .place = http::ParamPlace::kPath,
          .schema = http::id("layer"),
          .description = "The id"};
}
http::Param key_param() {
  return {.name = "key",
          .place = http::ParamPlace::kPath,
          .schema = http::text(1, kMeasureKeyMax),
          .description = "The measure's key"};
}
http::Param text_param(std::string_view name, std::size_t length_max,
                       std::string_view description) {
  return {.name = name, .schema = http::text(0, length_max), .description = description};
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
  route.params = {layer_param()};
  return route;
}

LayerId layer_of(const Call& call) { return api::path_id<LayerId>(call.request, "layer"); }
std::string key_of(const Call& call) { return std::string(call.request.path_value("key")); }

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    if (end > begin) words.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

Route list_measures(const MeasureService& service) {
  Route route = route_of(Method::kGet, "/api/v1/unit-layers/{layer}/measures", "listUnitMeasures",
                         "What is known of the units of a layer");
  route.answers = {
      {200, "With how their values lie",
       http::object("UnitMeasures", {{"items", http::array(listed_schema(), 2 * kMeasuresMax)}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.measures(call.principal(), layer_of(call)),
                        [](const auto& all) { return http::json_response(200, json_text(all)); });
  };
  return route;
}

Route read_values(const MeasureService& service) {
  Route route = route_of(Method::kGet, "/api/v1/unit-layers/{layer}/values", "readUnitValues",
                         "Measures and territories of all units, in the order of places");
  route.params.push_back(text_param("measures", 3'000, "Keys, parted by commas"));
  route.answers = {{200, "A list a measure", values_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.values(call.principal(), layer_of(call), words_of(call.text("measures"))),
        [](const LayerValues& values) { return http::json_response(200, json_text(values)); });
  };
  return route;
}

Route join(const MeasureService& service) {
  Route route = route_of(Method::kPost, "/api/v1/unit-layers/{layer}/measures/join",
                         "joinUnitMeasures", "Measures from a CSV file");
  route.params.push_back({.name = "check",
                          .schema = http::one_of({"true", "false"}),
                          .description = "true: nothing is stored"});
  route.params.push_back(text_param("code", 500, "The column of codes; absent: it is found"));
  route.params.push_back(
      text_param("columns", 5'000, "Columns, parted by commas; absent: all of numbers"));
  route.params.push_back({.name = "repeats",
                          .schema = http::one_of({"refuse", "sum", "last"}),
                          .description = "Of units in several rows; refuse where absent"});
  route.params.push_back({.name = "decimal_mark",
                          .schema = http::one_of({".", ","}),
                          .description = "Of the numbers; absent: it is found"});
  route.params.push_back(
      {.name = "as_of", .schema = http::date(), .description = "Of which day the numbers are"});
  route.params.push_back(text_param("source", kMeasureTextMax, "Where they are from"));
  route.upload_bytes_max = kMeasureBytesMax;
  route.upload_types = {"text/csv"};
  route.answers = {{200, "What was found, and whether it was stored", report_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    JoinOrder order{.file = call.request.body_file,
                    .request = {.columns = words_of(call.text("columns"))},
                    .is_check = call.text("check") == "true",
                    .as_of = parse_date(call.text("as_of")),
                    .source = call.text("source")};
    if (const std::string code = call.text("code"); !code.empty()) order.request.code = code;
    if (const std::string mark = call.text("decimal_mark"); !mark.empty())
      order.request.decimal_mark = mark.front();
    order.request.repeats = parse_repeats(call.text("repeats")).value_or(Repeats::kRefuse);
    return api::respond(
        service.join(call.principal(), layer_of(call), order),
        [](const JoinReport& report) { return http::json_response(200, to_json(report).dump()); });
  };
  return route;
}

Route put_measure(const MeasureService& service) {
  Route route = route_of(Method::kPut, "/api/v1/unit-layers/{layer}/measures/{key}",
                         "putUnitMeasure", "Make or change a derived measure, or rename one");
  route.description =
      "With a formula it is a derived one; without, name, unit and how a joined one adds are "
      "changed. If-Match \"*\" makes a new one.";
  route.params.push_back(key_param());
  route.needs_if_match = true;
  route.body = http::object("UnitMeasureText",
                            {{"name", http::text(1, kMeasureTextMax)},
                             {"unit", http::text(0, kMeasureTextMax), kOptional},
                             {"adds", http::one_of({"sum", "mean"}), kOptional},
                             {"weighed_by", http::text(1, kMeasureKeyMax).nullable(), kOptional},
                             {"formula", http::text(1, kFormulaBytesMax).nullable(), kOptional},
                             {"source", http::text(0, kMeasureTextMax), kOptional}});
  route.answers = {{200, "As it is now", measure_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto word = [&](const char* name) -> std::optional<std::string> {
      const auto found = call.body.find(name);
      if (found == call.body.end() || found->is_null()) return std::nullopt;
      return found->get<std::string>();
    };
    const MeasureText text{
        .name = call.body["name"],
        .unit = word("unit").value_or(""),
        .adds = parse_measure_adds(word("adds").value_or("sum")).value_or(MeasureAdds::kSum),
        .weighed_by = word("weighed_by"),
        .formula = word("formula"),
        .source = word("source")};
    return api::respond(service.put(call.principal(), layer_of(call), key_of(call), text,
                                    api::version_of(call.request)),
                        [](const Measure& measure) {
                          return api::versioned(200, to_json(measure), measure.version);
                        });
  };
  return route;
}

Route remove_measure(const MeasureService& service) {
  Route route = route_of(Method::kDelete, "/api/v1/unit-layers/{layer}/measures/{key}",
                         "removeUnitMeasure", "Remove a measure");
  route.params.push_back(key_param());
  route.needs_if_match = true;
  route.answers = {{204, "It is gone", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto done = service.remove(call.principal(), layer_of(call), key_of(call),
                                     api::version_of(call.request));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Route count_layer(const MarketModelService& models) {
  Route route = route_of(Method::kPost, "/api/v1/unit-layers/{layer}/count", "countUnitLayer",
                         "Count live measures anew");
  route.answers = {{202, "The job", http::object("MarketCountJob", {{"job", http::id("job")}})}};
  route.handle = [&models](const Call& call) -> Result<Response> {
    const auto job = models.count(call.principal(), layer_of(call));
    if (!job) return tl::unexpected(job.error());
    return http::json_response(202, Json{{"job", job->id.text()}}.dump());
  };
  return route;
}

}  // namespace

http::Routes measure_routes(const MeasureService& service, const MarketModelService& models) {
  return {list_measures(service), read_values(service),    join(service),
          put_measure(service),   remove_measure(service), count_layer(models)};
}

}  // namespace bailiwick::market
