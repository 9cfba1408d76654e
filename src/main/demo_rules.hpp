// The demonstration's assignment rules: those in force give each account to whom it belongs already, by its state (where states are known) or by where it lies; a
// draft beside them differs in one rule, for people to look at. Errors: those of AssignmentService.
#pragma once

#include <string>

#include "base/result.hpp"
#include "main/application.hpp"
#include "main/demo_organisation.hpp"

namespace bailiwick {

// What holds for the accounts of the region alone.
[[nodiscard]] std::string demo_region_formula(const std::string& region, bool has_states);

struct DemoRuling {
  const DemoOrganisation& organisation;
  bool has_states = false;
};
// In force since accounts last moved, kDemoMovedDays ago; nothing moves. Written at once, not by a job.
[[nodiscard]] Checked<void> activate_demo_rules(const Application& application,
                                                const platform::identity::Principal& planner,
                                                const DemoRuling& ruling);
// Large health care of the South goes to the Northeast.
[[nodiscard]] Checked<void> draft_demo_rules(const Application& application,
                                             const platform::identity::Principal& planner,
                                             const DemoRuling& ruling);

}  // namespace bailiwick
