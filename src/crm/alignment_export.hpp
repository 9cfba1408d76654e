// Territories and who served them as CSV (RFC 4180, UTF-8), which an import of the same company reads back unchanged (alignment_writer.hpp).
//
// Territories: those of the asker's scope that stand in the tree today, each where it stands in the end: id, external_id, name, parent (its name), and
// from, the day from which on it stands there. Assignments: each stretch of days on which a position has a part in a
// territory and one holder (or none), as it is believed now: territory, position, person (the address), role, from, and until, the last day. What is
// called by a name that several have is told by its id. Needs territories.read and shows what that scope has. O(territories * history of each).
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "crm/export_service.hpp"
#include "crm/parts.hpp"

namespace bailiwick::crm {

inline constexpr std::string_view kTerritoriesHeader = "id,external_id,name,parent,from\n";
inline constexpr std::string_view kAssignmentsHeader =
    "territory,position,person,role,from,until\n";

class AlignmentExport {
 public:
  explicit AlignmentExport(const CrmParts& parts) : parts_(parts) {}

  // Of kTerritory or kTerritoryAssignment.
  [[nodiscard]] Result<ExportPieces> rows(const platform::identity::Principal& principal,
                                          ObjectKind object) const;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
