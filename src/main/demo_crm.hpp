// What the demonstration company knows of its market: accounts in the places of its data set, with contacts, opportunities, orders, activities,
// tasks and findings. Two years of sales show the seasons (kDemoSeasons), and belong to whoever held the region's seat then. From a fixed seed: the same units
// give the same records, whatever the day, but for their dates, which are within two years before today.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "main/application.hpp"
#include "main/demo_organisation.hpp"

namespace bailiwick {

inline constexpr std::size_t kDemoAccounts = 240;
// How much is sold in each month of a year, beside the others.
inline constexpr std::array<std::int32_t, 12> kDemoSeasons = {60, 65, 100, 90,  95,  115,
                                                              60, 55, 105, 110, 130, 175};

struct DemoCrm {
  std::string units_csv;  // with the columns unit, lon and lat; accounts stand in them
  const DemoOrganisation& organisation;
};

// At most three accounts a unit. Errors: those of reading the units and of the services.
Checked<void> make_demo_crm(const Application& application,
                            const platform::identity::Principal& planner, const DemoCrm& demo);

}  // namespace bailiwick
