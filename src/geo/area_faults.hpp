// What is wrong with areas as people draw them: rings that do not close or cross themselves, areas that overlap. And how to mend a ring.
//
// The rules are those of OGC Simple Features (ISO 19125-1), judged by GEOS, with the place of the first fault. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/coverage.hpp"
#include "geo/polygon.hpp"

namespace bailiwick::geo {

enum class AreaFaultKind {
  kNotClosed,  // the last vertex of a ring is not its first
  kAcrossAntimeridian,  // an edge jumps by more than half a turn: RFC 7946 wants such an area cut at 180 degrees
  kCrossing  // it crosses or touches itself, or its rings do each other
};
struct AreaFault {
  AreaFaultKind kind = AreaFaultKind::kCrossing;
  LonLat where;
  std::string reason = {};  // GEOS' words, of kCrossing
};

// Asked now and then; false: stop, and what is answered then is no answer.
using GoesOn = std::function<bool()>;

// The first fault; none of an area without rings.
[[nodiscard]] std::optional<AreaFault> fault_of(const Area& area, const GoesOn& go_on = {});
// The same land with rings that close and do not cross: what an odd or even number of times was drawn over stays as GEOS' "structure" has it (holes
// stay holes). Empty where nothing is left.
[[nodiscard]] Area repaired(const Area& area, const GoesOn& go_on = {});

struct Overlap {
  std::int32_t first = 0;  // < second
  std::int32_t second = 0;
  double size_m2 = 0.0;  // >= kOverlapLeast_m2
  LonLat where;          // a place in it
};
inline constexpr double kOverlapLeast_m2 = 10.0;  // less is rounding

// Pairs of areas that have land in common, ascending. Areas are valid (fault_of). `go_on` is asked now and then with the share that is done; no value
// where it answers false. O(n log n) questions on ordinary maps, each O(corners).
[[nodiscard]] std::optional<std::vector<Overlap>> overlaps_of(
    const Coverage& coverage, const std::function<bool(double)>& go_on);

}  // namespace bailiwick::geo
