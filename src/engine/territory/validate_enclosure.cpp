#include "engine/territory/validate_enclosure.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::amount_text;
using wording::capitalised;
using wording::count_text;
using wording::Findings;
using wording::measure_text;
using wording::territory_text;
using wording::unit_text;

using LandIndex = std::int32_t;

// A connected part of the map without a locked unit.
struct Land {
  UnitIndex first = 0;
  std::int64_t units = 0;
  std::vector<std::int64_t> amounts;  // one a balance rule
};

// A locked unit of `territory` touches the land.
struct Contact {
  TerritoryIndex territory = 0;
  LandIndex land = 0;
  UnitIndex unit = 0;

  friend auto operator<=>(const Contact&, const Contact&) = default;
};

struct Enclosure {
  std::vector<TerritoryIndex> lock_of;  // one a unit, must-links followed
  std::vector<LandIndex> land_of;       // one a unit, -1 where locked
  std::vector<Land> lands;
  std::vector<Contact> contacts;  // by territory, then land; one for each such pair
  std::vector<std::vector<TerritoryIndex>> neighbours;  // of each land, ascending
};

void find_lands(const Case& one, Enclosure& enclosure) {
  const Problem& problem = one.problem();
  const auto n = static_cast<std::size_t>(problem.unit_count());
  enclosure.land_of.assign(n, -1);
  std::vector<UnitIndex> queue;
  for (std::size_t start = 0; start < n; ++start) {
    if (enclosure.land_of[start] >= 0 || enclosure.lock_of[start] != kUnassigned) continue;
    const auto index = static_cast<LandIndex>(enclosure.lands.size());
    Land land{.first = static_cast<UnitIndex>(start), .units = 0, .amounts = {}};
    land.amounts.assign(problem.balance.size(), 0);
    enclosure.land_of[start] = index;
    queue.assign(1, static_cast<UnitIndex>(start));
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const auto u = static_cast<std::size_t>(queue[next]);
      ++land.units;
      for (std::size_t r = 0; r < land.amounts.size(); ++r)
        land.amounts[r] += one.measure(r).values[u];
      for (const UnitIndex v : problem.adjacency.neighbours(queue[next])) {
        const auto i = static_cast<std::size_t>(v);
        if (enclosure.lock_of[i] != kUnassigned || enclosure.land_of[i] >= 0) continue;
        enclosure.land_of[i] = index;
        queue.push_back(v);
      }
    }
    enclosure.lands.push_back(std::move(land));
  }
}

void find_contacts(const Case& one, Enclosure& enclosure) {
  for (std::size_t u = 0; u < enclosure.lock_of.size(); ++u) {
    if (enclosure.lock_of[u] == kUnassigned) continue;
    for (const UnitIndex v : one.problem().adjacency.neighbours(static_cast<UnitIndex>(u))) {
      const LandIndex land = enclosure.land_of[static_cast<std::size_t>(v)];
      if (land >= 0)
        enclosure.contacts.push_back({enclosure.lock_of[u], land, static_cast<UnitIndex>(u)});
    }
  }
  std::sort(enclosure.contacts.begin(), enclosure.contacts.end());
  enclosure.neighbours.resize(enclosure.lands.size());
  const Contact* last = nullptr;
  for (const Contact& contact : enclosure.contacts) {
    const bool is_new =
        last == nullptr || last->territory != contact.territory || last->land != contact.land;
    if (is_new)
      enclosure.neighbours[static_cast<std::size_t>(contact.land)].push_back(contact.territory);
    last = &contact;
  }
}

Enclosure enclosure_of(const Case& one) {
  Enclosure enclosure;
  enclosure.lock_of.reserve(one.facts.group_of.size());
  for (const GroupIndex g : one.facts.group_of) {
    enclosure.lock_of.push_back(one.facts.group_lock[static_cast<std::size_t>(g)]);
  }
  find_lands(one, enclosure);
  find_contacts(one, enclosure);
  return enclosure;
}

std::int32_t root_of(std::vector<std::int32_t>& parent, std::int32_t v) {
  while (parent[static_cast<std::size_t>(v)] != v) {
    auto& up = parent[static_cast<std::size_t>(v)];
    up = parent[static_cast<std::size_t>(up)];
    v = up;
  }
  return v;
}

// Joins locked units of one territory that touch, and those that touch the same land.
std::vector<std::int32_t> join_locked(const Case& one, const Enclosure& enclosure) {
  std::vector<std::int32_t> parent(enclosure.lock_of.size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto join = [&](UnitIndex a, UnitIndex b) {
    parent[static_cast<std::size_t>(root_of(parent, a))] = root_of(parent, b);
  };
  for (std::size_t u = 0; u < enclosure.lock_of.size(); ++u) {
    if (enclosure.lock_of[u] == kUnassigned) continue;
    for (const UnitIndex v : one.problem().adjacency.neighbours(static_cast<UnitIndex>(u))) {
      if (enclosure.lock_of[static_cast<std::size_t>(v)] == enclosure.lock_of[u])
        join(static_cast<UnitIndex>(u), v);
    }
  }
  for (std::size_t i = 1; i < enclosure.contacts.size(); ++i) {
    const Contact& a = enclosure.contacts[i - 1];
    const Contact& b = enclosure.contacts[i];
    if (a.territory == b.territory && a.land == b.land) join(a.unit, b.unit);
  }
  return parent;
}

// T043. Marks the territories that it tells of.
std::vector<std::uint8_t> judge_locked_together(const Case& one, const Enclosure& enclosure,
                                                Findings& findings) {
  std::vector<std::int32_t> parent = join_locked(one, enclosure);
  std::vector<UnitIndex> first_of(static_cast<std::size_t>(one.k), -1);
  std::vector<std::uint8_t> is_told(static_cast<std::size_t>(one.k), 0);
  for (std::size_t u = 0; u < enclosure.lock_of.size(); ++u) {
    const TerritoryIndex t = enclosure.lock_of[u];
    if (t == kUnassigned) continue;
    UnitIndex& first = first_of[static_cast<std::size_t>(t)];
    if (first < 0) first = static_cast<UnitIndex>(u);
    if (root_of(parent, first) == root_of(parent, static_cast<UnitIndex>(u))) continue;
    if (is_told[static_cast<std::size_t>(t)] != 0) continue;
    // Two units of one must-link group on areas without a connection are T041's.
    if (one.facts.group_of[u] == one.facts.group_of[static_cast<std::size_t>(first)] &&
        one.facts.area_of[u] != one.facts.area_of[static_cast<std::size_t>(first)]) {
      continue;
    }
    is_told[static_cast<std::size_t>(t)] = 1;
    findings.add(ErrorCode::kInfeasible, "T043", [&] {
      const bool is_on_one_area =
          one.facts.area_of[u] == one.facts.area_of[static_cast<std::size_t>(first)];
      return capitalised(unit_text(one.problem(), first)) + " and " +
             unit_text(one.problem(), static_cast<UnitIndex>(u)) + " are locked to " +
             territory_text(one.problem(), t) + ", but " +
             (is_on_one_area ? "units locked to other territories lie between them on every path"
                             : std::string("no path on the map joins them")) +
             ". Unlock some, or add an edge.";
    });
  }
  return is_told;
}

// T044 for territories: what lies within reach is less than the least they must hold.
void judge_reach(const Case& one, const Enclosure& enclosure,
                 const std::vector<std::uint8_t>& is_told, Findings& findings) {
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    if (one.is_sound[r] == 0) continue;
    std::vector<std::int64_t> reach(static_cast<std::size_t>(one.k), 0);
    std::vector<std::uint8_t> has_lock(static_cast<std::size_t>(one.k), 0);
    for (std::size_t u = 0; u < enclosure.lock_of.size(); ++u) {
      if (enclosure.lock_of[u] == kUnassigned) continue;
      reach[static_cast<std::size_t>(enclosure.lock_of[u])] += one.measure(r).values[u];
      has_lock[static_cast<std::size_t>(enclosure.lock_of[u])] = 1;
    }
    for (std::size_t land = 0; land < enclosure.lands.size(); ++land) {
      for (const TerritoryIndex t : enclosure.neighbours[land]) {
        reach[static_cast<std::size_t>(t)] += enclosure.lands[land].amounts[r];
      }
    }
    for (TerritoryIndex t = 0; t < one.k; ++t) {
      const auto i = static_cast<std::size_t>(t);
      const Limit& limit = one.limits[r].at(t);
      if (has_lock[i] == 0 || is_told[i] != 0 || reach[i] >= limit.lower) continue;
      findings.add(ErrorCode::kInfeasible, "T044", [&] {
        return capitalised(territory_text(one.problem(), t)) + " can reach at most " +
               measure_text(one.measure(r), reach[i]) +
               " from its locked units, and needs at least " +
               amount_text(limit.window.lower, one.measure(r).decimals) + " " +
               wording::lower_reason(one.problem(), one.rule(r), limit.window) +
               "; beyond lie units locked to others, or the end of the map. Unlock some, or add an "
               "edge.";
      });
    }
  }
}

// What a territory may still take beside its locked units, by rule r.
std::vector<std::int64_t> rooms_of(const Case& one, const Enclosure& enclosure, std::size_t r) {
  std::vector<std::int64_t> rooms;
  for (TerritoryIndex t = 0; t < one.k; ++t) rooms.push_back(one.limits[r].at(t).upper);
  for (std::size_t u = 0; u < enclosure.lock_of.size(); ++u) {
    if (enclosure.lock_of[u] == kUnassigned) continue;
    rooms[static_cast<std::size_t>(enclosure.lock_of[u])] -= one.measure(r).values[u];
  }
  for (std::int64_t& room : rooms) room = std::max<std::int64_t>(room, 0);
  return rooms;
}

std::string land_text(const Case& one, const Land& land) {
  const std::string unit = unit_text(one.problem(), land.first);
  return land.units == 1 ? unit
                         : "the " + count_text(land.units, "unit", "units") + " around " + unit;
}

// T044 for lands: too much for the territories that can enter.
void judge_lands(const Case& one, const Enclosure& enclosure, Findings& findings) {
  std::vector<std::uint8_t> has_lock(static_cast<std::size_t>(one.k), 0);
  for (const TerritoryIndex t : enclosure.lock_of) {
    if (t != kUnassigned) has_lock[static_cast<std::size_t>(t)] = 1;
  }
  const auto free = static_cast<std::int32_t>(std::count(has_lock.begin(), has_lock.end(), 0));
  for (std::size_t land = 0; land < enclosure.lands.size(); ++land) {
    if (!enclosure.neighbours[land].empty() || free > 0) continue;
    findings.add(ErrorCode::kInfeasible, "T044", [&] {
      return capitalised(land_text(one, enclosure.lands[land])) +
             " cannot be reached by any territory: each has locked units, and none of these "
             "touches it. " +
             "Unlock some, or add an edge.";
    });
  }
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    if (one.is_sound[r] == 0) continue;
    const std::vector<std::int64_t> rooms = rooms_of(one, enclosure, r);
    for (std::size_t land = 0; land < enclosure.lands.size(); ++land) {
      const auto& neighbours = enclosure.neighbours[land];
      if (neighbours.empty()) continue;
      const auto entering =
          static_cast<std::int32_t>(std::min<std::int64_t>(free, enclosure.lands[land].units));
      std::int64_t room = one.limits[r].most_of(entering);
      for (const TerritoryIndex t : neighbours)
        room = saturating_sum(room, rooms[static_cast<std::size_t>(t)]);
      const std::int64_t amount = enclosure.lands[land].amounts[r];
      if (amount <= room) continue;
      findings.add(ErrorCode::kInfeasible, "T044", [&] {
        return capitalised(land_text(one, enclosure.lands[land])) + " " +
               (enclosure.lands[land].units == 1 ? "holds " : "hold ") +
               measure_text(one.measure(r), amount) + ", but the " +
               count_text(static_cast<std::int64_t>(neighbours.size()) + free, "territory",
                          "territories") +
               " that can reach " + (enclosure.lands[land].units == 1 ? "it" : "them") +
               " past the locked units have room for " +
               amount_text(room, one.measure(r).decimals) +
               ". Unlock some, or raise the tolerance.";
      });
    }
  }
}

// T041: an open must-link group on several lands needs a territory whose locked units touch all of them.
void judge_groups(const Case& one, const Enclosure& enclosure, Findings& findings) {
  std::vector<std::pair<GroupIndex, LandIndex>> pairs;
  for (std::size_t u = 0; u < enclosure.land_of.size(); ++u) {
    const GroupIndex g = one.facts.group_of[u];
    if (one.facts.group_units[static_cast<std::size_t>(g)] > 1 && enclosure.land_of[u] >= 0) {
      pairs.emplace_back(g, enclosure.land_of[u]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (auto begin = pairs.begin(); begin != pairs.end();) {
    auto end = begin;
    std::vector<TerritoryIndex> common =
        enclosure.neighbours[static_cast<std::size_t>(begin->second)];
    bool is_on_one_area = true;
    const auto area_at = [&](LandIndex land) {
      return one.facts
          .area_of[static_cast<std::size_t>(enclosure.lands[static_cast<std::size_t>(land)].first)];
    };
    for (; end != pairs.end() && end->first == begin->first; ++end) {
      const auto& other = enclosure.neighbours[static_cast<std::size_t>(end->second)];
      std::vector<TerritoryIndex> both;
      std::set_intersection(common.begin(), common.end(), other.begin(), other.end(),
                            std::back_inserter(both));
      common = std::move(both);
      is_on_one_area = is_on_one_area && area_at(end->second) == area_at(begin->second);
    }
    // A group on several areas of the map is judge_locks()'s.
    if (end - begin > 1 && common.empty() && is_on_one_area) {
      findings.add(ErrorCode::kInfeasible, "T041", [&] {
        const UnitIndex first = one.facts.group_first[static_cast<std::size_t>(begin->first)];
        return "The must-link group of " +
               count_text(one.facts.group_units[static_cast<std::size_t>(begin->first)], "unit",
                          "units") +
               " with " + unit_text(one.problem(), first) + " lies on " +
               amount_text(end - begin, 0) +
               " sides of locked units, and no territory touches all of them. Unlock some, or drop "
               "the must-link.";
      });
    }
    begin = end;
  }
}

}  // namespace

void judge_enclosure(const Case& one, Findings& findings) {
  if (!one.problem().is_contiguous || one.facts.locks.empty()) return;
  const Enclosure enclosure = enclosure_of(one);
  const std::vector<std::uint8_t> is_told = judge_locked_together(one, enclosure, findings);
  judge_reach(one, enclosure, is_told, findings);
  judge_lands(one, enclosure, findings);
  judge_groups(one, enclosure, findings);
}

}  // namespace bailiwick::engine::territory::validation
