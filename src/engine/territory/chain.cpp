#include "engine/territory/chain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/territory/boundary.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr int kRoundsLimit = 12;
// Flows aim this share of half a window inside it, because units are not divisible.
constexpr double kMargin = 0.1;
// Flows that leave up to this many times the violation are kept where they share it out more evenly.
constexpr double kShareLimit = 3.0;

// Amounts to move between neighbouring territories, by (from, to); never both directions of a border.
using Flows = std::map<std::pair<TerritoryIndex, TerritoryIndex>, std::int64_t>;

struct Level {
  std::vector<std::int64_t> amount;  // one a territory, after the flows found so far
  std::vector<std::int64_t> lower;   // aims, inside the windows
  std::vector<std::int64_t> upper;
  std::vector<Window> windows;
};

Level level_of(const Instance& instance, const Partition& partition, std::size_t rule) {
  Level level;
  const auto rules = at(instance.form.rules);
  level.amount.assign(at(instance.k), 0);
  for (std::size_t a = 0; a < at(instance.n); ++a) {
    level.amount[at(partition.territory_of[a])] += instance.amounts[a * rules + rule];
  }
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    const Window& window = instance.windows_of(t)[rule];
    const auto margin =
        static_cast<std::int64_t>(kMargin * 0.5 * static_cast<double>(window.upper - window.lower));
    level.windows.push_back(window);
    level.lower.push_back(window.lower + margin);
    level.upper.push_back(window.upper - margin);
  }
  return level;
}

std::vector<std::vector<TerritoryIndex>> territory_graph(const Instance& instance,
                                                         const Partition& partition) {
  std::vector<std::vector<TerritoryIndex>> graph(at(instance.k));
  for (TerritoryIndex t = 0; t < instance.k; ++t)
    graph[at(t)] = neighbours_of(instance, partition, t);
  return graph;
}

void add_flow(Flows& flows, TerritoryIndex from, TerritoryIndex to, std::int64_t amount) {
  const auto back = flows.find({to, from});
  if (back != flows.end()) {
    const std::int64_t cancelled = std::min(back->second, amount);
    back->second -= cancelled;
    amount -= cancelled;
    if (back->second == 0) flows.erase(back);
  }
  if (amount > 0) flows[{from, to}] += amount;
}

// Breadth first from `start`: sends what it has too much (`gives`), or fetches what it has too little of, to and from
// the nearest territories that can take or spare it.
void even_out(TerritoryIndex start, bool gives,
              const std::vector<std::vector<TerritoryIndex>>& graph, Level& level, Flows& flows) {
  std::vector<TerritoryIndex> before(graph.size(), kUnassigned);
  std::vector<TerritoryIndex> queue{start};
  before[at(start)] = start;
  const auto open = [&] {
    return gives ? level.amount[at(start)] - level.upper[at(start)]
                 : level.lower[at(start)] - level.amount[at(start)];
  };
  for (std::size_t head = 0; head < queue.size() && open() > 0; ++head) {
    const TerritoryIndex t = queue[head];
    const std::int64_t room =
        gives ? level.upper[at(t)] - level.amount[at(t)] : level.amount[at(t)] - level.lower[at(t)];
    if (t != start && room > 0) {
      const std::int64_t amount = std::min(room, open());
      const std::int64_t sign = gives ? 1 : -1;
      level.amount[at(start)] -= sign * amount;
      level.amount[at(t)] += sign * amount;
      for (TerritoryIndex step = t; step != start; step = before[at(step)]) {
        const TerritoryIndex other = before[at(step)];
        if (gives) {
          add_flow(flows, other, step, amount);
        } else {
          add_flow(flows, step, other, amount);
        }
      }
    }
    for (const TerritoryIndex next : graph[at(t)]) {
      if (before[at(next)] != kUnassigned) continue;
      before[at(next)] = t;
      queue.push_back(next);
    }
  }
}

Flows find_flows(const Instance& instance, const Partition& partition, Level level) {
  const auto graph = territory_graph(instance, partition);
  Flows flows;
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    const Window& window = level.windows[at(t)];
    if (level.amount[at(t)] > window.upper) even_out(t, true, graph, level, flows);
    if (level.amount[at(t)] < window.lower) even_out(t, false, graph, level, flows);
  }
  return flows;
}

// Gives border atoms of label 0 to label 1 until about `amount` of the rule has moved.
void push(Piece& piece, std::size_t rule, std::int64_t amount, Boundary& boundary) {
  boundary.reset(piece, 0.0);
  std::vector<std::uint8_t> is_refused(at(piece.n), 0);
  while (amount > 0) {
    std::int32_t best = -1;
    double best_price = 0.0;
    for (std::int32_t u = 0; u < piece.n; ++u) {
      if (piece.label[at(u)] != 0 || is_refused[at(u)] != 0) continue;
      const std::int64_t carried = piece.amounts_of(u)[rule];
      // A unit that overshoots by more than it helps is left where it is.
      if (carried <= 0 || carried > 2 * amount || !boundary.touches(u, 1) ||
          !may_carry(piece, u, 1))
        continue;
      const double price = boundary.distance_delta(u, 1) / static_cast<double>(carried);
      if (best < 0 || price < best_price) {
        best = u;
        best_price = price;
      }
    }
    if (best < 0) return;
    if (!boundary.can_leave(best)) {
      is_refused[at(best)] = 1;
      continue;
    }
    amount -= piece.amounts_of(best)[rule];
    boundary.apply(best, 1);
    std::fill(is_refused.begin(), is_refused.end(), std::uint8_t{0});
  }
}

void settle_back(Piece& piece, Partition& partition) {
  std::array<std::vector<std::int32_t>, 2> members;
  for (std::int32_t u = 0; u < piece.n; ++u) members[at(piece.label[at(u)])].push_back(u);
  const std::array<Score, 2> scores{settle(piece, 0, members[0]), settle(piece, 1, members[1])};
  put_back(piece, scores, partition);
}

// The flows in an order that makes room first: those into territories that pass nothing on, then up the chains.
std::vector<std::pair<TerritoryIndex, TerritoryIndex>> downstream_first(const Flows& flows,
                                                                        std::int32_t k) {
  std::vector<std::vector<TerritoryIndex>> into(at(k));
  std::vector<std::int32_t> out(at(k), 0);
  for (const auto& [border, amount] : flows) {
    into[at(border.second)].push_back(border.first);
    ++out[at(border.first)];
  }
  std::vector<std::pair<TerritoryIndex, TerritoryIndex>> order;
  std::vector<TerritoryIndex> ready;
  for (TerritoryIndex t = 0; t < k; ++t) {
    if (out[at(t)] == 0 && !into[at(t)].empty()) ready.push_back(t);
  }
  std::vector<std::uint8_t> is_done(at(k), 0);
  const auto take = [&](TerritoryIndex t) {
    is_done[at(t)] = 1;
    for (const TerritoryIndex from : into[at(t)]) {
      order.emplace_back(from, t);
      if (--out[at(from)] == 0 && is_done[at(from)] == 0) ready.push_back(from);
    }
  };
  for (std::size_t head = 0; head < ready.size(); ++head) take(ready[head]);
  for (TerritoryIndex t = 0; t < k; ++t) {
    if (is_done[at(t)] == 0) take(t);  // on a cycle
  }
  return order;
}

std::size_t worst_rule(const Instance& instance, const Partition& partition) {
  const auto rules = at(instance.form.rules);
  std::size_t worst = 0;
  double most = -1.0;
  for (std::size_t r = 0; r < rules; ++r) {
    const Level level = level_of(instance, partition, r);
    double sum = 0.0;
    for (std::size_t t = 0; t < at(instance.k); ++t) {
      sum += violation_of(instance.form, level.windows[t], level.amount[t]);
    }
    if (sum > most) {
      most = sum;
      worst = r;
    }
  }
  return worst;
}

// The squares of all deviations, see Form::is_diffusing: lower where an imbalance that did not shrink was shared out.
double unevenness(const Instance& instance, const Partition& partition) {
  Form form = instance.form;
  form.is_diffusing = true;
  double sum = 0.0;
  for (std::size_t r = 0; r < at(form.rules); ++r) {
    const Level level = level_of(instance, partition, r);
    for (std::size_t t = 0; t < at(instance.k); ++t)
      sum += violation_of(form, level.windows[t], level.amount[t]);
  }
  return sum;
}

// One round of flows and pushes for one rule.
void shift(const Instance& instance, Partition& partition, std::size_t rule) {
  const Flows flows = find_flows(instance, partition, level_of(instance, partition, rule));
  LocalIndex index;
  Piece piece;
  Boundary boundary;
  for (const auto& [from, to] : downstream_first(flows, instance.k)) {
    const std::array<TerritoryIndex, 2> pair{from, to};
    extract_territories(instance, partition, pair, index, piece);
    push(piece, rule, flows.at({from, to}), boundary);
    settle_back(piece, partition);
  }
}

}  // namespace

bool rebalance(const Instance& instance, Partition& partition) {
  bool any = false;
  if (instance.form.rules == 0) return false;
  for (int round = 0; round < kRoundsLimit; ++round) {
    const Score before = total_score(partition);
    if (before.violation <= 0.0) return any;
    Partition trial = partition;
    shift(instance, trial, worst_rule(instance, trial));
    const bool is_shared = total_score(trial).violation < kShareLimit * before.violation &&
                           unevenness(instance, trial) < unevenness(instance, partition);
    if (!is_better(instance.form, total_score(trial), before) && !is_shared) return any;
    partition = std::move(trial);
    any = true;
  }
  return any;
}

}  // namespace bailiwick::engine::territory
