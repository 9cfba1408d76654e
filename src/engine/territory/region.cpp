#include "engine/territory/region.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr int kSweepsLimit = 12;
// A balanced region that is still dearer than this many times what it replaces, before polishing, is given up.
constexpr double kHope = 1.01;
// Annealing starts at 10^x times the cost of an average atom, with x drawn evenly from one of these. Where few territories
// are made of few heavy units, as states of counties are, feasible plans lie far apart, and only heat leads across.
struct Heat {
  double coldest = 0.0;
  double hottest = 0.0;
};
constexpr Heat kHeat{.coldest = -1.7, .hottest = 0.3};
constexpr Heat kHeatFew{.coldest = 0.0, .hottest = 1.0};
constexpr std::int32_t kFewTerritories = 64;
// A walk of so many stages, the temperature falling by `cooling` in each.
struct Walk {
  int stages = 4;
  double cooling = 0.25;
  std::int64_t steps_per_atom = 60;
};
constexpr Walk kShake;
// Long, since it is for the territories it passes; settled often, since they end far from where they began.
constexpr Walk kRoam{.stages = 16, .cooling = 0.75, .steps_per_atom = 600};
// What comes first in the end: violation, by this factor.
constexpr double kStrict = 1e3;
constexpr std::int64_t kStepsLeast = 2000;
// Relief is cold, so that it moves what balance asks for and little else: its temperature falls between these, in the
// cost of an average atom. Where single atoms are heavy, as in cities, it takes up to kReliefSpread times as much.
constexpr double kReliefHottest = 1.0;
constexpr double kReliefColdest = 0.1;
constexpr double kReliefSpread = 10.0;
constexpr double kReliefSlack = 1.2;
constexpr std::int64_t kReliefStepsPerAtom = 40;

Score score_now(const Partition& partition, std::span<const TerritoryIndex> region) {
  Score score;
  for (const TerritoryIndex t : region) {
    score.violation += partition.scores[at(t)].violation;
    score.cost += partition.scores[at(t)].cost;
  }
  return score;
}

void list_pairs(const Piece& piece, std::vector<std::pair<std::int32_t, std::int32_t>>& pairs) {
  pairs.clear();
  for (std::int32_t u = 0; u < piece.n; ++u) {
    const std::int32_t a = piece.label[at(u)];
    for (const std::int32_t v : piece.neighbours(u)) {
      const std::int32_t b = piece.label[at(v)];
      if (a < b) pairs.emplace_back(a, b);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

// Labels the piece by a fresh bisection of its atoms.
void redesign(const Instance& instance, const Partition& partition,
              std::span<const TerritoryIndex> region, Rng& rng, RegionScratch& scratch) {
  Parcel parcel;
  parcel.territories.assign(region.begin(), region.end());
  for (const TerritoryIndex t : region) {
    const auto& members = partition.members[at(t)];
    parcel.atoms.insert(parcel.atoms.end(), members.begin(), members.end());
  }
  if (scratch.fresh.size() < at(instance.n)) scratch.fresh.resize(at(instance.n));
  bisect(instance, std::move(parcel), rng, scratch.bisect, scratch.fresh);
  Piece& piece = scratch.piece;
  for (std::size_t u = 0; u < at(piece.n); ++u) {
    const TerritoryIndex t = scratch.fresh[at(piece.atom[u])];
    piece.label[u] =
        static_cast<std::int32_t>(std::find(region.begin(), region.end(), t) - region.begin());
  }
  settle_labels(piece, scratch);
}

// Anneals the piece from a random temperature; centres are settled anew between the stages. A piece that violates is
// heated by what it takes to move an average atom's imbalance, any other by what an average atom costs.
void shake(Piece& piece, Score score, double charge, const Heat& heat, const Walk& walk, Rng& rng,
           RegionScratch& scratch) {
  const double soft_charge = charge * std::pow(10.0, -2.0 * rng.uniform());
  const double share = static_cast<double>(piece.k) / piece.n;
  const double unit = score.violation > 0.0 ? soft_charge * share : score.cost / piece.n;
  const double power = heat.hottest - (heat.hottest - heat.coldest) * rng.uniform();
  double temperature = unit * std::pow(10.0, power);
  for (int stage = 0; stage < walk.stages; ++stage) {
    const double cooler = temperature * walk.cooling;
    anneal(piece,
           {.charge = soft_charge,
            .strict_charge = kStrict * charge,
            .temperature = temperature,
            .temperature_end = cooler,
            .steps = std::max(kStepsLeast, walk.steps_per_atom * piece.n) / walk.stages,
            .budget = scratch.budget,
            .seen = scratch.is_collecting ? &scratch.seen : nullptr},
           rng, scratch.anneal);
    settle_labels(piece, scratch);
    temperature = cooler;
  }
}

// Spreads the imbalances of the piece by annealing with the squares of the deviations charged. True when the piece
// violates less, or hardly more but more evenly, so that its surroundings can take it up.
bool relieve(Piece& piece, double charge, Rng& rng, RegionScratch& scratch) {
  const Form& plain = *piece.form;
  Form form = plain;
  form.is_diffusing = true;
  form.charge = charge;
  const Score before = settle_labels(piece, scratch);
  piece.form = &form;
  const Score spread_before = settle_labels(piece, scratch);
  const double atom = before.cost / std::max(1, piece.n);
  const double warmth = std::pow(kReliefSpread, rng.uniform());
  anneal(piece,
         {.charge = charge,
          .strict_charge = charge,
          .temperature = kReliefHottest * warmth * atom,
          .temperature_end = kReliefColdest * warmth * atom,
          .steps = std::max(kStepsLeast, kReliefStepsPerAtom * piece.n),
          .keeps_best = false,
          .budget = scratch.budget},
         rng, scratch.anneal);
  const Score spread_after = settle_labels(piece, scratch);
  piece.form = &plain;
  const Score after = settle_labels(piece, scratch);
  if (is_better(plain, after, before)) return true;
  return after.violation < kReliefSlack * before.violation &&
         is_better(form, spread_after, spread_before);
}

// The territories of the piece that do not violate, after settle_labels().
void collect(const Piece& piece, RegionScratch& scratch) {
  for (std::int32_t t = 0; t < piece.k; ++t) {
    if (scratch.scores[at(t)].violation > 0.0) continue;
    AtomSet set;
    for (std::size_t u = 0; u < at(piece.n); ++u) {
      if (piece.label[u] == t) set.flip(piece.atom[u]);
    }
    scratch.seen.push_back(set);
  }
}

}  // namespace

std::vector<TerritoryIndex> grow_region(const Instance& instance, const Partition& partition,
                                        TerritoryIndex centre, std::size_t count,
                                        std::span<const std::uint8_t> is_taken, Rng& rng) {
  std::vector<TerritoryIndex> region{centre};
  std::vector<TerritoryIndex> frontier;
  while (region.size() < count) {
    for (const TerritoryIndex t : neighbours_of(instance, partition, region.back())) {
      const bool is_known = std::find(region.begin(), region.end(), t) != region.end() ||
                            std::find(frontier.begin(), frontier.end(), t) != frontier.end();
      if (!is_known && is_taken[at(t)] == 0) frontier.push_back(t);
    }
    if (frontier.empty()) break;
    // The nearer of two random ones, so that regions are roundish but differ.
    auto pick = static_cast<std::size_t>(rng.below(frontier.size()));
    const auto other = static_cast<std::size_t>(rng.below(frontier.size()));
    const Vec3 here = partition.labels[at(centre)].centre;
    const auto distance = [&](std::size_t i) {
      return squared_distance(here, partition.labels[at(frontier[i])].centre);
    };
    if (distance(other) < distance(pick)) pick = other;
    region.push_back(frontier[pick]);
    frontier.erase(frontier.begin() + static_cast<std::ptrdiff_t>(pick));
  }
  return region;
}

Score settle_labels(Piece& piece, RegionScratch& scratch) {
  scratch.scores.assign(at(piece.k), Score{});
  std::vector<std::vector<std::int32_t>>& members = scratch.members;
  if (members.size() < at(piece.k)) members.resize(at(piece.k));
  for (std::size_t t = 0; t < at(piece.k); ++t) members[t].clear();
  for (std::int32_t u = 0; u < piece.n; ++u) members[at(piece.label[at(u)])].push_back(u);
  Score total;
  for (std::int32_t t = 0; t < piece.k; ++t) {
    scratch.scores[at(t)] = settle(piece, t, members[at(t)]);
    total.violation += scratch.scores[at(t)].violation;
    total.cost += scratch.scores[at(t)].cost;
  }
  return total;
}

Score improve_piece(Piece& piece, double charge, double limit, RegionScratch& scratch) {
  if (piece.k >= 2) {
    std::vector<std::uint8_t> is_dirty(at(piece.k), 1);
    for (int sweep = 0; sweep < kSweepsLimit; ++sweep) {
      list_pairs(piece, scratch.pairs);
      std::vector<std::uint8_t> changed(at(piece.k), 0);
      bool any = false;
      for (const auto& [a, b] : scratch.pairs) {
        if (is_dirty[at(a)] == 0 && is_dirty[at(b)] == 0) continue;
        if (!resplit(piece, a, b, SplitOptions{}, scratch.split)) continue;
        changed[at(a)] = changed[at(b)] = 1;
        any = true;
      }
      is_dirty = changed;
      if (!any) break;
    }
    // A piece that is balanced stays so; one that is not may trade a little balance for shape on its way.
    const Score swept = settle_labels(piece, scratch);
    if (swept.cost > limit) return swept;
    const bool is_balanced = swept.violation <= 0.0;
    polish(piece, PolishOptions{.charge = is_balanced ? kStrict * charge : charge}, scratch.polish);
  }
  return settle_labels(piece, scratch);
}

std::int32_t faults_of(const Piece& piece, RegionScratch& scratch) {
  std::int32_t faults = 0;
  for (std::int32_t u = 0; u < piece.n; ++u)
    faults += may_carry(piece, u, piece.label[at(u)]) ? 0 : 1;
  if (!piece.form->is_contiguous) return faults;
  std::int32_t parts = 0;
  std::int32_t used = 0;
  scratch.is_seen.assign(at(piece.n), 0);
  std::vector<std::uint8_t> is_used(at(piece.k), 0);
  for (std::int32_t start = 0; start < piece.n; ++start) {
    if (scratch.is_seen[at(start)] != 0) continue;
    const std::int32_t t = piece.label[at(start)];
    ++parts;
    used += is_used[at(t)] == 0 ? 1 : 0;
    is_used[at(t)] = 1;
    scratch.queue.assign(1, start);
    scratch.is_seen[at(start)] = 1;
    for (std::size_t head = 0; head < scratch.queue.size(); ++head) {
      for (const std::int32_t v : piece.neighbours(scratch.queue[head])) {
        if (scratch.is_seen[at(v)] != 0 || piece.label[at(v)] != t) continue;
        scratch.is_seen[at(v)] = 1;
        scratch.queue.push_back(v);
      }
    }
  }
  return faults + parts - used;
}

bool propose(const Instance& instance, const Partition& partition,
             std::span<const TerritoryIndex> region, Attempt attempt, double charge, Rng& rng,
             RegionScratch& scratch) {
  const Score before = score_now(partition, region);
  Piece& piece = scratch.piece;
  extract_territories(instance, partition, region, scratch.index, piece);
  const std::int32_t faults = faults_of(piece, scratch);
  if (attempt == Attempt::kRedesign || attempt == Attempt::kRoam)
    redesign(instance, partition, region, rng, scratch);
  if (attempt == Attempt::kAnneal || attempt == Attempt::kRoam) {
    const Heat& heat = instance.k < kFewTerritories ? kHeatFew : kHeat;
    shake(piece, before, charge, heat, attempt == Attempt::kRoam ? kRoam : kShake, rng, scratch);
  }
  if (attempt == Attempt::kRelieve) {
    return relieve(piece, charge, rng, scratch) && faults_of(piece, scratch) <= faults;
  }
  if (attempt == Attempt::kMend) {
    settle_labels(piece, scratch);
    polish(piece, PolishOptions{.charge = kStrict * charge}, scratch.polish);
    const Score mended = settle_labels(piece, scratch);
    return mended.violation < before.violation && faults_of(piece, scratch) <= faults;
  }
  const double limit =
      before.violation > 0.0 ? std::numeric_limits<double>::infinity() : kHope * before.cost;
  const Score after = improve_piece(piece, charge, limit, scratch);
  const std::int32_t faults_left = faults_of(piece, scratch);
  if (scratch.is_collecting && faults_left == 0) collect(piece, scratch);
  return faults_left < faults || (faults_left == faults && is_better(instance.form, after, before));
}

}  // namespace bailiwick::engine::territory
