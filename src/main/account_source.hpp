// The CRM's accounts as assignment rules read them.
#pragma once

#include "base/time.hpp"
#include "crm/account_sales.hpp"
#include "planning/assignment_table.hpp"
#include "platform/db/database.hpp"

namespace bailiwick {

// Errors: X032 the company's fields changed while accounts were read (kUnavailable: begin again); the database's.
class CrmAccountSource final : public planning::AccountSource {
 public:
  // `database` outlives it.
  CrmAccountSource(platform::db::Database& database, WallClock now)
      : database_(database), now_(std::move(now)) {}

  [[nodiscard]] Result<formula::Schema> schema(TenantId tenant) const override;
  [[nodiscard]] Result<void> each_batch(TenantId tenant, const formula::Schema& schema,
                                        const OnBatch& on_batch) const override;
  [[nodiscard]] Result<std::vector<planning::Newcomer>> newcomers(TenantId tenant, LocalDate day,
                                                                  Instant since) const override;
  [[nodiscard]] Result<void> each_batch_of_ids(TenantId tenant, const formula::Schema& schema,
                                               std::span<const planning::AccountId> ids,
                                               const OnBatch& on_batch) const override;
  // The accounts that are asked for, today. Where they are few of many each of them is looked up; else all are read and the others left out.
  [[nodiscard]] Result<void> each_batch_of(crm::AccountsAsked asked, const formula::Schema& schema,
                                           const OnBatch& on_batch) const;
  // What `read` (crm/account_sales.hpp) says of accounts that are asked for, today.
  template <class Read>
  [[nodiscard]] auto of_accounts(crm::AccountsAsked asked, const Read& read) const {
    asked.day = utc_date(now_());
    return database_.read(
        [&](platform::db::Connection& connection) { return read(connection, asked); });
  }
  [[nodiscard]] Result<std::optional<std::vector<formula::Value>>> row(
      const platform::identity::Principal& principal, const formula::Schema& schema,
      planning::AccountId account) const override;

 private:
  [[nodiscard]] Result<void> each_batch_among(TenantId tenant, const formula::Schema& schema,
                                              const std::vector<Uuid>* only,
                                              const OnBatch& on_batch) const;
  [[nodiscard]] Result<void> each_batch_by_ids(TenantId tenant, const formula::Schema& schema,
                                               std::span<const Uuid> ids,
                                               const OnBatch& on_batch) const;

  platform::db::Database& database_;
  WallClock now_;
};

}  // namespace bailiwick
