#include "engine/territory/start.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <queue>
#include <tuple>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr int kConnectPasses = 6;
constexpr int kGivePasses = 1000;

// The connected parts of every territory: part_of[atom], and for each part its territory, atoms and locked atoms.
struct Parts {
  struct Part {
    TerritoryIndex territory = kUnassigned;
    std::int64_t atoms = 0;
    std::int64_t locked = 0;
  };
  std::vector<std::int32_t> part_of;
  std::vector<Part> parts;
  std::vector<std::int32_t> main_part;  // one a territory, -1 where empty
};

Parts find_parts(const Instance& instance, const std::vector<TerritoryIndex>& territory_of) {
  Parts found;
  found.part_of.assign(at(instance.n), -1);
  found.main_part.assign(at(instance.k), -1);
  std::vector<std::int32_t> stack;
  for (std::int32_t start = 0; start < instance.n; ++start) {
    if (found.part_of[at(start)] >= 0) continue;
    const auto number = static_cast<std::int32_t>(found.parts.size());
    Parts::Part part{territory_of[at(start)], 0, 0};
    stack.assign(1, start);
    found.part_of[at(start)] = number;
    while (!stack.empty()) {
      const std::int32_t a = stack.back();
      stack.pop_back();
      ++part.atoms;
      if (instance.fixed[at(a)] == part.territory) ++part.locked;
      for (const std::int32_t v : instance.adjacency.neighbours(a)) {
        if (found.part_of[at(v)] >= 0 || territory_of[at(v)] != part.territory) continue;
        found.part_of[at(v)] = number;
        stack.push_back(v);
      }
    }
    std::int32_t& main = found.main_part[at(part.territory)];
    found.parts.push_back(part);
    if (main < 0 || std::pair(part.locked, part.atoms) >
                        std::pair(found.parts[at(main)].locked, found.parts[at(main)].atoms)) {
      main = number;
    }
  }
  return found;
}

bool may_hold(const Instance& instance, std::int32_t a, TerritoryIndex t) {
  if (instance.fixed[at(a)] != kUnassigned && instance.fixed[at(a)] != t) return false;
  return instance.is_barred[at(a)] == 0 ||
         !std::binary_search(instance.forbidden.begin(), instance.forbidden.end(), std::pair(a, t));
}

// Gives free cut-off parts to the neighbour that most of their borders touch. True when any was given.
bool give_away(const Instance& instance, const Parts& parts,
               std::vector<TerritoryIndex>& territory_of) {
  bool any = false;
  for (std::int32_t a = 0; a < instance.n; ++a) {
    const std::int32_t number = parts.part_of[at(a)];
    const Parts::Part& part = parts.parts[at(number)];
    if (part.locked > 0 || parts.main_part[at(part.territory)] == number) continue;
    if (territory_of[at(a)] != part.territory) continue;
    // Atom by atom: a part melts away from its border inwards, over the passes.
    for (const std::int32_t v : instance.adjacency.neighbours(a)) {
      const TerritoryIndex t = territory_of[at(v)];
      const bool is_main = parts.part_of[at(v)] ==
                           parts.main_part[at(parts.parts[at(parts.part_of[at(v)])].territory)];
      if (t == part.territory || !is_main || !may_hold(instance, a, t)) continue;
      territory_of[at(a)] = t;
      any = true;
      break;
    }
  }
  return any;
}

// Joins cut-off parts that hold locked atoms to their territory's main part along shortest free paths.
bool join_locked(const Instance& instance, const Parts& parts,
                 std::vector<TerritoryIndex>& territory_of) {
  bool any = false;
  for (std::size_t number = 0; number < parts.parts.size(); ++number) {
    const Parts::Part& part = parts.parts[number];
    const std::int32_t main = parts.main_part[at(part.territory)];
    if (part.locked == 0 || main == static_cast<std::int32_t>(number)) continue;
    std::vector<std::int32_t> before(at(instance.n), -1);
    std::vector<std::int32_t> queue;
    for (std::int32_t a = 0; a < instance.n; ++a) {
      if (parts.part_of[at(a)] != static_cast<std::int32_t>(number)) continue;
      before[at(a)] = a;
      queue.push_back(a);
    }
    std::int32_t reached = -1;
    for (std::size_t head = 0; head < queue.size() && reached < 0; ++head) {
      for (const std::int32_t v : instance.adjacency.neighbours(queue[head])) {
        if (before[at(v)] >= 0 || !may_hold(instance, v, part.territory)) continue;
        before[at(v)] = queue[head];
        queue.push_back(v);
        if (parts.part_of[at(v)] == main) {
          reached = v;
          break;
        }
      }
    }
    for (std::int32_t v = reached; v >= 0 && before[at(v)] != v; v = before[at(v)]) {
      territory_of[at(v)] = part.territory;
      any = true;
    }
  }
  return any;
}

}  // namespace

std::vector<TerritoryIndex> start_by_bisection(const Instance& instance, std::uint64_t seed,
                                               std::uint64_t stream, Workers& workers,
                                               std::vector<RegionScratch>& scratch) {
  std::vector<TerritoryIndex> territory_of(at(instance.n), kUnassigned);
  std::vector<Parcel> open(1);
  open[0].atoms.resize(at(instance.n));
  std::iota(open[0].atoms.begin(), open[0].atoms.end(), 0);
  open[0].territories.resize(at(instance.k));
  std::iota(open[0].territories.begin(), open[0].territories.end(), 0);
  const std::uint64_t base = Rng::stream(seed, stream, 0).next();
  for (std::uint64_t level = 1; !open.empty(); ++level) {
    std::vector<std::vector<Parcel>> parts(open.size());
    workers.run(open.size(), [&](std::size_t i, int worker) {
      if (is_settled(open[i])) {
        settle_parcel(open[i], territory_of);
        return;
      }
      Rng rng = Rng::stream(base, level, i);
      parts[i] =
          cut_parcel(instance, open[i], rng, scratch[static_cast<std::size_t>(worker)].bisect);
    });
    open.clear();
    for (auto& list : parts) {
      for (Parcel& parcel : list) open.push_back(std::move(parcel));
    }
  }
  return territory_of;
}

std::vector<TerritoryIndex> start_from_current(const Instance& instance) {
  std::vector<TerritoryIndex> territory_of(at(instance.n), kUnassigned);
  std::vector<std::int64_t> size(at(instance.k), 0);
  for (std::int32_t a = 0; a < instance.n; ++a) {
    TerritoryIndex t =
        instance.fixed[at(a)] != kUnassigned ? instance.fixed[at(a)] : instance.current[at(a)];
    if (t != kUnassigned && !may_hold(instance, a, t)) t = kUnassigned;
    territory_of[at(a)] = t;
    if (t != kUnassigned) ++size[at(t)];
  }
  // Grow every territory over what is free, nearest to its anchor first.
  using Offer = std::tuple<double, std::int32_t, TerritoryIndex>;
  std::priority_queue<Offer, std::vector<Offer>, std::greater<>> offers;
  const auto offer = [&](std::int32_t a) {
    const TerritoryIndex t = territory_of[at(a)];
    for (const std::int32_t v : instance.adjacency.neighbours(a)) {
      if (territory_of[at(v)] != kUnassigned || !may_hold(instance, v, t)) continue;
      offers.emplace(squared_distance(instance.at[at(v)], instance.labels[at(t)].anchor), v, t);
    }
  };
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    if (size[at(t)] > 0) continue;
    // A territory without units begins at the free atom nearest to its anchor, or at the first free one.
    std::int32_t best = -1;
    double best_distance = std::numeric_limits<double>::infinity();
    for (std::int32_t a = 0; a < instance.n; ++a) {
      if (territory_of[at(a)] != kUnassigned && size[at(territory_of[at(a)])] < 2) continue;
      if (instance.fixed[at(a)] != kUnassigned || !may_hold(instance, a, t)) continue;
      const double distance =
          (territory_of[at(a)] != kUnassigned ? 1e18 : 0.0) +
          (instance.labels[at(t)].has_anchor
               ? squared_distance(instance.at[at(a)], instance.labels[at(t)].anchor)
               : 0.0);
      if (distance < best_distance) {
        best_distance = distance;
        best = a;
      }
    }
    if (best < 0) continue;
    if (territory_of[at(best)] != kUnassigned) --size[at(territory_of[at(best)])];
    territory_of[at(best)] = t;
    ++size[at(t)];
  }
  for (std::int32_t a = 0; a < instance.n; ++a) {
    if (territory_of[at(a)] != kUnassigned) offer(a);
  }
  while (!offers.empty()) {
    const auto [distance, a, t] = offers.top();
    offers.pop();
    if (territory_of[at(a)] != kUnassigned) continue;
    territory_of[at(a)] = t;
    offer(a);
  }
  // Units that no territory reaches (other components of the map): the nearest anchor.
  for (std::int32_t a = 0; a < instance.n; ++a) {
    if (territory_of[at(a)] != kUnassigned) continue;
    TerritoryIndex best = 0;
    for (TerritoryIndex t = 1; t < instance.k; ++t) {
      if (squared_distance(instance.at[at(a)], instance.labels[at(t)].anchor) <
          squared_distance(instance.at[at(a)], instance.labels[at(best)].anchor)) {
        best = t;
      }
    }
    territory_of[at(a)] = best;
  }
  return territory_of;
}

void enforce_locks(const Instance& instance, std::vector<TerritoryIndex>& territory_of) {
  for (std::int32_t a = 0; a < instance.n; ++a) {
    if (may_hold(instance, a, territory_of[at(a)])) continue;
    if (instance.fixed[at(a)] != kUnassigned) {
      territory_of[at(a)] = instance.fixed[at(a)];
      continue;
    }
    // A neighbour's territory if one may hold it, else the first that may.
    TerritoryIndex best = kUnassigned;
    for (const std::int32_t v : instance.adjacency.neighbours(a)) {
      if (best == kUnassigned && may_hold(instance, a, territory_of[at(v)]))
        best = territory_of[at(v)];
    }
    for (TerritoryIndex t = 0; t < instance.k && best == kUnassigned; ++t) {
      if (may_hold(instance, a, t)) best = t;
    }
    if (best != kUnassigned) territory_of[at(a)] = best;
  }
}

void connect_territories(const Instance& instance, std::vector<TerritoryIndex>& territory_of) {
  if (!instance.form.is_contiguous) return;
  for (int pass = 0; pass < kConnectPasses; ++pass) {
    const bool joined = join_locked(instance, find_parts(instance, territory_of), territory_of);
    bool given = false;
    for (int give = 0; give < kGivePasses; ++give) {
      if (!give_away(instance, find_parts(instance, territory_of), territory_of)) break;
      given = true;
    }
    if (!joined && !given) break;
  }
}

}  // namespace bailiwick::engine::territory
