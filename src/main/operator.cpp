#include "main/operator.hpp"

#include <fmt/core.h>

#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick {

namespace db = platform::db;
namespace identity = platform::identity;

identity::Principal operator_of(TenantId tenant) {
  identity::Principal principal;
  principal.tenant = tenant;
  principal.channel = identity::Channel::kSystem;
  principal.roles = {identity::Role::kAdmin};
  const auto all = identity::all_permissions();
  principal.permissions = {all.begin(), all.end()};
  return principal;
}

Result<std::vector<identity::Company>> companies_of(Application& application) {
  return application.database().read(
      [](db::Connection& connection) -> Result<std::vector<identity::Company>> {
        const auto tenants = identity::all_companies(connection);
        if (!tenants) return tl::unexpected(tenants.error());
        std::vector<identity::Company> companies;
        for (const TenantId& tenant : *tenants) {
          auto company = identity::find_company(connection, tenant);
          if (!company) return tl::unexpected(company.error());
          if (*company) companies.push_back(std::move(**company));
        }
        return companies;
      });
}

Result<FoundPerson> person_by_email(Application& application, std::string_view email) {
  return application.database().read([&](db::Connection& connection) -> Result<FoundPerson> {
    const auto key = identity::find_sign_in_name(connection, identity::email_name_hash(email));
    if (!key) return tl::unexpected(key.error());
    if (*key) {
      auto person = identity::find_person(connection, **key);
      if (!person) return tl::unexpected(person.error());
      if (*person) return FoundPerson{(*key)->tenant, std::move(**person)};
    }
    return fail(ErrorCode::kNotFound, "X050",
                fmt::format("Nobody has the address {}. `bailiwick user list` shows all.", email));
  });
}

}  // namespace bailiwick
