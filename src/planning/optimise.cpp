#include "planning/optimise.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/core.h>

#include "base/nearest.hpp"
#include "planning/model.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::int32_t kOutside = -1;

const std::vector<PlanBalance>& balance_of(const OptimiseRequest& request, const NewPlan& asked) {
  return request.balance.empty() ? asked.balance : request.balance;
}

Errors mistakes_of(const BoardGround& ground, const Board& board, const OptimiseRequest& request,
                   const NewPlan& asked) {
  Errors errors;
  const auto add = [&](std::string_view rule, std::string message, std::string pointer) {
    errors.push_back(
        {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)});
  };
  std::set<std::int32_t> seen;
  for (std::size_t i = 0; i < request.territories.size(); ++i) {
    const std::int32_t t = request.territories[i];
    if (t < 0 || t >= board.territory_count() || !seen.insert(t).second)
      add("P101",
          fmt::format("The plan has no territory {}, or it is named twice; it has 0 to {}.", t,
                      board.territory_count() - 1),
          fmt::format("/territories/{}", i));
  }
  if (!(request.seconds >= kOptimiseSecondsMin && request.seconds <= kOptimiseSecondsMax))
    add("P055",
        fmt::format("The search takes {} to {} seconds.", kOptimiseSecondsMin, kOptimiseSecondsMax),
        "/seconds");
  if (request.disruption_cap && !(*request.disruption_cap >= 0.0 && *request.disruption_cap <= 1.0))
    add("P055", "The most that may change hands is a share from 0 to 1 (0.1 is 10%).",
        "/disruption_cap");
  std::vector<std::string> known;
  for (const territory::Measure& measure : ground.problem.measures) known.push_back(measure.name);
  const std::vector<PlanBalance>& balance = balance_of(request, asked);
  for (std::size_t i = 0; i < balance.size(); ++i) {
    if (!(balance[i].tolerance > 0.0 && balance[i].tolerance <= 1.0))
      add("P055",
          fmt::format("The tolerance of \"{}\" lies above 0 and up to 1 (0.02 is 2%).",
                      balance[i].measure),
          fmt::format("/balance/{}/tolerance", i));
    if (std::ranges::find(known, balance[i].measure) == known.end())
      add("P054",
          fmt::format("The data set has no measure \"{}\".{}", balance[i].measure,
                      did_you_mean(balance[i].measure, known)),
          fmt::format("/balance/{}/measure", i));
  }
  return errors;
}

// Each territory's share is that of the whole plan, so that a part does not drift away from it.
void add_balance(const BoardGround& ground, const Board& board,
                 const std::vector<PlanBalance>& balance, territory::Problem& problem) {
  for (const PlanBalance& one : balance) {
    const auto measure =
        std::ranges::find(ground.problem.measures, one.measure, &territory::Measure::name);
    const auto index = static_cast<std::int32_t>(measure - ground.problem.measures.begin());
    const double total = static_cast<double>(
        std::accumulate(measure->values.begin(), measure->values.end(), std::int64_t{0}));
    territory::BalanceRule rule;
    rule.measure = index;
    rule.tolerance = one.tolerance;
    rule.target =
        total / std::pow(10.0, measure->decimals) / static_cast<double>(board.territory_count());
    problem.balance.push_back(std::move(rule));
  }
}

// The units of the part, their measures and borders among themselves.
void add_units(const BoardGround& ground, const std::vector<std::int32_t>& place_of,
               BoardPart& part) {
  const territory::Problem& whole = ground.problem;
  territory::Problem& problem = part.problem;
  problem.surface = whole.surface;
  problem.is_contiguous = whole.is_contiguous;
  problem.centre = whole.centre;
  problem.power = whole.power;
  problem.weight_measure = whole.weight_measure;
  for (const territory::Measure& measure : whole.measures)
    problem.measures.push_back({measure.name, measure.decimals, {}});
  for (const std::int32_t u : part.units) {
    problem.unit_ids.push_back(whole.unit_ids[at(u)]);
    problem.positions.push_back(whole.positions[at(u)]);
    for (std::size_t m = 0; m < whole.measures.size(); ++m)
      problem.measures[m].values.push_back(whole.measures[m].values[at(u)]);
  }
  std::vector<graph::Edge> edges;
  for (const graph::Edge& edge : whole.adjacency.edges())
    if (place_of[at(edge.first)] != kOutside && place_of[at(edge.second)] != kOutside)
      edges.emplace_back(place_of[at(edge.first)], place_of[at(edge.second)]);
  problem.adjacency = graph::Csr::from_edges(static_cast<graph::Vertex>(part.units.size()), edges);
}

}  // namespace

Checked<BoardPart> part_of(const BoardGround& ground, const Board& board,
                           const OptimiseRequest& request, const NewPlan& asked) {
  if (Errors errors = mistakes_of(ground, board, request, asked); !errors.empty())
    return fail(std::move(errors));
  BoardPart part;
  part.territories = request.territories;
  if (part.territories.empty()) {
    part.territories.resize(board.territories.size());
    std::iota(part.territories.begin(), part.territories.end(), 0);
  }
  std::ranges::sort(part.territories);
  std::vector<std::int32_t> index_of(board.territories.size(), kOutside);
  for (std::size_t i = 0; i < part.territories.size(); ++i)
    index_of[at(part.territories[i])] = static_cast<std::int32_t>(i);
  std::vector<std::int32_t> place_of(board.territory_of.size(), kOutside);
  for (std::size_t u = 0; u < board.territory_of.size(); ++u) {
    if (index_of[at(board.territory_of[u])] == kOutside) continue;
    place_of[u] = static_cast<std::int32_t>(part.units.size());
    part.units.push_back(static_cast<std::int32_t>(u));
  }
  add_units(ground, place_of, part);
  territory::Problem& problem = part.problem;
  problem.k_min = problem.k_max = static_cast<std::int32_t>(part.territories.size());
  add_balance(ground, board, balance_of(request, asked), problem);
  for (const std::int32_t t : part.territories)
    problem.hints.push_back(
        {.name = board.territories[at(t)].name, .pinned = {}, .pinned_unit = {}, .preferred = {}});
  territory::Disruption disruption{
      .current = {}, .measure = problem.weight_measure.value_or(0), .cap = request.disruption_cap};
  for (std::size_t i = 0; i < part.units.size(); ++i) {
    const std::int32_t t = index_of[at(board.territory_of[at(part.units[i])])];
    disruption.current.push_back(t);
    if (board.is_locked[at(part.units[i])] != 0)
      problem.locks.emplace_back(static_cast<std::int32_t>(i), t);
  }
  problem.disruption = std::move(disruption);
  add_demands(
      board.demands, ground.problem.positions,
      [&](std::int32_t unit) { return place_of[at(unit)]; },
      [&](std::int32_t territory) { return index_of[at(territory)]; }, problem);
  return part;
}

BoardPatch patch_of(const BoardPart& part, const Board& board, const territory::Plan& plan) {
  BoardPatch patch;
  for (std::size_t i = 0; i < part.units.size(); ++i) {
    const std::int32_t unit = part.units[i];
    const std::int32_t to = part.territories[at(plan.territory_of[i])];
    const std::int32_t from = board.territory_of[at(unit)];
    if (from != to) patch.moves.push_back({unit, from, to});
  }
  return patch;
}

BoardPatch about(const BoardPatch& patch, const std::vector<std::int32_t>& territories) {
  if (territories.empty()) return patch;
  const auto is_named = [&](std::int32_t t) {
    return std::ranges::find(territories, t) != territories.end();
  };
  BoardPatch part;
  for (const UnitMove& move : patch.moves)
    if (is_named(move.from) || is_named(move.to)) part.moves.push_back(move);
  return part;
}

}  // namespace bailiwick::planning
