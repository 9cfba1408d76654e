// Writes all files of a plan into a folder, or none.
//
// A folder that holds files is only written into where it looks like an earlier result of ours (it has a report.json of
// this program) or with force. Rules: P041 the folder holds other things, P042 it is not a folder; and those of
// platform/files/atomic_write.hpp.
#pragma once

#include <span>
#include <string>

#include "base/result.hpp"
#include "geo/polygon.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

// May results be written there? To be asked before time is spent.
[[nodiscard]] Result<void> check_folder(const std::string& folder, bool force);

// plan.csv, territories.csv, territories.geojson, report.json, report.html.
[[nodiscard]] Result<void> write_results(const Outcome& outcome,
                                         std::span<const geo::Area> borders);

}  // namespace bailiwick::planning
