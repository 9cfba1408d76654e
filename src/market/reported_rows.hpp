// Rows of accounts as the models of potential and workload and the profile of the ideal customer read them: money in the reporting currency at the rate of one day, so that what formulas make of it may be
// added up. FIELD_currency stays the record's own. An amount without a rate, or too large once converted, has no value, and its row is told.
//
// O(rows * fields of money). Pure.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "base/exchange.hpp"
#include "formula/column.hpp"
#include "formula/program.hpp"
#include "formula/schema.hpp"
#include "formula/value.hpp"

namespace bailiwick::market {

// Places in a schema.
struct MoneyField {
  std::uint32_t amount = 0;
  std::uint32_t currency = 0;

  friend bool operator==(const MoneyField&, const MoneyField&) = default;
};
// The fields of money that some formula of the programs reads, ascending: decimals beside whom their currency stands (annual_revenue,
// annual_revenue_currency). Custom fields are numbers, whatever they are called. `schema`: that of the programs.
[[nodiscard]] std::vector<MoneyField> money_fields(
    const formula::Schema& schema, std::initializer_list<const formula::Program*> programs);

// Refers to the rates, which must outlive it.
struct Reporting {
  Currency currency;
  const RateTable& rates;
  LocalDate day;  // at whose rates
};

// A view of the rows but for the fields of money, which it owns.
class ReportedRows {
 public:
  ReportedRows(const formula::Rows& rows, std::span<const MoneyField> fields,
               const Reporting& reporting);
  ReportedRows(const ReportedRows&) = delete;
  ReportedRows& operator=(const ReportedRows&) = delete;

  // Good as long as both.
  [[nodiscard]] formula::Rows rows() const { return {.columns = columns_, .count = count_}; }
  // Whether an amount of the row has no value for want of a rate.
  [[nodiscard]] bool is_without_rate(std::size_t row) const { return without_rate_[row] != 0; }

 private:
  struct Amounts {
    std::vector<Decimal> values;
    std::vector<std::uint8_t> is_null;
  };
  std::size_t count_;
  std::vector<formula::Column> columns_;
  std::vector<Amounts> amounts_;
  std::vector<std::uint8_t> without_rate_;
};

// One row likewise. Whether an amount of it has no value for want of a rate.
bool report_row(std::vector<formula::Value>& row, std::span<const MoneyField> fields,
                const Reporting& reporting);

}  // namespace bailiwick::market
