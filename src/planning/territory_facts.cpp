#include "planning/territory_facts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "planning/board_diff.hpp"

namespace bailiwick::planning {
namespace {

std::vector<double> amounts_of(const Judgement& judgement, const std::string& measure) {
  std::vector<double> amounts;
  for (const BoardFigures& t : judgement.territories) {
    const auto found = t.amounts.find(measure);
    amounts.push_back(found == t.amounts.end() ? 0.0 : found->second);
  }
  return amounts;
}

std::optional<double> tolerance_of(std::span<const PlanBalance> balance,
                                   const std::string& measure) {
  const auto found = std::ranges::find(balance, measure, &PlanBalance::measure);
  return found == balance.end() ? std::nullopt : std::optional(found->tolerance);
}

void add_measure(std::vector<TerritoryFacts>& all, const FactsScene& scene,
                 const std::string& name) {
  const std::vector<double> amounts = amounts_of(scene.judgement, name);
  double total = 0.0;
  for (const double amount : amounts) total += amount;
  const std::vector<FactsPlace> places = places_among(amounts);
  for (std::size_t t = 0; t < all.size(); ++t) {
    MeasureFacts facts{.name = name,
                       .place = places[t],
                       .share = total > 0.0 ? amounts[t] / total : 0.0,
                       .deviation = {},
                       .tolerance = tolerance_of(scene.balance, name)};
    const auto& deviations = scene.judgement.territories[t].deviations;
    if (const auto found = deviations.find(name); found != deviations.end())
      facts.deviation = found->second;
    all[t].measures.push_back(std::move(facts));
  }
}

void add_travel(std::vector<TerritoryFacts>& all, const Judgement& judgement) {
  std::vector<double> distances;
  for (const BoardFigures& t : judgement.territories)
    if (t.units > 0) distances.push_back(t.rms_km);
  if (distances.empty()) return;
  const std::vector<FactsPlace> places = places_among(distances);
  std::size_t next = 0;
  for (std::size_t t = 0; t < all.size(); ++t) {
    const bool has_units = judgement.territories[t].units > 0;
    all[t].travel = places[has_units ? next++ : 0];
    if (has_units) continue;
    all[t].travel.amount = 0.0;
    all[t].travel.rank = static_cast<std::int64_t>(places.size()) + 1;
  }
}

// The changes of all territories since another board.
class ChangesSince {
 public:
  ChangesSince(const FactsScene& scene, const Board& before)
      : scene_(scene), before_(before), changes_(scene.board.territories.size()) {
    const BoardDiff difference = diff(before, scene.board);
    now_of_.assign(before.territories.size(), -1);
    for (FactsChange& change : changes_) {
      change.is_new = true;
      for (const territory::Measure& measure : scene.ground.problem.measures)
        change.amounts.push_back({.measure = measure.name});
    }
    for (const TerritoryPair& pair : difference.territories) {
      if (!pair.ours || !pair.theirs) continue;
      now_of_[at(*pair.ours)] = *pair.theirs;
      changes_[at(*pair.theirs)].is_new = false;
    }
    for (const UnitMove& move : difference.moves) take(move);
  }

  std::vector<FactsChange> changes() {
    for (std::size_t t = 0; t < changes_.size(); ++t) {
      FactsChange& change = changes_[t];
      for (const auto& [other, exchange] : exchanges_of(t)) change.exchanges.push_back(exchange);
      std::ranges::stable_sort(
          change.exchanges, std::greater{},
          [](const FactsChange::Exchange& one) { return one.units_gained + one.units_lost; });
    }
    return std::move(changes_);
  }

 private:
  // A territory that exchanges units: its place now, or, gone since, behind those of now.
  using Other = std::size_t;
  using Exchanges = std::map<Other, FactsChange::Exchange>;

  Other other_of(std::int32_t then) const {
    const std::int32_t now = now_of_[at(then)];
    return now >= 0 ? at(now) : scene_.board.territories.size() + at(then);
  }
  FactsChange::Exchange& with(std::size_t territory, Other other) {
    FactsChange::Exchange& exchange = exchanges_[{territory, other}];
    const std::size_t count = scene_.board.territories.size();
    exchange.territory = other < count ? scene_.board.territories[other].name
                                       : before_.territories[other - count].name;
    return exchange;
  }
  Exchanges exchanges_of(std::size_t territory) const {
    Exchanges own;
    for (auto each = exchanges_.lower_bound({territory, 0});
         each != exchanges_.end() && each->first.first == territory; ++each)
      own.emplace(each->first.second, each->second);
    return own;
  }

  void take(const UnitMove& move) {
    const std::vector<territory::Measure>& measures = scene_.ground.problem.measures;
    const Other giver = other_of(move.from);
    const std::size_t taker = at(move.to);
    FactsChange& gain = changes_[taker];
    ++gain.units_gained;
    ++with(taker, giver).units_gained;
    for (std::size_t m = 0; m < measures.size(); ++m)
      gain.amounts[m].gained += unit_amount(measures[m], move.unit);
    if (giver >= changes_.size()) return;
    FactsChange& loss = changes_[giver];
    ++loss.units_lost;
    ++with(giver, taker).units_lost;
    for (std::size_t m = 0; m < measures.size(); ++m)
      loss.amounts[m].lost += unit_amount(measures[m], move.unit);
  }

  const FactsScene& scene_;
  const Board& before_;
  std::vector<FactsChange> changes_;
  std::vector<std::int32_t> now_of_;  // the place now of a territory of the board before, or -1
  std::map<std::pair<std::size_t, Other>, FactsChange::Exchange> exchanges_;
};

}  // namespace

double unit_amount(const territory::Measure& measure, std::int32_t unit) {
  return static_cast<double>(measure.values[at(unit)]) / std::pow(10.0, measure.decimals);
}

double quantile(std::span<const double> ascending, double p) {
  if (ascending.empty()) return 0.0;
  const double place = p * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] +
         (place - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

std::vector<FactsPlace> places_among(std::span<const double> values) {
  std::vector<double> ascending(values.begin(), values.end());
  std::ranges::sort(ascending);
  double total = 0.0;
  for (const double value : ascending) total += value;
  std::vector<FactsPlace> places;
  for (const double value : values) {
    const auto more = ascending.end() - std::ranges::upper_bound(ascending, value);
    places.push_back({.amount = value,
                      .rank = 1 + static_cast<std::int64_t>(more),
                      .mean = total / static_cast<double>(values.size()),
                      .low = quantile(ascending, 0.25),
                      .middle = quantile(ascending, 0.5),
                      .high = quantile(ascending, 0.75)});
  }
  return places;
}

std::vector<TerritoryFacts> territory_facts(const FactsScene& scene) {
  std::vector<TerritoryFacts> all;
  for (std::size_t t = 0; t < scene.judgement.territories.size(); ++t) {
    const BoardFigures& figures = scene.judgement.territories[t];
    all.push_back(
        {.index = static_cast<std::int32_t>(t), .units = figures.units, .pieces = figures.pieces});
  }
  for (const territory::Measure& measure : scene.ground.problem.measures)
    add_measure(all, scene, measure.name);
  add_travel(all, scene.judgement);
  if (scene.before != nullptr) {
    std::vector<FactsChange> changes = ChangesSince(scene, *scene.before).changes();
    for (std::size_t t = 0; t < all.size(); ++t) all[t].since = std::move(changes[t]);
  }
  return all;
}

}  // namespace bailiwick::planning
