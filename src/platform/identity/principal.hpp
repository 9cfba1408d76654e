// Who is asking, and what they may do. Every service takes a Principal first and asks it; screens and routes decide nothing.
//
// A permission is a word for one kind of doing. A role is a set of permissions (the matrix in docs/guide/permissions.md is
// made from role_permissions()). Deny by default: what no role grants nobody may.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::platform::identity {

enum class Role { kAdmin, kPlanner, kManager, kRep, kFinance, kPeopleOps, kAuditor };
inline constexpr int kRoleCount = 7;

enum class Permission {
  kCompanyRead,     // name, calendar, currency of one's own company
  kCompanyManage,   // change them
  kRatesManage,     // exchange rates
  kPeopleRead,      // the directory
  kPeopleManage,    // invite, change, deactivate, set roles
  kPersonalExport,  // all personal data of any person (of oneself: always)
  kPersonalErase,
  kTokensManage,  // one's own API tokens
  kAuditRead,
  kJobsRead,    // jobs of everyone (one's own: always)
  kJobsManage,  // cancel and retry jobs of everyone
  kWebhooksManage,
  kTerritoriesRead,  // the territory tree within one's scope
  kTerritoriesManage,
  kPlansRead,
  kPlansManage,  // start designs, change drafts
  kCrmRead,      // accounts within one's scope, and what belongs to them
  kCrmWrite,
  kCrmImport,   // bring in files
  kCrmManage,   // custom fields, pipelines
  kMarketRead,  // how well the accounts within one's scope fit
  kMarketManage,
};
inline constexpr int kPermissionCount = 22;

// Stable words: "planner", "people_ops"; "plans.manage". parse_*: nothing for an unknown word.
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(Permission permission);
[[nodiscard]] std::optional<Role> parse_role(std::string_view word);
[[nodiscard]] std::optional<Permission> parse_permission(std::string_view word);
[[nodiscard]] std::span<const Permission> role_permissions(Role role);
// What it allows, in a few words, for the matrix and the API.
[[nodiscard]] std::string_view meaning_of(Permission permission);
// Whether it is power over the company, its people or its records, rather than work in the business: who does not have it
// can neither give it nor manage those who do.
[[nodiscard]] bool is_administrative(Permission permission);
// Every role, and every permission, in the order of the enumerations.
[[nodiscard]] std::span<const Role> all_roles();
[[nodiscard]] std::span<const Permission> all_permissions();
// The union of what the roles may do.
[[nodiscard]] std::set<Permission> permissions_of(const std::set<Role>& roles);

struct SessionTag {
  static constexpr std::string_view kPrefix = "session";
};
struct TokenTag {
  static constexpr std::string_view kPrefix = "token";
};

enum class Channel { kSession, kToken, kSystem };

// A value; made by identity's authentication alone (or by main for work that the system itself does).
struct Principal {
  TenantId tenant;
  PersonId person;  // nil for the system
  Channel channel = Channel::kSession;
  std::set<Role> roles;
  std::set<Permission> permissions;  // of the roles, cut down to a token's scopes
  Uuid credential;                   // the session or token
  std::string csrf_token;            // of a session; empty for tokens
  std::string locale = "en";

  [[nodiscard]] bool may(Permission permission) const { return permissions.contains(permission); }
};

// I001 (kForbidden), naming the permission that is missing.
[[nodiscard]] Result<void> require(const Principal& principal, Permission permission);

}  // namespace bailiwick::platform::identity
