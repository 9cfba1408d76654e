// Which fields a merge takes over, and how that is taken back. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/custom_field.hpp"
#include "crm/record.hpp"

namespace bailiwick::crm {

// `kept` takes from `other` the fields that are asked for ("phone", "custom.size") and those it has no value in itself: what it took, as JSON
// {"phone": {"before": …, "after": …}}. References of an account to the account above are taken only where they lead to neither of the two. R008 no such field.
[[nodiscard]] Result<std::string> take_fields(Record& kept, const Record& other,
                                              const std::vector<CustomField>& custom,
                                              const std::vector<std::string>& asked);
// Puts back what take_fields() took, where the value is still the one it gave: the fields that have another one by now.
[[nodiscard]] std::vector<std::string> give_back(Record& kept,
                                                 const std::vector<CustomField>& custom,
                                                 const std::string& taken);

}  // namespace bailiwick::crm
