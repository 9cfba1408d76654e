// Writes the records of imports: many at once, each added, changed or left as it is, as record_service.hpp would do it one at a time.
#pragma once

#include "crm/import_ports.hpp"
#include "crm/lead_desk.hpp"
#include "crm/pipeline.hpp"

namespace bailiwick::crm {

// Rules of refusals: R001 the id is of no record that the actor sees; R002 a required field; R009 the external id is of a deleted
// record; R013 an account below itself.
class BatchWriter final : public RecordWriter {
 public:
  // `leads`: null, or outlives it.
  BatchWriter(UuidSource& ids, WallClock now, const LeadSlot* leads = nullptr)
      : ids_(ids), now_(std::move(now)), leads_(leads) {}

  [[nodiscard]] Result<std::vector<Written>> write(platform::db::Connection& connection,
                                                   const RecordBatch& batch) const override;

 private:
  UuidSource& ids_;
  WallClock now_;
  const LeadSlot* leads_;
};

}  // namespace bailiwick::crm
