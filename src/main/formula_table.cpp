#include "main/formula_table.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace bailiwick {
namespace {

using formula::Kind;
using formula::Value;

// A number that its digits alone are: no zeros before them, which would be lost.
bool is_plain_number(std::string_view cell) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  if (cell.empty() || cell.front() < '0' || cell.front() > '9') return false;
  return cell.size() == 1 || cell[0] != '0' || cell[1] == '.';
}

std::optional<std::int64_t> whole_of(std::string_view cell) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

// The cell as a value of that kind; null where it is empty or none of it.
Value value_of(std::string_view cell, Kind kind) {
  const auto taken = [](const auto& value) { return value ? Value(*value) : Value(); };
  switch (kind) {
    case Kind::kBool:
      if (cell != "true" && cell != "false") return {};
      return Value(cell == "true");
    case Kind::kInt:
      return is_plain_number(cell) ? taken(whole_of(cell)) : Value();
    case Kind::kDecimal:
      return is_plain_number(cell) ? taken(parse_decimal(cell)) : Value();
    case Kind::kDate:
      return taken(parse_date(cell));
    default:
      return cell.empty() ? Value() : Value(std::string(cell));
  }
}

// The value of that type, or what a null row holds.
template <class T>
T or_default(const Value& value) {
  const auto* held = std::get_if<T>(&value.data());
  return held != nullptr ? *held : T{};
}

}  // namespace

Kind kind_of_column(const platform::files::Table& table, std::size_t column) {
  for (const Kind kind : {Kind::kBool, Kind::kInt, Kind::kDecimal, Kind::kDate}) {
    bool has_cell = false;
    bool fits = true;
    for (std::size_t row = 0; row < table.row_count() && fits; ++row) {
      const std::string_view cell = table.field(row, column);
      if (cell.empty()) continue;
      has_cell = true;
      fits = value_of(cell, kind).is_value();
    }
    if (has_cell && fits) return kind;
  }
  return Kind::kString;
}

FormulaTable::FormulaTable(const platform::files::Table& table, std::span<const std::string> texts)
    : table_(table) {
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    const bool is_text =
        std::find(texts.begin(), texts.end(), table.columns()[column]) != texts.end();
    add(column, is_text ? Kind::kString : kind_of_column(table, column));
  }
}

void FormulaTable::add(std::size_t column, Kind kind) {
  schema_.fields.push_back({table_.columns()[column], {kind, true}});
  stores_.push_back(std::make_unique<Store>());
  Store& store = *stores_.back();
  for (std::size_t row = 0; row < table_.row_count(); ++row) {
    const std::string_view cell = table_.field(row, column);
    const Value value = value_of(cell, kind);
    store.is_null.push_back(value.is_value() ? 0 : 1);
    if (kind == Kind::kBool) store.truths.push_back(or_default<bool>(value) ? 1 : 0);
    if (kind == Kind::kInt) store.wholes.push_back(or_default<std::int64_t>(value));
    if (kind == Kind::kDecimal) store.decimals.push_back(or_default<Decimal>(value));
    if (kind == Kind::kDate) store.dates.push_back(or_default<LocalDate>(value));
    if (kind == Kind::kString) store.texts.push_back(cell);
  }
  formula::Column made{std::span<const std::string_view>(store.texts), store.is_null};
  if (kind == Kind::kBool) made.values = std::span<const std::uint8_t>(store.truths);
  if (kind == Kind::kInt) made.values = std::span<const std::int64_t>(store.wholes);
  if (kind == Kind::kDecimal) made.values = std::span<const Decimal>(store.decimals);
  if (kind == Kind::kDate) made.values = std::span<const LocalDate>(store.dates);
  columns_.push_back(made);
}

std::vector<Value> FormulaTable::row(std::size_t index) const {
  std::vector<Value> values;
  for (std::size_t column = 0; column < table_.column_count(); ++column)
    values.push_back(value_of(table_.field(index, column), schema_.fields[column].type.kind));
  return values;
}

}  // namespace bailiwick
