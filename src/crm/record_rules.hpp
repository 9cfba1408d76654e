// What holds of records beyond their single fields: what follows from what, and what references lead to.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "crm/pipeline.hpp"
#include "crm/record.hpp"
#include "crm/record_sql.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

inline constexpr int kHierarchyDepthMax = 50;  // of accounts below accounts

// A day's midnight in UTC.
[[nodiscard]] constexpr Instant first_moment(LocalDate date) {
  constexpr std::int64_t kMicrosADay = 86'400'000'000;
  return Instant(date.days() * kMicrosADay);
}

// Of a new record: a lead is new, a task open, and whoever adds them owns them, unless the record says otherwise. Pure.
void fill_defaults(Record& record, PersonId person);
// What follows from a stage: since when it is in it (one that is added as won or lost: since its close date, unless that is still to come), and the probability of the stage unless another was given with it.
// `before`: as it was, null of a new one. Pure.
void follow_stage(Record& record, const Record* before, const std::vector<Pipeline>& pipelines,
                  Instant now);

// Every reference that `before` (null: a new record) did not have and that leads nowhere the viewer may see: R006 with its pointer; R007 a stage
// that no pipeline has; R013 an account that would lie below itself.
[[nodiscard]] Result<Errors> broken_references(db::Connection& connection, const Viewer& viewer,
                                               const Record& record, const Record* before,
                                               const std::vector<Pipeline>& pipelines);

// Whether an account lies above its own parent, or its hierarchy would be deeper than kHierarchyDepthMax.
[[nodiscard]] Result<bool> is_below_itself(db::Connection& connection, TenantId tenant,
                                           const Record& account);

}  // namespace bailiwick::crm
