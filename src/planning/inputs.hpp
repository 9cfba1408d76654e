// Reads all files that a request names, and works out who borders whom.
//
// Adapter: the only place of this capability that opens input files. Errors of the readers (F...) pass through; all
// files are read before anything is refused. Rules: P020 a column that a file needs is missing, P021 a field is empty
// or wrong, P022 a file of centres says too little or too much.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/neighbours.hpp"
#include "geo/polygon.hpp"
#include "planning/model.hpp"
#include "platform/files/plan.hpp"
#include "platform/files/unit_lookup.hpp"
#include "platform/files/units.hpp"

namespace bailiwick::planning {

struct DesignInputs {
  platform::files::Units units;
  std::vector<geo::Area> areas;  // one a unit where shapes were given, else empty
  std::vector<geo::Link> links;  // who borders whom, before barriers
  std::optional<platform::files::PlanFile> current;
  platform::files::Notes notes;  // what was converted or assumed, for people
};

// Fills the request with what its files say (locks, centres, ...) and returns the rest.
[[nodiscard]] Checked<DesignInputs> read_inputs(DesignRequest& request);

// The digests of all files the request names, in the order of InputFiles. A file that is not a regular one (a pipe)
// cannot be read twice and is left out.
[[nodiscard]] std::vector<InputDigest> digests_of(const InputFiles& files);

}  // namespace bailiwick::planning
