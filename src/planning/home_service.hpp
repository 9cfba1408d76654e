// Where people begin their working day: docs/spec/plan-studio.md, "Layers of the map".
//
// Personal: seen and set by oneself and by those who manage plans (plans.manage), told to the audit log without the place, part of a person's export, and
// gone with an erasure. Thread-safe.
// Errors: I001 somebody else's home; P144 a place that is not on the Earth (kInvalidInput); P145 there is no such person (kNotFound).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/home_store.hpp"
#include "planning/service.hpp"
#include "platform/identity/privacy.hpp"

namespace bailiwick::planning {

struct NamedHome {
  Home home;
  std::string name;
};

class HomeService {
 public:
  using Principal = platform::identity::Principal;

  // What the parts refer to outlives it.
  explicit HomeService(const PlanningParts& parts) : parts_(parts) {}

  // By name; of everybody for those who manage plans, else one's own.
  [[nodiscard]] Result<std::vector<NamedHome>> homes(const Principal& principal) const;
  [[nodiscard]] Result<NamedHome> put(const Principal& principal, PersonId person,
                                      geo::LonLat at) const;
  // Nothing happens where there is none.
  [[nodiscard]] Result<void> remove(const Principal& principal, PersonId person) const;

  [[nodiscard]] static platform::identity::PersonalData personal_data();

 private:
  PlanningParts parts_;
};

}  // namespace bailiwick::planning
