// The past of an account: all that belongs to it, the latest first; and the territories that it belonged to.
//
// An entry's time is its object's time field, or when it was recorded; a date counts as its first moment in UTC. Entries of one moment stand in the
// order of their objects, then by id, the greatest first; pages begin behind an entry, so that none is told twice and none is left out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "crm/record_service.hpp"

namespace bailiwick::crm {

struct TimelineEntry {
  Instant at;
  LabelledRecord item;
};
struct TimelinePage {
  std::vector<TimelineEntry> items;
  std::vector<std::vector<CustomField>> custom;  // of each object, by kind
  std::optional<std::string> next = {};          // the cursor of the next page
};

// Which territories an account belonged to, as it was recorded, the oldest first; with their names, in the viewer's scope or not.
struct TerritoryPast {
  std::vector<alignment::AccountAlignment> rows;
  std::map<alignment::TerritoryId, std::string> names;
};

class TimelineService {
 public:
  explicit TimelineService(const CrmParts& parts) : parts_(parts) {}

  // Needs crm.read. Errors: I001, R001, R014.
  [[nodiscard]] Result<TimelinePage> timeline(const platform::identity::Principal& principal,
                                              const RecordId& account, const std::string& cursor,
                                              std::int64_t limit) const;
  // Needs crm.read and territories.read. Errors: I001, R001.
  [[nodiscard]] Result<TerritoryPast> territories(const platform::identity::Principal& principal,
                                                  const RecordId& account) const;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
