// Revenue as orders, or invoices, tell it: by group and by period, new business and existing, beside the period and the year before.
//
// A span that is running is counted until today, and compared with as much of the others; the series shows the year before whole.
//
// One pass over the viewer's sales in the order of their accounts, so that an account's first sale is known when its others come. O(sales + accounts).
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "crm/performance_scene.hpp"

namespace bailiwick::crm {

// Of scene.span. Errors: R033.
[[nodiscard]] Result<RevenueReport> count_revenue(db::Connection& connection, const Viewer& viewer,
                                                  Scene& scene, std::string_view kind);

// The days a year before each of the span's periods: without gaps, from the first to the last day of year_before(span). Pure.
[[nodiscard]] std::vector<Days> years_before(const std::vector<Period>& periods, const Days& span);

}  // namespace bailiwick::crm
