// The canonical text of an entry and of a head: what is hashed and sealed. docs/spec/audit-log.md is its specification;
// whatever changes here needs a new first line there.
#pragma once

#include <string>

#include "platform/audit/list.hpp"
#include "platform/audit/log.hpp"

namespace bailiwick::platform::audit {

// Hexadecimal digits in lower case.
[[nodiscard]] std::string hex(const Hash& hash);

// Eleven lines, each ended by a newline. No field of a genuine entry holds a newline, so two different ones never
// have the same text.
[[nodiscard]] std::string canonical_text(TenantId tenant, const Recorded& entry,
                                         const Hash& previous);
[[nodiscard]] std::string canonical_text(TenantId tenant, const Anchor& head);

}  // namespace bailiwick::platform::audit
