// Exchange rates as a table of text has them, read into quotes.
//
//   date,USD,GBP            a column a currency, as the European Central Bank publishes them; empty, "N/A" and "-" are no rates
//   date,currency,rate      a line a rate, perhaps with a column `against`
//
// Pure. O(cells). Errors, all of them up to kRateMistakesMax with their lines: Y010 columns that are neither, Y011 a day, currency or rate that is none,
// Y012 too many rates (kLimit), Y013 nothing to bring in.
#pragma once

#include <cstdint>
#include <vector>

#include "base/exchange.hpp"
#include "base/result.hpp"
#include "platform/files/table.hpp"

namespace bailiwick::platform::api {

inline constexpr std::size_t kFileRatesMax = 300'000;
inline constexpr std::size_t kRateMistakesMax = 50;

// Which of the two currencies the numbers are of.
enum class Quoted {
  kPerUnit,  // 1 of the column's currency = rate of `against`
  kPerBase,  // 1 of `against` = rate of the column's currency
};

struct RateFile {
  std::vector<Quote> quotes;  // in the file's order
  std::int64_t skipped = 0;   // cells without a rate
};
struct RateReading {
  Currency against;  // where the file does not say
  Quoted quoted = Quoted::kPerUnit;
};

[[nodiscard]] Checked<RateFile> read_rates(const files::Table& table, const RateReading& reading);

}  // namespace bailiwick::platform::api
