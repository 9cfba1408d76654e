// The operator at the command line of the server: may do what a company's administrator may, and everything told to the audit log says
// that it came from the system. Errors: X050 no person has that address (kNotFound).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "main/application.hpp"
#include "platform/identity/model.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick {

// All permissions, on behalf of nobody.
[[nodiscard]] platform::identity::Principal operator_of(TenantId tenant);

[[nodiscard]] Result<std::vector<platform::identity::Company>> companies_of(
    Application& application);

struct FoundPerson {
  TenantId tenant;
  platform::identity::Person person;
};
// Who signs in by that address.
[[nodiscard]] Result<FoundPerson> person_by_email(Application& application, std::string_view email);

}  // namespace bailiwick
