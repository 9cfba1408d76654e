// Ids of Salesforce in their two forms: 15 characters, of which the case counts, and 18, whose last three say which of the first
// fifteen are capitals: for each five characters a letter or digit, the first character being its lowest bit (Salesforce, "What are the differences between
// 15 and 18 character IDs?"). Reports and list views give the short form, the API the long one. Pure. O(1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bailiwick::crm {

// The long form of a short id of an object that is known here; nothing for any other text.
[[nodiscard]] std::optional<std::string> long_salesforce_id(std::string_view id);
// What both forms of an id begin with; any other text as it is.
[[nodiscard]] std::string_view short_salesforce_id(std::string_view id);

}  // namespace bailiwick::crm
