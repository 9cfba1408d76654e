// What is wrong with an installation, found without changing anything: every check is made, and each that does not pass says what to do.
#pragma once

#include <string>
#include <vector>

#include "platform/config/config.hpp"

namespace bailiwick {

enum class Health { kGood, kWarning, kBad };
[[nodiscard]] std::string_view name_of(Health health);  // "ok", "warning", "fault"

struct Finding {
  std::string subject;  // "data folder"
  Health health = Health::kGood;
  std::string message;  // what was found, and what to do where it is not good
};

// In the order in which one would look: folder, key, database, migrations, jobs, web app, certificate, port, mail. Later ones are left
// out where what they need is missing.
[[nodiscard]] std::vector<Finding> examine(const platform::config::Config& config);

}  // namespace bailiwick
