// When accounts were last met, what is planned with them, which of their deals are about to close and what somebody still owes them: what a list of whom
// to meet next is made from.
//
// Whoever asks says whose eyes it is seen with (accounts_asked.hpp); nothing else is checked here. One statement each, in the transaction of the connection. Lists
// ascend by account, one entry an account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "crm/accounts_asked.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

struct AccountContacts {
  Uuid account;
  std::optional<Instant> contacted = {};  // the last visit, call or meeting that has been
  std::optional<Instant> visited = {};    // the last visit that has been
  bool is_planned = false;                // a visit or meeting is to come
};
[[nodiscard]] Result<std::vector<AccountContacts>> account_contacts(db::Connection& connection,
                                                                    const AccountsAsked& asked,
                                                                    Instant now);

struct AccountOpening {
  Uuid account;
  Instant
      at;  // when its newest opportunity was opened, or, where that is not known, written down or closed
};
[[nodiscard]] Result<std::vector<AccountOpening>> newest_opportunities(db::Connection& connection,
                                                                       const AccountsAsked& asked);

// The open opportunity that closes first, on or before that day.
struct ClosingOpportunity {
  Uuid account;
  Uuid opportunity;
  std::string name;
  LocalDate day;
  std::optional<Money> amount = {};
};
[[nodiscard]] Result<std::vector<ClosingOpportunity>> closing_opportunities(
    db::Connection& connection, const AccountsAsked& asked, LocalDate until);

// The open task of that person which is due first, on or before that day.
struct DueTask {
  Uuid account;
  Uuid task;
  std::string subject;
  LocalDate due;
};
[[nodiscard]] Result<std::vector<DueTask>> due_tasks(db::Connection& connection,
                                                     const AccountsAsked& asked, PersonId owner,
                                                     LocalDate until);

}  // namespace bailiwick::crm
