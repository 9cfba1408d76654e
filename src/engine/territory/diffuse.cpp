#include "engine/territory/diffuse.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr std::int32_t kStripTerritories = 16;
constexpr std::size_t kStripsLimit = 16;

// The territories in strips of about equal count, across a random direction.
std::vector<std::vector<TerritoryIndex>> cut_strips(const Instance& instance,
                                                    const Partition& partition, Rng& rng) {
  const Vec3 direction{rng.normal(), rng.normal(), rng.normal()};
  std::vector<std::pair<double, TerritoryIndex>> order;
  for (TerritoryIndex t = 0; t < instance.k; ++t)
    order.emplace_back(dot(direction, partition.labels[at(t)].centre), t);
  std::sort(order.begin(), order.end());
  const std::size_t count =
      std::clamp<std::size_t>(at(instance.k / kStripTerritories), 1, kStripsLimit);
  std::vector<std::vector<TerritoryIndex>> strips(count);
  for (std::size_t i = 0; i < order.size(); ++i)
    strips[i * count / order.size()].push_back(order[i].second);
  return strips;
}

}  // namespace

void diffuse(const Instance& instance, const DiffuseOptions& options,
             const std::function<bool()>& stop, Rng& rng, Workers& workers,
             std::vector<RegionScratch>& scratch, Partition& partition) {
  Form form = instance.form;
  form.is_diffusing = true;
  form.charge = options.charge;
  const double unit = total_score(partition).cost / std::max(1, instance.n);
  for (int round = 0; round < options.rounds && !stop(); ++round) {
    if (total_score(partition).violation <= 0.0) return;
    const double share = static_cast<double>(round) / options.rounds;
    const double next = static_cast<double>(round + 1) / options.rounds;
    const double fall = options.coldest / options.hottest;
    auto strips = cut_strips(instance, partition, rng);
    const std::uint64_t base = rng.next();
    std::vector<Piece> pieces(strips.size());
    std::vector<std::vector<Score>> scores(strips.size());
    workers.run(strips.size(), [&](std::size_t i, int worker) {
      RegionScratch& own = scratch[static_cast<std::size_t>(worker)];
      Rng walk = Rng::stream(base, 1, i);
      Piece& piece = pieces[i];
      extract_territories(instance, partition, strips[i], own.index, piece);
      piece.form = &form;
      anneal(piece,
             {.charge = options.charge,
              .strict_charge = options.charge,
              .temperature = unit * options.hottest * std::pow(fall, share),
              .temperature_end = unit * options.hottest * std::pow(fall, next),
              .tension = (getenv("DS")?atof(getenv("DS")):0.0) * unit * options.hottest * std::pow(fall, share),
              .steps = options.steps_per_atom * piece.n,
              .keeps_best = false},
             walk, own.anneal);
      piece.form = &instance.form;
      settle_labels(piece, own);
      scores[i] = own.scores;
    });
    for (std::size_t i = 0; i < strips.size(); ++i) put_back(pieces[i], scores[i], partition);
    if (getenv("TRACE")) {
      const Score s = total_score(partition);
      fprintf(stderr, "%d groups round %d T %.3g violation %.4f cost/k %.4g\n", (int)strips.size(), round, options.hottest * std::pow(fall, share), s.violation, std::sqrt(s.cost/instance.weight_total)/1e3);
    }
  }
}

}  // namespace bailiwick::engine::territory
