#include "market/market_json.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

void take(const Json& json, const char* name, Decimal& number) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) return;
  // What is no number is out of every range.
  number = parse_decimal(found->get<std::string>()).value_or(-Decimal::highest());
}

void take(const Json& json, const char* name, std::optional<LayerId>& layer) {
  const auto found = json.find(name);
  if (found != json.end() && found->is_string()) layer = LayerId::parse(found->get<std::string>());
}

void put(Json& json, const std::optional<LayerId>& layer) {
  json["layer"] = layer ? Json(layer->text()) : Json();
}

}  // namespace

Json to_json(const WorkloadModel& model) {
  Json json = {{"visits", Json::array()},
               {"minutes_by_complexity", model.minutes_by_complexity},
               {"complexity_default", model.complexity_default},
               {"detour", to_text(model.detour)},
               {"speed_kmh", to_text(model.speed_kmh)},
               {"distance_most_km", to_text(model.distance_most_km)},
               {"hours_a_year", to_text(model.hours_a_year)}};
  for (const VisitRule& rule : model.visits)
    json["visits"].push_back(
        {{"name", rule.name}, {"formula", rule.formula}, {"a_year", rule.a_year}});
  put(json, model.layer);
  return json;
}

Json to_json(const PotentialModel& model) {
  Json json = {{"rules", Json::array()},
               {"serviceable", model.serviceable},
               {"obtainable", to_text(model.obtainable)}};
  for (const PotentialRule& rule : model.rules)
    json["rules"].push_back(
        {{"name", rule.name}, {"formula", rule.formula}, {"amount", rule.amount}});
  put(json, model.layer);
  return json;
}

WorkloadModel workload_model_of(const Json& json) {
  WorkloadModel model = first_workload_model();
  model.visits.clear();
  for (const Json& rule : json.at("visits"))
    model.visits.push_back({.name = rule.at("name"),
                            .formula = rule.at("formula"),
                            .a_year = rule.at("a_year").get<std::int64_t>()});
  const Json& minutes = json.at("minutes_by_complexity");
  for (std::size_t c = 0; c < std::min(kComplexities, minutes.size()); ++c)
    model.minutes_by_complexity[c] = minutes[c].get<std::int64_t>();
  model.complexity_default = json.at("complexity_default").get<std::int64_t>();
  take(json, "detour", model.detour);
  take(json, "speed_kmh", model.speed_kmh);
  take(json, "distance_most_km", model.distance_most_km);
  take(json, "hours_a_year", model.hours_a_year);
  take(json, "layer", model.layer);
  return model;
}

PotentialModel potential_model_of(const Json& json) {
  PotentialModel model = first_potential_model();
  for (const Json& rule : json.at("rules"))
    model.rules.push_back(
        {.name = rule.at("name"), .formula = rule.at("formula"), .amount = rule.at("amount")});
  model.serviceable = json.value("serviceable", "");
  take(json, "obtainable", model.obtainable);
  take(json, "layer", model.layer);
  return model;
}

std::string text_of(const WorkloadModel& model) { return to_json(model).dump(); }
std::string text_of(const PotentialModel& model) { return to_json(model).dump(); }
WorkloadModel read_workload_model(std::string_view text) {
  return workload_model_of(Json::parse(text));
}
PotentialModel read_potential_model(std::string_view text) {
  return potential_model_of(Json::parse(text));
}

std::string money_text(Decimal amount, const Currency& currency) {
  const auto whole = rounded(amount, currency.decimals(), Rounding::kHalfEven);
  const auto money = whole ? money_of(*whole, currency) : std::nullopt;
  return money ? amount_text(*money) : to_text(amount);
}

Json to_json(const std::vector<Unconverted>& unconverted) {
  Json list = Json::array();
  for (const Unconverted& one : unconverted)
    list.push_back({{"currency", one.currency.text()},
                    {"amount", money_text(one.amount, one.currency)},
                    {"count", one.count}});
  return list;
}

}  // namespace bailiwick::market
