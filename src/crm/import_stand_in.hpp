// What stands for a required value that a new record's row lacks, as other CRMs do without it: a contact's last name is its first name, else what stands
// before the @ of its e-mail address; a lead's company is its person's name, else that address; a subject is what the row calls its
// kind ("Call"), else the first line of its text, else "(no subject)". Nothing is invented for any other field. Pure. O(bytes).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crm/record.hpp"

namespace bailiwick::crm {

inline constexpr std::string_view kNoSubject = "(no subject)";
inline constexpr std::size_t kSubjectBytesMax = 100;  // of one that is taken from a text

struct StandIn {
  std::string text;
  std::string_view from;  // "first_name", "email", "name", "kind", "description", "nothing"
  std::vector<std::size_t> moved = {};  // fields of the object that are empty instead
};
// `record`: all else that the row says. `kind`: what the row calls its kind; empty: nothing.
[[nodiscard]] std::optional<StandIn> stand_in(const Record& record, std::string_view field,
                                              std::string_view kind);

}  // namespace bailiwick::crm
