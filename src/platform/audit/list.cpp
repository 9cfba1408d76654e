#include "platform/audit/list.hpp"

#include <cassert>

#include "platform/audit/row.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::platform::audit {

Result<std::vector<Recorded>> list(db::Connection& connection, TenantId tenant,
                                   const Filter& filter) {
  assert(filter.limit >= 1 && filter.limit <= kPageMax);
  db::ListQuery query(
      "SELECT number, recorded_at, actor_id, via, credential_id, action, subject, details FROM "
      "audit_entry WHERE tenant_id = ",
      tenant);
  if (filter.actor) query.add(" AND actor_id = ", *filter.actor);
  if (filter.action) query.add(" AND action = ", *filter.action);
  if (filter.subject) query.add(" AND subject = ", *filter.subject);
  if (filter.from) query.add(" AND recorded_at >= ", *filter.from);
  if (filter.to) query.add(" AND recorded_at < ", *filter.to);
  if (filter.before) query.add(" AND number < ", *filter.before);
  query.add(" ORDER BY number DESC LIMIT ", filter.limit);

  std::vector<Recorded> entries;
  const auto done =
      query.run(connection, [&](const db::Row& row) { entries.push_back(recorded_from(row)); });
  if (!done) return tl::unexpected(done.error());
  return entries;
}

}  // namespace bailiwick::platform::audit
