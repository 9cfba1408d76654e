// What the demonstration sold and did with its accounts: opportunities, orders with their invoices, activities, tasks, notes and findings. Two years of sales show
// the seasons (kDemoSeasons), and belong to whoever held the region's seat then. What an account buys goes with its size.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "main/application.hpp"
#include "main/demo_accounts.hpp"
#include "main/demo_organisation.hpp"

namespace bailiwick {

// How much is sold in each month of a year, beside the others.
inline constexpr std::array<std::int32_t, 12> kDemoSeasons = {60, 65, 100, 90,  95,  115,
                                                              60, 55, 105, 110, 130, 175};

struct DemoBook {
  const DemoOrganisation& organisation;
  const std::vector<DemoAccount>& accounts;
};

// Errors: those of the services.
[[nodiscard]] Checked<void> add_demo_sales(const Application& application,
                                           const platform::identity::Principal& planner,
                                           const DemoBook& book);

}  // namespace bailiwick
