// The port through which accounts and their history come: the CRM stands behind it. Views and plain values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formula/column.hpp"
#include "formula/schema.hpp"
#include "formula/value.hpp"
#include "market/model.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::market {

// Some accounts, an entry each in every list, and a column a field of the schema. Views.
struct AccountBatch {
  std::span<const AccountId> ids;
  std::span<const std::optional<TerritoryId>> territories;  // today
  std::span<const std::string_view> names;
  formula::Rows rows;
};

// Opportunities of one account that are closed.
struct ClosedDeals {
  AccountId account;
  std::int64_t won = 0;
  std::int64_t lost = 0;
};

// Which accounts are meant: those that fulfil all that is given. Hidden accounts never. Views.
struct AccountReach {
  TenantId tenant;
  // That this person sees today; absent: whoever asks.
  const platform::identity::Principal* viewer = nullptr;
  // Whose own territory is one of these today; empty: wherever they are.
  std::span<const TerritoryId> territories = {};
  // These, ascending; empty: not only some.
  std::span<const AccountId> accounts = {};
};

// Thread-safe.
class AccountSource {
 public:
  using Principal = platform::identity::Principal;
  virtual ~AccountSource() = default;

  // The fields that formulas over accounts may read.
  [[nodiscard]] virtual Result<formula::Schema> schema(TenantId tenant) const = 0;

  // All accounts of the company that are not deleted, each once, whoever asks, in the order of their ids, in batches of that schema; a
  // batch is good until `on_batch` returns, and its error ends the reading.
  using OnBatch = std::function<Result<void>(const AccountBatch&)>;
  [[nodiscard]] virtual Result<void> each_batch(TenantId tenant, const formula::Schema& schema,
                                                const OnBatch& on_batch) const = 0;

  // The accounts of a reach, likewise. O(accounts of the reach * log), where those are few of many.
  [[nodiscard]] virtual Result<void> each_batch_of(const AccountReach& reach,
                                                   const formula::Schema& schema,
                                                   const OnBatch& on_batch) const = 0;

  // One account that the principal may see: a value a field of that schema. Nothing where there is none.
  [[nodiscard]] virtual Result<std::optional<std::vector<formula::Value>>> row(
      const Principal& principal, const formula::Schema& schema, AccountId account) const = 0;

  // Won and lost opportunities that the principal may see, ascending by account, an entry each.
  [[nodiscard]] virtual Result<std::vector<ClosedDeals>> closed_deals(
      const Principal& principal) const = 0;
};

}  // namespace bailiwick::market
