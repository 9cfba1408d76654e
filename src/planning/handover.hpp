// Accounts change hands when a plan becomes active: who gives up and who takes over what, as tasks.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alignment/service.hpp"
#include "base/result.hpp"

namespace bailiwick::planning {

using alignment::AccountFlow;
using alignment::TerritoryId;

struct HandoverTask {
  PersonId owner;
  std::string subject;
  std::string description;
  LocalDate due;
};

// Whoever keeps tasks; the CRM stands behind it. What it writes is part of the write() it is called in. Thread-safe.
class HandoverDesk {
 public:
  virtual ~HandoverDesk() = default;
  // Their ids, in the order given.
  [[nodiscard]] virtual Result<std::vector<Uuid>> add(
      TenantId tenant, std::span<const HandoverTask> tasks) const = 0;
  // Those of them that are still open.
  [[nodiscard]] virtual Result<void> cancel(TenantId tenant, std::span<const Uuid> tasks) const = 0;
};

struct HandoverScene {
  std::map<TerritoryId, std::string> names;
  std::map<TerritoryId, PersonId> givers;  // who owned a territory the day before
  std::map<TerritoryId, PersonId> takers;  // who owns it from then on
  std::map<PersonId, std::string> locales;
  LocalDate valid_from;
  LocalDate due;
};

// Who owns each territory of the tree that the principal sees on a day, and what they are called.
struct TerritoryOwners {
  std::map<TerritoryId, PersonId> people;
  std::map<TerritoryId, std::string> names;
};
[[nodiscard]] Result<TerritoryOwners> owners_on(const alignment::AlignmentService& alignment,
                                                const platform::identity::Principal& principal,
                                                LocalDate day);

// Inside a transaction of the caller. `system` sees the whole tree. What begins in the past is due today.
[[nodiscard]] Result<HandoverScene> read_handover_scene(
    platform::db::Connection& connection, const platform::identity::Principal& system,
    const alignment::AlignmentService& alignment, LocalDate valid_from);

// At most two a person: to hand over and to take over, with the territories and counts in the description, in the person's language. What moves
// between two territories of one person is nobody's task. By person.
[[nodiscard]] std::vector<HandoverTask> handover_tasks(std::span<const AccountFlow> flows,
                                                       const HandoverScene& scene);

}  // namespace bailiwick::planning
