#include "engine/territory/diffuse.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// All in squared half windows: what a border between two units costs, and the first and last temperature.
constexpr double kTension = 0.02;
constexpr double kHottest = 0.3;
constexpr double kColdest = 0.04;
// Deviations up to here are free, and up to here raise no price: the windows leave room, and what a scarce region may use of
// it need not be fetched from far.
constexpr double kFree = 0.5;
constexpr double kFreeOfPrice = 0.7;
// What a deviation of half a window more adds to the price in a round. Faster, the prices swing; much slower, time runs out first.
constexpr double kPriceRate = 0.03;
constexpr std::int64_t kStepsPerAtom = 20;  // a round
constexpr std::int64_t kStepsPerTemperature = 128;
constexpr std::int32_t kStrips = 8;
// A territory is held connected by a search that gives up, and forbids the move, after this many units.
constexpr std::size_t kSearchLimit = 40;

double beyond(double deviation, double free) {
  if (deviation > free) return deviation - free;
  return deviation < -free ? deviation + free : 0.0;
}
double square_beyond(double deviation) {
  const double off = beyond(deviation, kFree);
  return off * off;
}

struct Heat {
  double first = 0.0;
  double last = 0.0;
};

// One thread's walk over a piece. Deviations are in half windows from the middle of the window.
class Walk {
 public:
  Walk(Piece& piece, std::span<const double> prices) : piece_(piece), prices_(prices) {
    rules_ = at(piece.form->rules);
    deviation_.assign(at(piece.k) * rules_, 0.0);
    scale_.assign(at(piece.k) * rules_, 0.0);
    size_.assign(at(piece.k), 0);
    for (std::size_t t = 0; t < at(piece.k); ++t) {
      for (std::size_t r = 0; r < rules_; ++r) {
        const Window& window = piece.labels[t].windows[r];
        if (window.upper == kMeasureTotalLimit) continue;
        const double half = std::max(0.5, 0.5 * static_cast<double>(window.upper - window.lower));
        scale_[t * rules_ + r] = 1.0 / half;
        deviation_[t * rules_ + r] = -0.5 * static_cast<double>(window.upper + window.lower) / half;
      }
    }
    for (std::int32_t u = 0; u < piece.n; ++u) {
      const auto t = at(piece.label[at(u)]);
      ++size_[t];
      const auto amounts = piece.amounts_of(u);
      for (std::size_t r = 0; r < rules_; ++r)
        deviation_[t * rules_ + r] += static_cast<double>(amounts[r]) * scale_[t * rules_ + r];
    }
    place_.assign(at(piece.n), -1);
    mark_.assign(at(piece.n), 0);
    for (std::int32_t u = 0; u < piece.n; ++u) update_border(u);
  }

  void run(const Heat& heat, std::int64_t steps, Rng& rng) {
    const double ratio = heat.last / heat.first;
    double temperature = heat.first;
    for (std::int64_t step = 0; step < steps && !border_.empty(); ++step) {
      if (step % kStepsPerTemperature == 0) {
        temperature =
            heat.first * std::pow(ratio, static_cast<double>(step) / static_cast<double>(steps));
      }
      const std::int32_t u = border_[static_cast<std::size_t>(rng.below(border_.size()))];
      const auto near = piece_.neighbours(u);
      const std::int32_t v = near[static_cast<std::size_t>(rng.below(near.size()))];
      const std::int32_t to = piece_.label[at(v)];
      if (to == piece_.label[at(u)]) continue;
      const double rise = rise_of(u, to);
      if (rise > 0.0 &&
          (rise > 30.0 * temperature || rng.uniform() >= std::exp(-rise / temperature)))
        continue;
      if (may_carry(piece_, u, to) && can_leave(u)) move(u, to);
    }
  }

  [[nodiscard]] double deviation(std::int32_t t, std::size_t rule) const {
    return deviation_[at(t) * rules_ + rule];
  }

 private:
  // What u costs more as part of `to`.
  [[nodiscard]] double rise_of(std::int32_t u, std::int32_t to) const {
    const std::int32_t from = piece_.label[at(u)];
    const auto amounts = piece_.amounts_of(u);
    double rise = 0.0;
    for (std::size_t r = 0; r < rules_; ++r) {
      if (amounts[r] == 0) continue;
      const auto amount = static_cast<double>(amounts[r]);
      const std::size_t a = at(from) * rules_ + r;
      const std::size_t b = at(to) * rules_ + r;
      const double less = amount * scale_[a];
      const double more = amount * scale_[b];
      rise += square_beyond(deviation_[a] - less) - square_beyond(deviation_[a]) -
              less * prices_[a] + square_beyond(deviation_[b] + more) -
              square_beyond(deviation_[b]) + more * prices_[b];
    }
    for (const std::int32_t v : piece_.neighbours(u)) {
      const std::int32_t t = piece_.label[at(v)];
      if (t == from) rise += kTension;
      if (t == to) rise -= kTension;
    }
    return rise;
  }

  // True when u's territory surely stays connected, and not empty, without u.
  bool can_leave(std::int32_t u) {
    const std::int32_t t = piece_.label[at(u)];
    if (size_[at(t)] <= piece_.labels[at(t)].atoms_min) return false;
    const std::int32_t wanted = ++stamp_;
    std::int32_t count = 0;
    std::int32_t start = -1;
    for (const std::int32_t v : piece_.neighbours(u)) {
      if (piece_.label[at(v)] != t) continue;
      mark_[at(v)] = wanted;
      start = v;
      ++count;
    }
    if (count <= 1) return count == 1;
    const std::int32_t seen = ++stamp_;
    mark_[at(u)] = mark_[at(start)] = seen;
    queue_.assign(1, start);
    for (std::size_t head = 0; head < queue_.size() && queue_.size() <= kSearchLimit; ++head) {
      for (const std::int32_t v : piece_.neighbours(queue_[head])) {
        if (piece_.label[at(v)] != t || mark_[at(v)] == seen) continue;
        if (mark_[at(v)] == wanted && --count == 1) return true;
        mark_[at(v)] = seen;
        queue_.push_back(v);
      }
    }
    return false;
  }

  void move(std::int32_t u, std::int32_t to) {
    const std::int32_t from = piece_.label[at(u)];
    const auto amounts = piece_.amounts_of(u);
    for (std::size_t r = 0; r < rules_; ++r) {
      const auto amount = static_cast<double>(amounts[r]);
      deviation_[at(from) * rules_ + r] -= amount * scale_[at(from) * rules_ + r];
      deviation_[at(to) * rules_ + r] += amount * scale_[at(to) * rules_ + r];
    }
    --size_[at(from)];
    ++size_[at(to)];
    piece_.label[at(u)] = to;
    update_border(u);
    for (const std::int32_t v : piece_.neighbours(u)) update_border(v);
  }

  void update_border(std::int32_t u) {
    const auto near = piece_.neighbours(u);
    const std::int32_t t = piece_.label[at(u)];
    const bool is_on = std::any_of(near.begin(), near.end(),
                                   [&](std::int32_t v) { return piece_.label[at(v)] != t; });
    const std::int32_t place = place_[at(u)];
    if (is_on && place < 0) {
      place_[at(u)] = static_cast<std::int32_t>(border_.size());
      border_.push_back(u);
    } else if (!is_on && place >= 0) {
      const std::int32_t last = border_.back();
      border_[at(place)] = last;
      place_[at(last)] = place;
      border_.pop_back();
      place_[at(u)] = -1;
    }
  }

  Piece& piece_;
  std::span<const double> prices_;  // labels x rules
  std::size_t rules_ = 0;
  std::vector<double> deviation_;  // labels x rules
  std::vector<double> scale_;      // 1 / half window; 0 where soft
  std::vector<std::int32_t> size_;
  std::vector<std::int32_t> border_;  // atoms with a neighbour of another label
  std::vector<std::int32_t> place_;   // one an atom: where it stands in border_, or -1
  std::vector<std::int32_t> mark_;
  std::vector<std::int32_t> queue_;
  std::int32_t stamp_ = 0;
};

// The territories in strips of about equal count, across a random direction.
std::vector<std::vector<TerritoryIndex>> cut_strips(const Instance& instance,
                                                    const Partition& partition, Rng& rng) {
  const Vec3 direction{rng.normal(), rng.normal(), rng.normal()};
  std::vector<std::pair<double, TerritoryIndex>> order;
  for (TerritoryIndex t = 0; t < instance.k; ++t)
    order.emplace_back(dot(direction, partition.labels[at(t)].centre), t);
  std::sort(order.begin(), order.end());
  const std::size_t count = at(std::clamp(instance.k / 4, 1, kStrips));
  std::vector<std::vector<TerritoryIndex>> strips(count);
  for (std::size_t i = 0; i < order.size(); ++i)
    strips[i * count / order.size()].push_back(order[i].second);
  return strips;
}

}  // namespace

bool can_diffuse(const Instance& instance) {
  if (instance.form.has_labels || !instance.form.is_contiguous || instance.k < 2) return false;
  if (instance.form.radius_max2 >= 0.0) return false;
  int hard = 0;
  for (const Window& window : instance.windows_of(0))
    hard += window.upper < kMeasureTotalLimit ? 1 : 0;
  return hard >= 2;
}

void diffuse(const Instance& instance, const std::function<double(int)>& share, Rng& rng,
             Workers& workers, std::vector<RegionScratch>& scratch, Partition& partition) {
  assert(can_diffuse(instance));
  const auto rules = at(instance.form.rules);
  std::vector<double> prices(at(instance.k) * rules, 0.0);
  double used = share(0);
  for (int round = 0; used < 1.0 && total_score(partition).violation > 0.0; ++round) {
    const double next = std::max(used, share(round + 1));
    const auto temperature = [](double s) {
      return kHottest * std::pow(kColdest / kHottest, std::min(1.0, s));
    };
    const auto strips = cut_strips(instance, partition, rng);
    const std::uint64_t base = rng.next();
    std::vector<Piece> pieces(strips.size());
    std::vector<std::vector<Score>> scores(strips.size());
    workers.run(strips.size(), [&](std::size_t i, int worker) {
      RegionScratch& own = scratch[static_cast<std::size_t>(worker)];
      Rng walk_rng = Rng::stream(base, 1, i);
      Piece& piece = pieces[i];
      extract_territories(instance, partition, strips[i], own.index, piece);
      std::vector<double> price;
      for (const TerritoryIndex t : strips[i])
        for (std::size_t r = 0; r < rules; ++r) price.push_back(prices[at(t) * rules + r]);
      Walk walk(piece, price);
      walk.run({temperature(used), temperature(next)}, kStepsPerAtom * piece.n, walk_rng);
      for (std::size_t j = 0; j < strips[i].size(); ++j) {
        for (std::size_t r = 0; r < rules; ++r) {
          prices[at(strips[i][j]) * rules + r] +=
              kPriceRate * beyond(walk.deviation(static_cast<std::int32_t>(j), r), kFreeOfPrice);
        }
      }
      settle_labels(piece, own);
      scores[i] = own.scores;
    });
    for (std::size_t i = 0; i < strips.size(); ++i) put_back(pieces[i], scores[i], partition);
    used = next;
  }
}

}  // namespace bailiwick::engine::territory
