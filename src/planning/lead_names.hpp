// What people and territories are called that a routing speaks of, and what of it a viewer may not learn. In the transaction of the connection.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "planning/lead_json.hpp"
#include "planning/lead_model.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::planning {

using TerritoryNames = std::map<TerritoryId, std::string>;

// Each is looked up once.
class LeadNames {
 public:
  LeadNames(platform::db::Connection& connection, TenantId tenant)
      : connection_(connection), tenant_(tenant) {}

  Result<void> add(const std::optional<TerritoryId>& territory,
                   const std::optional<PersonId>& owner, const LeadWhy& why);
  [[nodiscard]] const TerritoryNames& territories() const { return territories_; }
  [[nodiscard]] const PersonNames& people() const { return people_; }

 private:
  Result<void> add_person(PersonId person);

  platform::db::Connection& connection_;
  TenantId tenant_;
  TerritoryNames territories_;
  PersonNames people_;
};

// Takes the account out where the viewer does not see it: that there is one, and how it was found, stays.
Result<void> hide_account(platform::db::Connection& connection,
                          const platform::identity::Principal& viewer, LocalDate day, LeadWhy& why);

}  // namespace bailiwick::planning
