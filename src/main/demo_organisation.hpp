// The demonstration's organisation over two years: a country with its regions, the seats that serve them, and the people who held them, left and were replaced; and inside
// sales beside them, who take leads.
//
// The manager has the whole, the rep one region since a year ago; the other seats are vacant today, after people who left. Made through the services.
// Errors: those of the services.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "main/application.hpp"

namespace bailiwick {

inline constexpr std::int32_t kDemoDays = 730;  // of history

struct DemoHolding {
  PersonId person;
  alignment::Period period;
};
struct DemoOrganisation {
  alignment::TerritoryId country;
  std::map<std::string, alignment::TerritoryId> regions;    // West, Midwest, South, Northeast
  std::map<std::string, std::vector<DemoHolding>> holders;  // of each region's seat, by day
  std::vector<PersonId> former;                             // who are still active

  // Who held the region's seat that day; nil: nobody.
  [[nodiscard]] PersonId holder(const std::string& region, LocalDate day) const;
};

struct DemoStaff {
  PersonId manager;
  PersonId rep;
  std::vector<PersonId>
      inside_sales;  // two at most; each has a position besides the seats of some regions
};
[[nodiscard]] Checked<DemoOrganisation> make_demo_organisation(
    const Application& application, const platform::identity::Principal& admin,
    const DemoStaff& staff);

// They can sign in no more; what they did stays theirs.
[[nodiscard]] Checked<void> see_off(const Application& application,
                                    const platform::identity::Principal& admin,
                                    const DemoOrganisation& organisation);

}  // namespace bailiwick
