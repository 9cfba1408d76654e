// Accounts as the columns that rules read, and the port through which they come. Views and plain values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "formula/column.hpp"
#include "formula/row_table.hpp"
#include "formula/schema.hpp"
#include "planning/assignment_model.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::planning {

// Some accounts: their ids and, a field of the schema, a column. Views.
struct AccountBatch {
  std::span<const AccountId> ids;
  formula::Rows rows;
};

// An account of whose own territory nothing was said yet.
struct Newcomer {
  AccountId account;
  Instant changed_at;  // when its fields changed last

  friend bool operator==(const Newcomer&, const Newcomer&) = default;
};

inline constexpr std::size_t kAccountBatch = 8'192;  // rows of a batch that costs little memory

// Whoever knows accounts. A port: crm's service stands behind it. Thread-safe.
class AccountSource {
 public:
  virtual ~AccountSource() = default;

  // The fields that formulas over accounts may read.
  [[nodiscard]] virtual Result<formula::Schema> schema(TenantId tenant) const = 0;

  // All accounts of the company that are not deleted, each once, in the order of their ids, in batches of that schema, which may be some of the fields of
  // schema() in any order; a batch is good until `on_batch` returns, and its error ends the reading.
  using OnBatch = std::function<Result<void>(const AccountBatch&)>;
  [[nodiscard]] virtual Result<void> each_batch(TenantId tenant, const formula::Schema& schema,
                                                const OnBatch& on_batch) const = 0;

  // Of accounts of whose own territory on that day nothing was said yet at least those that were added or changed since then; ascending.
  [[nodiscard]] virtual Result<std::vector<Newcomer>> newcomers(TenantId tenant, LocalDate day,
                                                                Instant since) const = 0;
  // As each_batch(), of these alone; ascending.
  [[nodiscard]] virtual Result<void> each_batch_of_ids(TenantId tenant,
                                                       const formula::Schema& schema,
                                                       std::span<const AccountId> ids,
                                                       const OnBatch& on_batch) const = 0;

  // One account that the principal may see: a value a field of that schema. Nothing where there is none.
  [[nodiscard]] virtual Result<std::optional<std::vector<formula::Value>>> row(
      const platform::identity::Principal& principal, const formula::Schema& schema,
      AccountId account) const = 0;
};

// Rows as columns of a schema. O(cells).
class AccountTable {
 public:
  explicit AccountTable(const formula::Schema& schema) : rows_(schema) {}

  // `row`: as formula::RowTable takes it.
  void add(AccountId id, std::span<const formula::Value> row);
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  void clear();
  // Good until the next add() or clear().
  [[nodiscard]] AccountBatch batch();

 private:
  std::vector<AccountId> ids_;
  formula::RowTable rows_;
};

// The text of a column's row; nothing where it is null or no text.
[[nodiscard]] std::optional<std::string_view> text_at(const formula::Column& column,
                                                      std::size_t row);

}  // namespace bailiwick::planning
