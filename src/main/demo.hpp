// The demonstration company: one person a role, a small organisation, what it knows of its market, and with units a data set and the plan that divides it as the first job.
//
// Made through the services, as people would make it in the browser, so that the audit log and the events tell of it. Nothing is made where
// the installation has a company already. Errors: X030 there is one (kConflict); those of the services.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "main/application.hpp"

namespace bailiwick {

struct DemoRequest {
  std::string password;  // of all of them
  std::string
      units_csv;  // the file's content; empty: no data set and no plan, and accounts stand in cities
  std::int32_t territories = 500;
  std::string measure = "population";
  double tolerance = 0.02;
  double seconds = 20.0;
  bool has_layers =
      false;  // built-in unit layers too, where their files are: jobs of the server that is started next
};

struct DemoPerson {
  std::string email;
  std::string role;
};

[[nodiscard]] Checked<std::vector<DemoPerson>> make_demo(Application& application,
                                                         const DemoRequest& request);

}  // namespace bailiwick
