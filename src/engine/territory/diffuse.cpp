#include "engine/territory/diffuse.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "engine/territory/diffuse_walk.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// The first and last temperature, in squared half windows.
constexpr double kHottest = 0.25;
constexpr double kColdest = 0.04;
constexpr int kCuts = 8;  // a round
constexpr int kLots = 3;  // a cut
// Threads walk in parts of the map, which are cut anew again and again: what crosses the map has to wait wherever it is cut.
constexpr std::size_t kParts = 2;

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
  const auto temperature = [](double s) {
    return kHottest * std::pow(kColdest / kHottest, std::min(1.0, s));
  };
  for (int round = 0; used < 1.0 && total_score(partition).violation > 0.0; ++round) {
    for (int cut = 0; cut < kCuts && !walk.is_within(); ++cut) {
      cut_into_parts(walk, piece.labels, piece.n, rng, part_of);
      const std::uint64_t base = rng.next();
      workers.run(kParts, [&](std::size_t part, int) {
        Rng own = Rng::stream(base, 1, part);
        walk.walk(part_of, static_cast<std::uint8_t>(part), kLots, temperature(used), own,
                  memory[part]);
      });
    }
    walk.write_labels();
    settle_labels(piece, scratch.front());
    put_back(piece, scratch.front().scores, partition);
    if (walk.is_within()) return;
    used = std::max(used, share(round + 1));
  }
}

}  // namespace bailiwick::engine::territory
