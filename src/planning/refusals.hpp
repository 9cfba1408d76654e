// How services of planning refuse: one or more errors of a Checked, and on whose behalf they do what somebody asked for.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::planning {

[[nodiscard]] inline Errors as_list(const Error& error) { return {error}; }

[[nodiscard]] inline tl::unexpected<Errors> refuse(ErrorCode code, std::string_view rule,
                                                   std::string message, std::string pointer = {}) {
  return fail(Errors{{code, std::string(rule), std::move(message), std::move(pointer)}});
}

// For work that the system does for whoever asked, who was found to be allowed to: all of the tree, the right to align, and plans.
[[nodiscard]] inline platform::identity::Principal system_for(TenantId tenant, PersonId person) {
  using platform::identity::Permission;
  platform::identity::Principal principal;
  principal.tenant = tenant;
  principal.person = person;
  principal.channel = platform::identity::Channel::kSystem;
  principal.permissions = {Permission::kTerritoriesRead, Permission::kTerritoriesManage,
                           Permission::kPlansRead, Permission::kPlansManage};
  return principal;
}

}  // namespace bailiwick::planning
