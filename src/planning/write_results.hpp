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

// Who borders whom, into OutputOptions::edges_file where one is named.
[[nodiscard]] Result<void> write_edges(const Outcome& outcome);

// plan.csv, territories.csv, territories.geojson, report.json, report.html; gives the text of report.json. Half of the work
// is done on a thread of its own.
[[nodiscard]] Result<std::string> write_results(const Outcome& outcome,
                                                std::span<const geo::Area> borders);

}  // namespace bailiwick::planning
