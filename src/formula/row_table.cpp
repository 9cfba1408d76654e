#include "formula/row_table.hpp"

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace bailiwick::formula {
namespace {

// A field's values as the columns of formulas hold them; a bool is a byte.
using Cells = std::variant<std::vector<std::uint8_t>, std::vector<std::int64_t>,
                           std::vector<Decimal>, std::vector<std::string>, std::vector<LocalDate>,
                           std::vector<Instant>, std::vector<Duration>>;

Cells cells_of(Kind kind) {
  switch (kind) {
    case Kind::kInt:
      return std::vector<std::int64_t>();
    case Kind::kDecimal:
      return std::vector<Decimal>();
    case Kind::kString:
      return std::vector<std::string>();
    case Kind::kDate:
      return std::vector<LocalDate>();
    case Kind::kTimestamp:
      return std::vector<Instant>();
    case Kind::kDuration:
      return std::vector<Duration>();
    default:
      return std::vector<std::uint8_t>();
  }
}

// Adds the value, or a stand-in where it is of another kind; whether it was one.
bool add_cell(Cells& cells, const Value& value) {
  return std::visit(
      [&](auto& column) {
        using Cell = typename std::decay_t<decltype(column)>::value_type;
        using Data = std::conditional_t<std::is_same_v<Cell, std::uint8_t>, bool, Cell>;
        const auto* data = value.is_value() ? std::get_if<Data>(&value.data()) : nullptr;
        if constexpr (std::is_same_v<Cell, Decimal>) {
          const auto* whole = value.is_value() ? std::get_if<std::int64_t>(&value.data()) : nullptr;
          if (whole != nullptr) {
            column.push_back(Decimal::whole(*whole));
            return true;
          }
        }
        column.push_back(data != nullptr ? static_cast<Cell>(*data) : Cell{});
        return data != nullptr;
      },
      cells);
}

}  // namespace

struct RowTable::Store {
  Cells cells;
  bool is_optional = false;
  std::vector<std::uint8_t> is_null;
  std::vector<std::string_view> texts;  // views of the cells of a text column

  [[nodiscard]] Column shown() {
    Column column;
    if (is_optional) column.is_null = is_null;
    std::visit(
        [&](const auto& values) {
          using Cell = typename std::decay_t<decltype(values)>::value_type;
          if constexpr (std::is_same_v<Cell, std::string>) {
            texts.assign(values.begin(), values.end());
            column.values = std::span<const std::string_view>(texts);
          } else {
            column.values = std::span<const Cell>(values);
          }
        },
        cells);
    return column;
  }
};

RowTable::RowTable(const Schema& schema) {
  for (const Field& field : schema.fields) {
    stores_.push_back(std::make_unique<Store>());
    stores_.back()->cells = cells_of(field.type.kind);
    stores_.back()->is_optional = field.type.is_optional;
  }
}

RowTable::~RowTable() = default;
RowTable::RowTable(RowTable&&) noexcept = default;
RowTable& RowTable::operator=(RowTable&&) noexcept = default;

void RowTable::add(std::span<const Value> row) {
  assert(row.size() == stores_.size());
  ++count_;
  for (std::size_t field = 0; field < row.size(); ++field) {
    Store& store = *stores_[field];
    const bool is_value = add_cell(store.cells, row[field]);
    assert(is_value || store.is_optional);
    store.is_null.push_back(is_value ? 0 : 1);
  }
}

void RowTable::clear() {
  count_ = 0;
  for (const auto& store : stores_) {
    store->is_null.clear();
    std::visit([](auto& cells) { cells.clear(); }, store->cells);
  }
}

Rows RowTable::rows() {
  columns_.clear();
  for (const auto& store : stores_) columns_.push_back(store->shown());
  return {.columns = columns_, .count = count_};
}

}  // namespace bailiwick::formula
