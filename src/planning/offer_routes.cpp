#include "planning/offer_routes.hpp"

#include <nlohmann/json.hpp>

#include "planning/board_json.hpp"
#include "planning/board_schemas.hpp"
#include "planning/offer_json.hpp"
#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"
#include "platform/jobs/job_json.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
namespace jobs = platform::jobs;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::size_t kTerritoriesListed = 20'000;

OfferId offer_of(const Call& call) { return api::path_id<OfferId>(call.request, "offer"); }

http::Schema territories_schema() {
  return http::array(http::integer(0, kTerritoriesMax), kTerritoriesListed);
}

http::Schema request_schema() {
  const http::Schema balance =
      http::object("PlanBalance",
                   {{"measure", http::text(1, 200)},
                    {"tolerance", http::number(0.0, 1.0).described(
                                      "The share by which a territory may differ: 0.02 is 2%.")}});
  return http::object(
      "OptimiseRequest",
      {{"territories",
        territories_schema().described("The part to be optimised; all where none is named."),
        kOptional},
       {"seconds", http::number(kOptimiseSecondsMin, kOptimiseSecondsMax), kOptional},
       {"balance",
        http::array(balance, kPlanBalanceMax).described("As the plan was asked where absent."),
        kOptional},
       {"disruption_cap",
        http::number(0.0, 1.0).described("The most of the first measure that may change hands."),
        kOptional},
       {"seed", http::integer(0, 1'000'000'000), kOptional}});
}

std::vector<http::Field> offer_fields() {
  return {{"id", http::id("offer")},
          {"plan", http::id("plan")},
          {"job", http::id("job")},
          {"state", http::one_of({"running", "open", "accepted", "dismissed"})},
          {"revision", count_schema()},
          {"at", http::instant()},
          {"by", http::id("person"), kOptional},
          {"territories", territories_schema().described("The part; all where none is named.")},
          {"request", request_schema()},
          {"units_moved", count_schema()},
          {"moved",
           http::number(0.0, 1.0).described("The share of the first measure that changes hands."),
           kOptional},
          {"before", board_totals_schema(), kOptional},
          {"after", board_totals_schema(), kOptional}};
}

http::Schema offer_schema() { return http::object("PlanOffer", offer_fields()); }

http::Schema offer_view_schema() {
  std::vector<http::Field> fields = offer_fields();
  const http::Schema unit = http::integer(0, kBoardUnitsMax);
  const http::Schema territories = http::array(board_territory_schema(), kTerritoriesListed);
  const http::Schema effects = http::array(board_effect_schema());
  const auto units_max = static_cast<std::size_t>(kBoardUnitsMax);
  fields.push_back({"territory_of", http::array(http::array(unit, 2), units_max)
                                        .described("[unit, the territory it would move to].")});
  fields.push_back({"territories_before", territories});
  fields.push_back({"territories_after", territories});
  fields.push_back({"breaks", effects});
  fields.push_back({"mends", effects});
  fields.push_back({"changed_since", http::array(unit, units_max)
                                         .described("Units it moves that were changed since; "
                                                    "then no figures are given.")});
  return http::object("PlanOfferView", std::move(fields));
}

Json view_json(const OfferView& view) {
  Json json = to_json(view.offer);
  json["changed_since"] = view.changed_since;
  json["territory_of"] = Json::array();
  if (view.offer.patch)
    for (const UnitMove& move : view.offer.patch->moves)
      json["territory_of"].push_back({move.unit, move.to});
  const Json outcome = view.outcome ? outcome_json(*view.outcome) : Json::object();
  const Json none = Json::array();
  json["territories_before"] = outcome.value("before", none);
  json["territories_after"] = outcome.value("after", none);
  json["breaks"] = outcome.value("breaks", none);
  json["mends"] = outcome.value("mends", none);
  return json;
}

Json job_json(const jobs::Job& job) {
  return Json::parse(jobs::to_json(job, jobs::Detail::kWhole));
}

Route ask(const OfferService& offers) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/optimisations", "optimisePlan",
                           "Look for a better plan, or a better part of it");
  route.description =
      "A job searches from the plan as it is; locked units stay. What cannot be met is refused "
      "before time is spent. Cancelling the job keeps the best so far.";
  route.body = request_schema();
  route.answers = {{202, "The offer, and the job that fills it",
                    http::object("PlanOfferAsked", {{"offer", offer_schema()},
                                                    {"job", http::map_of(http::Schema())}})},
                   {409, "The plan is no draft", std::nullopt}};
  route.handle = [&offers](const Call& call) -> Result<Response> {
    return api::respond(
        offers.ask(call.principal(), plan_of(call), optimise_request_of(call.body)),
        [](const OfferAsked& asked) {
          const Json json = {{"offer", to_json(asked.offer)}, {"job", job_json(asked.job)}};
          return http::json_response(202, json.dump());
        });
  };
  return route;
}

Route list(const OfferService& offers) {
  Route route = plan_route(Method::kGet, "/api/v1/plans/{plan}/offers", "listPlanOffers",
                           "What the optimiser found, newest first");
  route.answers = {{200, "The last 50", http::page_of("PlanOfferPage", offer_schema())}};
  route.handle = [&offers](const Call& call) -> Result<Response> {
    const auto found = offers.offers(call.principal(), plan_of(call));
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    for (const Offer& offer : *found) items.push_back(to_json(offer));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route get(const OfferService& offers) {
  Route route = plan_part_route(Method::kGet, "/api/v1/plans/{plan}/offers/{offer}", "getPlanOffer",
                                "An offer, beside the plan as it is now", "offer");
  route.answers = {{200, "The offer", offer_view_schema()},
                   {404, "There is no such offer", std::nullopt}};
  route.handle = [&offers](const Call& call) -> Result<Response> {
    return api::respond(
        offers.offer(call.principal(), plan_of(call), offer_of(call)),
        [](const OfferView& view) { return http::json_response(200, view_json(view).dump()); });
  };
  return route;
}

Route accept(const OfferService& offers) {
  Route route = plan_part_route(Method::kPost, "/api/v1/plans/{plan}/offers/{offer}/acceptance",
                                "acceptPlanOffer",
                                "Make the plan what the offer says, whole or in part", "offer");
  route.body = http::object(
      "OfferAcceptance",
      {{"territories",
        territories_schema().described("Only moves into or out of these; all where none is named."),
        kOptional},
       {"reason", http::text(0, 4 * kReasonLengthMax), kOptional}});
  route.answers = {{200, "What it did", board_outcome_schema()},
                   {409, "Units were changed since, or nothing was found yet", std::nullopt}};
  route.handle = [&offers](const Call& call) -> Result<Response> {
    return api::respond(offers.accept(call.principal(), plan_of(call), offer_of(call),
                                      call.body.value("territories", std::vector<std::int32_t>()),
                                      api::text_of(call.body, "reason")),
                        [](const BoardOutcome& outcome) {
                          return http::json_response(200, outcome_json(outcome).dump());
                        });
  };
  return route;
}

Route dismiss(const OfferService& offers) {
  Route route = plan_part_route(Method::kDelete, "/api/v1/plans/{plan}/offers/{offer}",
                                "dismissPlanOffer", "Put an offer aside", "offer");
  route.answers = {{204, "Put aside", std::nullopt}};
  route.handle = [&offers](const Call& call) -> Result<Response> {
    const auto done = offers.dismiss(call.principal(), plan_of(call), offer_of(call));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

http::Schema tradeoff_schema() {
  return http::object(
      "PlanTradeoff",
      {{"travel_km", http::number(0.0, 1e9).described("Root mean square distance.")},
       {"deviation", http::number(0.0, 1e9).described("The worst of any territory and measure.")},
       {"moved", http::number(0.0, 1.0).described("The share that changes hands.")}});
}

Json to_json(const Tradeoff& gives) {
  return {{"travel_km", gives.travel_km}, {"deviation", gives.deviation}, {"moved", gives.moved}};
}

Json to_json(const Front& front) {
  Json points = Json::array();
  for (const FrontPoint& point : front.points)
    points.push_back({{"offer", to_json(point.offer)},
                      {"gives", to_json(point.gives)},
                      {"is_on_front", point.is_on_front}});
  return {{"job", front.job.text()},
          {"present", to_json(front.present)},
          {"is_present_on_front", front.is_present_on_front},
          {"points", std::move(points)}};
}

Route ask_front(const FrontService& fronts) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/fronts", "askPlanFront",
                           "Look for plans to choose from: balance, travel, what changes hands");
  route.description =
      "A job searches for twelve demands, one after the other; each point is an offer as soon as "
      "it "
      "is found. `seconds` are for all of them.";
  route.body = request_schema();
  route.answers = {job_answer(), {409, "The plan is no draft", std::nullopt}};
  route.handle = [&fronts](const Call& call) -> Result<Response> {
    return api::respond(fronts.ask(call.principal(), plan_of(call), optimise_request_of(call.body)),
                        job_response);
  };
  return route;
}

Route get_front(const FrontService& fronts) {
  Route route = plan_part_route(Method::kGet, "/api/v1/plans/{plan}/fronts/{job}", "getPlanFront",
                                "The plans to choose from, as found so far", "job");
  const http::Schema point = http::object(
      "PlanFrontPoint",
      {{"offer", offer_schema()}, {"gives", tradeoff_schema()}, {"is_on_front", http::boolean()}});
  route.answers = {{200, "The front",
                    http::object("PlanFront", {{"job", http::id("job")},
                                               {"present", tradeoff_schema()},
                                               {"is_present_on_front", http::boolean()},
                                               {"points", http::array(point, kFrontPoints)}})},
                   {404, "The plan has no such front", std::nullopt}};
  route.description = "No points where nothing was found yet: `present` is the plan as it is now.";
  route.handle = [&fronts](const Call& call) -> Result<Response> {
    return api::respond(
        fronts.front(call.principal(), plan_of(call),
                     api::path_id<jobs::JobId>(call.request, "job")),
        [](const Front& front) { return http::json_response(200, to_json(front).dump()); });
  };
  return route;
}

Route list_fronts(const FrontService& fronts) {
  Route route = plan_route(Method::kGet, "/api/v1/plans/{plan}/fronts", "listPlanFronts",
                           "When plans to choose from were looked for, newest first");
  const http::Schema head = http::object(
      "PlanFrontHead",
      {{"job", http::id("job")},
       {"state", http::one_of({"queued", "running", "succeeded", "failed", "cancelled"})},
       {"at", http::instant()},
       {"by", http::id("person"), kOptional},
       {"points", http::integer(0, kFrontPoints).described("Found so far.")}});
  route.answers = {{200, "At most 50",
                    http::object("PlanFrontList", {{"items", http::array(head, kFrontsListed)}})}};
  route.handle = [&fronts](const Call& call) -> Result<Response> {
    const auto found = fronts.fronts(call.principal(), plan_of(call));
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    for (const FrontHead& head : *found) {
      Json json = {{"job", head.asked.job.text()},
                   {"state", jobs::name_of(head.state)},
                   {"at", to_text(head.asked.at)},
                   {"points", head.asked.points}};
      if (!head.asked.by.is_nil()) json["by"] = head.asked.by.text();
      items.push_back(std::move(json));
    }
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

}  // namespace

http::Routes offer_routes(const OfferService& offers) {
  return {ask(offers), list(offers), get(offers), accept(offers), dismiss(offers)};
}

http::Routes front_routes(const FrontService& fronts) {
  return {ask_front(fronts), list_fronts(fronts), get_front(fronts)};
}

}  // namespace bailiwick::planning
