#include "market/icp_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

Json criteria_json(const std::vector<Criterion>& criteria) {
  Json list = Json::array();
  for (const Criterion& criterion : criteria)
    list.push_back(
        {{"name", criterion.name}, {"formula", criterion.formula}, {"weight", criterion.weight}});
  return list;
}

void put(Json& json, const char* name, double value) {
  if (std::isfinite(value)) json[name] = value;
}

void put(Json& json, const Interval& interval) {
  put(json, "least", interval.least);
  put(json, "most", interval.most);
}

Json log_odds_json(const LogOdds& effect) {
  Json json = {{"estimate", effect.estimate}};
  put(json, effect.interval);
  return json;
}

Json tally_json(const Tally& tally) {
  Json json = {{"won", tally.won}, {"lost", tally.lost}};
  if (tally.count() > 0) json["rate"] = tally.proportion().rate();
  return json;
}

Json score_json(const Score& score) {
  return {{"score", score.value()}, {"score_most", score.most()}};
}

Json mean_json(const ScoreMean& mean, std::int64_t total_weight) {
  return {{"accounts", mean.accounts}, {"mean", mean.value(total_weight)}};
}

Json criterion_json(const Criterion& criterion, const CriterionFit& fit,
                    const std::vector<Criterion>& all) {
  Json json = {{"name", criterion.name},
               {"formula", criterion.formula},
               {"weight", criterion.weight},
               {"finding", name_of(fit.finding)},
               {"held", tally_json(fit.held)},
               {"failed", tally_json(fit.failed)},
               {"unknown", tally_json(fit.unknown)},
               {"akin", Json::array()}};
  if (fit.lift_interval) {
    Json lift = Json::object();
    put(lift, "estimate", *fit.lift);
    put(lift, *fit.lift_interval);
    json["lift"] = std::move(lift);
  }
  if (fit.effect) json["effect"] = log_odds_json(*fit.effect);
  if (fit.weight) json["proposed_weight"] = *fit.weight;
  for (const std::size_t other : fit.akin) json["akin"].push_back(all[other].name);
  return json;
}

}  // namespace

std::string criteria_text(const std::vector<Criterion>& criteria) {
  return criteria_json(criteria).dump();
}

std::vector<Criterion> criteria_of(const Json& json) {
  std::vector<Criterion> criteria;
  for (const Json& item : json)
    criteria.push_back({.name = item.value("name", ""),
                        .formula = item.value("formula", ""),
                        .weight = item.value("weight", std::int64_t{1})});
  return criteria;
}

std::vector<Criterion> read_criteria(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_array() ? criteria_of(json) : std::vector<Criterion>();
}

Json to_json(const IcpProfile& profile) {
  Json json = {{"id", profile.id.text()},
               {"name", profile.name},
               {"state", name_of(profile.state)},
               {"criteria", criteria_json(profile.criteria)},
               {"created_at", to_text(profile.created_at)},
               {"version", profile.version}};
  if (profile.activated_at) json["activated_at"] = to_text(*profile.activated_at);
  return json;
}

Json to_json(const IcpScores& scores) {
  const ScoreTable& table = scores.table;
  Json json = {{"profile", to_json(scores.profile)},
               {"all", mean_json(table.all, table.total_weight)},
               {"nowhere", mean_json(table.nowhere, table.total_weight)},
               {"bins", table.bins},
               {"without_rate", table.without_rate},
               {"criteria", Json::array()},
               {"territories", Json::array()},
               {"best", Json::array()}};
  for (std::size_t c = 0; c < table.criteria.size(); ++c)
    json["criteria"].push_back({{"name", scores.profile.criteria[c].name},
                                {"weight", scores.profile.criteria[c].weight},
                                {"held", table.criteria[c].held},
                                {"failed", table.criteria[c].failed},
                                {"unknown", table.criteria[c].unknown}});
  for (const auto& [territory, mean] : table.territories) {
    Json item = mean_json(mean, table.total_weight);
    item["territory"] = territory.text();
    json["territories"].push_back(std::move(item));
  }
  for (const RankedAccount& account : table.best) {
    Json item = score_json(account.score);
    item["account"] = account.account.text();
    item["name"] = account.name;
    if (account.territory) item["territory"] = account.territory->text();
    json["best"].push_back(std::move(item));
  }
  return json;
}

Json to_json(const AccountScore& score) {
  Json json = score_json(score.explanation.score);
  json["account"] = score.account.text();
  json["profile"] = score.profile.id.text();
  json["state"] = name_of(score.profile.state);
  json["is_without_rate"] = score.is_without_rate;
  json["criteria"] = Json::array();
  for (std::size_t c = 0; c < score.explanation.criteria.size(); ++c) {
    const CriterionMark& mark = score.explanation.criteria[c];
    Json item = {{"name", score.profile.criteria[c].name},
                 {"formula", score.profile.criteria[c].formula},
                 {"weight", score.profile.criteria[c].weight},
                 {"mark", name_of(mark.mark)},
                 {"clauses", Json::array()}};
    for (const Clause& clause : mark.clauses)
      item["clauses"].push_back(
          {{"text", clause.text}, {"value", formula::to_literal(clause.value)}});
    json["criteria"].push_back(std::move(item));
  }
  return json;
}

Json to_json(const FittedProfile& fitted) {
  Json json = {{"outcome", name_of(fitted.fit.outcome)},
               {"accounts", fitted.accounts},
               {"without_rate", fitted.without_rate},
               {"all", tally_json(fitted.fit.all)},
               {"criteria", Json::array()}};
  if (fitted.fit.intercept) json["intercept"] = log_odds_json(*fitted.fit.intercept);
  for (std::size_t c = 0; c < fitted.criteria.size(); ++c)
    json["criteria"].push_back(
        criterion_json(fitted.criteria[c], fitted.fit.criteria[c], fitted.criteria));
  return json;
}

}  // namespace bailiwick::market
