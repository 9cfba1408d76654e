// The port through which the market learns when accounts were met and what is open with them: the CRM stands behind it. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "market/account_source.hpp"
#include "market/next_rank.hpp"

namespace bailiwick::market {

struct AccountContact {
  AccountId account;
  std::optional<LocalDate> contacted = {};  // the last visit, call or meeting, not after `now`
  std::optional<LocalDate> visited = {};
  bool is_planned = false;  // a visit or meeting is to come
};
struct AccountSign {
  AccountId account;
  LocalDate day;  // on which its newest opportunity was written down
};
struct AccountClosing {
  AccountId account;
  ClosingDeal deal;  // the open one that closes first
};
struct AccountTask {
  AccountId account;
  DueTask task;  // the open one that is due first
};
// Lists ascend by account, one entry each.
struct Contacts {
  std::vector<AccountContact> contacts;
  std::vector<AccountSign> signs;
  std::vector<AccountClosing> closing;
  std::vector<AccountTask> tasks;
};

// Thread-safe.
class ContactSource {
 public:
  virtual ~ContactSource() = default;

  // Of the accounts of the reach, as of `now`: deals that close until kClosingDays after it, and tasks of that person that are due by then today.
  [[nodiscard]] virtual Result<Contacts> contacts(const AccountReach& reach, PersonId person,
                                                  Instant now) const = 0;
  // The number of accounts of the reach; most + 1 where there are more than `most`.
  [[nodiscard]] virtual Result<std::int64_t> count(const AccountReach& reach,
                                                   std::int64_t most) const = 0;
};

}  // namespace bailiwick::market
