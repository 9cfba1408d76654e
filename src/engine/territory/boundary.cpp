#include "engine/territory/boundary.hpp"

#include <cassert>
#include <cmath>

namespace bailiwick::engine::territory {

void Boundary::reset(Piece& piece, double charge) {
  piece_ = &piece;
  charge_ = charge;
  const auto rules = static_cast<std::size_t>(piece.form->rules);
  side_.assign(static_cast<std::size_t>(piece.k), Side{});
  sums_.assign(static_cast<std::size_t>(piece.k) * rules, 0);
  for (std::int32_t u = 0; u < piece.n; ++u) {
    const auto i = static_cast<std::size_t>(u);
    const auto t = static_cast<std::size_t>(piece.label[i]);
    side_[t].moments.add(piece.weight[i], piece.at[i]);
    ++side_[t].size;
    const auto amounts = piece.amounts_of(u);
    for (std::size_t r = 0; r < rules; ++r) sums_[t * rules + r] += amounts[r];
  }
  for (std::size_t t = 0; t < side_.size(); ++t) {
    side_[t].is_moving = piece.form->is_moment_form() && !piece.labels[t].is_pinned;
    side_[t].centre = side_[t].is_moving ? side_[t].moments.centroid() : piece.labels[t].centre;
  }
  contiguity_.reset(piece.graph());
}

double Boundary::balance_delta(std::int32_t t, std::span<const std::int64_t> amounts, int sign,
                               double& violation) const {
  const std::size_t rules = amounts.size();
  const auto& windows = piece_->labels[static_cast<std::size_t>(t)].windows;
  double soft = 0.0;
  for (std::size_t r = 0; r < rules; ++r) {
    const std::int64_t before = sums_[static_cast<std::size_t>(t) * rules + r];
    const std::int64_t after = before + sign * amounts[r];
    violation += territory::violation_of(*piece_->form, windows[r], after) -
                 territory::violation_of(*piece_->form, windows[r], before);
    if (piece_->form->soft[r] > 0.0) {
      soft += piece_->form->soft[r] *
              (deviation_of(windows[r], after) - deviation_of(windows[r], before));
    }
  }
  return soft;
}

double Boundary::distance_delta(std::int32_t u, std::int32_t to) const {
  const auto i = static_cast<std::size_t>(u);
  const std::int32_t from = piece_->label[i];
  const Side& a = side_[static_cast<std::size_t>(from)];
  const Side& b = side_[static_cast<std::size_t>(to)];
  const double w = piece_->weight[i];
  double cost = 0.0;
  if (a.is_moving && b.is_moving) {
    const double rest = a.moments.s0 - w;
    const double leave = rest > 1e-9 * a.moments.s0 ? w * a.moments.s0 / rest : w;
    const double join = w * b.moments.s0 / (b.moments.s0 + w);
    cost = join * squared_distance(piece_->at[i], b.centre) -
           leave * squared_distance(piece_->at[i], a.centre);
    if (piece_->form->has_labels) cost += hand_cost(*piece_, u, to) - hand_cost(*piece_, u, from);
    if (piece_->form->radius_max2 >= 0.0)
      cost += assign_cost(*piece_, u, to) - assign_cost(*piece_, u, from);
    return cost;
  }
  return assign_cost(*piece_, u, to) - assign_cost(*piece_, u, from);
}

Score Boundary::score_delta(std::int32_t u, std::int32_t to) const {
  const std::int32_t from = piece_->label[static_cast<std::size_t>(u)];
  const auto amounts = piece_->amounts_of(u);
  Score score;
  score.cost = balance_delta(from, amounts, -1, score.violation);
  score.cost += balance_delta(to, amounts, 1, score.violation);
  score.cost += distance_delta(u, to);
  return score;
}

double Boundary::delta(std::int32_t u, std::int32_t to) const {
  const Score score = score_delta(u, to);
  return score.cost + charge_ * score.violation;
}

double Boundary::swap_delta(std::int32_t u, std::int32_t v) const {
  const std::int32_t a = piece_->label[static_cast<std::size_t>(u)];
  const std::int32_t b = piece_->label[static_cast<std::size_t>(v)];
  const auto rules = static_cast<std::size_t>(piece_->form->rules);
  const auto mine = piece_->amounts_of(u);
  const auto theirs = piece_->amounts_of(v);
  const Label& la = piece_->labels[static_cast<std::size_t>(a)];
  const Label& lb = piece_->labels[static_cast<std::size_t>(b)];
  double cost = 0.0;
  for (std::size_t r = 0; r < rules; ++r) {
    const std::int64_t shift = theirs[r] - mine[r];
    const std::int64_t sum_a = sums_[static_cast<std::size_t>(a) * rules + r];
    const std::int64_t sum_b = sums_[static_cast<std::size_t>(b) * rules + r];
    cost += charge_ * (territory::violation_of(*piece_->form, la.windows[r], sum_a + shift) -
                       territory::violation_of(*piece_->form, la.windows[r], sum_a) +
                       territory::violation_of(*piece_->form, lb.windows[r], sum_b - shift) -
                       territory::violation_of(*piece_->form, lb.windows[r], sum_b));
    if (piece_->form->soft[r] > 0.0) {
      cost += piece_->form->soft[r] *
              (deviation_of(la.windows[r], sum_a + shift) - deviation_of(la.windows[r], sum_a) +
               deviation_of(lb.windows[r], sum_b - shift) - deviation_of(lb.windows[r], sum_b));
    }
  }
  return cost + distance_delta(u, b) + distance_delta(v, a);
}

bool Boundary::can_leave(std::int32_t u) {
  const std::int32_t t = piece_->label[static_cast<std::size_t>(u)];
  if (side_[static_cast<std::size_t>(t)].size < 2) return false;
  return !piece_->form->is_contiguous || contiguity_.stays_connected_without(u, piece_->label);
}

void Boundary::apply(std::int32_t u, std::int32_t to) {
  const auto i = static_cast<std::size_t>(u);
  const std::int32_t from = piece_->label[i];
  assert(from != to);
  const auto amounts = piece_->amounts_of(u);
  const std::size_t rules = amounts.size();
  for (std::size_t r = 0; r < rules; ++r) {
    sums_[static_cast<std::size_t>(from) * rules + r] -= amounts[r];
    sums_[static_cast<std::size_t>(to) * rules + r] += amounts[r];
  }
  Side& a = side_[static_cast<std::size_t>(from)];
  Side& b = side_[static_cast<std::size_t>(to)];
  a.moments.add(-piece_->weight[i], piece_->at[i]);
  b.moments.add(piece_->weight[i], piece_->at[i]);
  --a.size;
  ++b.size;
  if (a.is_moving) a.centre = a.moments.centroid();
  if (b.is_moving) b.centre = b.moments.centroid();
  piece_->label[i] = to;
}

double Boundary::violation_of(std::int32_t t) const {
  const auto rules = static_cast<std::size_t>(piece_->form->rules);
  const auto& windows = piece_->labels[static_cast<std::size_t>(t)].windows;
  double violation = 0.0;
  for (std::size_t r = 0; r < rules; ++r) {
    violation += territory::violation_of(*piece_->form, windows[r],
                                         sums_[static_cast<std::size_t>(t) * rules + r]);
  }
  return violation;
}

double Boundary::violation() const {
  double total = 0.0;
  for (std::int32_t t = 0; t < piece_->k; ++t) total += violation_of(t);
  return total;
}

}  // namespace bailiwick::engine::territory
