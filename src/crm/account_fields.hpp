// Some fields of many accounts, as formulas read them: a run of accounts in the order of their ids, with only the columns that the fields want.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "crm/custom_field.hpp"
#include "formula/schema.hpp"
#include "formula/value.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// Whoever asks, with their territories on a day; hidden ones are left out.
struct AccountsOn {
  TenantId tenant;
  LocalDate day;
};
struct RunOfIds {
  Uuid after;
  std::int64_t limit = 1'000;
  std::span<const Uuid> ids = {};  // only these, at most kExternalIdsMax; empty: any
};

// `values`: one a field of `fields`, which are some of formula_schema() (record_formula.hpp) in any order. What it tells is good until it returns.
using OnAccountValues = std::function<void(Uuid account, std::span<const formula::Value> values)>;
[[nodiscard]] Result<void> each_account_fields(platform::db::Connection& connection,
                                               const AccountsOn& accounts,
                                               const std::vector<CustomField>& custom,
                                               const formula::Schema& fields, const RunOfIds& run,
                                               const OnAccountValues& on_account);

// Ascending: accounts that were added or changed since then and of whose own territory on that day nothing was said, not even that they have none.
struct NewAccount {
  Uuid id;
  Instant changed_at;

  friend bool operator==(const NewAccount&, const NewAccount&) = default;
};
[[nodiscard]] Result<std::vector<NewAccount>> newcomers(platform::db::Connection& connection,
                                                        const AccountsOn& accounts, Instant since);

}  // namespace bailiwick::crm
