#include "engine/territory/search.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/territory/chain.hpp"
#include "engine/territory/diffuse.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr std::size_t kBatch = 16;
constexpr std::size_t kPairBatch = 256;
// A whole target of violation costs as much as this many average territories.
constexpr double kCharge = 20.0;
constexpr std::size_t kRegionLimit = 10;
// Regions stay below this many atoms where that leaves at least two territories.
constexpr std::int64_t kRegionAtoms = 6000;
// While territories violate, this share of the regions grows from one of them.
constexpr double kRepairShare = 0.7;
// Relief begins with this many rings of neighbours, and takes one more each time it has stayed so many rounds.
constexpr int kReliefRings = 1;
constexpr int kReliefStays = 4;
constexpr int kReliefRounds = 16;
constexpr int kMendRounds = 6;
// Plans are combined each time so many times more territories are known.
constexpr double kPoolGrowth = 1.25;
// Shaking the borders pays where few territories leave little to re-design.
constexpr double kAnnealShareSmall = 0.5;
constexpr double kAnnealShare = 0.1;

}  // namespace

Search::Search(const Instance& instance, std::uint64_t seed, Workers& workers, const Budget& budget)
    : instance_(instance),
      workers_(workers),
      budget_(budget),
      seed_(seed),
      rng_(Rng::stream(seed, 1, 0)),
      scratch_(at(workers.thread_count())),
      slots_(std::max(kBatch, kPairBatch)) {
  if (TerritoryPool::suits(instance)) pool_.emplace(instance);
  for (RegionScratch& scratch : scratch_) {
    scratch.budget = &budget;
    scratch.is_collecting = pool_.has_value();
  }
}

void Search::start(Partition partition) {
  partition_ = std::move(partition);
  moved_ = moved_by(partition_);
}

double Search::moved_by(const Partition& partition) const {
  double moved = 0.0;
  for (std::int32_t a = 0; a < instance_.n; ++a) {
    const TerritoryIndex current = instance_.current[at(a)];
    if (current != kUnassigned && partition.territory_of[at(a)] != current)
      moved += instance_.hands[at(a)];
  }
  return moved;
}

double Search::charge() const {
  return kCharge * std::max(total_score(partition_).cost, 1.0) / static_cast<double>(instance_.k);
}

bool Search::keeps_cap(const Piece& piece, double& moved) const {
  moved = 0.0;
  if (instance_.hands_cap < 0.0) return true;
  for (std::size_t u = 0; u < at(piece.n); ++u) {
    if (piece.current[u] == kUnassigned) continue;
    const double hands = instance_.hands[at(piece.atom[u])];
    if (partition_.territory_of[at(piece.atom[u])] != piece.current[u]) moved -= hands;
    if (piece.labels[at(piece.label[u])].id != piece.current[u]) moved += hands;
  }
  return moved <= 0.0 || moved_ + moved <= instance_.hands_cap;
}

void Search::run_slots(std::size_t count) {
  const double cost = charge();
  const std::uint64_t batch = ++batches_;
  workers_.run(count, [&](std::size_t i, int worker) {
    Slot& slot = slots_[i];
    RegionScratch& scratch = scratch_[at(worker)];
    Rng rng = Rng::stream(seed_, batch, i + 1);
    scratch.seen.clear();
    slot.is_better = propose(instance_, partition_, slot.region, slot.attempt, cost, rng, scratch);
    std::swap(slot.seen, scratch.seen);
    if (!slot.is_better) return;
    std::swap(slot.piece, scratch.piece);
    std::swap(slot.scores, scratch.scores);
  });
  if (!pool_) return;
  for (std::size_t i = 0; i < count && !budget_.is_over(); ++i) pool_->add(slots_[i].seen);
}

void Search::apply_slots(std::size_t count, std::vector<std::uint8_t>& changed) {
  for (std::size_t i = 0; i < count; ++i) {
    Slot& slot = slots_[i];
    if (!slot.is_better) continue;
    const bool is_stale = std::any_of(slot.region.begin(), slot.region.end(),
                                      [&](TerritoryIndex t) { return changed[at(t)] != 0; });
    double moved = 0.0;
    if (is_stale || !keeps_cap(slot.piece, moved)) continue;
    moved_ += moved;
    put_back(slot.piece, slot.scores, partition_);
    for (const TerritoryIndex t : slot.region) changed[at(t)] = 1;
  }
}

void Search::sweep_pairs(const std::function<bool()>& stop, int sweeps_limit) {
  std::vector<std::uint8_t> is_dirty(at(instance_.k), 1);
  for (int sweep = 0; sweep < sweeps_limit; ++sweep) {
    std::vector<std::pair<TerritoryIndex, TerritoryIndex>> pairs;
    for (TerritoryIndex a = 0; a < instance_.k; ++a) {
      for (const TerritoryIndex b : neighbours_of(instance_, partition_, a)) {
        if (a < b && (is_dirty[at(a)] != 0 || is_dirty[at(b)] != 0)) pairs.emplace_back(a, b);
      }
    }
    rng_.shuffle(pairs);
    std::vector<std::uint8_t> changed_ever(at(instance_.k), 0);
    while (!pairs.empty()) {
      if (stop()) return;
      // A batch of pairs without a common territory; the others wait.
      std::vector<std::uint8_t> is_busy(at(instance_.k), 0);
      std::vector<std::pair<TerritoryIndex, TerritoryIndex>> later;
      std::size_t count = 0;
      for (const auto& [a, b] : pairs) {
        if (count >= kPairBatch || is_busy[at(a)] != 0 || is_busy[at(b)] != 0) {
          later.emplace_back(a, b);
          continue;
        }
        is_busy[at(a)] = is_busy[at(b)] = 1;
        slots_[count].region = {a, b};
        slots_[count++].attempt = Attempt::kRefine;
      }
      pairs = std::move(later);
      run_slots(count);
      std::vector<std::uint8_t> changed(at(instance_.k), 0);
      apply_slots(count, changed);
      for (std::size_t t = 0; t < at(instance_.k); ++t) changed_ever[t] |= changed[t];
    }
    is_dirty = changed_ever;
    if (std::find(is_dirty.begin(), is_dirty.end(), std::uint8_t{1}) == is_dirty.end()) return;
  }
}

void Search::rebalance() {
  Partition trial = partition_;
  if (!territory::rebalance(instance_, trial)) return;
  const double moved = moved_by(trial);
  if (instance_.hands_cap >= 0.0 && moved > std::max(moved_, instance_.hands_cap)) return;
  partition_ = std::move(trial);
  moved_ = moved;
}

std::vector<std::vector<TerritoryIndex>> Search::surroundings(int rings) const {
  std::vector<std::int32_t> ring(at(instance_.k), -1);
  std::vector<TerritoryIndex> queue;
  for (TerritoryIndex t = 0; t < instance_.k; ++t) {
    if (partition_.scores[at(t)].violation <= 0.0) continue;
    ring[at(t)] = 0;
    queue.push_back(t);
  }
  std::vector<std::vector<TerritoryIndex>> near(at(instance_.k));
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const TerritoryIndex t = queue[head];
    near[at(t)] = neighbours_of(instance_, partition_, t);
    if (ring[at(t)] >= rings) continue;
    for (const TerritoryIndex v : near[at(t)]) {
      if (ring[at(v)] >= 0) continue;
      ring[at(v)] = ring[at(t)] + 1;
      queue.push_back(v);
    }
  }
  std::vector<std::vector<TerritoryIndex>> sets;
  std::vector<std::uint8_t> is_seen(at(instance_.k), 0);
  for (const TerritoryIndex start : queue) {
    if (is_seen[at(start)] != 0) continue;
    is_seen[at(start)] = 1;
    std::vector<TerritoryIndex> set{start};
    for (std::size_t head = 0; head < set.size(); ++head) {
      for (const TerritoryIndex v : near[at(set[head])]) {
        if (ring[at(v)] < 0 || is_seen[at(v)] != 0) continue;
        is_seen[at(v)] = 1;
        set.push_back(v);
      }
    }
    sets.push_back(std::move(set));
  }
  return sets;
}

void Search::mend(const std::function<bool()>& stop) {
  for (int round = 0; round < kMendRounds && !stop(); ++round) {
    std::size_t count = 0;
    for (TerritoryIndex t = 0; t < instance_.k && count < slots_.size(); ++t) {
      if (partition_.scores[at(t)].violation <= 0.0) continue;
      Slot& slot = slots_[count++];
      slot.region = neighbours_of(instance_, partition_, t);
      slot.region.push_back(t);
      slot.attempt = Attempt::kMend;
    }
    const Score before = score();
    run_slots(count);
    std::vector<std::uint8_t> changed(at(instance_.k), 0);
    apply_slots(count, changed);
    if (score().violation >= before.violation) return;
  }
}

void Search::relieve(const std::function<bool()>& stop) {
  for (int round = 0; round < kReliefRounds && score().violation > 0.0 && !stop(); ++round) {
    auto sets = surroundings(kReliefRings + round / kReliefStays);
    const std::size_t count = std::min(sets.size(), slots_.size());
    for (std::size_t i = 0; i < count; ++i) {
      slots_[i].region = std::move(sets[i]);
      slots_[i].attempt = Attempt::kRelieve;
    }
    run_slots(count);
    std::vector<std::uint8_t> changed(at(instance_.k), 0);
    apply_slots(count, changed);
  }
}

void Search::diffuse(const std::function<double(int)>& share) {
  territory::diffuse(instance_, share, rng_, workers_, scratch_, partition_);
}

TerritoryIndex Search::pick_centre() {
  const auto draw = [&] {
    return static_cast<TerritoryIndex>(rng_.below(static_cast<std::uint64_t>(instance_.k)));
  };
  TerritoryIndex pick = draw();
  const TerritoryIndex other = draw();
  if (partition_.scores[at(other)].cost > partition_.scores[at(pick)].cost) pick = other;
  if (rng_.uniform() >= kRepairShare) return pick;
  std::vector<TerritoryIndex> violating;
  for (TerritoryIndex t = 0; t < instance_.k; ++t) {
    if (partition_.scores[at(t)].violation > 0.0) violating.push_back(t);
  }
  return violating.empty() ? pick
                           : violating[static_cast<std::size_t>(rng_.below(violating.size()))];
}

void Search::redesign_batch(std::int64_t limit) {
  const std::size_t count =
      static_cast<std::size_t>(std::min<std::int64_t>(limit, static_cast<std::int64_t>(kBatch)));
  const std::int64_t per_territory = std::max(1, instance_.n / instance_.k);
  const auto most = std::clamp<std::int64_t>(kRegionAtoms / per_territory, 2,
                                             static_cast<std::int64_t>(kRegionLimit));
  const bool is_small = instance_.k < static_cast<std::int32_t>(4 * kBatch);
  std::vector<std::uint8_t> is_taken(at(instance_.k), 0);
  for (std::size_t i = 0; i < count; ++i) {
    TerritoryIndex centre = pick_centre();
    for (int tries = 0; tries < 8 && is_taken[at(centre)] != 0; ++tries) centre = pick_centre();
    const auto size =
        2 + static_cast<std::size_t>(rng_.below(static_cast<std::uint64_t>(most - 1)));
    slots_[i].region = grow_region(instance_, partition_, centre, size, is_taken, rng_);
    slots_[i].attempt = rng_.uniform() < (is_small ? kAnnealShareSmall : kAnnealShare)
                            ? Attempt::kAnneal
                            : Attempt::kRedesign;
    if (is_small)
      continue;  // regions of one batch would leave each other no room: let them compete
    for (const TerritoryIndex t : slots_[i].region) is_taken[at(t)] = 1;
  }
  run_slots(count);
  std::vector<std::uint8_t> changed(at(instance_.k), 0);
  apply_slots(count, changed);
  iterations_ += static_cast<std::int64_t>(count);
}

void Search::roam_batch(std::int64_t limit) {
  const auto count = static_cast<std::size_t>(std::min<std::int64_t>(limit, kBatch));
  for (std::size_t i = 0; i < count; ++i) {
    slots_[i].region.resize(at(instance_.k));
    std::iota(slots_[i].region.begin(), slots_[i].region.end(), TerritoryIndex{0});
    slots_[i].attempt = Attempt::kRoam;
  }
  run_slots(count);
  std::vector<std::uint8_t> changed(at(instance_.k), 0);
  apply_slots(count, changed);
  iterations_ += static_cast<std::int64_t>(count);
}

void Search::combine() {
  if (budget_.is_over()) return;
  if (static_cast<double>(pool_->size()) < kPoolGrowth * static_cast<double>(combined_)) return;
  combined_ = pool_->size();
  const Score now = score();
  const double limit = now.violation > 0.0 ? std::numeric_limits<double>::infinity() : now.cost;
  std::vector<TerritoryIndex> plan = pool_->best_plan(limit, budget_);
  if (plan.empty()) return;
  Partition found = make_partition(instance_, std::move(plan), scratch_[0].index);
  if (is_better(instance_.form, total_score(found), now)) partition_ = std::move(found);
}

}  // namespace bailiwick::engine::territory
