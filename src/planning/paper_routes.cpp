#include "planning/paper_routes.hpp"

#include <nlohmann/json.hpp>

#include "planning/plan_schemas.hpp"
#include "planning/value_text.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr double kFactMax = 1e18;

http::Schema fact_number() { return http::number(-kFactMax, kFactMax); }

http::Schema plan_name_schema() {
  return http::object("FactsPlan", {{"id", http::id("plan")}, {"name", http::text()}});
}

http::Schema facts_schema() {
  const http::Schema measure = http::object(
      "MeasureFacts",
      {{"name", http::text()},
       {"amount", fact_number()},
       {"share", http::number(0.0, 1.0).described("Of the plan's total.")},
       {"deviation", fact_number().described("From the equal share: 0.05 is 5% above."),
        http::kOptional},
       {"tolerance", fact_number(), http::kOptional},
       {"rank", count_schema().described("1 is the largest; equals share one.")},
       {"mean", fact_number()},
       {"low", fact_number().described("A quarter of the territories have less.")},
       {"middle", fact_number()},
       {"high", fact_number().described("A quarter of the territories have more.")}});
  const http::Schema travel = http::object("TravelFacts", {{"rms_km", fact_number()},
                                                           {"rank", count_schema()},
                                                           {"mean", fact_number()},
                                                           {"low", fact_number()},
                                                           {"middle", fact_number()},
                                                           {"high", fact_number()}});
  const http::Schema amounts = http::object(
      "FactsAmounts", {{"name", http::text()}, {"gained", fact_number()}, {"lost", fact_number()}});
  const http::Schema exchange = http::object("FactsExchange", {{"territory", http::text()},
                                                               {"units_gained", count_schema()},
                                                               {"units_lost", count_schema()}});
  const http::Schema since = http::object(
      "FactsChange", {{"plan", plan_name_schema()},
                      {"is_new", http::boolean()},
                      {"units_gained", count_schema()},
                      {"units_lost", count_schema()},
                      {"measures", http::array(amounts)},
                      {"exchanges", http::array(exchange, static_cast<std::size_t>(kTerritoriesMax))
                                        .described("Most units first.")}});
  return http::object("TerritoryFacts",
                      {{"plan", plan_name_schema()},
                       {"index", http::integer(0, kTerritoriesMax)},
                       {"id", http::id("territory")},
                       {"name", http::text()},
                       {"units", count_schema()},
                       {"pieces", count_schema()},
                       {"territories", count_schema().described("How many the plan has.")},
                       {"measures", http::array(measure)},
                       {"travel", travel},
                       {"since",
                        since.described("What changed since the plan it was branched from, or else "
                                        "the active one of the data set."),
                        http::kOptional}});
}

void put_place(Json& json, const FactsPlace& place) {
  json["rank"] = place.rank;
  json["mean"] = place.mean;
  json["low"] = place.low;
  json["middle"] = place.middle;
  json["high"] = place.high;
}

Json change_facts_json(const FactsChange& change, const Plan& before) {
  Json measures = Json::array();
  for (const FactsChange::Amounts& one : change.amounts)
    measures.push_back({{"name", one.measure}, {"gained", one.gained}, {"lost", one.lost}});
  Json exchanges = Json::array();
  for (const FactsChange::Exchange& one : change.exchanges)
    exchanges.push_back({{"territory", one.territory},
                         {"units_gained", one.units_gained},
                         {"units_lost", one.units_lost}});
  return {{"plan", {{"id", before.id.text()}, {"name", before.name}}},
          {"is_new", change.is_new},
          {"units_gained", change.units_gained},
          {"units_lost", change.units_lost},
          {"measures", std::move(measures)},
          {"exchanges", std::move(exchanges)}};
}

Json facts_json(const PaperService::Facts& found) {
  const Desk& desk = *found.scene.desk;
  const TerritoryFacts& facts = found.scene.facts[at(found.territory)];
  const BoardTerritory& territory = desk.board.territories[at(found.territory)];
  Json measures = Json::array();
  for (const MeasureFacts& one : facts.measures) {
    Json measure = {{"name", one.name}, {"amount", one.place.amount}, {"share", one.share}};
    if (one.deviation) measure["deviation"] = *one.deviation;
    if (one.tolerance) measure["tolerance"] = *one.tolerance;
    put_place(measure, one.place);
    measures.push_back(std::move(measure));
  }
  Json travel = {{"rms_km", facts.travel.amount}};
  put_place(travel, facts.travel);
  Json json = {{"plan", {{"id", desk.plan.id.text()}, {"name", desk.plan.name}}},
               {"index", facts.index},
               {"id", territory.id.text()},
               {"name", territory.name},
               {"units", facts.units},
               {"pieces", facts.pieces},
               {"territories", desk.board.territory_count()},
               {"measures", std::move(measures)},
               {"travel", std::move(travel)}};
  if (facts.since && found.scene.before)
    json["since"] = change_facts_json(*facts.since, found.scene.before->plan);
  return json;
}

// {index} of a path; -1, which no territory has, where it is too large to be one.
std::int32_t territory_at(const Call& call) {
  const auto index = parse_count(call.request.path_value("index"));
  return index && *index < kTerritoriesMax ? static_cast<std::int32_t>(*index) : -1;
}

PaperLanguage language_of(const Call& call) {
  return parse_paper_language(call.text("language", "en")).value_or(PaperLanguage::kEnglish);
}

Route of_territory(Route route) {
  route.params.push_back({.name = "index",
                          .place = http::ParamPlace::kPath,
                          .schema = http::integer(0, kTerritoriesMax),
                          .description = "The territory's place in the plan."});
  return route;
}

// A route that answers a file.
template <class Make>
Route file_route(Route route, std::string_view type, Make make) {
  route.params.push_back({.name = "language",
                          .schema = http::one_of({"en", "nl"}),
                          .description = "Of its words, numbers and dates. Else English."});
  route.answers = {{200, "The file", std::nullopt, type},
                   {409, "The plan has no design yet", std::nullopt}};
  route.handle = [make, type](const Call& call) -> Result<Response> {
    return api::respond(make(call), [&](const Paper& paper) {
      Response response;
      response.headers = {{"Content-Type", std::string(type)},
                          {"Content-Disposition", "attachment; filename=\"" + paper.name + "\""}};
      response.body = paper.bytes;
      return response;
    });
  };
  return route;
}

Route facts_route(const PaperService& papers) {
  Route route = of_territory(plan_route(
      Method::kGet, "/api/v1/plans/{plan}/territories/{index}/facts", "getTerritoryFacts",
      "What there is to say of a territory: its place among all, and what changed"));
  route.answers = {{200, "The facts", facts_schema()},
                   {404, "The plan has no such territory", std::nullopt},
                   {409, "The plan has no design yet", std::nullopt}};
  route.handle = [&papers](const Call& call) -> Result<Response> {
    return api::respond(papers.facts(call.principal(), plan_of(call), territory_at(call)),
                        [](const PaperService::Facts& found) {
                          return http::json_response(200, facts_json(found).dump());
                        });
  };
  return route;
}

}  // namespace

http::Routes paper_routes(const PaperService& papers) {
  return {
      facts_route(papers),
      file_route(of_territory(
                     plan_route(Method::kGet, "/api/v1/plans/{plan}/territories/{index}/sheet.pdf",
                                "getTerritorySheet", "A territory on one page, with a map")),
                 kPdf,
                 [&papers](const Call& call) {
                   return papers.sheet(call.principal(), plan_of(call), territory_at(call),
                                       language_of(call));
                 }),
      file_route(
          of_territory(plan_route(
              Method::kGet, "/api/v1/plans/{plan}/territories/{index}/workbook.xlsx",
              "getTerritoryWorkbook", "A territory's facts, units and changes as a workbook")),
          kWorkbook,
          [&papers](const Call& call) {
            return papers.territory_book(call.principal(), plan_of(call), territory_at(call),
                                         language_of(call));
          }),
      file_route(plan_route(Method::kGet, "/api/v1/plans/{plan}/report.pdf", "getPlanReport",
                            "The plan for those who decide"),
                 kPdf,
                 [&papers](const Call& call) {
                   return papers.report(call.principal(), plan_of(call), language_of(call));
                 }),
      file_route(plan_route(Method::kGet, "/api/v1/plans/{plan}/workbook.xlsx", "getPlanWorkbook",
                            "All territories and units of the plan as a workbook"),
                 kWorkbook, [&papers](const Call& call) {
                   return papers.plan_book(call.principal(), plan_of(call), language_of(call));
                 })};
}

}  // namespace bailiwick::planning
