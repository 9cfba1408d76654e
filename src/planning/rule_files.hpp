// Reads the small CSV files beside the units: locks, forbidden pairs, links, barriers and centres.
//
//   lock, forbid   columns unit (or id, zip, ...) and territory
//   must-link      columns group and unit: all units of a group go together
//   barrier        two columns of unit ids
//   centers        columns territory (or name, rep), unit or lon and lat, and kind: pinned or preferred (default)
// Ids and names stay texts; build_problem resolves them. Rules: P020 .. P022.
#pragma once

#include "base/result.hpp"
#include "planning/model.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::planning {

// Appends what the files say to the request's lists; returns all errors.
[[nodiscard]] Errors read_rule_files(DesignRequest& request, platform::files::Notes& notes);

}  // namespace bailiwick::planning
