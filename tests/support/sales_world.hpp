// For tests of objectives: what was sold, in memory.
#pragma once

#include <vector>

#include "market/sale_source.hpp"
#include "tests/support/market_world.hpp"

namespace bailiwick::testing {

// Tells all of it, whatever is asked, but for the days.
class SoldInMemory final : public market::SaleSource {
 public:
  [[nodiscard]] Result<market::SoldAs> each_sale(const market::SalesAsk& ask,
                                                 const market::OnSale& on_sale) const override {
    asked = ask;
    for (const market::Sale& sale : all)
      if (ask.first_day <= sale.day && sale.day <= ask.last_day) on_sale(sale);
    return market::SoldAs::kDocuments;
  }

  std::vector<market::Sale> all;
  mutable market::SalesAsk asked;  // last
};

}  // namespace bailiwick::testing
