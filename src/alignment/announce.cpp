#include "alignment/announce.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::alignment {
namespace {

namespace db = platform::db;

platform::events::Event event_of(TenantId tenant, const char* name, const nlohmann::json& data) {
  return {.tenant = tenant,
          .name = name,
          .audience = {.permission = platform::identity::Permission::kTerritoriesRead},
          .data = data.dump()};
}

}  // namespace

Result<void> Announcer::territory(db::Connection& connection, TenantId tenant,
                                  TerritoryId territory) const {
  return outbox.emit(connection, event_of(tenant, "territory.updated", {{"id", territory.text()}}));
}

Result<void> Announcer::position(db::Connection& connection, TenantId tenant,
                                 PositionId position) const {
  return outbox.emit(connection, event_of(tenant, "position.updated", {{"id", position.text()}}));
}

Result<void> Announcer::assignment(db::Connection& connection, TenantId tenant, PositionId position,
                                   std::optional<TerritoryId> territory) const {
  nlohmann::json data = {{"position", position.text()}};
  if (territory) data["territory"] = territory->text();
  return outbox.emit(connection, event_of(tenant, "assignment.updated", data));
}

Result<void> Announcer::accounts(db::Connection& connection, TenantId tenant, std::int64_t revision,
                                 std::int64_t count) const {
  return outbox.emit(connection, event_of(tenant, "alignment.updated",
                                          {{"revision", revision}, {"accounts", count}}));
}

}  // namespace bailiwick::alignment
