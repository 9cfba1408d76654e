#include "main/book_source.hpp"

#include "crm/account_places.hpp"
#include "crm/account_sales.hpp"

namespace bailiwick {

using planning::AccountId;

Result<void> CrmBookSource::each_place(const Principal& principal, LocalDate day,
                                       const OnPlace& on_place) const {
  const crm::AccountsAsked asked{.tenant = principal.tenant, .day = day, .viewer = &principal};
  return database_.read([&](platform::db::Connection& connection) {
    return crm::each_account_place(connection, asked, [&](const crm::AccountPlace& place) {
      on_place(AccountId(place.account), place.country, place.postal_code);
    });
  });
}

Result<void> CrmBookSource::each_revenue(const Principal& principal, LocalDate from,
                                         LocalDate until, const OnRevenue& on_revenue) const {
  const crm::AccountsAsked asked{
      .tenant = principal.tenant, .day = until.plus_days(-1), .viewer = &principal};
  const auto bought = database_.read([&](platform::db::Connection& connection) {
    return crm::account_revenues(connection, asked,
                                 {.before_from = from, .recent_from = from, .until = until});
  });
  if (!bought) return tl::unexpected(bought.error());
  for (const crm::AccountRevenue& one : *bought) on_revenue(AccountId(one.account), one.recent);
  return {};
}

}  // namespace bailiwick
