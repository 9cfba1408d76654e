// What the demonstration company knows of its market: accounts and what was sold to them (demo_accounts.hpp, demo_sales.hpp), leads (demo_leads.hpp), the rules that
// say whose they are (demo_rules.hpp), an ideal customer, objectives, and how it reckons with workload and potential.
//
// From a fixed seed: the same units give the same records, whatever the day and the machine, but for ids and for dates, which are within two years before today.
#pragma once

#include <string>

#include "base/result.hpp"
#include "main/application.hpp"
#include "main/demo_organisation.hpp"

namespace bailiwick {

struct DemoCrm {
  std::string units_csv;  // that accounts stand in (demo_places.hpp); empty: cities
  const DemoOrganisation& organisation;
};

// Errors: those of reading the units and of the services.
[[nodiscard]] Checked<void> make_demo_crm(const Application& application,
                                          const platform::identity::Principal& planner,
                                          const DemoCrm& demo);

}  // namespace bailiwick
