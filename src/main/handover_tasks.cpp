#include "main/handover_tasks.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick {
namespace {

using platform::identity::Permission;

// Sees and writes every record of the company.
platform::identity::Principal keeper_of(TenantId tenant) {
  platform::identity::Principal principal;
  principal.tenant = tenant;
  principal.channel = platform::identity::Channel::kSystem;
  principal.permissions = {Permission::kCrmRead, Permission::kCrmWrite,
                           Permission::kTerritoriesRead, Permission::kTerritoriesManage};
  return principal;
}

}  // namespace

Result<std::vector<Uuid>> CrmHandoverTasks::add(
    TenantId tenant, std::span<const planning::HandoverTask> tasks) const {
  const auto keeper = keeper_of(tenant);
  std::vector<Uuid> ids;
  for (const planning::HandoverTask& task : tasks) {
    const auto added = records_.add(keeper, crm::ObjectKind::kTask,
                                    {{"subject", task.subject},
                                     {"description", task.description},
                                     {"owner", task.owner.text()},
                                     {"due", to_text(task.due)},
                                     {"status", "open"},
                                     {"priority", "high"}});
    if (!added) return tl::unexpected(added.error().front());
    ids.push_back(added->items.front().record.id.uuid);
  }
  return ids;
}

Result<void> CrmHandoverTasks::cancel(TenantId tenant, std::span<const Uuid> tasks) const {
  const auto keeper = keeper_of(tenant);
  for (const Uuid& task : tasks) {
    const crm::RecordId id{crm::ObjectKind::kTask, task};
    const auto found = records_.record(keeper, id);
    // Somebody has deleted it.
    if (!found && found.error().code == ErrorCode::kNotFound) continue;
    if (!found) return tl::unexpected(found.error());
    const crm::FieldValue& status = found->items.front().record.value("status");
    if (status != crm::FieldValue(std::string("open"))) continue;
    const auto changed = records_.change(keeper, id, std::nullopt, {{"status", "cancelled"}});
    if (!changed) return tl::unexpected(changed.error().front());
  }
  return {};
}

}  // namespace bailiwick
