// A row of audit_entry as a value. Columns, in this order: number, recorded_at, actor_id, via, credential_id, action,
// subject, details.
#pragma once

#include "platform/audit/list.hpp"

namespace bailiwick::platform::audit {

// A word for `via` that is none of ours (an altered row) reads as the system's: its hash then tells.
[[nodiscard]] inline Recorded recorded_from(const db::Row& row) {
  Recorded entry;
  entry.number = row.int64(0);
  entry.at = row.instant(1);
  if (!row.is_null(2)) entry.actor.person = row.id<PersonTag>(2);
  const auto via = row.text(3);
  entry.actor.via = via == name_of(Via::kSession) ? Via::kSession
                    : via == name_of(Via::kToken) ? Via::kToken
                                                  : Via::kSystem;
  if (!row.is_null(4)) entry.actor.credential = row.uuid(4);
  entry.action = row.text(5);
  entry.subject = row.text(6);
  entry.details = row.text(7);
  return entry;
}

// Whether the row is written as append() writes it: of each value there is one way only, so that none can be exchanged
// for another that reads the same.
[[nodiscard]] inline bool is_written_our_way(const db::Row& row, const Recorded& entry) {
  return row.text(3) == name_of(entry.actor.via) && row.is_null(2) == entry.actor.person.is_nil() &&
         row.is_null(4) == entry.actor.credential.is_nil() && entry.subject != "-";
}

}  // namespace bailiwick::platform::audit
