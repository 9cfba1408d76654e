// What it takes to serve accounts: the workload model compiled once, then visits and hours a year of whole columns of accounts. Pure.
//
//   hours of an account = visits a year * (duration + travel) / 60
//   travel of a visit, minutes = 60 * detour * distance / speed
//   distance to the next account = 0.7124 * sqrt(A / n) km, at most distance_most_km
//
// n accounts at random places of a region of A km2: the shortest round through them all is about 0.7124 sqrt(A n) km long for large n (J. Beardwood,
// J. H. Halton, J. M. Hammersley, "The shortest path through many points", Mathematical Proceedings of the Cambridge Philosophical Society 55
// (1959), doi:10.1017/S0305004100034095; the constant as D. S. Johnson, L. A. McGeoch and E. E. Rothberg measured it, 1996). We use it for small n
// too, where a true round is longer by the way to and from its border.
// Hours are exact decimals rounded half to even at kHoursPlaces; distances at kDistancePlaces.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "formula/advice.hpp"
#include "formula/column.hpp"
#include "formula/program.hpp"
#include "market/market_models.hpp"

namespace bailiwick::market {

inline constexpr int kHoursPlaces = 4;
inline constexpr int kDistancePlaces = 3;

struct WorkloadProgram {
  WorkloadModel model;
  formula::Program program;                    // a formula a rule of visits
  std::optional<std::size_t> complexity = {};  // the field, where the schema has it
};

// Every mistake of every formula (Q..., advice among them where it is asked for), with the pointer /visits/N/formula.
[[nodiscard]] Checked<WorkloadProgram> compile_workload(
    const formula::Schema& schema, const WorkloadModel& model,
    formula::Advice advice = formula::Advice::kNotAsked);

struct Visits {
  std::optional<std::uint32_t> rule = {};  // the first that holds
  std::int64_t a_year = 0;
  std::int64_t minutes = 0;  // of one, without travel
};
// A row each. Errors of formula::check_rows.
[[nodiscard]] Result<std::vector<Visits>> visits_of(const WorkloadProgram& program,
                                                    const formula::Rows& rows);

// Within a unit of area_km2 (>= 0) with `accounts` (> 0) to be visited.
[[nodiscard]] Decimal distance_to_next(const WorkloadModel& model, double area_km2,
                                       std::int64_t accounts);

struct Workload {
  Decimal distance_km;
  Decimal travel_minutes;  // of one visit
  Decimal hours;           // a year
};
[[nodiscard]] Workload workload_of(const WorkloadModel& model, const Visits& visits,
                                   Decimal distance_km);

}  // namespace bailiwick::market
