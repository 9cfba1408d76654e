// The timeline of an account: all that belongs to it, the latest first.
//
// An entry's time is its object's time field, or when it was recorded; a date counts as its first moment in UTC. Entries of one moment stand in the
// order of their objects, then by id, the greatest first; pages begin behind an entry, so that none is told twice and none is left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

class TimelineService {
 public:
  explicit TimelineService(const CrmParts& parts) : parts_(parts) {}

  // Needs crm.read. Errors: I001, R001, R014.
  [[nodiscard]] Result<TimelinePage> timeline(const platform::identity::Principal& principal,
                                              const RecordId& account, const std::string& cursor,
                                              std::int64_t limit) const;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
