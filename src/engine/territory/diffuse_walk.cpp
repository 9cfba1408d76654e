#include "engine/territory/diffuse_walk.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <cmath>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// What a border between two units costs, in squared half windows.
constexpr float kTension = 0.01F;
// Deviations up to here are free, and up to here raise no price: the windows leave room, and what a scarce region may use of
// it need not be fetched from far.
constexpr float kFree = 0.55F;
constexpr float kFreeOfPrice = 0.75F;
// What a deviation of half a window more adds to the price each time. Faster, the prices swing; much slower, time runs out first.
constexpr float kPriceRate = 0.01F;
constexpr float kHopeless = 30.0F;  // rises of so many temperatures are not drawn for
// A search for a way round gives up, and forbids the move, after this many units.
constexpr std::size_t kSearchLimit = 40;
constexpr std::size_t kBits = 32;
// Deviations up to here are within the window: its ends are, and small sums are rounded.
constexpr float kWithin = 1.0005F;

float beyond(float deviation, float free) {
  return std::max(0.0F, deviation - free) + std::min(0.0F, deviation + free);
}
float square_beyond(float deviation) {
  const float off = std::max(0.0F, std::abs(deviation) - kFree);
  return off * off;
}

// The bits that can be reached from the lowest one of `own`.
std::uint32_t reach(std::uint32_t own, const std::uint32_t* beside) {
  std::uint32_t reached = own & (~own + 1U);
  for (std::uint32_t todo = reached; todo != 0;) {
    const std::uint32_t more = beside[std::countr_zero(todo)] & own & ~reached;
    todo = (todo & (todo - 1U)) | more;
    reached |= more;
  }
  return reached;
}

}  // namespace

DiffusionWalk::DiffusionWalk(Piece& piece)
    : piece_(piece),
      rules_(at(piece.form->rules)),
      blocks_((rules_ + kLanes - 1) / kLanes),
      label_(piece.label.begin(), piece.label.end()) {
  assert(piece.k <= kLabelsLimit);
  ledger_.assign(at(piece.k) * blocks_, Ledger{});
  amount_.assign(at(piece.n) * blocks_, Lanes{});
  weigh();
  beside_.assign(piece.near.size(), 0);
  around_.assign(at(piece.n), Around::kMany);
  is_tied_.assign(at(piece.n), 0);
  Scratch scratch;
  scratch.mark.assign(at(piece.n), 0);
  for (std::int32_t u = 0; u < piece.n; ++u) {
    look_around(u, scratch);
    is_tied_[at(u)] = piece.fixed[at(u)] != kUnassigned || piece.is_barred[at(u)] != 0 ? 1 : 0;
  }
}

// Other threads' labels may change meanwhile, but never from or to one of the caller's.
std::int32_t DiffusionWalk::label_of(std::int32_t u) const {
  return std::atomic_ref(label_[at(u)]).load(std::memory_order_relaxed);
}

// Amounts, deviations and sizes.
void DiffusionWalk::weigh() {
  std::vector<double> sum(at(piece_.k));
  for (std::size_t r = 0; r < rules_; ++r) {
    const Window& window = piece_.labels.front().windows[r];
    if (window.upper == kMeasureTotalLimit) continue;
    const double half = std::max(0.5, 0.5 * static_cast<double>(window.upper - window.lower));
    sum.assign(at(piece_.k), -0.5 * static_cast<double>(window.upper + window.lower));
    for (std::int32_t u = 0; u < piece_.n; ++u) {
      const auto amount = static_cast<double>(piece_.amounts_of(u)[r]);
      amount_[at(u) * blocks_ + r / kLanes][r % kLanes] = static_cast<float>(amount / half);
      sum[label_[at(u)]] += amount;
    }
    for (std::size_t t = 0; t < at(piece_.k); ++t)
      ledger_[t * blocks_ + r / kLanes].deviation[r % kLanes] = static_cast<float>(sum[t] / half);
  }
  for (Ledger& ledger : ledger_) ledger.size = 0;
  for (const std::uint16_t t : label_) ++ledger_[t * blocks_].size;
}

void DiffusionWalk::look_around(std::int32_t u, Scratch& scratch) {
  const auto near = piece_.neighbours(u);
  const auto first = static_cast<std::size_t>(piece_.row[at(u)]);
  if (near.empty() || near.size() > kBits) return;
  const std::int32_t begin = scratch.stamp + 1;
  for (const std::int32_t v : near) scratch.mark[at(v)] = ++scratch.stamp;
  for (std::size_t i = 0; i < near.size(); ++i) {
    for (const std::int32_t w : piece_.neighbours(near[i])) {
      if (scratch.mark[at(w)] >= begin)
        beside_[first + i] |= 1U << static_cast<std::uint32_t>(scratch.mark[at(w)] - begin);
    }
  }
  const std::uint32_t all = ~0U >> (kBits - near.size());
  around_[at(u)] = reach(all, &beside_[first]) == all ? Around::kWhole : Around::kLoose;
}

void DiffusionWalk::walk(std::span<const std::uint8_t> part_of, std::uint8_t part, int lots,
                         double temperature, Rng& rng, Scratch& scratch) {
  scratch.mark.assign(at(piece_.n), 0);
  scratch.stamp = 0;  // Two a search: counted on for minutes, they would overflow.
  // They stay what they are: atoms only change hands inside the part.
  scratch.atoms.clear();
  for (std::int32_t u = 0; u < piece_.n; ++u) {
    if (part_of[at(label_of(u))] == part && !piece_.neighbours(u).empty())
      scratch.atoms.push_back(u);
  }
  if (scratch.atoms.empty()) return;
  const std::size_t steps = piece_.near.size() * scratch.atoms.size() / at(piece_.n);
  for (int i = 0; i < lots; ++i) {
    // In turn, as neighbours lie near each other in memory; from another atom each time.
    auto next = static_cast<std::size_t>(rng.below(scratch.atoms.size()));
    for (std::size_t step = 0; step < steps; ++step) {
      if (++next >= scratch.atoms.size()) next = 0;
      try_move(scratch.atoms[next], part_of, static_cast<float>(temperature), rng, scratch);
    }
    for (std::int32_t t = 0; t < piece_.k; ++t) {
      if (part_of[at(t)] == part) raise_prices(t);
    }
  }
}

// Proposes that u goes to the label of one of its neighbours, and does it or not.
inline void DiffusionWalk::try_move(std::int32_t u, std::span<const std::uint8_t> part_of,
                                    float temperature, Rng& rng, Scratch& scratch) {
  const auto near = piece_.neighbours(u);
  const std::int32_t from = label_of(u);
  // The upper half of one draw, as in Rng::below() but without another draw for evenness.
  const std::int32_t to = label_of(near[((rng.next() >> 32U) * near.size()) >> 32U]);
  if (to == from || part_of[at(to)] != part_of[at(from)]) return;
  std::uint32_t own = 0;
  std::int32_t borders = 0;
  for (std::size_t i = 0; i < near.size(); ++i) {
    const std::int32_t t = label_of(near[i]);
    own |= static_cast<std::uint32_t>(t == from) << (i % kBits);
    borders += static_cast<std::int32_t>(t == from) - static_cast<std::int32_t>(t == to);
  }
  const float rise = rise_of(u, from, to) + kTension * static_cast<float>(borders);
  temperature = std::max(
      temperature, std::max(ledger_[at(from) * blocks_].heat, ledger_[at(to) * blocks_].heat));
  if (rise > 0.0F && (rise > kHopeless * temperature ||
                      static_cast<float>(rng.uniform()) >= std::exp(-rise / temperature)))
    return;
  if (is_tied_[at(u)] != 0 && !may_carry(piece_, u, to)) return;
  if (can_leave(u, own, scratch)) move(u, to);
}

int DiffusionWalk::outside() const {
  int count = 0;
  for (const Ledger& ledger : ledger_) {
    count += static_cast<int>(std::count_if(ledger.deviation.begin(), ledger.deviation.end(),
                                            [](float d) { return std::abs(d) > kWithin; }));
  }
  return count;
}

void DiffusionWalk::set_heat(std::int32_t label, double temperature) {
  ledger_[at(label) * blocks_].heat = static_cast<float>(temperature);
}

void DiffusionWalk::write_labels() {
  std::copy(label_.begin(), label_.end(), piece_.label.begin());
  weigh();
}

// What u costs more as part of `to`, borders left out.
float DiffusionWalk::rise_of(std::int32_t u, std::int32_t from, std::int32_t to) const {
  Lanes rise{};
  for (std::size_t b = 0; b < blocks_; ++b) {
    const Lanes& amount = amount_[at(u) * blocks_ + b];
    const Ledger& less = ledger_[at(from) * blocks_ + b];
    const Ledger& more = ledger_[at(to) * blocks_ + b];
    for (std::size_t i = 0; i < kLanes; ++i) {
      rise[i] += square_beyond(less.deviation[i] - amount[i]) - square_beyond(less.deviation[i]) +
                 square_beyond(more.deviation[i] + amount[i]) - square_beyond(more.deviation[i]) +
                 amount[i] * (more.price[i] - less.price[i]);
    }
  }
  return (rise[0] + rise[1]) + (rise[2] + rise[3]);
}

// True when u's territory surely stays connected, and not empty, without u. `own`: which neighbours are of its territory.
bool DiffusionWalk::can_leave(std::int32_t u, std::uint32_t own, Scratch& scratch) const {
  const auto t = at(label_of(u));
  if (ledger_[t * blocks_].size <= piece_.labels[t].atoms_min) return false;
  const Around around = around_[at(u)];
  if (around == Around::kMany) return finds_way_round(u, scratch);
  if (own == 0) return false;
  if (reach(own, &beside_[static_cast<std::size_t>(piece_.row[at(u)])]) == own) return true;
  return around == Around::kLoose && finds_way_round(u, scratch);
}

bool DiffusionWalk::finds_way_round(std::int32_t u, Scratch& scratch) const {
  const std::int32_t t = label_of(u);
  const std::int32_t wanted = ++scratch.stamp;
  std::int32_t count = 0;
  std::int32_t start = -1;
  for (const std::int32_t v : piece_.neighbours(u)) {
    if (label_of(v) != t) continue;
    scratch.mark[at(v)] = wanted;
    start = v;
    ++count;
  }
  if (count <= 1) return count == 1;
  const std::int32_t seen = ++scratch.stamp;
  scratch.mark[at(u)] = scratch.mark[at(start)] = seen;
  std::vector<std::int32_t>& queue = scratch.queue;
  queue.assign(1, start);
  for (std::size_t head = 0; head < queue.size() && queue.size() <= kSearchLimit; ++head) {
    for (const std::int32_t v : piece_.neighbours(queue[head])) {
      std::int32_t& mark = scratch.mark[at(v)];
      if (label_of(v) != t || mark == seen) continue;
      if (mark == wanted && --count == 1) return true;
      mark = seen;
      queue.push_back(v);
    }
  }
  return false;
}

void DiffusionWalk::move(std::int32_t u, std::int32_t to) {
  const std::int32_t from = label_of(u);
  for (std::size_t b = 0; b < blocks_; ++b) {
    const Lanes& amount = amount_[at(u) * blocks_ + b];
    Lanes& less = ledger_[at(from) * blocks_ + b].deviation;
    Lanes& more = ledger_[at(to) * blocks_ + b].deviation;
    for (std::size_t i = 0; i < kLanes; ++i) {
      less[i] -= amount[i];
      more[i] += amount[i];
    }
  }
  --ledger_[at(from) * blocks_].size;
  ++ledger_[at(to) * blocks_].size;
  std::atomic_ref(label_[at(u)]).store(static_cast<std::uint16_t>(to), std::memory_order_relaxed);
}

void DiffusionWalk::raise_prices(std::int32_t label) {
  for (std::size_t i = at(label) * blocks_; i < (at(label) + 1) * blocks_; ++i) {
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      ledger_[i].price[lane] += kPriceRate * beyond(ledger_[i].deviation[lane], kFreeOfPrice);
  }
}

double DiffusionWalk::deviation(std::int32_t label, std::size_t rule) const {
  return static_cast<double>(ledger_[at(label) * blocks_ + rule / kLanes].deviation[rule % kLanes]);
}

double DiffusionWalk::price(std::int32_t label, std::size_t rule) const {
  return static_cast<double>(ledger_[at(label) * blocks_ + rule / kLanes].price[rule % kLanes]);
}

std::int32_t DiffusionWalk::size(std::int32_t label) const {
  return ledger_[at(label) * blocks_].size;
}

}  // namespace bailiwick::engine::territory
