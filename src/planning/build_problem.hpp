// Turns a request and its inputs into the engine's problem: names become indices.
//
// Territories are numbered in the order in which they are named: the current plan's, then centres, shares and caps,
// locks, forbidden pairs; then those of `names_extra`. The rest have no name yet (complete_names).
// Pure. O(units + links + rules).
// Rules: P030 an unknown unit, P031 no number of territories, P032 more names than territories, P033 a range with names,
//        P034 units that are not neighbours, P035 a territory named twice or unknown, P036 coordinates of a centre,
//        P037 an unknown measure, P038 too many territories.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/inputs.hpp"
#include "planning/model.hpp"

namespace bailiwick::planning {

struct BuiltProblem {
  territory::Problem problem;
  std::vector<std::string> names;  // of territories 0, 1, ...; at most k
  platform::files::Notes notes;
};

// `request` as read_inputs left it. All errors at once.
[[nodiscard]] Checked<BuiltProblem> build_problem(const DesignRequest& request,
                                                  const DesignInputs& inputs,
                                                  std::span<const std::string> names_extra = {});

// One name a territory: those known, then "T001", "T002", ... that are not taken, as wide as k needs.
[[nodiscard]] std::vector<std::string> complete_names(std::vector<std::string> names,
                                                      std::int32_t k);

}  // namespace bailiwick::planning
