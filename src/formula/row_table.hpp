// Rows of values turned into the columns that formulas read: for whoever has records one at a time. Owns what it shows.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "formula/column.hpp"
#include "formula/schema.hpp"
#include "formula/value.hpp"

namespace bailiwick::formula {

// O(cells).
class RowTable {
 public:
  explicit RowTable(const Schema& schema);
  ~RowTable();
  RowTable(RowTable&&) noexcept;
  RowTable& operator=(RowTable&&) noexcept;

  // `row`: a value a field; an int in a decimal field becomes a decimal. What is no value of its field's kind is null, which must be
  // one of an optional field.
  void add(std::span<const Value> row);
  [[nodiscard]] std::size_t size() const { return count_; }
  void clear();
  // Good until the next add() or clear().
  [[nodiscard]] Rows rows();

 private:
  struct Store;
  std::size_t count_ = 0;
  std::vector<std::unique_ptr<Store>> stores_;
  std::vector<Column> columns_;
};

}  // namespace bailiwick::formula
