// The demonstration's leads of three weeks, as its desk had them: each arrived at an hour of its own, went to somebody by the policy, was answered in time, late or never,
// and became something or not. They go through the services of leads by a clock that runs from then until now, so that their times are those of a desk at work; the audit
// log says that they were written today.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "main/application.hpp"
#include "main/demo_accounts.hpp"

namespace bailiwick {

inline constexpr std::size_t kDemoLeads = 48;  // and no more than one for each kDemoAccountsALead
inline constexpr std::size_t kDemoAccountsALead = 4;
inline constexpr std::int32_t kDemoLeadDays = 21;

struct DemoLeadGround {
  DemoGround ground;
  const std::vector<DemoAccount>& accounts;
};

// Once assignment rules are active. Turns the company's lead routing on. Errors: those of the services.
[[nodiscard]] Checked<void> add_demo_leads(const Application& application,
                                           const platform::identity::Principal& planner,
                                           const DemoLeadGround& leads);

}  // namespace bailiwick
