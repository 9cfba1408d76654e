#include "crm/parts.hpp"

#include <nlohmann/json.hpp>

#include "platform/identity/environment.hpp"

namespace bailiwick::crm {

namespace identity = platform::identity;

Result<void> tell(const CrmParts& parts, db::Connection& connection,
                  const identity::Principal& principal, const RecordId& id,
                  platform::audit::Word action) {
  const auto told = parts.audit.append(connection, {.tenant = principal.tenant,
                                                    .actor = identity::actor_of(principal),
                                                    .action = action,
                                                    .subject = id.text()});
  if (!told) return tl::unexpected(told.error());
  const nlohmann::json data = {{"object", object_of(id.kind).name}, {"id", id.text()}};
  return parts.outbox.emit(connection, {.tenant = principal.tenant,
                                        .name = "record.updated",
                                        .audience = {.permission = identity::Permission::kCrmRead},
                                        .data = data.dump()});
}

Result<void> show_desk(const CrmParts& parts, db::Connection& connection,
                       const identity::Principal& principal, const Record* before,
                       const Record& after) {
  if (parts.leads == nullptr || parts.leads->desk == nullptr) return {};
  const LeadDesk& desk = *parts.leads->desk;
  if (after.id.kind == ObjectKind::kActivity && before == nullptr)
    return desk.contacted(connection, principal, {&after, 1});
  if (after.id.kind == ObjectKind::kLead && before != nullptr)
    return desk.changed(connection, principal, *before, after);
  return {};
}

tl::unexpected<Error> refuse_unknown(const RecordId& id) {
  return fail(
      ErrorCode::kNotFound, "R001",
      "There is no such " + std::string(object_of(id.kind).name) + ", or not within your scope.");
}

tl::unexpected<Error> refuse_stale() {
  return fail(ErrorCode::kPrecondition, "R010",
              "It was changed since you read it: read it again and repeat your change.");
}

}  // namespace bailiwick::crm
