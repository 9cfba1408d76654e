#include "engine/territory/resplit.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace bailiwick::engine::territory {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Pair {
  std::int32_t a = 0;
  std::int32_t b = 0;
};

void gather(const Piece& piece, Pair pair, SplitScratch& s) {
  s.members.clear();
  for (std::int32_t u = 0; u < piece.n; ++u) {
    const std::int32_t t = piece.label[static_cast<std::size_t>(u)];
    if (t == pair.a || t == pair.b) s.members.push_back(u);
  }
}

// The amount an atom carries over all rules, each as a share of its target.
double size_of(const Piece& piece, std::int32_t u, const Label& label) {
  const auto amounts = piece.amounts_of(u);
  double size = 0.0;
  for (std::size_t r = 0; r < amounts.size(); ++r) {
    const double target = label.windows[r].target;
    if (target > 0.0) size += static_cast<double>(amounts[r]) / target;
  }
  return size;
}

void key_by_centres(const Piece& piece, Pair pair, SplitScratch& s) {
  const Label& la = piece.labels[static_cast<std::size_t>(pair.a)];
  const Label& lb = piece.labels[static_cast<std::size_t>(pair.b)];
  // Squared distances to two free centroids differ by a linear function of the place.
  s.is_plain = piece.form->is_moment_form() && !la.is_pinned && !lb.is_pinned &&
               piece.form->radius_max2 < 0.0 && !piece.form->has_labels;
  const Vec3 normal = lb.centre - la.centre;
  s.offset = dot(la.centre, la.centre) - dot(lb.centre, lb.centre);
  s.order.clear();
  for (const std::int32_t u : s.members) {
    const auto i = static_cast<std::size_t>(u);
    double key = 0.0;
    if (s.is_plain) {
      key = dot(normal, piece.at[i]);
    } else {
      key = assign_cost(piece, u, pair.a) - assign_cost(piece, u, pair.b);
      key /= std::max(size_of(piece, u, la), 1e-9);
      const bool can_a = may_carry(piece, u, pair.a);
      const bool can_b = may_carry(piece, u, pair.b);
      if (!can_b) key = -kInfinity;
      if (!can_a) key = kInfinity;
    }
    s.order.push_back({key, u});
  }
}

void key_by_direction(const Piece& piece, Pair pair, Vec3 direction, SplitScratch& s) {
  s.order.clear();
  for (const std::int32_t u : s.members) {
    double key = dot(direction, piece.at[static_cast<std::size_t>(u)]);
    if (!may_carry(piece, u, pair.b)) key = -kInfinity;
    if (!may_carry(piece, u, pair.a)) key = kInfinity;
    s.order.push_back({key, u});
  }
}

// Sorts the keyed atoms and gives the cheapest prefix inside the windows to a (the least violation if none is).
void cut(const Piece& piece, Pair pair, bool by_cost, SplitScratch& s) {
  std::sort(s.order.begin(), s.order.end(),
            [](const SplitScratch::Keyed& l, const SplitScratch::Keyed& r) {
              return l.key != r.key ? l.key < r.key : l.atom < r.atom;
            });
  const auto rules = static_cast<std::size_t>(piece.form->rules);
  const auto& wa = piece.labels[static_cast<std::size_t>(pair.a)].windows;
  const auto& wb = piece.labels[static_cast<std::size_t>(pair.b)].windows;
  const auto least_a =
      static_cast<std::size_t>(piece.labels[static_cast<std::size_t>(pair.a)].atoms_min);
  const auto least_b =
      static_cast<std::size_t>(piece.labels[static_cast<std::size_t>(pair.b)].atoms_min);
  s.sums.assign(2 * rules, 0);
  for (const auto& keyed : s.order) {
    const auto amounts = piece.amounts_of(keyed.atom);
    for (std::size_t r = 0; r < rules; ++r) s.sums[rules + r] += amounts[r];
  }
  double best_violation = kInfinity;
  double best_cost = kInfinity;
  std::size_t best = 0;
  double cost = 0.0;
  for (std::size_t i = 0; i + 1 < s.order.size(); ++i) {
    const std::int32_t u = s.order[i].atom;
    const auto amounts = piece.amounts_of(u);
    double violation = 0.0;
    for (std::size_t r = 0; r < rules; ++r) {
      s.sums[r] += amounts[r];
      s.sums[rules + r] -= amounts[r];
      violation += violation_of(*piece.form, wa[r], s.sums[r]) +
                   violation_of(*piece.form, wb[r], s.sums[rules + r]);
    }
    const bool breaks_lock = s.order[i].key == kInfinity || s.order[i + 1].key == -kInfinity;
    const bool is_starved = i + 1 < least_a || s.order.size() - (i + 1) < least_b;
    if (breaks_lock || is_starved) violation += 1e3;
    double here = 0.0;
    if (by_cost) {
      cost += s.is_plain
                  ? piece.weight[static_cast<std::size_t>(u)] * (2.0 * s.order[i].key + s.offset)
                  : assign_cost(piece, u, pair.a) - assign_cost(piece, u, pair.b);
      here = cost;
    } else {
      here = rules == 0
                 ? std::abs(static_cast<double>(i + 1) - 0.5 * static_cast<double>(s.order.size()))
                 : deviation_of(wa[0], s.sums[0]);
    }
    if (violation < best_violation - 1e-12 ||
        (violation <= best_violation + 1e-12 && here < best_cost)) {
      best_violation = std::min(violation, best_violation);
      best_cost = here;
      best = i + 1;
    }
  }
  for (std::size_t i = 0; i < s.order.size(); ++i) {
    s.side[static_cast<std::size_t>(s.order[i].atom)] = i < best ? pair.a : pair.b;
  }
}

// Labels the connected parts of side `t` among the members; returns the number of the part to keep: the one with
// most fixed atoms, then most amount. -1: side t is empty.
std::int32_t main_part(const Piece& piece, std::int32_t t, std::int32_t& parts, SplitScratch& s) {
  parts = 0;
  double best_size = -1.0;
  std::int32_t best = -1;
  const Label& label = piece.labels[static_cast<std::size_t>(t)];
  for (const std::int32_t start : s.members) {
    const auto i = static_cast<std::size_t>(start);
    if (s.side[i] != t || s.component[i] >= 0) continue;
    double size = 0.0;
    s.stack.assign(1, start);
    s.component[i] = parts;
    while (!s.stack.empty()) {
      const std::int32_t u = s.stack.back();
      s.stack.pop_back();
      size += size_of(piece, u, label) + 1e-6;
      if (piece.fixed[static_cast<std::size_t>(u)] != kUnassigned) size += 1e6;
      for (const std::int32_t v : piece.neighbours(u)) {
        const auto j = static_cast<std::size_t>(v);
        if (s.side[j] == t && s.component[j] < 0) {
          s.component[j] = parts;
          s.stack.push_back(v);
        }
      }
    }
    if (size > best_size) {
      best_size = size;
      best = parts;
    }
    ++parts;
  }
  return best;
}

// Gives what is cut off from a to b, then what is cut off from b to a.
void reconnect(const Piece& piece, Pair pair, SplitScratch& s) {
  for (const auto& [from, to] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
    for (const std::int32_t u : s.members) s.component[static_cast<std::size_t>(u)] = -1;
    std::int32_t parts = 0;
    const std::int32_t keep = main_part(piece, from, parts, s);
    if (parts <= 1) continue;
    for (const std::int32_t u : s.members) {
      const auto i = static_cast<std::size_t>(u);
      if (s.side[i] == from && s.component[i] != keep && may_carry(piece, u, to)) s.side[i] = to;
    }
  }
}

Score settle_sides(Piece& piece, Pair pair, SplitScratch& s) {
  s.first.clear();
  s.second.clear();
  for (const std::int32_t u : s.members) {
    (s.side[static_cast<std::size_t>(u)] == pair.a ? s.first : s.second).push_back(u);
  }
  const Score first = settle(piece, pair.a, s.first);
  const Score second = settle(piece, pair.b, s.second);
  return {first.violation + second.violation, first.cost + second.cost};
}

void prepare(const Piece& piece, Pair pair, SplitScratch& s) {
  const auto n = static_cast<std::size_t>(piece.n);
  if (s.side.size() < n) {
    s.side.resize(n);
    s.best_side.resize(n);
    s.component.resize(n);
  }
  gather(piece, pair, s);
}

// Neither side may hold atoms cut off from the rest of it.
bool is_whole(const Piece& piece, Pair pair, SplitScratch& s) {
  if (!piece.form->is_contiguous) return true;
  for (const std::int32_t t : {pair.a, pair.b}) {
    for (const std::int32_t u : s.members) s.component[static_cast<std::size_t>(u)] = -1;
    std::int32_t parts = 0;
    main_part(piece, t, parts, s);
    if (parts > 1) return false;
  }
  return true;
}

void neutral_sides(Piece& piece, SplitScratch& s) {
  // Atoms outside the pair must never look like a side.
  for (std::size_t i = 0; i < static_cast<std::size_t>(piece.n); ++i) s.side[i] = -1;
}

}  // namespace

bool resplit(Piece& piece, std::int32_t a, std::int32_t b, const SplitOptions& options,
             SplitScratch& s) {
  const Pair pair{a, b};
  prepare(piece, pair, s);
  if (s.members.size() < 2) return false;
  neutral_sides(piece, s);
  for (const std::int32_t u : s.members)
    s.side[static_cast<std::size_t>(u)] = piece.label[static_cast<std::size_t>(u)];
  Score best = settle_sides(piece, pair, s);
  bool improved = false;
  for (int round = 0; round < options.rounds; ++round) {
    key_by_centres(piece, pair, s);
    cut(piece, pair, true, s);
    if (piece.form->is_contiguous) reconnect(piece, pair, s);
    const Score score = settle_sides(piece, pair, s);
    if (!is_better(*piece.form, score, best) || !is_whole(piece, pair, s)) break;
    best = score;
    improved = true;
    for (const std::int32_t u : s.members)
      piece.label[static_cast<std::size_t>(u)] = s.side[static_cast<std::size_t>(u)];
  }
  for (const std::int32_t u : s.members)
    s.side[static_cast<std::size_t>(u)] = piece.label[static_cast<std::size_t>(u)];
  settle_sides(piece, pair, s);
  return improved;
}

void join_sides(Piece& piece, std::int32_t a, std::int32_t b, SplitScratch& s) {
  const Pair pair{a, b};
  if (!piece.form->is_contiguous) return;
  prepare(piece, pair, s);
  neutral_sides(piece, s);
  for (const std::int32_t u : s.members)
    s.side[static_cast<std::size_t>(u)] = piece.label[static_cast<std::size_t>(u)];
  reconnect(piece, pair, s);
  for (const std::int32_t u : s.members)
    piece.label[static_cast<std::size_t>(u)] = s.side[static_cast<std::size_t>(u)];
}

Score split_across(Piece& piece, std::int32_t a, std::int32_t b, Vec3 direction,
                   const SplitOptions& options, SplitScratch& s) {
  const Pair pair{a, b};
  prepare(piece, pair, s);
  neutral_sides(piece, s);
  key_by_direction(piece, pair, direction, s);
  cut(piece, pair, false, s);
  if (piece.form->is_contiguous) reconnect(piece, pair, s);
  Score best = settle_sides(piece, pair, s);
  for (const std::int32_t u : s.members)
    piece.label[static_cast<std::size_t>(u)] = s.side[static_cast<std::size_t>(u)];
  for (int round = 0; round < options.rounds; ++round) {
    key_by_centres(piece, pair, s);
    cut(piece, pair, true, s);
    if (piece.form->is_contiguous) reconnect(piece, pair, s);
    const Score score = settle_sides(piece, pair, s);
    if (!is_better(*piece.form, score, best)) break;
    best = score;
    for (const std::int32_t u : s.members)
      piece.label[static_cast<std::size_t>(u)] = s.side[static_cast<std::size_t>(u)];
  }
  for (const std::int32_t u : s.members)
    s.side[static_cast<std::size_t>(u)] = piece.label[static_cast<std::size_t>(u)];
  return settle_sides(piece, pair, s);
}

}  // namespace bailiwick::engine::territory
