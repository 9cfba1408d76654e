#include "planning/plan_json.hpp"

#include <nlohmann/json.hpp>

#include "planning/plan_violation.hpp"

namespace bailiwick::planning {

using Json = nlohmann::json;

namespace {

// What is kept, with violations as they are told today.
Json summary_json(const std::string& kept) {
  auto summary = nlohmann::ordered_json::parse(kept);
  if (summary.contains("violations"))
    summary["violations"] = violations_json(plan_violations_in(summary["violations"]));
  return Json::parse(summary.dump());
}

}  // namespace

Json to_json(const NewPlan& request) {
  Json balance = Json::array();
  for (const PlanBalance& one : request.balance) {
    balance.push_back({{"measure", one.measure}, {"tolerance", one.tolerance}});
  }
  return {{"name", request.name},
          {"dataset", request.dataset.text()},
          {"territories", request.territories},
          {"balance", std::move(balance)},
          {"seconds", request.seconds},
          {"seed", request.seed}};
}

NewPlan new_plan_of(const Json& json) {
  NewPlan request;
  request.name = json.at("name").get<std::string>();
  request.dataset = DatasetId::parse(json.at("dataset").get<std::string>()).value_or(DatasetId());
  request.territories = json.at("territories").get<std::int32_t>();
  for (const Json& one : json.at("balance")) {
    request.balance.push_back(
        {one.at("measure").get<std::string>(), one.at("tolerance").get<double>()});
  }
  request.seconds = json.value("seconds", request.seconds);
  request.seed = json.value("seed", request.seed);
  return request;
}

Json to_json(const Plan& plan) {
  Json json = {{"id", plan.id.text()},
               {"name", plan.name},
               {"state", name_of(plan.state)},
               {"dataset", plan.dataset.text()},
               {"unit_count", plan.unit_count},
               {"territory_count", plan.territory_count},
               {"created_at", to_text(plan.created_at)},
               {"request", to_json(plan.request)},
               {"version", plan.version}};
  if (!plan.created_by.is_nil()) json["created_by"] = plan.created_by.text();
  if (plan.parent) json["parent"] = plan.parent->text();
  if (plan.valid_from) json["valid_from"] = to_text(*plan.valid_from);
  if (plan.job) json["job"] = plan.job->text();
  if (plan.summary) json["summary"] = summary_json(*plan.summary);
  return json;
}

Json to_json(const PlanTerritory& territory) {
  return {{"index", territory.index},
          {"name", territory.name},
          {"units", territory.unit_count},
          {"amounts", Json::parse(territory.amounts)},
          {"deviations", Json::parse(territory.deviations)},
          {"rms_km", territory.rms_km},
          {"centre", {{"lon", territory.centre_lon}, {"lat", territory.centre_lat}}}};
}

Json to_json(const Dataset& dataset) {
  return {{"id", dataset.id.text()},
          {"name", dataset.name},
          {"unit_count", dataset.unit_count},
          {"measures", dataset.measures},
          {"created_at", to_text(dataset.created_at)}};
}

std::string list_text(const std::vector<std::string>& texts) { return Json(texts).dump(); }

std::vector<std::string> texts_of(std::string_view list) {
  return Json::parse(list).get<std::vector<std::string>>();
}

}  // namespace bailiwick::planning
