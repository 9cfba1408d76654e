// What the services of the CRM work with, and what they have in common: telling of a change, and two refusals.
#pragma once

#include <string>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "crm/field_readers.hpp"
#include "crm/lead_desk.hpp"
#include "crm/record.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

// All of them outlive the services.
struct CrmParts {
  platform::db::Database& database;
  const platform::audit::Log& audit;
  const platform::events::EventOutbox& outbox;
  const alignment::AlignmentService& alignment;
  UuidSource& ids;
  WallClock now;
  const LeadSlot* leads = nullptr;                 // null: leads are not routed
  const FieldReaderSlot* field_readers = nullptr;  // null: no formula reads custom fields

  // The desk that a record of that kind is shown to; null: none.
  [[nodiscard]] const LeadDesk* desk_for(ObjectKind kind) const {
    return kind == ObjectKind::kLead && leads != nullptr ? leads->desk : nullptr;
  }
};

// Tells the audit log (ids alone) and open pages (record.updated {object, id}) of a change, in its transaction.
Result<void> tell(const CrmParts& parts, platform::db::Connection& connection,
                  const platform::identity::Principal& principal, const RecordId& id,
                  platform::audit::Word action);

// Shows the desk an activity that was added, or a lead that was changed, hidden or brought back.
Result<void> show_desk(const CrmParts& parts, platform::db::Connection& connection,
                       const platform::identity::Principal& principal, const Record* before,
                       const Record& after);

// R001: of one that is not there and of one that may not be seen alike.
[[nodiscard]] tl::unexpected<Error> refuse_unknown(const RecordId& id);
// R010.
[[nodiscard]] tl::unexpected<Error> refuse_stale();

}  // namespace bailiwick::crm
