#include "main/subject_names.hpp"

#include <map>
#include <utility>

#include "alignment/scope.hpp"
#include "crm/record_store.hpp"
#include "planning/store.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
using platform::identity::Permission;
using platform::identity::Principal;

Result<std::string> plan_name(db::Connection& connection, TenantId tenant, planning::PlanId id) {
  const auto plan = planning::store::plan(connection, {tenant, id});
  if (!plan) return tl::unexpected(plan.error());
  return *plan ? (*plan)->name : std::string();
}

// The one name that was asked for, or none.
template <class Key>
Result<std::string> only(const Result<std::map<Key, std::string>>& names) {
  if (!names) return tl::unexpected(names.error());
  return names->empty() ? std::string() : names->begin()->second;
}

}  // namespace

Result<std::string> subject_name(db::Connection& connection, const Principal& principal,
                                 LocalDate day, std::string_view subject) {
  if (const auto plan = planning::PlanId::parse(subject);
      plan && principal.may(Permission::kPlansRead))
    return plan_name(connection, principal.tenant, *plan);
  if (const auto territory = alignment::TerritoryId::parse(subject);
      territory && principal.may(Permission::kTerritoriesRead) &&
      alignment::reach_of(principal) == alignment::Reach::kEverything)
    return only(alignment::territory_names(connection, principal.tenant, {&*territory, 1}));
  if (!principal.may(Permission::kCrmRead)) return std::string();
  for (const crm::ObjectSpec& object : crm::all_objects())
    if (const auto record = crm::RecordId::parse(object.kind, subject))
      return only(crm::titles_of(connection, {.principal = principal, .day = day}, object.kind,
                                 {&record->uuid, 1}));
  return std::string();
}

}  // namespace bailiwick
