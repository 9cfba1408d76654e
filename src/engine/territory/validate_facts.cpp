#include "engine/territory/validate_facts.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>

namespace bailiwick::engine::territory::validation {
namespace {

// Disjoint sets with path halving; the smallest member is the root, so numbering is stable.
UnitIndex root_of(std::vector<UnitIndex>& parent, UnitIndex u) {
  while (parent[static_cast<std::size_t>(u)] != u) {
    auto& up = parent[static_cast<std::size_t>(u)];
    up = parent[static_cast<std::size_t>(up)];
    u = up;
  }
  return u;
}

void make_groups(Facts& facts) {
  const Problem& problem = *facts.problem;
  const auto n = static_cast<std::size_t>(problem.unit_count());
  std::vector<UnitIndex> parent(n);
  std::iota(parent.begin(), parent.end(), 0);
  for (const auto& group : problem.must_link) {
    for (const UnitIndex u : group) {
      const UnitIndex a = root_of(parent, group.front());
      const UnitIndex b = root_of(parent, u);
      parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
    }
  }
  facts.group_of.resize(n);
  for (std::size_t u = 0; u < n; ++u) {
    const UnitIndex root = root_of(parent, static_cast<UnitIndex>(u));
    if (root == static_cast<UnitIndex>(u)) {
      facts.group_of[u] = facts.group_count();
      facts.group_first.push_back(root);
      facts.group_units.push_back(0);
    } else {
      facts.group_of[u] = facts.group_of[static_cast<std::size_t>(root)];
    }
    ++facts.group_units[static_cast<std::size_t>(facts.group_of[u])];
  }
}

template <class T>
void sort_without_doubles(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

void gather_locks(Facts& facts) {
  const Problem& problem = *facts.problem;
  facts.locks = problem.locks;
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    if (problem.hints[t].pinned_unit) {
      facts.locks.emplace_back(*problem.hints[t].pinned_unit, static_cast<TerritoryIndex>(t));
    }
  }
  sort_without_doubles(facts.locks);
  facts.group_lock.assign(facts.group_first.size(), kUnassigned);
  std::vector<std::uint8_t> conflicts(facts.group_first.size(), 0);
  for (const auto& [u, t] : facts.locks) {
    const auto g = static_cast<std::size_t>(facts.group_of[static_cast<std::size_t>(u)]);
    if (facts.group_lock[g] == kUnassigned) facts.group_lock[g] = t;
    if (facts.group_lock[g] != t) conflicts[g] = 1;
  }
  for (std::size_t g = 0; g < conflicts.size(); ++g) {
    if (conflicts[g] != 0) facts.group_lock[g] = kUnassigned;
  }
  for (const auto& [u, t] : problem.forbidden) {
    facts.group_forbidden.emplace_back(facts.group_of[static_cast<std::size_t>(u)], t);
  }
  sort_without_doubles(facts.group_forbidden);
}

bool is_pinned(const Problem& problem, TerritoryIndex t) {
  if (t == kUnassigned || problem.hints.empty()) return false;
  const TerritoryHint& hint = problem.hints[static_cast<std::size_t>(t)];
  return hint.pinned || hint.pinned_unit;
}

void count_free(Facts& facts) {
  const Problem& problem = *facts.problem;
  facts.free_groups = std::count(facts.group_lock.begin(), facts.group_lock.end(), kUnassigned);
  std::vector<TerritoryIndex> locked;
  for (const auto& lock : facts.locks) locked.push_back(lock.second);
  sort_without_doubles(locked);
  facts.locked_territories = static_cast<std::int32_t>(locked.size());
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    facts.pinned_territories += is_pinned(problem, static_cast<TerritoryIndex>(t)) ? 1 : 0;
  }
  for (std::size_t u = 0; u < facts.group_of.size(); ++u) {
    if (!problem.may_be_centre.empty() && problem.may_be_centre[u] == 0) continue;
    if (!is_pinned(problem, facts.group_lock[static_cast<std::size_t>(facts.group_of[u])]))
      ++facts.free_centres;
  }
}

void sum_amounts(Facts& facts) {
  const Problem& problem = *facts.problem;
  for (const BalanceRule& rule : problem.balance) {
    const auto& values = problem.measures[static_cast<std::size_t>(rule.measure)].values;
    auto& amounts = facts.group_amounts.emplace_back(facts.group_first.size(), 0);
    for (std::size_t u = 0; u < values.size(); ++u)
      amounts[static_cast<std::size_t>(facts.group_of[u])] += values[u];
    std::int64_t step = 0;
    for (const std::int64_t amount : amounts) {
      if (step == 1) break;
      step = std::gcd(step, amount);
    }
    facts.steps.push_back(std::max<std::int64_t>(step, 1));
    facts.totals.push_back(std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0}));
    auto& falling = facts.falling_amounts.emplace_back(amounts);
    std::sort(falling.begin(), falling.end(), std::greater<>());
  }
}

// Marks everything reachable from `start` with the number of a new area.
void flood(Facts& facts, UnitIndex start, std::vector<UnitIndex>& queue) {
  const auto area = static_cast<std::int32_t>(facts.areas.size());
  facts.areas.push_back({.first = start, .units = 0, .groups = 0, .amounts = {}});
  queue.assign(1, start);
  facts.area_of[static_cast<std::size_t>(start)] = area;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const UnitIndex v : facts.problem->adjacency.neighbours(queue[next])) {
      auto& mark = facts.area_of[static_cast<std::size_t>(v)];
      if (mark >= 0) continue;
      mark = area;
      queue.push_back(v);
    }
  }
}

void find_areas(Facts& facts) {
  const Problem& problem = *facts.problem;
  const auto n = static_cast<std::size_t>(problem.unit_count());
  if (!problem.is_contiguous) {
    facts.area_of.assign(n, 0);
    facts.areas.emplace_back();
  } else {
    facts.area_of.assign(n, -1);
    std::vector<UnitIndex> queue;
    for (std::size_t u = 0; u < n; ++u) {
      if (facts.area_of[u] < 0) flood(facts, static_cast<UnitIndex>(u), queue);
    }
  }
  for (Area& area : facts.areas) area.amounts.assign(problem.balance.size(), 0);
  for (std::size_t u = 0; u < n; ++u) {
    Area& area = facts.areas[static_cast<std::size_t>(facts.area_of[u])];
    ++area.units;
    const auto g = static_cast<std::size_t>(facts.group_of[u]);
    if (facts.group_first[g] == static_cast<UnitIndex>(u)) ++area.groups;
    for (std::size_t r = 0; r < problem.balance.size(); ++r) {
      area.amounts[r] +=
          problem.measures[static_cast<std::size_t>(problem.balance[r].measure)].values[u];
    }
  }
}

}  // namespace

std::span<const std::pair<GroupIndex, TerritoryIndex>> Facts::forbidden_of(GroupIndex g) const {
  const auto begin =
      std::lower_bound(group_forbidden.begin(), group_forbidden.end(), std::pair(g, kUnassigned));
  auto end = begin;
  while (end != group_forbidden.end() && end->first == g) ++end;
  return {begin, end};
}

bool Facts::is_forbidden(GroupIndex g, TerritoryIndex t) const {
  return std::binary_search(group_forbidden.begin(), group_forbidden.end(), std::pair(g, t));
}

Facts facts_of(const Problem& problem) {
  Facts facts;
  facts.problem = &problem;
  make_groups(facts);
  gather_locks(facts);
  count_free(facts);
  sum_amounts(facts);
  find_areas(facts);
  return facts;
}

Limits::Limits(const Facts& facts, std::size_t rule_index, std::int32_t k) : k_(k) {
  const Problem& problem = *facts.problem;
  const BalanceRule& rule = problem.balance[rule_index];
  const std::int64_t total = facts.totals[rule_index];
  const std::int64_t step = facts.steps[rule_index];
  // A problem of one unit that holds the whole total has the same windows without a walk over the units.
  Problem whole;
  whole.measures.push_back(
      {.name = "",
       .decimals = problem.measures[static_cast<std::size_t>(rule.measure)].decimals,
       .values = {total}});
  BalanceRule same = rule;
  same.measure = 0;
  const std::vector<Window> windows = windows_of(whole, same, k);
  const bool is_uniform = rule.shares.empty() && rule.caps.empty();
  for (TerritoryIndex t = 0; t < (is_uniform ? 1 : k); ++t) {
    Limit limit;
    limit.window = windows[static_cast<std::size_t>(t)];
    limit.lower = (limit.window.lower + step - 1) / step * step;
    limit.upper = std::min(limit.window.upper, total) / step * step;
    entries_.push_back(limit);
  }
  by_upper_.resize(entries_.size());
  std::iota(by_upper_.begin(), by_upper_.end(), 0);
  if (is_uniform) return;
  std::stable_sort(by_upper_.begin(), by_upper_.end(), [this](TerritoryIndex a, TerritoryIndex b) {
    return at(a).upper > at(b).upper;
  });
  std::vector<std::int64_t> lowers;
  for (const Limit& limit : entries_) lowers.push_back(limit.lower);
  std::sort(lowers.begin(), lowers.end());
  least_.assign(1, 0);
  most_.assign(1, 0);
  for (std::size_t j = 0; j < entries_.size(); ++j) {
    least_.push_back(saturating_sum(least_.back(), lowers[j]));
    most_.push_back(saturating_sum(most_.back(), at(by_upper_[j]).upper));
  }
}

std::int64_t Limits::least_of(std::int32_t j) const {
  assert(j >= 0 && j <= k_);
  return least_.empty() ? saturating_product(entries_[0].lower, j)
                        : least_[static_cast<std::size_t>(j)];
}

std::int64_t Limits::most_of(std::int32_t j) const {
  assert(j >= 0 && j <= k_);
  return most_.empty() ? saturating_product(entries_[0].upper, j)
                       : most_[static_cast<std::size_t>(j)];
}

Limits::Range Limits::territories_for(std::int64_t amount) const {
  // Both sums only grow with j, so the numbers that are enough and those that are not too many are two runs.
  Range range{.fewest = k_ + 1, .most = 0};
  std::int32_t low = 0;
  std::int32_t high = k_ + 1;
  while (low < high) {
    const std::int32_t middle = low + (high - low) / 2;
    if (most_of(middle) >= amount) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  range.fewest = low;
  low = 0;
  high = k_;
  while (low < high) {
    const std::int32_t middle = high - (high - low) / 2;
    if (least_of(middle) <= amount) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  range.most = low;
  return range;
}

Case case_of(const Facts& facts, std::int32_t k) {
  Case one{.facts = facts, .k = k, .limits = {}, .is_sound = {}};
  for (std::size_t r = 0; r < facts.problem->balance.size(); ++r)
    one.limits.emplace_back(facts, r, k);
  one.is_sound.assign(one.limits.size(), 1);
  return one;
}

std::int64_t saturating_sum(std::int64_t a, std::int64_t b) {
  return a > kSaturated - b ? kSaturated : a + b;
}

std::int64_t saturating_product(std::int64_t a, std::int64_t j) {
  if (a == 0 || j == 0) return 0;
  return a > kSaturated / j ? kSaturated : a * j;
}

}  // namespace bailiwick::engine::territory::validation
