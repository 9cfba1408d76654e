// The improvement loop over a whole partition: sweeps over pairs, then regional re-design, on several threads.
//
// Work is done in batches of a fixed size: each task reads the partition as it was and proposes a change to its own
// territories; then the proposals are applied in order, leaving out those whose territories an earlier one of the
// batch has changed. So the outcome depends on the seed alone, never on the number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/budget.hpp"
#include "base/workers.hpp"
#include "engine/territory/combine.hpp"
#include "engine/territory/partition.hpp"
#include "engine/territory/region.hpp"

namespace bailiwick::engine::territory {

class Search {
 public:
  // `budget` also ends what takes long within a batch.
  Search(const Instance& instance, std::uint64_t seed, Workers& workers, const Budget& budget);

  void start(Partition partition);
  [[nodiscard]] const Partition& partition() const { return partition_; }
  [[nodiscard]] Partition take() { return std::move(partition_); }
  [[nodiscard]] Score score() const { return total_score(partition_); }
  [[nodiscard]] std::int64_t iterations() const { return iterations_; }
  [[nodiscard]] std::vector<RegionScratch>& scratch() { return scratch_; }

  // Re-splits and polishes pairs of neighbours, those that changed last first, until none gains, `stop` says so or
  // `sweeps_limit` sweeps are done.
  void sweep_pairs(const std::function<bool()>& stop, int sweeps_limit);

  // Chains of shifts through several territories, see chain.hpp.
  void rebalance();

  // Polishes each territory that violates together with its neighbours, while that helps.
  void mend(const std::function<bool()>& stop);

  // Spreads what violates over its surroundings, farther from round to round, until nothing does or `stop` says so.
  void relieve(const std::function<bool()>& stop);

  // Balances several measures at once over the whole map, see diffuse.hpp. Only where can_diffuse() says so.
  void diffuse(const std::function<double(int)>& share);

  // One batch of regional re-designs of up to `limit` attempts; each counts as an iteration.
  void redesign_batch(std::int64_t limit);

  // Whether the map is small enough for what follows.
  [[nodiscard]] bool can_roam() const { return pool_.has_value(); }
  // As redesign_batch(), but over the whole map, and for the territories passed more than for the outcome.
  void roam_batch(std::int64_t limit);
  // Makes the best plan of all territories that any attempt passed, see combine.hpp, once there are enough new ones.
  void combine();

 private:
  struct Slot {
    std::vector<TerritoryIndex> region;
    Attempt attempt = Attempt::kRefine;
    Piece piece;
    std::vector<Score> scores;
    std::vector<AtomSet> seen;
    bool is_better = false;
  };
  [[nodiscard]] double charge() const;
  [[nodiscard]] TerritoryIndex pick_centre();
  // What lies within `rings` borders of territories that violate, in sets that do not touch.
  [[nodiscard]] std::vector<std::vector<TerritoryIndex>> surroundings(int rings) const;
  void run_slots(std::size_t count);
  void apply_slots(std::size_t count, std::vector<std::uint8_t>& changed);
  // What of the disruption measure changes hands, in its smallest decimal.
  [[nodiscard]] double moved_by(const Partition& partition) const;
  [[nodiscard]] bool keeps_cap(const Piece& piece, double& moved) const;

  const Instance& instance_;
  Workers& workers_;
  const Budget& budget_;
  std::uint64_t seed_;
  Rng rng_;
  Partition partition_;
  std::vector<RegionScratch> scratch_;
  std::vector<Slot> slots_;
  std::int64_t iterations_ = 0;
  std::uint64_t batches_ = 0;
  std::optional<TerritoryPool> pool_;
  std::size_t combined_ = 0;  // size of the pool when it was last combined
  double moved_ = 0.0;        // of the disruption measure, in its smallest decimal
};

}  // namespace bailiwick::engine::territory
