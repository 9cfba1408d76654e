// Segments that cross or touch each other made into segments that meet in their ends alone, on the grid of whole steps: snap rounding (J. D. Hobby, "Practical segment
// intersection with finite precision output", 1999, doi:10.1016/S0925-7721(99)00021-8).
//
// Each end and each crossing makes the grid point that it rounds to a hot one, and every segment goes over the hot points whose squares it passes through (the square of
// a point: half a step to all sides, its lower and left border included). So nothing moves further than into a square that it passed through, and what was on one side of
// a line is never on the other. All is reckoned exactly in whole numbers; we look for crossings in a tree of boxes, where Hobby sweeps.
//
// Deterministic; pure; O((n + crossings) log n) on ordinary maps.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "geo/equal_area.hpp"

namespace bailiwick::geo {

// Of two different points with whole coordinates within +-2e9.
struct Segment {
  PlanePoint a;
  PlanePoint b;
  friend bool operator==(const Segment&, const Segment&) = default;
};

// Each once, from its lower end (by x, then y), ascending. `go_on` is asked now and then with the share that is done; no value where it answers false.
[[nodiscard]] std::optional<std::vector<Segment>> noded(std::span<const Segment> segments,
                                                        const std::function<bool(double)>& go_on);

}  // namespace bailiwick::geo
