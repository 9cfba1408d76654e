// Reads the published instances of ../shared/bench/territory into problems, for measuring bounds.
//
// Measuring only: no check of the input beyond what the files are known to hold. Adjacency is left empty, since
// bounds do not use it.
#pragma once

#include <string>

#include "engine/territory/model.hpp"

namespace bailiwick::bench {

// A problem and the best objective known for it, in the unit of CostParts::total(); 0: none.
struct Instance {
  engine::territory::Problem problem;
  double known = 0.0;
};

// states/<name>.nodes.csv and .plan.csv: unit centres, moment of inertia, the published window of population.
[[nodiscard]] Instance read_state(const std::string& folder, const std::string& name);
// us_zip/units.csv: centroids, moment of inertia, population within `tolerance`.
[[nodiscard]] Instance read_us_zip(const std::string& folder, int territories, double tolerance);
// cpmp/<name>.{dat,txt}: unit centres, unweighted distances in units of 1/1000, one capacity.
[[nodiscard]] Instance read_cpmp(const std::string& path);
// ctdp/<name>.dat with its .out: unit centres, unweighted distances in units of 1/1000, three measures.
[[nodiscard]] Instance read_ctdp(const std::string& path);

}  // namespace bailiwick::bench
