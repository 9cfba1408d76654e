// The CRM's accounts and what they bought, as comparing plans reads them.
#pragma once

#include "planning/book_diff.hpp"
#include "platform/db/database.hpp"

namespace bailiwick {

// Errors: the database's.
class CrmBookSource final : public planning::BookSource {
 public:
  // It outlives this.
  explicit CrmBookSource(platform::db::Database& database) : database_(database) {}

  [[nodiscard]] Result<void> each_place(const Principal& principal, LocalDate day,
                                        const OnPlace& on_place) const override;
  [[nodiscard]] Result<void> each_revenue(const Principal& principal, LocalDate from,
                                          LocalDate until,
                                          const OnRevenue& on_revenue) const override;

 private:
  platform::db::Database& database_;
};

}  // namespace bailiwick
