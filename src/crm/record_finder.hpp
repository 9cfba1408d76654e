// Finds what the texts of an import name among the company's records, people and territories.
//
// A text is an id, an external id, or a name without regard to case and accents that just one has; of a person also an e-mail address.
// A territory's external id is that with which it was imported.
#pragma once

#include "base/time.hpp"
#include "crm/import_ports.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

class RecordFinder final : public ReferenceFinder {
 public:
  explicit RecordFinder(WallClock now) : now_(std::move(now)) {}

  [[nodiscard]] Result<std::vector<ReferenceAnswer>> find(
      platform::db::Connection& connection, const ImportActor& actor, const ReferenceTarget& target,
      std::span<const std::string> texts) const override;

 private:
  WallClock now_;
};

// With the roles that the actor has now; nobody (a nil person): the system, which sees everything.
[[nodiscard]] Result<platform::identity::Principal> principal_of(
    platform::db::Connection& connection, const ImportActor& actor);

}  // namespace bailiwick::crm
