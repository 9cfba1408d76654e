#include "engine/territory/anneal.hpp"

#include <algorithm>
#include <cmath>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr std::int64_t kStepsPerTemperature = 256;
constexpr std::size_t kNoted = 4'096;

bool is_on_border(const Piece& piece, std::int32_t u) {
  const std::int32_t t = piece.label[at(u)];
  for (const std::int32_t v : piece.neighbours(u)) {
    if (piece.label[at(v)] != t) return true;
  }
  return false;
}

void update_border(const Piece& piece, std::int32_t u, AnnealScratch& s) {
  const bool is_on = is_on_border(piece, u);
  const std::int32_t place = s.place[at(u)];
  if (is_on && place < 0) {
    s.place[at(u)] = static_cast<std::int32_t>(s.border.size());
    s.border.push_back(u);
  } else if (!is_on && place >= 0) {
    const std::int32_t last = s.border.back();
    s.border[at(place)] = last;
    s.place[at(last)] = place;
    s.border.pop_back();
    s.place[at(u)] = -1;
  }
}

void begin_collecting(const Piece& piece, AnnealScratch& s) {
  s.sets.assign(at(piece.k), AtomSet{});
  s.noted.assign(kNoted, AtomSet{});
  for (std::size_t u = 0; u < at(piece.n); ++u) s.sets[at(piece.label[u])].flip(piece.atom[u]);
}

void collect(const Boundary& boundary, std::int32_t t, AnnealScratch& s,
             std::vector<AtomSet>& seen) {
  if (boundary.violation_of(t) > 0.0) return;
  const AtomSet set = s.sets[at(t)];
  AtomSet& noted = s.noted[AtomSetHash{}(set) % kNoted];
  if (noted == set) return;
  noted = set;
  seen.push_back(set);
}

}  // namespace

std::int64_t anneal(Piece& piece, const AnnealOptions& options, Rng& rng, AnnealScratch& s) {
  Boundary& boundary = s.boundary;
  boundary.reset(piece, options.charge);
  s.border.clear();
  s.place.assign(at(piece.n), -1);
  for (std::int32_t u = 0; u < piece.n; ++u) update_border(piece, u, s);
  if (options.seen != nullptr) begin_collecting(piece, s);
  const double ratio = options.temperature_end / options.temperature;
  double temperature = options.temperature;
  std::int64_t made = 0;
  double value = 0.0;  // strict, relative to the beginning
  double best = 0.0;
  s.since_best.clear();
  for (std::int64_t step = 0; step < options.steps && !s.border.empty(); ++step) {
    if (step % kStepsPerTemperature == 0) {
      if (options.budget != nullptr && options.budget->is_over()) break;
      temperature = options.temperature *
                    std::pow(ratio, static_cast<double>(step) / static_cast<double>(options.steps));
    }
    const std::int32_t u = s.border[static_cast<std::size_t>(rng.below(s.border.size()))];
    const auto near = piece.neighbours(u);
    const std::int32_t v = near[static_cast<std::size_t>(rng.below(near.size()))];
    const std::int32_t to = piece.label[at(v)];
    if (to == piece.label[at(u)]) continue;
    const Score score = boundary.score_delta(u, to);
    const double delta = score.cost + options.charge * score.violation;
    if (delta > 0.0 &&
        (delta > 30.0 * temperature || rng.uniform() >= std::exp(-delta / temperature)))
      continue;
    if (!may_carry(piece, u, to) || !boundary.can_leave(u)) continue;
    const std::int32_t from = piece.label[at(u)];
    if (options.keeps_best) s.since_best.emplace_back(u, from);
    boundary.apply(u, to);
    ++made;
    if (options.seen != nullptr) {
      s.sets[at(from)].flip(piece.atom[at(u)]);
      s.sets[at(to)].flip(piece.atom[at(u)]);
      collect(boundary, from, s, *options.seen);
      collect(boundary, to, s, *options.seen);
    }
    value += score.cost + options.strict_charge * score.violation;
    if (value < best) {
      best = value;
      s.since_best.clear();
    }
    update_border(piece, u, s);
    for (const std::int32_t w : near) update_border(piece, w, s);
  }
  for (; !s.since_best.empty(); s.since_best.pop_back()) {
    piece.label[at(s.since_best.back().first)] = s.since_best.back().second;
  }
  return made;
}

}  // namespace bailiwick::engine::territory
