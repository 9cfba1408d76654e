// The running state of a piece while single atoms change labels: amounts, centres and contiguity kept up to date.
//
// Pricing and applying are apart: a move is priced in O(rules) and its contiguity tested (see graph/contiguity.hpp)
// before anything changes. Prices are exact for moment forms (J. Hartigan & M. Wong's update,
// 1979, doi:10.2307/2346830); for the other forms they are exact for the present centres.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/piece.hpp"
#include "graph/contiguity.hpp"

namespace bailiwick::engine::territory {

class Boundary {
 public:
  // Reads piece.label; the piece must outlive this and is written by apply().
  void reset(Piece& piece, double charge);

  // What the objective gains (negative: better) when atom u takes label `to`, with `charge` for one whole
  // target of violation. Contiguity is not asked here.
  [[nodiscard]] double delta(std::int32_t u, std::int32_t to) const;
  // The same in two: the violation, and the cost without the charge for it.
  [[nodiscard]] Score score_delta(std::int32_t u, std::int32_t to) const;
  // delta() without the terms of balance: what the move costs in distance and changing hands.
  [[nodiscard]] double distance_delta(std::int32_t u, std::int32_t to) const;
  // delta of u taking v's label and v taking u's, up to the interplay of their moments.
  [[nodiscard]] double swap_delta(std::int32_t u, std::int32_t v) const;

  // True when u's territory stays connected, and not empty, without u (always, if need not be contiguous).
  [[nodiscard]] bool can_leave(std::int32_t u);
  // True when u has a neighbour labelled t.
  [[nodiscard]] bool touches(std::int32_t u, std::int32_t t) const {
    return contiguity_.touches(u, t, piece_->label);
  }

  void apply(std::int32_t u, std::int32_t to);

  [[nodiscard]] double charge() const { return charge_; }
  void set_charge(double charge) { charge_ = charge; }
  [[nodiscard]] std::int32_t size_of(std::int32_t t) const {
    return side_[static_cast<std::size_t>(t)].size;
  }
  // What label t holds, a rule each.
  [[nodiscard]] std::span<const std::int64_t> sums_of(std::int32_t t) const {
    const auto rules = static_cast<std::size_t>(piece_->form->rules);
    return {sums_.data() + static_cast<std::size_t>(t) * rules, rules};
  }
  [[nodiscard]] double violation_of(std::int32_t t) const;
  [[nodiscard]] double violation() const;
  [[nodiscard]] Piece& piece() const { return *piece_; }

 private:
  struct Side {
    Moments moments;
    Vec3 centre;
    std::int32_t size = 0;
    bool is_moving = false;  // priced by moments
  };
  // The change of the soft terms; adds the change of the violation to `violation`.
  [[nodiscard]] double balance_delta(std::int32_t t, std::span<const std::int64_t> amounts,
                                     int sign, double& violation) const;

  Piece* piece_ = nullptr;
  double charge_ = 0.0;
  std::vector<Side> side_;
  std::vector<std::int64_t> sums_;  // k x rules
  graph::Contiguity contiguity_;
};

}  // namespace bailiwick::engine::territory
