#include "engine/territory/polish.hpp"

#include <algorithm>

namespace bailiwick::engine::territory {
namespace {

constexpr int kPassesLimit = 50;
constexpr double kRaise = 5.0;
// A move must gain this share of the charge, so that rounding cannot make the search go in circles.
constexpr double kLeastGain = 1e-12;

// One pass of single moves; the number made.
int move_pass(Boundary& boundary, double least) {
  Piece& piece = boundary.piece();
  int made = 0;
  for (std::int32_t u = 0; u < piece.n; ++u) {
    const std::int32_t from = piece.label[static_cast<std::size_t>(u)];
    std::int32_t best = -1;
    double best_delta = -least;
    std::int32_t last = from;
    for (const std::int32_t v : piece.neighbours(u)) {
      const std::int32_t to = piece.label[static_cast<std::size_t>(v)];
      if (to == from || to == last) continue;
      last = to;
      const double delta = boundary.delta(u, to);
      if (delta < best_delta && may_carry(piece, u, to)) {
        best_delta = delta;
        best = to;
      }
    }
    if (best < 0 || !boundary.can_leave(u)) continue;
    boundary.apply(u, best);
    ++made;
  }
  return made;
}

void list_borders(const Piece& piece, std::vector<PolishScratch::Border>& borders) {
  borders.clear();
  for (std::int32_t u = 0; u < piece.n; ++u) {
    const std::int32_t from = piece.label[static_cast<std::size_t>(u)];
    for (const std::int32_t v : piece.neighbours(u)) {
      const std::int32_t to = piece.label[static_cast<std::size_t>(v)];
      if (to != from && may_carry(piece, u, to)) borders.push_back({from, to, u});
    }
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
}

// Makes the swap if both territories stay connected and it truly gains; otherwise changes nothing.
bool try_swap(Boundary& boundary, std::int32_t u, std::int32_t v, double least) {
  const Piece& piece = boundary.piece();
  const std::int32_t a = piece.label[static_cast<std::size_t>(u)];
  const std::int32_t b = piece.label[static_cast<std::size_t>(v)];
  if (piece.form->is_contiguous && !boundary.touches(u, b))
    return false;  // the list of borders grows old
  if (!boundary.can_leave(u)) return false;
  const double first = boundary.delta(u, b);
  boundary.apply(u, b);
  const bool is_joined = !piece.form->is_contiguous || boundary.touches(v, a);
  if (is_joined && first + boundary.delta(v, a) < -least && boundary.can_leave(v)) {
    boundary.apply(v, a);
    return true;
  }
  boundary.apply(u, a);
  return false;
}

// One pass of swaps between every two neighbouring labels; the number made.
int swap_pass(Boundary& boundary, std::vector<PolishScratch::Border>& borders, double least) {
  const Piece& piece = boundary.piece();
  list_borders(piece, borders);
  int made = 0;
  const auto label_of = [&](std::int32_t u) { return piece.label[static_cast<std::size_t>(u)]; };
  for (std::size_t begin = 0; begin < borders.size();) {
    std::size_t end = begin;
    while (end < borders.size() && borders[end].from == borders[begin].from &&
           borders[end].to == borders[begin].to) {
      ++end;
    }
    const std::int32_t a = borders[begin].from;
    const std::int32_t b = borders[begin].to;
    if (a < b) {
      const auto back =
          std::lower_bound(borders.begin(), borders.end(), PolishScratch::Border{b, a, 0});
      for (std::size_t i = begin; i < end; ++i) {
        const std::int32_t u = borders[i].atom;
        for (auto j = back; j != borders.end() && j->from == b && j->to == a; ++j) {
          if (label_of(u) != a || label_of(j->atom) != b) continue;
          if (boundary.swap_delta(u, j->atom) < -least && try_swap(boundary, u, j->atom, least)) {
            ++made;
            break;
          }
        }
      }
    }
    begin = end;
  }
  return made;
}

}  // namespace

bool polish(Piece& piece, const PolishOptions& options, PolishScratch& scratch) {
  Boundary& boundary = scratch.boundary;
  boundary.reset(piece, options.charge);
  const double least = kLeastGain * options.charge;
  bool any = false;
  for (int raise = 0;; ++raise) {
    for (int pass = 0; pass < kPassesLimit; ++pass) {
      int made = move_pass(boundary, least);
      if (made == 0 && options.with_swaps) made = swap_pass(boundary, scratch.borders, least);
      if (made == 0) break;
      any = true;
    }
    if (raise >= options.raises || boundary.violation() <= 0.0) break;
    boundary.set_charge(boundary.charge() * kRaise);
  }
  return any;
}

}  // namespace bailiwick::engine::territory
