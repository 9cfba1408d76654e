// What other systems call territories, positions and rows of assignments. The only SQL of the tables of keys.
//
// Plain functions; each runs in the transaction of the connection it is given. An external id is unique in its object. Errors are of the database.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

enum class KeyedObject { kTerritory, kPosition };

// All of a company, by external id.
[[nodiscard]] Result<std::map<std::string, Uuid>> alignment_keys(
    platform::db::Connection& connection, TenantId tenant, KeyedObject object);
// Takes the place of what the external id meant.
Result<void> put_alignment_key(platform::db::Connection& connection, TenantId tenant,
                               KeyedObject object, const std::string& external_id,
                               const Uuid& subject);

// A row of a file of assignments as it was read the last time.
struct AssignmentKey {
  alignment::TerritoryId territory;
  alignment::PositionId position;
  std::optional<PersonId> person = {};  // who was to hold the position; absent: not said, or nobody
  std::string role;                     // as the file asked: a word of the field `role`
  alignment::Part part = alignment::Part::kOwner;  // what it came to
  alignment::Period period;

  friend bool operator==(const AssignmentKey&, const AssignmentKey&) = default;
};

// Of these external ids those that there are.
[[nodiscard]] Result<std::map<std::string, AssignmentKey>> assignment_keys(
    platform::db::Connection& connection, TenantId tenant,
    std::span<const std::string> external_ids);
Result<void> put_assignment_key(platform::db::Connection& connection, TenantId tenant,
                                const std::string& external_id, const AssignmentKey& key);

}  // namespace bailiwick::crm
