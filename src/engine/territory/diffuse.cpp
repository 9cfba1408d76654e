#include "engine/territory/diffuse.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "engine/territory/boundary.hpp"
#include "engine/territory/diffuse_walk.hpp"
#include "engine/territory/eject.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// The first and last temperature, in squared half windows.
constexpr double kHottest = 0.25;
constexpr double kColdest = 0.04;
constexpr double kCooling = 0.4;  // the share of the time that it takes from one to the other
constexpr int kCuts = 16;         // a round
constexpr int kLots = 3;          // a cut
// Threads walk in parts of the map, which are cut anew again and again: what crosses the map has to wait wherever it is cut.
constexpr std::size_t kParts = 2;
// With so few sums outside, chains are tried after each round.
constexpr int kFewOutside = 30;
// A territory that no chain has helped for so many rounds is heated with so many rings of neighbours, and cools down in so many rounds.
constexpr int kStuckRounds = 6;
constexpr int kHeatRings = 2;
constexpr int kHeatRounds = 16;

// From the first (0) to the last (1 and above).
double temperature_at(double share) {
  return kHottest * std::pow(kColdest / kHottest, std::min(1.0, share));
}

std::vector<TerritoryIndex> all_territories(const Instance& instance) {
  std::vector<TerritoryIndex> all(at(instance.k));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

// The parts of the labels, of about as many atoms each, cut across a random direction; what is beyond the last cut belongs to the first part,
// so that cuts fall everywhere.
void cut_into_parts(const DiffusionWalk& walk, const std::vector<Label>& labels, std::int32_t atoms,
                    Rng& rng, std::vector<std::uint8_t>& part_of) {
  const Vec3 direction{rng.normal(), rng.normal(), rng.normal()};
  std::vector<std::pair<double, std::int32_t>> order;
  for (std::size_t t = 0; t < labels.size(); ++t)
    order.emplace_back(dot(direction, labels[t].centre), static_cast<std::int32_t>(t));
  std::sort(order.begin(), order.end());
  const auto all = at(atoms);
  auto before = static_cast<std::size_t>(rng.below(all));
  for (const auto& [key, t] : order) {
    part_of[at(t)] = static_cast<std::uint8_t>(before % all * kParts / all);
    before += at(walk.size(t));
  }
}

// Where cold territories are stuck: at the tip of a peninsula, say, around which the others would have to lie differently. They are
// heated while the rest of the map stays as it is.
class LocalHeat {
 public:
  explicit LocalHeat(std::int32_t territories)
      : stuck_(at(territories), 0), since_(at(territories), kHeatRounds + kStuckRounds) {}

  // After each round. `is_near`: few sums are outside, and chains have been tried.
  void update(const Instance& instance, const Partition& partition, bool is_near,
              DiffusionWalk& walk) {
    std::vector<TerritoryIndex> heated;
    for (TerritoryIndex t = 0; t < instance.k; ++t) {
      stuck_[at(t)] = is_near && partition.scores[at(t)].violation > 0.0 ? stuck_[at(t)] + 1 : 0;
      ++since_[at(t)];
      if (stuck_[at(t)] < kStuckRounds || since_[at(t)] < kHeatRounds + kStuckRounds) continue;
      stuck_[at(t)] = 0;
      heated.push_back(t);
    }
    spread(instance, partition, std::move(heated));
    for (TerritoryIndex t = 0; t < instance.k; ++t) {
      const double cooled = static_cast<double>(since_[at(t)]) / kHeatRounds;
      walk.set_heat(t, cooled < 1.0 ? temperature_at(cooled) : 0.0);
    }
  }

 private:
  // Heats these, and the rings of neighbours around them.
  void spread(const Instance& instance, const Partition& partition,
              std::vector<TerritoryIndex> ring) {
    std::vector<std::uint8_t> is_heated(at(instance.k), 0);
    for (int distance = 0; distance <= kHeatRings; ++distance) {
      std::vector<TerritoryIndex> next;
      for (const TerritoryIndex t : ring) {
        if (is_heated[at(t)] != 0) continue;
        is_heated[at(t)] = 1;
        since_[at(t)] = 0;
        const auto near = neighbours_of(instance, partition, t);
        next.insert(next.end(), near.begin(), near.end());
      }
      ring = std::move(next);
    }
  }

  std::vector<int> stuck_;  // rounds
  std::vector<int> since_;  // rounds since it was heated
};

}  // namespace

bool can_diffuse(const Instance& instance) {
  if (instance.form.has_labels || !instance.form.is_contiguous || instance.k < 2) return false;
  if (instance.form.radius_max2 >= 0.0) return false;
  if (instance.k > DiffusionWalk::kLabelsLimit) return false;
  int hard = 0;
  for (const Window& window : instance.windows_of(0))
    hard += window.upper < kMeasureTotalLimit ? 1 : 0;
  return hard >= 2;
}

void diffuse(const Instance& instance, const std::function<double(int)>& share, Rng& rng,
             Workers& workers, std::vector<RegionScratch>& scratch, Partition& partition) {
  assert(can_diffuse(instance));
  double used = share(0);
  if (used >= 1.0 || total_score(partition).violation <= 0.0) return;
  Piece piece;
  extract_territories(instance, partition, all_territories(instance), scratch.front().index, piece);
  DiffusionWalk walk(piece);
  std::vector<DiffusionWalk::Scratch> memory(kParts);
  std::vector<std::uint8_t> part_of(at(piece.k), 0);
  Boundary boundary;
  LocalHeat heat(piece.k);
  Partition current = partition;
  for (int round = 0; used < 1.0 && total_score(partition).violation > 0.0; ++round) {
    for (int cut = 0; cut < kCuts; ++cut) {
      cut_into_parts(walk, piece.labels, piece.n, rng, part_of);
      const std::uint64_t base = rng.next();
      workers.run(kParts, [&](std::size_t part, int) {
        Rng own = Rng::stream(base, 1, part);
        walk.walk(part_of, static_cast<std::uint8_t>(part), kLots, temperature_at(used / kCooling),
                  own, memory[part]);
      });
    }
    walk.write_labels();
    const bool is_near = walk.outside() <= kFewOutside;
    if (is_near) eject(piece, boundary);
    settle_labels(piece, scratch.front());
    put_back(piece, scratch.front().scores, current);
    heat.update(instance, current, is_near, walk);
    if (total_score(current).violation < total_score(partition).violation) partition = current;
    used = std::max(used, share(round + 1));
  }
}

}  // namespace bailiwick::engine::territory
