// Where new leads go: the desk that gives each its territory and its owner while it is added, and hears of what happens to it afterwards. A port: planning
// stands behind it, and main sets it.
//
// Every function runs in the transaction that writes the records, so that both are there or neither. Thread-safe.
#pragma once

#include <span>

#include "base/result.hpp"
#include "crm/record.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

class LeadDesk {
 public:
  using Connection = platform::db::Connection;
  using Principal = platform::identity::Principal;

  virtual ~LeadDesk() = default;

  // Before leads are written, which have their ids: fills in territory, owner and account where they are empty. False where the company has no
  // leads routed: then they are as they were, and belong to whoever adds them.
  [[nodiscard]] virtual Result<bool> arrive(Connection& connection, const Principal& principal,
                                            std::span<Record> leads) const = 0;
  // After a lead was changed, hidden or brought back.
  [[nodiscard]] virtual Result<void> changed(Connection& connection, const Principal& principal,
                                             const Record& before, const Record& after) const = 0;
  // After activities were added; those that are of no lead are left alone.
  [[nodiscard]] virtual Result<void> contacted(Connection& connection, const Principal& principal,
                                               std::span<const Record> activities) const = 0;
};

// Whether there is a desk; set once, before anybody asks.
struct LeadSlot {
  const LeadDesk* desk = nullptr;
};

}  // namespace bailiwick::crm
