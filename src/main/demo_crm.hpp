// What the demonstration company knows of its market: accounts in the places of its data set, with contacts, opportunities, orders, activities,
// tasks and findings. The same units give the same records, whatever the day: their dates are counted back from today.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "main/application.hpp"

namespace bailiwick {

inline constexpr std::size_t kDemoAccounts = 240;

struct DemoCrm {
  std::string units_csv;  // with the columns unit, lon and lat; accounts stand in them
  std::map<std::string, alignment::TerritoryId> regions;  // West, Midwest, South, Northeast
  PersonId rep;                                           // owns what is in the West
};

// At most three accounts a unit. Errors: those of reading the units and of the services.
Checked<void> make_demo_crm(const Application& application,
                            const platform::identity::Principal& planner, const DemoCrm& demo);

}  // namespace bailiwick
