#include "engine/territory/bisect.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "engine/territory/balanced_cut.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// A cut that leaves many territories on a side may miss their sum by this share of one tolerance each.
constexpr double kCutSlack = 0.5;
// How many directions a cut that misses its windows is tried across.
constexpr int kCutAttempts = 5;
// Larger sets are cut once: later rounds only bend a line that re-splitting will bend anyway.
constexpr std::size_t kRoundsLimit = 20'000;

std::vector<Window> super_windows(const Instance& instance,
                                  std::span<const TerritoryIndex> territories) {
  const auto rules = at(instance.form.rules);
  std::vector<Window> sums(rules);
  if (territories.size() == 1) {
    const auto windows = instance.windows_of(territories.front());
    return {windows.begin(), windows.end()};
  }
  for (std::size_t r = 0; r < rules; ++r) {
    double target = 0.0;
    double slack = 0.0;
    double room = 0.0;
    for (const TerritoryIndex t : territories) {
      const Window& window = instance.windows_of(t)[r];
      target += std::clamp(window.target, static_cast<double>(window.lower),
                           static_cast<double>(window.upper));
      slack += 0.5 * static_cast<double>(window.upper - window.lower);
      room += static_cast<double>(window.upper);
    }
    // A soft rule shapes the plan later: heeded here, it would leave the hard ones too little room.
    if (instance.windows_of(territories.front())[r].upper == kMeasureTotalLimit) {
      sums[r] = {0, kMeasureTotalLimit, target};
      continue;
    }
    const double allowed = kCutSlack * slack / std::sqrt(static_cast<double>(territories.size()));
    sums[r] = {static_cast<std::int64_t>(std::max(0.0, target - allowed)),
               static_cast<std::int64_t>(std::min(room, target + allowed)), target};
  }
  return sums;
}

// Splits the territories in two sets of about equal count; tied ones by where they are along `direction`.
std::pair<std::vector<TerritoryIndex>, std::vector<TerritoryIndex>> share_out(
    const Instance& instance, std::span<const TerritoryIndex> territories, Vec3 direction,
    double middle) {
  struct Placed {
    double along = 0.0;
    TerritoryIndex territory = 0;
  };
  std::vector<Placed> order;
  for (const TerritoryIndex t : territories) {
    const Label& label = instance.labels[at(t)];
    order.push_back({label.has_anchor ? dot(direction, label.anchor) : middle, t});
  }
  if (instance.form.has_labels) {
    std::stable_sort(order.begin(), order.end(),
                     [](const Placed& l, const Placed& r) { return l.along < r.along; });
  }
  const std::size_t half = territories.size() / 2;
  std::pair<std::vector<TerritoryIndex>, std::vector<TerritoryIndex>> sides;
  for (std::size_t i = 0; i < order.size(); ++i) {
    (i < half ? sides.first : sides.second).push_back(order[i].territory);
  }
  return sides;
}

// A random direction along the ground where the parcel lies.
Vec3 random_direction(const Piece& piece, Rng& rng) {
  for (;;) {
    const auto u = static_cast<std::size_t>(rng.below(static_cast<std::uint64_t>(piece.n)));
    const auto v = static_cast<std::size_t>(rng.below(static_cast<std::uint64_t>(piece.n)));
    const Vec3 along = piece.at[v] - piece.at[u];
    const Vec3 noise{rng.normal(), rng.normal(), rng.normal()};
    const double length = std::sqrt(dot(along, along));
    // Half the way between two random units, half chance: long shapes are cut across more often.
    const Vec3 direction = (length > 0.0 ? 1.0 / length : 0.0) * along + 0.7 * noise;
    if (dot(direction, direction) > 1e-6) return direction;
  }
}

// The connected components of the piece, largest first; their atoms as positions in the piece.
std::vector<std::vector<std::int32_t>> components_of(const Piece& piece) {
  std::vector<std::vector<std::int32_t>> components;
  std::vector<std::uint8_t> seen(at(piece.n), 0);
  for (std::int32_t start = 0; start < piece.n; ++start) {
    if (seen[at(start)] != 0) continue;
    std::vector<std::int32_t> queue{start};
    seen[at(start)] = 1;
    for (std::size_t head = 0; head < queue.size(); ++head) {
      for (const std::int32_t v : piece.neighbours(queue[head])) {
        if (seen[at(v)] != 0) continue;
        seen[at(v)] = 1;
        queue.push_back(v);
      }
    }
    components.push_back(std::move(queue));
  }
  std::stable_sort(components.begin(), components.end(),
                   [](const auto& l, const auto& r) { return l.size() > r.size(); });
  return components;
}

// How many territories a component should have: its share of the amounts (of the atoms, where none), in [1, ..].
std::vector<std::size_t> deal_counts(const Instance& instance, const Parcel& parcel,
                                     const Piece& piece,
                                     const std::vector<std::vector<std::int32_t>>& components) {
  const std::size_t k = parcel.territories.size();
  std::vector<double> size(components.size(), 0.0);
  double total = 0.0;
  for (std::size_t c = 0; c < components.size(); ++c) {
    for (const std::int32_t u : components[c]) {
      const auto amounts = piece.amounts_of(u);
      size[c] += amounts.empty() ? 1.0 : 1e-9;
      for (std::size_t r = 0; r < amounts.size(); ++r) {
        const double target = instance.windows_of(parcel.territories.front())[r].target;
        if (target > 0.0) size[c] += static_cast<double>(amounts[r]) / target;
      }
    }
    total += size[c];
  }
  std::vector<std::size_t> counts(components.size(), 1);
  for (std::size_t left = k - std::min(k, components.size()); left > 0; --left) {
    std::size_t best = 0;
    double best_need = -1e300;
    for (std::size_t c = 0; c < components.size(); ++c) {
      if (counts[c] >= components[c].size()) continue;
      const double need = size[c] / total * static_cast<double>(k) - static_cast<double>(counts[c]);
      if (need > best_need) {
        best_need = need;
        best = c;
      }
    }
    ++counts[best];
  }
  return counts;
}

// The component each territory belongs to: where it has locked atoms, else where its anchor is; -1: none.
std::vector<std::int32_t> homes_of(const Instance& instance, const Parcel& parcel,
                                   const Piece& piece,
                                   const std::vector<std::vector<std::int32_t>>& components) {
  std::vector<std::int32_t> component_of(at(piece.n), 0);
  for (std::size_t c = 0; c < components.size(); ++c) {
    for (const std::int32_t u : components[c]) component_of[at(u)] = static_cast<std::int32_t>(c);
  }
  std::vector<std::int32_t> home;
  for (const TerritoryIndex t : parcel.territories) {
    const auto locked = std::find(piece.fixed.begin(), piece.fixed.end(), t);
    const Label& label = instance.labels[at(t)];
    if (locked != piece.fixed.end()) {
      home.push_back(component_of[static_cast<std::size_t>(locked - piece.fixed.begin())]);
    } else if (label.has_anchor) {
      const auto nearest = std::min_element(piece.at.begin(), piece.at.end(), [&](Vec3 l, Vec3 r) {
        return squared_distance(l, label.anchor) < squared_distance(r, label.anchor);
      });
      home.push_back(component_of[static_cast<std::size_t>(nearest - piece.at.begin())]);
    } else {
      home.push_back(-1);
    }
  }
  return home;
}

// One parcel a component. Components without a territory of their own are added to the last parcel, which then
// stays in pieces: validate() tells the planner when that cannot be helped.
std::vector<Parcel> deal_components(const Instance& instance, const Parcel& parcel,
                                    const Piece& piece,
                                    const std::vector<std::vector<std::int32_t>>& components) {
  const std::vector<std::size_t> counts = deal_counts(instance, parcel, piece, components);
  const std::size_t k = parcel.territories.size();
  const std::vector<std::int32_t> home = homes_of(instance, parcel, piece, components);
  std::vector<std::uint8_t> is_taken(k, 0);
  std::vector<Parcel> parcels;
  std::size_t given = 0;
  for (std::size_t c = 0; c < components.size(); ++c) {
    if (given == k) {
      for (const std::int32_t u : components[c])
        parcels.back().atoms.push_back(parcel.atoms[at(u)]);
      continue;
    }
    Parcel part;
    for (const std::int32_t u : components[c]) part.atoms.push_back(parcel.atoms[at(u)]);
    const std::size_t wanted = std::min(counts[c], k - given);
    // First the territories that belong here, then the free ones, and only then those at home elsewhere.
    const auto here = static_cast<std::int32_t>(c);
    for (int rank = 0; rank < 3; ++rank) {
      for (std::size_t t = 0; t < k && part.territories.size() < wanted; ++t) {
        const int suits = home[t] == here ? 0 : home[t] < 0 ? 1 : 2;
        if (is_taken[t] != 0 || suits != rank) continue;
        is_taken[t] = 1;
        part.territories.push_back(parcel.territories[t]);
      }
    }
    given += part.territories.size();
    parcels.push_back(std::move(part));
  }
  return parcels;
}

// Several hard rules and interchangeable territories: a cut that balances all measures at once.
bool wants_balanced_cut(const Instance& instance) {
  if (instance.form.has_labels) return false;
  int hard = 0;
  for (const Window& window : instance.windows_of(0))
    hard += window.upper < kMeasureTotalLimit ? 1 : 0;
  return hard >= 2;
}

// The atoms' locks in terms of the two sides of the cut.
void fix_sides(Piece& piece, std::span<const TerritoryIndex> left,
               std::span<const TerritoryIndex> right) {
  for (TerritoryIndex& fixed : piece.fixed) {
    if (fixed == kUnassigned) continue;
    if (std::find(left.begin(), left.end(), fixed) != left.end()) {
      fixed = 0;
    } else if (std::find(right.begin(), right.end(), fixed) != right.end()) {
      fixed = 1;
    } else {
      fixed = kUnassigned;
    }
  }
}

using Sides = std::pair<std::vector<TerritoryIndex>, std::vector<TerritoryIndex>>;

// Gives the piece two labels that stand for the sides' territories.
void set_sides(const Instance& instance, const Sides& sides, BisectScratch& scratch) {
  Piece& piece = scratch.piece;
  scratch.windows = {super_windows(instance, sides.first), super_windows(instance, sides.second)};
  piece.k = 2;
  piece.labels.assign(2, Label{});
  for (std::size_t side = 0; side < 2; ++side) {
    piece.labels[side].id = static_cast<TerritoryIndex>(side);
    piece.labels[side].windows = scratch.windows[side];
    piece.labels[side].atoms_min =
        static_cast<std::int32_t>(side == 0 ? sides.first.size() : sides.second.size());
  }
}

// Labels the piece by a cut across a random direction, for the first measure above all. A cut that leaves the windows,
// because the parts it cuts off had to be given back, is tried again across other directions; the best is kept.
Sides divide_across(const Instance& instance, const Parcel& parcel, Rng& rng,
                    BisectScratch& scratch) {
  Piece& piece = scratch.piece;
  std::fill(piece.is_barred.begin(), piece.is_barred.end(), std::uint8_t{0});
  std::fill(piece.move_cost.begin(), piece.move_cost.end(), 0.0);
  const std::vector<TerritoryIndex> fixed = piece.fixed;
  Moments all;
  for (std::size_t i = 0; i < at(piece.n); ++i) all.add(piece.weight[i], piece.at[i]);
  const SplitOptions options{.rounds = parcel.atoms.size() > kRoundsLimit ? 1 : 4};
  Sides best;
  double best_violation = 0.0;
  std::vector<std::int32_t> best_label;
  for (int attempt = 0; attempt < kCutAttempts; ++attempt) {
    const Vec3 direction = random_direction(piece, rng);
    Sides sides =
        share_out(instance, parcel.territories, direction, dot(direction, all.centroid()));
    set_sides(instance, sides, scratch);
    piece.fixed = fixed;
    fix_sides(piece, sides.first, sides.second);
    std::fill(piece.label.begin(), piece.label.end(), 0);
    const double violation = split_across(piece, 0, 1, direction, options, scratch.split).violation;
    if (best.first.empty() || violation < best_violation) {
      best = std::move(sides);
      best_violation = violation;
      best_label = piece.label;
    }
    if (best_violation <= 0.0) break;
  }
  piece.label = best_label;
  return best;
}

// Labels the piece by a cut that balances all rules; empty sides where none was found.
Sides divide_balanced(const Instance& instance, const Parcel& parcel, Rng& rng,
                      BisectScratch& scratch) {
  Piece& piece = scratch.piece;
  const auto k = static_cast<std::int32_t>(parcel.territories.size());
  const auto windows = instance.windows_of(parcel.territories.front());
  piece.labels.assign(2, Label{});
  for (Label& label : piece.labels) label.windows = windows;
  const BalancedCut cut =
      find_balanced_cut(piece, {.territories = k, .windows = windows}, rng, scratch.split);
  if (cut.left_count == 0) return {};
  const auto middle = parcel.territories.begin() + cut.left_count;
  Sides sides{{parcel.territories.begin(), middle}, {middle, parcel.territories.end()}};
  set_sides(instance, sides, scratch);
  piece.label = cut.label;
  return sides;
}

Sides divide(const Instance& instance, const Parcel& parcel, Rng& rng, BisectScratch& scratch) {
  if (!getenv("ONE") && wants_balanced_cut(instance)) {
    Sides sides = divide_balanced(instance, parcel, rng, scratch);
    if (!sides.first.empty()) return sides;
  }
  return divide_across(instance, parcel, rng, scratch);
}

}  // namespace

std::vector<Parcel> cut_parcel(const Instance& instance, const Parcel& parcel, Rng& rng,
                               BisectScratch& scratch) {
  assert(parcel.territories.size() >= 2 && parcel.atoms.size() >= parcel.territories.size());
  Piece& piece = scratch.piece;
  extract(instance, parcel.atoms, scratch.index, piece);
  if (instance.form.is_contiguous) {
    const auto components = components_of(piece);
    if (components.size() > 1) return deal_components(instance, parcel, piece, components);
  }
  const auto [left, right] = divide(instance, parcel, rng, scratch);
  std::vector<Parcel> parcels(2);
  for (std::size_t i = 0; i < at(piece.n); ++i) {
    parcels[at(piece.label[i])].atoms.push_back(piece.atom[i]);
  }
  parcels[0].territories = left;
  parcels[1].territories = right;
  // A cut so unlucky that a side has fewer atoms than territories hands over the nearest of the other side.
  for (const auto& [poor, rich] : {std::pair(0, 1), std::pair(1, 0)}) {
    Parcel& from = parcels[at(rich)];
    Parcel& to = parcels[at(poor)];
    while (to.atoms.size() < to.territories.size()) {
      to.atoms.push_back(from.atoms.back());
      from.atoms.pop_back();
    }
  }
  return parcels;
}

bool is_settled(const Parcel& parcel) {
  return parcel.territories.size() == 1 || parcel.atoms.size() <= parcel.territories.size();
}

void settle_parcel(const Parcel& parcel, std::span<TerritoryIndex> territory_of) {
  for (std::size_t i = 0; i < parcel.atoms.size(); ++i) {
    territory_of[at(parcel.atoms[i])] =
        parcel.territories[std::min(i, parcel.territories.size() - 1)];
  }
}

void bisect(const Instance& instance, Parcel whole, Rng& rng, BisectScratch& scratch,
            std::span<TerritoryIndex> territory_of) {
  std::vector<Parcel> open;
  open.push_back(std::move(whole));
  while (!open.empty()) {
    const Parcel parcel = std::move(open.back());
    open.pop_back();
    if (is_settled(parcel)) {
      settle_parcel(parcel, territory_of);
      continue;
    }
    for (Parcel& part : cut_parcel(instance, parcel, rng, scratch)) open.push_back(std::move(part));
  }
}

}  // namespace bailiwick::engine::territory
