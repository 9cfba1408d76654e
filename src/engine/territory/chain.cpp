#include "engine/territory/chain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "engine/territory/boundary.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr int kRoundsLimit = 24;
// Flows aim this share of half a window inside it, because units are not divisible.
constexpr double kMargin = 0.1;
// Flows that leave up to this many times the violation are kept where they share it out more evenly.
constexpr double kShareLimit = 3.0;
// Exchanges that are tried for a flow, of so many of a border's units on either side.
constexpr std::size_t kExchangesTried = 64;
constexpr std::size_t kBorderTried = 24;

// Amounts to move between neighbouring territories, by (from, to); never both directions of a border.
using Flows = std::map<std::pair<TerritoryIndex, TerritoryIndex>, std::int64_t>;
// Borders (from, to) that no unit could cross when it was tried: flows find another way.
using Blocked = std::set<std::pair<TerritoryIndex, TerritoryIndex>>;

struct Level {
  std::vector<std::int64_t> amount;  // one a territory, after the flows found so far
  std::vector<std::int64_t> lower;   // aims, inside the windows
  std::vector<std::int64_t> upper;
  std::vector<Window> windows;
};

std::int64_t margin_of(const Window& window) {
  return static_cast<std::int64_t>(kMargin * 0.5 *
                                   static_cast<double>(window.upper - window.lower));
}

Level level_of(const Instance& instance, const Partition& partition, std::size_t rule) {
  Level level;
  const auto rules = at(instance.form.rules);
  level.amount.assign(at(instance.k), 0);
  for (std::size_t a = 0; a < at(instance.n); ++a) {
    level.amount[at(partition.territory_of[a])] += instance.amounts[a * rules + rule];
  }
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    const Window& window = instance.windows_of(t)[rule];
    const std::int64_t margin = margin_of(window);
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
              const std::vector<std::vector<TerritoryIndex>>& graph, const Blocked& blocked,
              Level& level, Flows& flows) {
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
    // What is too little for whole units is left alone.
    if (t != start && room > 0 && room >= std::min(open(), margin_of(level.windows[at(t)]))) {
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
      if (blocked.contains(gives ? std::pair(t, next) : std::pair(next, t))) continue;
      before[at(next)] = t;
      queue.push_back(next);
    }
  }
}

Flows find_flows(const Instance& instance, const Partition& partition, Level level,
                 const Blocked& blocked) {
  const auto graph = territory_graph(instance, partition);
  Flows flows;
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    const Window& window = level.windows[at(t)];
    if (level.amount[at(t)] > window.upper) even_out(t, true, graph, blocked, level, flows);
    if (level.amount[at(t)] < window.lower) even_out(t, false, graph, blocked, level, flows);
  }
  return flows;
}

// Gives border atoms of label 0 to label 1 until about `amount` of the rule has moved. Returns what is left of it; negative
// where more went over.
std::int64_t push(Piece& piece, std::size_t rule, std::int64_t amount, Boundary& boundary) {
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
    if (best < 0) return amount;
    if (!boundary.can_leave(best)) {
      is_refused[at(best)] = 1;
      continue;
    }
    amount -= piece.amounts_of(best)[rule];
    boundary.apply(best, 1);
    std::fill(is_refused.begin(), is_refused.end(), std::uint8_t{0});
  }
  return amount;
}

// Up to two units of label 0 and up to two of label 1 that may change places.
struct Exchange {
  struct Side {
    std::array<std::int32_t, 2> units{-1, -1};
    std::int64_t amount = 0;
    double cost = 0.0;  // of giving them away
  };
  Side mine;
  Side theirs;
  std::int64_t miss = 0;  // how far it is from what was to move
  [[nodiscard]] double cost() const { return mine.cost + theirs.cost; }
};

// The units of label `from` on the border with the other label, singly.
std::vector<Exchange::Side> singles_of(const Piece& piece, std::size_t rule, std::int32_t from,
                                       const Boundary& boundary) {
  std::vector<Exchange::Side> singles;
  for (std::int32_t u = 0; u < piece.n; ++u) {
    if (piece.label[at(u)] != from || !boundary.touches(u, 1 - from) ||
        !may_carry(piece, u, 1 - from))
      continue;
    singles.push_back({{u, -1}, piece.amounts_of(u)[rule], boundary.distance_delta(u, 1 - from)});
  }
  if (singles.size() <= kBorderTried) return singles;
  std::nth_element(singles.begin(), singles.begin() + kBorderTried, singles.end(),
                   [](const Exchange::Side& l, const Exchange::Side& r) {
                     return std::tie(l.cost, l.units) < std::tie(r.cost, r.units);
                   });
  singles.resize(kBorderTried);
  return singles;
}

std::vector<Exchange::Side> pairs_of(std::span<const Exchange::Side> singles) {
  std::vector<Exchange::Side> pairs;
  for (std::size_t i = 0; i < singles.size(); ++i) {
    for (std::size_t j = i + 1; j < singles.size(); ++j) {
      pairs.push_back({{singles[i].units[0], singles[j].units[0]},
                       singles[i].amount + singles[j].amount,
                       singles[i].cost + singles[j].cost});
    }
  }
  return pairs;
}

// Adds the exchanges after which no more than `amount` is left to move.
void list_exchanges(std::span<const Exchange::Side> mine, std::span<const Exchange::Side> theirs,
                    std::int64_t amount, std::int64_t slack, std::vector<Exchange>& found) {
  for (const Exchange::Side& give : mine) {
    for (const Exchange::Side& take : theirs) {
      const std::int64_t over = give.amount - take.amount;
      const std::int64_t miss = std::abs(amount - over);
      if (over != 0 && miss <= std::abs(amount))
        found.push_back({give, take, std::max(miss, slack)});
    }
  }
}

// True when all could change places and did.
bool exchange(const Exchange& wanted, Boundary& boundary) {
  std::array<std::pair<std::int32_t, std::int32_t>, 4> done;  // (unit, label before)
  std::size_t count = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    for (const std::int32_t from : {0, 1}) {
      const std::int32_t u = (from == 0 ? wanted.mine : wanted.theirs).units[i];
      if (u < 0) continue;
      if (!boundary.touches(u, 1 - from) || !boundary.can_leave(u)) {
        while (count-- > 0) boundary.apply(done[count].first, done[count].second);
        return false;
      }
      boundary.apply(u, 1 - from);
      done[count++] = {u, from};
    }
  }
  return true;
}

// Makes the cheapest exchange of those that miss `amount` by at most `slack`, or else the closest. True where it did.
bool exchange_best(std::vector<Exchange>& found, Boundary& boundary) {
  const auto is_before = [](const Exchange& l, const Exchange& r) {
    const double l_cost = l.cost();
    const double r_cost = r.cost();
    return std::tie(l.miss, l_cost, l.mine.units, l.theirs.units) <
           std::tie(r.miss, r_cost, r.mine.units, r.theirs.units);
  };
  const std::size_t kept = std::min(found.size(), kExchangesTried);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    is_before);
  found.resize(kept);
  return std::any_of(found.begin(), found.end(),
                     [&](const Exchange& wanted) { return exchange(wanted, boundary); });
}

// Carries out a flow between the two labels of a piece: by giving, and what whole units leave of it by an exchange. True when
// all but a margin went over.
bool carry(Piece& piece, std::size_t rule, std::int64_t amount, Boundary& boundary) {
  boundary.reset(piece, 0.0);
  const std::int64_t left = push(piece, rule, amount, boundary);
  const std::int64_t slack = std::min(margin_of(piece.labels[0].windows[rule]), amount / 4);
  if (std::abs(left) <= slack) return true;
  const auto mine = singles_of(piece, rule, 0, boundary);
  const auto theirs = singles_of(piece, rule, 1, boundary);
  std::vector<Exchange> found;
  list_exchanges(mine, theirs, left, slack, found);
  const auto fits = [&](const Exchange& e) { return e.miss <= slack; };
  if (!std::any_of(found.begin(), found.end(), fits)) {
    list_exchanges(pairs_of(mine), theirs, left, slack, found);
    list_exchanges(mine, pairs_of(theirs), left, slack, found);
  }
  const bool is_near = std::any_of(found.begin(), found.end(), fits);
  return exchange_best(found, boundary) && is_near;
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

// One round of flows and their carrying for one rule.
void shift(const Instance& instance, Partition& partition, std::size_t rule, Blocked& blocked) {
  const Flows flows = find_flows(instance, partition, level_of(instance, partition, rule), blocked);
  LocalIndex index;
  Piece piece;
  Boundary boundary;
  for (const auto& [from, to] : downstream_first(flows, instance.k)) {
    const std::array<TerritoryIndex, 2> pair{from, to};
    extract_territories(instance, partition, pair, index, piece);
    if (!carry(piece, rule, flows.at({from, to}), boundary)) blocked.emplace(from, to);
    settle_back(piece, partition);
  }
}

}  // namespace

bool rebalance(const Instance& instance, Partition& partition) {
  bool any = false;
  if (instance.form.rules == 0) return false;
  Blocked blocked;
  for (int round = 0; round < kRoundsLimit; ++round) {
    const Score before = total_score(partition);
    if (before.violation <= 0.0) return any;
    Partition trial = partition;
    const std::size_t blocked_before = blocked.size();
    shift(instance, trial, worst_rule(instance, trial), blocked);
    const bool is_shared = total_score(trial).violation < kShareLimit * before.violation &&
                           unevenness(instance, trial) < unevenness(instance, partition);
    if (is_better(instance.form, total_score(trial), before) || is_shared) {
      partition = std::move(trial);
      any = true;
    } else if (blocked.size() == blocked_before) {
      return any;
    }
  }
  return any;
}

}  // namespace bailiwick::engine::territory
