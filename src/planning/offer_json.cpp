#include "planning/offer_json.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::planning {

using Json = nlohmann::json;

Json to_json(const OptimiseRequest& request) {
  Json json = {{"seconds", request.seconds}, {"seed", request.seed}};
  if (!request.territories.empty()) json["territories"] = request.territories;
  if (request.disruption_cap) json["disruption_cap"] = *request.disruption_cap;
  for (const PlanBalance& one : request.balance)
    json["balance"].push_back({{"measure", one.measure}, {"tolerance", one.tolerance}});
  return json;
}

OptimiseRequest optimise_request_of(const Json& json) {
  OptimiseRequest request;
  request.territories = json.value("territories", std::vector<std::int32_t>());
  request.seconds = json.value("seconds", request.seconds);
  request.seed = json.value("seed", request.seed);
  if (json.contains("disruption_cap"))
    request.disruption_cap = json.at("disruption_cap").get<double>();
  for (const Json& one : json.value("balance", Json::array()))
    request.balance.push_back(
        {one.at("measure").get<std::string>(), one.at("tolerance").get<double>()});
  return request;
}

Json to_json(const Offer& offer) {
  Json json = {{"id", offer.id.text()},
               {"plan", offer.plan.text()},
               {"job", offer.job.text()},
               {"state", name_of(offer.state)},
               {"revision", offer.revision},
               {"at", to_text(offer.at)},
               {"territories", offer.request.territories},
               {"request", to_json(offer.request)},
               {"units_moved", offer.units_moved}};
  if (!offer.by.is_nil()) json["by"] = offer.by.text();
  json.update(Json::parse(offer.figures));
  return json;
}

}  // namespace bailiwick::planning
