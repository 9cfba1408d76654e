// What the subjects of the audit log are called now: plans, territories and the records of the CRM, for those who may read them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick {

// Empty: it has no name, is not there any more, or is not theirs to see. Records that are deleted have none.
[[nodiscard]] Result<std::string> subject_name(platform::db::Connection& connection,
                                               const platform::identity::Principal& principal,
                                               LocalDate day, std::string_view subject);

}  // namespace bailiwick
