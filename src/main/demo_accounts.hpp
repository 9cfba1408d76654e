// The demonstration's accounts with their contacts: each in a place, of a trade, with a size and revenue as its trade has them. One in kDemoTwinEvery is there a second
// time, as somebody else would have written it, so that there are duplicates to find. Each is in its region's territory since two years ago,
// or came from another one half a year ago.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "main/application.hpp"
#include "main/demo_names.hpp"
#include "main/demo_organisation.hpp"
#include "main/demo_places.hpp"

namespace bailiwick {

inline constexpr std::size_t kDemoAccounts = 280;
inline constexpr std::size_t kDemoTwinEvery = 40;
inline constexpr std::int32_t kDemoMovedDays = 180;     // ago
inline constexpr std::int64_t kDemoKeyEmployees = 400;  // customers above that are key accounts

struct DemoAccount {
  std::string id = {};
  std::string name = {};
  const DemoTrade* trade = nullptr;
  const DemoPlace* place = nullptr;
  std::int64_t employees = 0;
  bool is_customer = false;
  bool is_twin = false;  // of the one before it
  std::vector<DemoName> people = {};
  std::vector<std::string> contacts = {};  // their ids, one a person
};

// All of them outlive the accounts.
struct DemoGround {
  const DemoPlaces& places;
  const DemoOrganisation& organisation;
  DemoNames& names;
};

// At most three accounts a place, on average. Errors: those of the services.
[[nodiscard]] Checked<std::vector<DemoAccount>> add_demo_accounts(
    const Application& application, const platform::identity::Principal& planner,
    const DemoGround& ground);

}  // namespace bailiwick
