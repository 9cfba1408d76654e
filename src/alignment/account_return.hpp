// Taking one change of many accounts back: the SQL of it. A change is found by its revision and the first of its days. Each
// function runs in the transaction of its connection and reads the rows of the company once.
#pragma once

#include <cstdint>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::alignment {

// A change of accounts that was made: assign_accounts() with that revision, from that day on and without end.
struct AccountChangeMade {
  std::int64_t revision = 0;
  LocalDate from;
};

struct AccountsReturned {
  std::int64_t revision = 0;
  std::int64_t returned =
      0;  // accounts and overlays that are believed to be where they were before
  std::int64_t moved_since = 0;  // that somebody moved since, and that stay
};
// From the first day of the change on, what was believed before it holds again, with the reasons and the days it had. Where something else was recorded
// since of days from then on, that stays. The changed belief can still be asked for. `recording` is that of taking back.
[[nodiscard]] Result<AccountsReturned> return_accounts(platform::db::Connection& connection,
                                                       TenantId tenant,
                                                       const AccountChangeMade& made,
                                                       const Recording& recording);

}  // namespace bailiwick::alignment
