// A CSV table as fields and columns for formulas: every column gets the narrowest type that all of its cells have.
//
// Types are tried in this order: bool (true, false), int, decimal, date (2026-01-31), string. A number with zeros before it (00501) is a
// text, as postal codes are. An empty cell is null. Pure. O(cells).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formula/column.hpp"
#include "platform/files/table.hpp"

namespace bailiwick {

class FormulaTable {
 public:
  // Refers to `table`, which must outlive it. `texts`: columns that are strings whatever their cells.
  explicit FormulaTable(const platform::files::Table& table,
                        std::span<const std::string> texts = {});

  [[nodiscard]] const formula::Schema& schema() const { return schema_; }
  [[nodiscard]] formula::Rows rows() const { return {columns_, table_.row_count()}; }
  [[nodiscard]] std::vector<formula::Value> row(std::size_t index) const;

 private:
  // The cells of a column, as one of these.
  struct Store {
    std::vector<std::uint8_t> is_null;
    std::vector<std::uint8_t> truths;
    std::vector<std::int64_t> wholes;
    std::vector<Decimal> decimals;
    std::vector<LocalDate> dates;
    std::vector<std::string_view> texts;
  };

  void add(std::size_t column, formula::Kind kind);

  const platform::files::Table& table_;
  formula::Schema schema_;
  std::vector<std::unique_ptr<Store>> stores_;
  std::vector<formula::Column> columns_;
};

// The type of a column by its cells; string where all are empty.
[[nodiscard]] formula::Kind kind_of_column(const platform::files::Table& table, std::size_t column);

}  // namespace bailiwick
