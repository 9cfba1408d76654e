#include "platform/identity/principal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace bailiwick::platform::identity {
namespace {

using enum Permission;

constexpr std::array<std::string_view, kRoleCount> kRoleNames = {
    "admin", "planner", "manager", "rep", "finance", "people_ops", "auditor"};

constexpr std::array<std::string_view, kPermissionCount> kPermissionNames = {
    "company.read",    "company.manage",  "rates.manage",     "people.read",        "people.manage",
    "personal.export", "personal.erase",  "tokens.manage",    "audit.read",         "jobs.read",
    "jobs.manage",     "webhooks.manage", "territories.read", "territories.manage", "plans.read",
    "plans.manage",    "crm.read",        "crm.write",        "crm.import",         "crm.manage",
    "market.read",     "market.manage"};

constexpr std::array<std::string_view, kPermissionCount> kMeanings = {
    "see the company's name, calendar and currency",
    "change the company's settings",
    "set, import and remove exchange rates",
    "see the directory of people",
    "invite people, change and deactivate them, set their roles",
    "export all personal data of any person",
    "erase the personal data of a person",
    "make API tokens for oneself",
    "read the audit log and verify it",
    "see everyone's jobs",
    "cancel and retry everyone's jobs",
    "manage webhooks",
    "see the territories within one's scope",
    "change territories, positions and assignments",
    "see plans",
    "start designs, change drafts and preview what they would do",
    "see the accounts within one's scope, and what belongs to them",
    "add, change and delete what one sees of the CRM",
    "import files into the CRM",
    "define custom fields and pipelines",
    "see objectives, the ideal customer profile and how well the accounts within one's scope fit "
    "it",
    "change objectives and the ideal customer profile"};

constexpr std::array kRoles = {Role::kAdmin,   Role::kPlanner,   Role::kManager, Role::kRep,
                               Role::kFinance, Role::kPeopleOps, Role::kAuditor};

// What each role may do. Nothing is inherited: the whole of a role stands in its own line.
constexpr std::array kAdmin = {
    kCompanyRead,    kCompanyManage,  kRatesManage,     kPeopleRead,        kPeopleManage,
    kPersonalExport, kPersonalErase,  kTokensManage,    kAuditRead,         kJobsRead,
    kJobsManage,     kWebhooksManage, kTerritoriesRead, kTerritoriesManage, kPlansRead,
    kPlansManage,    kCrmRead,        kCrmWrite,        kCrmImport,         kCrmManage,
    kMarketRead,     kMarketManage};
constexpr std::span<const Permission> kAllPermissions = kAdmin;
static_assert(kAllPermissions.size() == kPermissionCount);
constexpr std::array kPlanner = {kCompanyRead,       kPeopleRead,  kTokensManage, kTerritoriesRead,
                                 kTerritoriesManage, kPlansRead,   kPlansManage,  kJobsRead,
                                 kCrmRead,           kCrmWrite,    kCrmImport,    kCrmManage,
                                 kMarketRead,        kMarketManage};
constexpr std::array kManager = {kCompanyRead, kPeopleRead, kTokensManage, kTerritoriesRead,
                                 kPlansRead,   kCrmRead,    kCrmWrite,     kMarketRead};
constexpr std::array kRep = {kCompanyRead, kPeopleRead, kTokensManage, kTerritoriesRead,
                             kPlansRead,   kCrmRead,    kCrmWrite,     kMarketRead};
constexpr std::array kFinance = {kCompanyRead,     kRatesManage, kPeopleRead, kTokensManage,
                                 kTerritoriesRead, kPlansRead,   kCrmRead,    kMarketRead};
constexpr std::array kPeopleOps = {kCompanyRead,   kPeopleRead,   kPeopleManage,   kPersonalExport,
                                   kPersonalErase, kTokensManage, kTerritoriesRead};
constexpr std::array kAuditor = {kCompanyRead, kPeopleRead, kTokensManage,
                                 kAuditRead,   kJobsRead,   kTerritoriesRead,
                                 kPlansRead,   kCrmRead,    kMarketRead};

template <std::size_t Count>
std::optional<std::size_t> index_of(const std::array<std::string_view, Count>& names,
                                    std::string_view word) {
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::string_view name_of(Role role) {
  const auto index = static_cast<std::size_t>(role);
  assert(index < kRoleNames.size());
  return kRoleNames[index];
}

std::string_view name_of(Permission permission) {
  const auto index = static_cast<std::size_t>(permission);
  assert(index < kPermissionNames.size());
  return kPermissionNames[index];
}

std::optional<Role> parse_role(std::string_view word) {
  const auto index = index_of(kRoleNames, word);
  return index ? std::optional(static_cast<Role>(*index)) : std::nullopt;
}

std::optional<Permission> parse_permission(std::string_view word) {
  const auto index = index_of(kPermissionNames, word);
  return index ? std::optional(static_cast<Permission>(*index)) : std::nullopt;
}

std::span<const Permission> role_permissions(Role role) {
  switch (role) {
    case Role::kAdmin:
      return kAdmin;
    case Role::kPlanner:
      return kPlanner;
    case Role::kManager:
      return kManager;
    case Role::kRep:
      return kRep;
    case Role::kFinance:
      return kFinance;
    case Role::kPeopleOps:
      return kPeopleOps;
    case Role::kAuditor:
      return kAuditor;
  }
  assert(false && "every Role has its permissions");
  return {};
}

std::string_view meaning_of(Permission permission) {
  const auto index = static_cast<std::size_t>(permission);
  assert(index < kMeanings.size());
  return kMeanings[index];
}

bool is_administrative(Permission permission) {
  switch (permission) {
    case kCompanyManage:
    case kPeopleManage:
    case kPersonalExport:
    case kPersonalErase:
    case kAuditRead:
    case kJobsManage:
    case kWebhooksManage:
      return true;
    case kCompanyRead:
    case kRatesManage:
    case kPeopleRead:
    case kTokensManage:
    case kJobsRead:
    case kTerritoriesRead:
    case kTerritoriesManage:
    case kPlansRead:
    case kPlansManage:
    case kCrmRead:
    case kCrmWrite:
    case kCrmImport:
    case kCrmManage:
    case kMarketRead:
    case kMarketManage:
      return false;
  }
  assert(false && "every Permission is one or the other");
  return true;
}

std::span<const Role> all_roles() { return kRoles; }

std::span<const Permission> all_permissions() { return kAllPermissions; }

std::set<Permission> permissions_of(const std::set<Role>& roles) {
  std::set<Permission> all;
  for (const Role role : roles) {
    const auto some = role_permissions(role);
    all.insert(some.begin(), some.end());
  }
  return all;
}

Result<void> require(const Principal& principal, Permission permission) {
  if (principal.may(permission)) return {};
  return fail(
      ErrorCode::kForbidden, "I001",
      fmt::format("This needs the permission {}, which {} not have. Ask an administrator for a "
                  "role that includes it.",
                  name_of(permission),
                  principal.channel == Channel::kToken ? "this API token does" : "your roles do"));
}

}  // namespace bailiwick::platform::identity
