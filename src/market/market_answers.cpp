#include "market/market_answers.hpp"

#include <nlohmann/json.hpp>

#include "market/market_json.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

Json word(const std::optional<Decimal>& value) { return value ? Json(to_text(*value)) : Json(); }

Json numbers_json(const MarketNumbers& numbers, const Currency& currency) {
  const auto money = [&](Decimal amount) { return money_text(amount, currency); };
  const Figures& figures = numbers.figures;
  return {{"tam", money(numbers.tam)},
          {"sam", money(numbers.sam)},
          {"som", money(numbers.som)},
          {"potential", money(figures.potential)},
          {"revenue", money(figures.revenue)},
          {"penetration", word(numbers.penetration)},
          {"white_space", money(figures.white_space)},
          {"open_pipeline", money(figures.pipeline)},
          {"accounts", figures.accounts},
          {"customers", figures.customers},
          {"unknown", figures.unknown},
          {"serviceable", figures.serviceable},
          {"without_rate", figures.without_rate}};
}

Json white_space_json(const WhiteSpaceItem& item, const Currency& currency) {
  Json json = {{"account", item.account.text()},
               {"name", item.name},
               {"territory", item.territory ? Json(item.territory->text()) : Json()},
               {"potential", money_text(item.potential, currency)},
               {"revenue", money_text(item.revenue, currency)},
               {"white_space", money_text(item.white_space, currency)},
               {"score", item.score ? Json(item.score->value()) : Json()}};
  return json;
}

Json measure_value(const std::optional<Decimal>& value, std::string_view unit,
                   const Currency& currency) {
  if (value && unit == "money") return money_text(*value, currency);
  return word(value);
}

Json standing_json(std::size_t m, const Standing& standing, const Currency& currency) {
  const TerritoryMeasure& measure = territory_measures()[m];
  Json json = {{"value", measure_value(standing.value, measure.unit, currency)},
               {"median", measure_value(standing.median, measure.unit, currency)}};
  if (standing.median) {
    json["rank"] = standing.rank;
    json["count"] = standing.count;
  }
  return json;
}

Json workload_json(const MarketAccount& account) {
  return {
      {"visits", account.visits.a_year},
      {"rule", account.visit_rule ? Json(*account.visit_rule) : Json()},
      {"minutes", account.visits.minutes},
      {"distance_km", word(account.figures.distance_km)},
      {"travel_minutes", word(rounded(account.workload.travel_minutes, 2, Rounding::kHalfEven))},
      {"hours", to_text(account.workload.hours)},
      {"unit", account.unit ? Json(*account.unit) : Json()},
      {"accounts_in_unit", account.accounts_in_unit}};
}

}  // namespace

Json to_json(const Tried& tried) {
  MarketNumbers numbers{.figures = tried.figures};
  numbers.tam = tried.figures.potential;
  numbers.sam = tried.figures.serviceable_potential;
  numbers.som = product(numbers.sam, tried.model.obtainable).value_or(Decimal());
  numbers.penetration = share_of(tried.figures.revenue, numbers.sam, kSharePlaces);
  Json rules = Json::array();
  for (std::size_t r = 0; r < tried.rules.size(); ++r) {
    const TriedRule& rule = tried.rules[r];
    Json json = {{"name", tried.model.rules[r].name},
                 {"held", rule.counts.held},
                 {"counted", rule.counts.counted},
                 {"no_amount", rule.counts.no_amount},
                 {"accounts", Json::array()}};
    if (const auto finding = finding_of(rule.counts); !finding.empty()) json["finding"] = finding;
    for (const TriedRule::Example& example : rule.accounts)
      json["accounts"].push_back({{"account", example.account.text()},
                                  {"name", example.name},
                                  {"amount", money_text(example.amount, tried.currency)}});
    rules.push_back(std::move(json));
  }
  return {{"currency", tried.currency.text()},
          {"numbers", numbers_json(numbers, tried.currency)},
          {"rules", rules},
          {"unconverted", to_json(tried.figures.unconverted)}};
}

Json to_json(const MarketSize& size) {
  Json items = Json::array();
  for (const MarketItem& item : size.items)
    items.push_back({{"key", item.key},
                     {"name", item.name},
                     {"numbers", numbers_json(item.numbers, size.currency)}});
  Json json = {{"all", numbers_json(size.all, size.currency)},
               {"items", items},
               {"currency", size.currency.text()},
               {"tam_from", size.is_from_units ? "units" : "accounts"},
               {"unconverted", to_json(size.all.figures.unconverted)}};
  if (size.other_count > 0)
    json["others"] = {{"count", size.other_count},
                      {"numbers", numbers_json(size.others, size.currency)}};
  if (size.as_of) json["as_of"] = to_text(*size.as_of);
  return json;
}

Json items_json(const WhiteSpacePage& page) {
  Json items = Json::array();
  for (const WhiteSpaceItem& item : page.items)
    items.push_back(white_space_json(item, page.currency));
  return items;
}

Json to_json(const MarketAccount& account) {
  const auto money = [&](Decimal amount) { return money_text(amount, account.currency); };
  const AccountFigures& figures = account.figures;
  Json json = {
      {"account", account.account.text()},
      {"currency", account.currency.text()},
      {"potential", figures.potential ? Json(money(*figures.potential)) : Json()},
      {"rule", Json()},
      {"is_serviceable", figures.is_serviceable},
      {"is_without_rate", figures.is_without_rate},
      {"is_customer", figures.is_customer},
      {"revenue", money(figures.sales.revenue)},
      {"revenue_before", money(figures.sales.revenue_before)},
      {"open_pipeline", money(figures.sales.pipeline)},
      {"white_space", figures.potential
                          ? Json(money(white_space_of(*figures.potential, figures.sales.revenue)))
                          : Json()},
      {"workload", workload_json(account)},
      {"unconverted", to_json(figures.sales.unconverted)}};
  if (!account.rule) return json;
  Json parts = Json::array();
  for (const Clause& part : account.parts)
    parts.push_back({{"text", part.text}, {"value", formula::to_plain_text(part.value)}});
  json["rule"] = {{"name", account.rule->name},
                  {"formula", account.rule->formula},
                  {"amount", account.rule->amount},
                  {"parts", parts}};
  return json;
}

Json to_json(const TerritoryPage& page) {
  const TerritoryStanding& standing = page.standing;
  const std::string id = page.territory.text();
  Json measures = Json::array();
  for (std::size_t m = 0; m < kTerritoryMeasures; ++m) {
    const TerritoryMeasure& measure = territory_measures()[m];
    Json json = standing_json(m, standing.measures[m], page.currency);
    json["key"] = measure.key;
    json["unit"] = measure.unit;
    if (measure.better != Better::kNeither)
      json["better"] = measure.better == Better::kMore ? "more" : "less";
    measures.push_back(std::move(json));
  }
  Json findings = Json::array();
  const std::string accounts = "/api/v1/accounts?territory=" + id;
  for (const RankFinding& finding : standing.findings) {
    Json json = standing_json(finding.measure, standing.measures[finding.measure], page.currency);
    json["kind"] = finding.kind == FindingKind::kStrength ? "strength" : "challenge";
    json["measure"] = territory_measures()[finding.measure].key;
    json["link"] = accounts;
    findings.push_back(std::move(json));
  }
  if (!page.white_space.empty()) {
    Json json = {{"kind", "gap"},
                 {"accounts", Json::array()},
                 {"link", "/api/v1/white-space?territory=" + id}};
    for (const WhiteSpaceItem& item : page.white_space)
      json["accounts"].push_back(white_space_json(item, page.currency));
    findings.push_back(std::move(json));
  }
  if (!standing.industries.empty()) {
    Json json = {{"kind", "gap"}, {"industries", Json::array()}, {"link", accounts}};
    for (const GapIndustry& gap : standing.industries)
      json["industries"].push_back(
          {{"industry", gap.name}, {"peers", gap.peers}, {"accounts", gap.accounts}});
    findings.push_back(std::move(json));
  }
  Json json = {{"territory", id},
               {"name", page.name},
               {"currency", page.currency.text()},
               {"peers", {{"count", standing.peers}, {"of", name_of(standing.peers_of)}}},
               {"measures", measures},
               {"findings", findings},
               {"unconverted", to_json(page.unconverted)},
               {"without_rate", page.without_rate}};
  if (page.as_of) json["as_of"] = to_text(*page.as_of);
  return json;
}

}  // namespace bailiwick::market
