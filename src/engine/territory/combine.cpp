#include "engine/territory/combine.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr std::size_t kPoolLimit = 200'000;
// Places a known set; the fewest.
constexpr std::size_t kTableSlack = 2;
constexpr std::size_t kTableLeast = 1'024;
constexpr int kAscentSteps = 150;
// Multipliers stay so many steps without a better bound before the steps are halved.
constexpr int kAscentPatience = 8;
// While multipliers are raised, only what costs at most this many gaps above the cheapest is looked at.
constexpr double kAscentGaps = 3.0;
// How far a plan is expected to lie above the bound, while none is known.
constexpr double kGuess = 0.1;
constexpr double kLeastStep = 1e-6;  // of the goal
constexpr std::size_t kTriedLimit = 30'000;
constexpr std::int64_t kNodesLimit = 600'000;
constexpr std::int64_t kNodesPerLook = 256;  // at the clock

// Depth-first search for the cheapest exact cover by k sets. Sets are tried from the lowest price.
class Cover {
 public:
  struct Candidate {
    AtomSet set;
    double price = 0.0;
    std::int32_t index = 0;
  };

  Cover(std::vector<Candidate> candidates, std::int32_t atoms, std::int32_t k, double limit,
        const Budget& budget)
      : candidates_(std::move(candidates)), n_(atoms), k_(k), limit_(limit), budget_(budget) {
    by_atom_.resize(at(n_));
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      for (std::int32_t a = 0; a < n_; ++a) {
        if (candidates_[i].set.has(a)) by_atom_[at(a)].push_back(static_cast<std::int32_t>(i));
      }
    }
    order_.resize(at(n_));
    for (std::int32_t a = 0; a < n_; ++a) order_[at(a)] = a;
    std::stable_sort(order_.begin(), order_.end(), [&](std::int32_t a, std::int32_t b) {
      return by_atom_[at(a)].size() < by_atom_[at(b)].size();
    });
  }

  // Indices of the best cover below the limit; empty where there is none.
  std::vector<std::int32_t> best() {
    if (!candidates_.empty()) search({}, 0, 0.0);
    return std::move(best_);
  }

 private:
  // The atom not yet covered that fewest sets hold; -1: all are covered.
  [[nodiscard]] std::int32_t scarcest(AtomSet covered) const {
    for (const std::int32_t a : order_) {
      if (!covered.has(a)) return a;
    }
    return -1;
  }

  void search(AtomSet covered, std::int32_t depth, double price) {
    if (++nodes_ > kNodesLimit) return;
    if (nodes_ % kNodesPerLook == 0 && budget_.is_over()) nodes_ = kNodesLimit;
    const std::int32_t atom = scarcest(covered);
    if (depth == k_ || atom < 0) {
      if (depth == k_ && atom < 0 && price < limit_) {
        limit_ = price;
        best_ = chosen_;
      }
      return;
    }
    const double rest = (k_ - depth - 1) * candidates_.front().price;
    for (const std::int32_t i : by_atom_[at(atom)]) {
      const Candidate& candidate = candidates_[at(i)];
      const double sum = price + candidate.price;
      if (sum + rest >= limit_) return;
      if (candidate.set.meets(covered)) continue;
      chosen_.push_back(candidate.index);
      search(covered | candidate.set, depth + 1, sum);
      chosen_.pop_back();
    }
  }

  std::vector<Candidate> candidates_;
  std::int32_t n_ = 0;
  std::int32_t k_ = 0;
  double limit_ = 0.0;  // on the sum of prices
  const Budget& budget_;
  std::vector<std::vector<std::int32_t>> by_atom_;
  std::vector<std::int32_t> order_;
  std::vector<std::int32_t> chosen_;
  std::vector<std::int32_t> best_;
  std::int64_t nodes_ = 0;
};

// What a plan may be expected to cost, as a goal for the bound.
double goal_above(double bound, double limit) {
  return std::isfinite(limit) ? limit : bound + kGuess * std::abs(bound);
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace

bool TerritoryPool::suits(const Instance& instance) {
  if (instance.n > AtomSet::kLimit || instance.form.has_labels || instance.k < 2) return false;
  const auto first = instance.windows_of(0);
  for (TerritoryIndex t = 1; t < instance.k; ++t) {
    if (!std::equal(first.begin(), first.end(), instance.windows_of(t).begin(),
                    [](const Window& a, const Window& b) {
                      return a.lower == b.lower && a.upper == b.upper && a.target == b.target;
                    }))
      return false;
  }
  return true;
}

TerritoryPool::TerritoryPool(const Instance& instance) : instance_(instance), begin_{0} {
  assert(suits(instance));
  std::vector<std::int32_t> all(at(instance.n));
  for (std::int32_t a = 0; a < instance.n; ++a) all[at(a)] = a;
  LocalIndex index;
  extract(instance, all, index, whole_);
  whole_.k = 1;
  whole_.labels.assign(1, instance.labels[0]);
  whole_.label.assign(at(instance.n), 0);
  multipliers_.assign(at(instance.n), 0.0);
}

bool TerritoryPool::is_new(AtomSet set) {
  const auto place_of = [&](AtomSet one) -> AtomSet& {
    std::size_t i = AtomSetHash{}(one) % known_.size();
    while (known_[i] != AtomSet{} && known_[i] != one) i = (i + 1) % known_.size();
    return known_[i];
  };
  if (kTableSlack * (known_count_ + 1) > known_.size()) {
    const std::vector<AtomSet> before = std::move(known_);
    known_.assign(std::max(kTableLeast, 2 * before.size()), AtomSet{});
    for (const AtomSet one : before) {
      if (one != AtomSet{}) place_of(one) = one;
    }
  }
  AtomSet& place = place_of(set);
  if (place == set) return false;
  place = set;
  ++known_count_;
  return true;
}

void TerritoryPool::add(std::span<const AtomSet> territories) {
  for (const AtomSet set : territories) {
    if (sets_.size() >= kPoolLimit) return;
    if (!is_new(set)) continue;
    const std::size_t begin = atoms_.size();
    for (std::int32_t a = 0; a < instance_.n; ++a) {
      if (set.has(a)) atoms_.push_back(a);
    }
    const Score score = settle(whole_, 0, std::span(atoms_).subspan(begin));
    if (score.violation > 0.0) {
      atoms_.resize(begin);
      continue;
    }
    sets_.push_back(set);
    costs_.push_back(score.cost);
    begin_.push_back(atoms_.size());
  }
}

std::vector<TerritoryPool::Priced> TerritoryPool::price(std::span<const std::int32_t> among) const {
  std::vector<Priced> priced;
  priced.reserve(among.size());
  for (const std::int32_t index : among) {
    double price = costs_[at(index)];
    for (const std::int32_t a : atoms_of(index)) price -= multipliers_[at(a)];
    priced.push_back({.price = price, .index = index});
  }
  const auto k = std::min(at(instance_.k), priced.size());
  if (k == 0) return priced;
  std::nth_element(priced.begin(), priced.begin() + static_cast<std::ptrdiff_t>(k - 1),
                   priced.end(), Priced::is_lower);
  return priced;
}

double TerritoryPool::bound_of(std::span<const Priced> priced) const {
  double bound = sum_of(multipliers_);
  for (const Priced& one : priced.first(at(instance_.k))) bound += one.price;
  return bound;
}

void TerritoryPool::raise_bound(std::span<const std::int32_t> among, double limit,
                                const Budget& budget) {
  double best = -std::numeric_limits<double>::infinity();
  std::vector<double> best_multipliers = multipliers_;
  double step = 1.0;
  int stale = 0;
  for (int round = 0; round < kAscentSteps && !budget.is_over(); ++round) {
    const std::vector<Priced> priced = price(among);
    const double bound = bound_of(priced);
    if (bound > best) {
      best = bound;
      best_multipliers = multipliers_;
      stale = 0;
    } else if (++stale > kAscentPatience) {
      multipliers_ = best_multipliers;
      step *= 0.5;
      stale = 0;
      continue;
    }
    // The subgradient: how many times less than once the cheapest sets hold an atom.
    std::vector<std::int32_t> lack(at(instance_.n), 1);
    for (const Priced& one : std::span(priced).first(at(instance_.k))) {
      for (const std::int32_t a : atoms_of(one.index)) --lack[at(a)];
    }
    double norm = 0.0;
    for (const std::int32_t l : lack) norm += l * l;
    if (norm <= 0.0) break;
    const double goal = goal_above(best, limit);
    const double length = step * std::max(goal - bound, kLeastStep * goal) / norm;
    for (std::size_t a = 0; a < lack.size(); ++a) multipliers_[a] += length * lack[a];
  }
  multipliers_ = std::move(best_multipliers);
}

std::vector<TerritoryIndex> TerritoryPool::best_plan(double limit, const Budget& budget) {
  if (sets_.size() < at(instance_.k)) return {};
  std::vector<std::int32_t> all(sets_.size());
  std::iota(all.begin(), all.end(), 0);
  if (!has_multipliers_) {
    const double cost = std::isfinite(limit)
                            ? limit
                            : instance_.k * sum_of(costs_) / static_cast<double>(all.size());
    for (std::size_t a = 0; a < multipliers_.size(); ++a)
      multipliers_[a] = cost * instance_.weight[a] / instance_.weight_total;
    has_multipliers_ = true;
  }
  std::vector<Priced> priced = price(all);
  double bound = bound_of(priced);
  const double least = std::min_element(priced.begin(), priced.end(), Priced::is_lower)->price;
  const double reach = kAscentGaps * std::max(goal_above(bound, limit) - bound, kLeastStep * bound);
  std::vector<std::int32_t> near;
  for (const Priced& one : priced) {
    if (one.price <= least + reach) near.push_back(one.index);
  }
  if (near.size() >= at(instance_.k)) raise_bound(near, limit, budget);
  priced = price(all);
  bound = bound_of(priced);
  std::sort(priced.begin(), priced.end(), Priced::is_lower);
  // A plan with this set costs at least the bound, with this set in the place of the dearest of the k cheapest.
  const double dearest = priced[at(instance_.k) - 1].price;
  std::vector<Cover::Candidate> candidates;
  for (const Priced& one : priced) {
    if (candidates.size() >= kTriedLimit || bound - dearest + one.price >= limit) break;
    candidates.push_back({.set = sets_[at(one.index)], .price = one.price, .index = one.index});
  }
  const double slack = limit - sum_of(multipliers_);
  std::vector<TerritoryIndex> plan;
  TerritoryIndex t = 0;
  for (const std::int32_t index :
       Cover(std::move(candidates), instance_.n, instance_.k, slack, budget).best()) {
    plan.resize(at(instance_.n));
    for (const std::int32_t a : atoms_of(index)) plan[at(a)] = t;
    ++t;
  }
  return plan;
}

}  // namespace bailiwick::engine::territory
