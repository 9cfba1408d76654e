#include "planning/board_judge.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/territory/check.hpp"
#include "geo/neighbours.hpp"
#include "planning/build_problem.hpp"
#include "planning/inputs.hpp"
#include "planning/plan_job.hpp"
#include "platform/files/text_file.hpp"
#include "platform/files/units.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;

double real(const territory::Measure& measure, std::int64_t amount) {
  return static_cast<double>(amount) / std::pow(10.0, measure.decimals);
}

const std::string& measure_of(const territory::Problem& problem, std::size_t rule) {
  return problem.measures[at(problem.balance[rule].measure)].name;
}

BoardFigures figures_of(const territory::Problem& problem,
                        const territory::TerritoryReport& report) {
  BoardFigures figures;
  figures.units = report.units;
  for (std::size_t m = 0; m < problem.measures.size(); ++m)
    figures.amounts[problem.measures[m].name] = real(problem.measures[m], report.amounts[m]);
  for (std::size_t i = 0; i < problem.balance.size(); ++i)
    figures.deviations[measure_of(problem, i)] = report.deviations[i];
  figures.rms_km = report.rms_km;
  figures.radius_km = report.radius_km;
  figures.pieces = report.pieces;
  if (report.units > 0) figures.centre = report.centre;
  return figures;
}

BoardTotals totals_of(const territory::Problem& problem, const territory::Report& report) {
  BoardTotals totals;
  totals.rms_km = report.rms_km;
  totals.mean_km = report.mean_km;
  totals.fragments = report.fragments;
  for (const territory::TerritoryReport& t : report.territories)
    totals.radius_km = std::max(totals.radius_km, t.radius_km);
  for (std::size_t i = 0; i < problem.balance.size(); ++i) {
    totals.worst_deviation[measure_of(problem, i)] = report.worst_deviation[i];
    totals.outside[measure_of(problem, i)] = report.outside[i];
  }
  totals.violation_count = static_cast<std::int64_t>(report.violations.size());
  totals.violations = plan_violations_of(report);
  return totals;
}

// The demands that territory t does not meet.
std::vector<BoardBreach> breaches_of(const Judgement& judgement, const NewPlan& request,
                                     std::int32_t t) {
  std::vector<BoardBreach> found;
  if (at(t) >= judgement.territories.size()) return found;
  const BoardFigures& figures = judgement.territories[at(t)];
  if (figures.units == 0) {
    found.push_back({.kind = BoardBreach::Kind::kEmpty, .territory = t, .measure = {}});
    return found;
  }
  if (figures.pieces > 1)
    found.push_back({.kind = BoardBreach::Kind::kPieces,
                     .territory = t,
                     .measure = {},
                     .pieces = figures.pieces});
  for (const PlanBalance& balance : request.balance) {
    const auto deviation = figures.deviations.find(balance.measure);
    if (deviation == figures.deviations.end()) continue;
    if (std::abs(deviation->second) > balance.tolerance * (1.0 + 1e-9))
      found.push_back({.kind = BoardBreach::Kind::kBalance,
                       .territory = t,
                       .measure = balance.measure,
                       .deviation = deviation->second,
                       .tolerance = balance.tolerance});
  }
  return found;
}

// Whether `breach` is nothing new, having been there as bad before.
bool was_there(const std::vector<BoardBreach>& before, const BoardBreach& breach) {
  return std::ranges::any_of(before, [&](const BoardBreach& other) {
    return other.kind == breach.kind && other.measure == breach.measure &&
           std::abs(breach.deviation) <= std::abs(other.deviation) + 1e-9 &&
           breach.pieces <= other.pieces;
  });
}

bool is_there(const std::vector<BoardBreach>& list, const BoardBreach& breach) {
  return std::ranges::any_of(list, [&](const BoardBreach& other) {
    return other.kind == breach.kind && other.measure == breach.measure;
  });
}

std::vector<BoardBreach> broken_demands(const Board& board) {
  std::vector<BoardBreach> found;
  for (const Demand& demand : broken_by(board.demands, board.territory_of)) {
    const auto kind = demand.kind == DemandKind::kPin      ? BoardBreach::Kind::kPin
                      : demand.kind == DemandKind::kForbid ? BoardBreach::Kind::kForbid
                                                           : BoardBreach::Kind::kTogether;
    const std::int32_t territory = names_territory(demand.kind)
                                       ? demand.territory
                                       : board.territory_of[at(demand.units.front())];
    found.push_back({.kind = kind, .territory = territory, .measure = {}, .demand = demand});
  }
  return found;
}

void append_new(const std::vector<BoardBreach>& broken, const std::vector<BoardBreach>& others,
                std::vector<BoardBreach>& into) {
  for (const BoardBreach& breach : broken)
    if (std::ranges::find(others, breach.demand, &BoardBreach::demand) == others.end())
      into.push_back(breach);
}

}  // namespace

std::string_view name_of(BoardBreach::Kind kind) {
  switch (kind) {
    case BoardBreach::Kind::kBalance:
      return "balance";
    case BoardBreach::Kind::kPieces:
      return "pieces";
    case BoardBreach::Kind::kPin:
      return "pin";
    case BoardBreach::Kind::kForbid:
      return "forbid";
    case BoardBreach::Kind::kTogether:
      return "together";
    case BoardBreach::Kind::kEmpty:
      break;
  }
  return "empty";
}

Checked<std::shared_ptr<const BoardGround>> ground_of(const std::string& units_csv,
                                                      const NewPlan& request) {
  auto text = files::text_from_bytes("units.csv", units_csv);
  if (!text) return fail(Errors{text.error()});
  DesignOrder order = order_of(request, "units.csv", 1);
  files::UnitsOptions options;
  for (const PlanBalance& balance : request.balance)
    if (balance.measure != kUnitsMeasure) options.measures.push_back(balance.measure);
  auto units = files::parse_units(std::move(*text), options);
  if (!units) return fail(std::move(units.error()));
  DesignInputs inputs;
  inputs.units = std::move(*units);
  inputs.links = geo::neighbours_of_points(inputs.units.positions, inputs.units.surface).links;
  auto built = build_problem(order.request, inputs);
  if (!built) return fail(std::move(built.error()));
  auto ground = std::make_shared<BoardGround>();
  ground->problem = std::move(built->problem);
  ground->places = std::move(inputs.units.places);
  ground->lookup = std::make_unique<files::UnitLookup>(ground->problem.unit_ids);
  return std::shared_ptr<const BoardGround>(std::move(ground));
}

Judgement judged(const BoardGround& ground, const Board& board) {
  territory::Problem problem = ground.problem;
  problem.k_min = problem.k_max = board.territory_count();
  problem.hints.clear();
  for (const BoardTerritory& t : board.territories)
    problem.hints.push_back({.name = t.name, .pinned = {}, .pinned_unit = {}, .preferred = {}});
  const auto as_it_is = [](std::int32_t index) { return index; };
  add_demands(board.demands, ground.problem.positions, as_it_is, as_it_is, problem);
  const territory::Plan plan{
      .k = board.territory_count(), .territory_of = board.territory_of, .centres = {}};
  const Result<territory::Report> report = territory::check(problem, plan);
  assert(report.has_value());
  Judgement judgement;
  for (const territory::TerritoryReport& t : report->territories)
    judgement.territories.push_back(figures_of(problem, t));
  judgement.totals = totals_of(problem, *report);
  judgement.demands = board.demands;
  judgement.broken = broken_demands(board);
  return judgement;
}

BoardEffect effect_of(const Judgement& before, const Judgement& after, const NewPlan& request) {
  BoardEffect effect;
  const std::size_t count = std::max(before.territories.size(), after.territories.size());
  for (std::int32_t t = 0; at(t) < count; ++t) {
    const std::vector<BoardBreach> then = breaches_of(before, request, t);
    const std::vector<BoardBreach> now = breaches_of(after, request, t);
    for (const BoardBreach& breach : now)
      if (!was_there(then, breach)) effect.breaks.push_back(breach);
    for (const BoardBreach& breach : then)
      if (!is_there(now, breach)) effect.mends.push_back(breach);
  }
  append_new(after.broken, before.broken, effect.breaks);
  std::vector<BoardBreach> mended = before.broken;
  std::erase_if(mended, [&](const BoardBreach& breach) {
    return !std::ranges::binary_search(after.demands, *breach.demand);
  });
  append_new(mended, after.broken, effect.mends);
  return effect;
}

std::string summary_after(const std::string& summary, const Judgement& judgement,
                          std::int64_t territories_asked) {
  const BoardTotals& totals = judgement.totals;
  auto json = nlohmann::ordered_json::parse(summary);
  double worst = 0.0;
  for (const auto& [measure, deviation] : totals.worst_deviation)
    worst = std::max(worst, deviation);
  json["is_feasible"] = totals.violation_count == 0;
  json["worst_deviation"] = worst;
  json["deviations"] = totals.worst_deviation;
  json["fragments"] = totals.fragments;
  json["rms_km"] = totals.rms_km;
  json["mean_km"] = totals.mean_km;
  json["radius_km"] = totals.radius_km;
  json["violations"] = violations_json(totals.violations);
  if (static_cast<std::int64_t>(judgement.territories.size()) == territories_asked)
    put_gap(json);
  else
    json.erase("gap");
  return json.dump();
}

void put_gap(nlohmann::ordered_json& summary) {
  summary.erase("gap");
  // The cost is of squared distances, so its distance from the bound is that of the squares.
  const double bound_km = summary.value("bound_km", 0.0);
  const double rms_km = summary.value("rms_km", 0.0);
  if (bound_km > 0.0 && summary.value("is_feasible", false))
    summary["gap"] = rms_km * rms_km / (bound_km * bound_km) - 1.0;
}

}  // namespace bailiwick::planning
