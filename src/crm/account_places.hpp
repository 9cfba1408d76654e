// Where accounts are, by the postal codes they have: to be counted by units of a plan.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "crm/accounts_asked.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// As somebody wrote them; empty where there is none. Views, good until the call returns.
struct AccountPlace {
  Uuid account;
  std::string_view country;
  std::string_view postal_code;
};
using OnAccountPlace = std::function<void(const AccountPlace&)>;

// Accounts with a postal code, in no order. One statement, in the transaction of the connection. O(accounts).
[[nodiscard]] Result<void> each_account_place(db::Connection& connection,
                                              const AccountsAsked& asked,
                                              const OnAccountPlace& on_place);

}  // namespace bailiwick::crm
