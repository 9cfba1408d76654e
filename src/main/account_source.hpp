// The CRM's accounts as assignment rules read them.
#pragma once

#include "base/time.hpp"
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
  [[nodiscard]] Result<std::optional<std::vector<formula::Value>>> row(
      const platform::identity::Principal& principal, const formula::Schema& schema,
      planning::AccountId account) const override;

 private:
  platform::db::Database& database_;
  WallClock now_;
};

}  // namespace bailiwick
