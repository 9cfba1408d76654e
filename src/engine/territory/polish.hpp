// Moves single units, and swaps two, across the borders inside a piece while that lowers its cost.
//
// The violation of balance is charged to the cost; when a local optimum still violates, the charge is raised and
// the search goes on. Ends in a plan that no single move or (where asked) swap improves. Pure but for the piece.
#pragma once

#include "engine/territory/boundary.hpp"

namespace bailiwick::engine::territory {

struct PolishOptions {
  double charge = 0.0;  // of one whole target of violation, in cost; > 0
  int raises = 4;       // how often the charge may be raised (by 5) while the piece still violates
  bool with_swaps = true;
};

struct PolishScratch {
  Boundary boundary;
  struct Border {
    std::int32_t from = 0;
    std::int32_t to = 0;
    std::int32_t atom = 0;
    friend auto operator<=>(const Border&, const Border&) = default;
  };
  std::vector<Border> borders;
};

// True when any unit changed its label.
bool polish(Piece& piece, const PolishOptions& options, PolishScratch& scratch);

}  // namespace bailiwick::engine::territory
