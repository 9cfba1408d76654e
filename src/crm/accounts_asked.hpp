// Which accounts a sum or a list is about, and the SQL that says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "crm/pipeline.hpp"
#include "platform/db/list_query.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

namespace db = platform::db;

// Accounts that fulfil all that is given, and are not hidden.
struct AccountsAsked {
  TenantId tenant;
  LocalDate day;                                             // of territories and of what one sees
  const platform::identity::Principal* viewer = nullptr;     // null: whoever asks
  std::span<const alignment::TerritoryId> territories = {};  // their own one; empty: any
  std::span<const alignment::AccountId> accounts = {};       // empty: not only some

  // Whether it is every account of the company.
  [[nodiscard]] bool is_everything() const;
};
inline constexpr std::size_t kAccountsAskedMax = 1'000;  // of `accounts`

// How many there are; most + 1 where there are more than `most`.
[[nodiscard]] Result<std::int64_t> count_accounts(db::Connection& connection,
                                                  const AccountsAsked& asked, std::int64_t most);

// " AND a.COLUMN IN (...)" for each thing that is asked.
void add_asked_accounts(db::ListQuery& query, const AccountsAsked& asked, db::Sql column);
// " AND a.stage IN (...)" or " NOT IN": the stages with an outcome.
void add_closed_stages(db::ListQuery& query, const std::vector<Pipeline>& pipelines,
                       db::Sql is_or_not);

}  // namespace bailiwick::crm
