// What the use cases of alignment check alike. Private to this folder.
#pragma once

#include "alignment/model.hpp"
#include "base/result.hpp"

namespace bailiwick::alignment {

// L002 where the end does not lie behind the beginning.
[[nodiscard]] Result<void> check_period(const Period& period);
// L003.
[[nodiscard]] Error unknown_territory();

}  // namespace bailiwick::alignment
