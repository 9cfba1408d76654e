#include "planning/compare.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>

namespace bailiwick::planning {
namespace {

using Pair = std::pair<std::int32_t, std::int32_t>;

// For each territory after, the one before that it is; -1: a new one.
std::vector<std::int32_t> matched(const PlanSide& before, const PlanSide& after,
                                  std::span<const platform::files::MeasureColumn> measures,
                                  const CompareOptions& options) {
  std::vector<std::int32_t> match(after.territories.size(), -1);
  std::vector<std::uint8_t> is_taken(before.territories.size(), 0);
  if (!options.by_overlap) {
    std::map<std::string, std::int32_t> by_name;
    for (std::size_t t = 0; t < before.territories.size(); ++t) {
      by_name.emplace(before.territories[t], static_cast<std::int32_t>(t));
    }
    for (std::size_t t = 0; t < after.territories.size(); ++t) {
      const auto it = by_name.find(after.territories[t]);
      if (it == by_name.end()) continue;
      match[t] = it->second;
      is_taken[static_cast<std::size_t>(it->second)] = 1;
    }
  }
  std::map<Pair, std::pair<std::int64_t, std::int64_t>>
      shared;  // amount of the first measure, units
  for (std::size_t u = 0; u < before.territory_of.size(); ++u) {
    if (before.territory_of[u] < 0 || after.territory_of[u] < 0) continue;
    auto& [amount, units] = shared[{before.territory_of[u], after.territory_of[u]}];
    amount += measures.empty() ? 1 : measures.front().values[u];
    ++units;
  }
  std::vector<std::tuple<std::int64_t, std::int64_t, Pair>> ranked;
  for (const auto& [pair, sizes] : shared) ranked.emplace_back(-sizes.first, -sizes.second, pair);
  std::sort(ranked.begin(), ranked.end());
  for (const auto& [amount, units, pair] : ranked) {
    const auto from = static_cast<std::size_t>(pair.first);
    const auto to = static_cast<std::size_t>(pair.second);
    if (is_taken[from] != 0 || match[to] >= 0) continue;
    match[to] = pair.first;
    is_taken[from] = 1;
  }
  return match;
}

}  // namespace

Comparison compare(const PlanSide& before, const PlanSide& after,
                   std::span<const platform::files::MeasureColumn> measures,
                   const CompareOptions& options) {
  assert(before.territory_of.size() == after.territory_of.size());
  const std::vector<std::int32_t> match = matched(before, after, measures, options);
  const std::vector<std::int64_t> none(measures.size(), 0);
  Comparison result;
  result.amounts_moved = none;
  result.amounts_total = none;
  const TerritoryChange blank{.before = {},
                              .after = {},
                              .amounts_before = none,
                              .amounts_after = none,
                              .amounts_gained = none,
                              .amounts_lost = none};
  result.territories.assign(before.territories.size(), blank);
  for (std::size_t t = 0; t < before.territories.size(); ++t) {
    result.territories[t].before = static_cast<std::int32_t>(t);
  }
  std::vector<std::size_t> row_of_after(after.territories.size());
  for (std::size_t t = 0; t < after.territories.size(); ++t) {
    row_of_after[t] =
        match[t] >= 0 ? static_cast<std::size_t>(match[t]) : result.territories.size();
    if (match[t] < 0) result.territories.push_back(blank);
    result.territories[row_of_after[t]].after = static_cast<std::int32_t>(t);
  }

  std::map<Pair, Move> moves;
  for (std::size_t u = 0; u < before.territory_of.size(); ++u) {
    const std::int32_t from = before.territory_of[u];
    const std::int32_t to = after.territory_of[u];
    TerritoryChange* source =
        from < 0 ? nullptr : &result.territories[static_cast<std::size_t>(from)];
    TerritoryChange* target =
        to < 0 ? nullptr : &result.territories[row_of_after[static_cast<std::size_t>(to)]];
    const bool moves_on = source != target;
    if (source != nullptr) ++source->units_before;
    if (target != nullptr) ++target->units_after;
    Move* move = nullptr;
    if (moves_on) {
      result.moved_units.push_back(static_cast<std::int32_t>(u));
      move =
          &moves.try_emplace({from, to}, Move{.from = from, .to = to, .units = 0, .amounts = none})
               .first->second;
      ++move->units;
      if (source != nullptr) ++source->units_lost;
      if (target != nullptr) ++target->units_gained;
    }
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const std::int64_t value = measures[m].values[u];
      result.amounts_total[m] += value;
      if (source != nullptr) source->amounts_before[m] += value;
      if (target != nullptr) target->amounts_after[m] += value;
      if (!moves_on) continue;
      result.amounts_moved[m] += value;
      move->amounts[m] += value;
      if (source != nullptr) source->amounts_lost[m] += value;
      if (target != nullptr) target->amounts_gained[m] += value;
    }
  }
  for (auto& [pair, move] : moves) result.moves.push_back(std::move(move));
  std::stable_sort(result.moves.begin(), result.moves.end(),
                   [](const Move& a, const Move& b) { return a.units > b.units; });
  return result;
}

}  // namespace bailiwick::planning
