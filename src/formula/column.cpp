#include "formula/column.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <type_traits>

namespace bailiwick::formula {
namespace {

// By the place in Column::Values.
constexpr std::array<Kind, 8> kKinds = {Kind::kBool,      Kind::kInt,     Kind::kDecimal,
                                        Kind::kString,    Kind::kString,  Kind::kDate,
                                        Kind::kTimestamp, Kind::kDuration};

bool are_flags(std::span<const std::uint8_t> bytes) {
  std::uint8_t most = 0;
  for (const std::uint8_t byte : bytes) most = std::max(most, byte);
  return most <= 1;
}

bool are_codes(const DictionaryColumn& column) {
  std::uint32_t most = 0;
  for (const std::uint32_t code : column.codes) most = std::max(most, code);
  return column.codes.empty() || most < column.words.size();
}

bool are_in_range(const Column::Values& values) {
  return std::visit(
      [](const auto& held) {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, DictionaryColumn>) {
          return are_codes(held);
        } else if constexpr (std::is_same_v<Held, std::span<const std::uint8_t>>) {
          return are_flags(held);
        } else if constexpr (requires { is_in_range(held[0]); }) {
          bool is_sound = true;
          for (const auto& value : held) is_sound &= is_in_range(value);
          return is_sound;
        } else {
          return true;
        }
      },
      values);
}

tl::unexpected<Error> refuse(const Field& field, const char* rule, const std::string& what) {
  return fail(ErrorCode::kInvalidInput, rule,
              fmt::format("The column for {} {}.", quoted(field.name), what));
}

// Its type and length.
Result<void> check_shape(const Field& field, const Column& column, std::size_t count) {
  if (column.kind() != field.type.kind)
    return refuse(field, "Q050",
                  fmt::format("holds {}s, not {}s", name_of({column.kind(), false}),
                              name_of({field.type.kind, false})));
  if (column.size() != count || (!column.is_null.empty() && column.is_null.size() != count))
    return refuse(field, "Q051",
                  fmt::format("has {} rows where there are {}", column.size(), count));
  return {};
}

// What its rows hold.
Result<void> check_content(const Field& field, const Column& column) {
  if (!are_flags(column.is_null))
    return refuse(field, "Q053", "has a null flag that is neither 0 nor 1");
  const bool has_null =
      std::find(column.is_null.begin(), column.is_null.end(), 1) != column.is_null.end();
  if (has_null && !field.type.is_optional)
    return refuse(field, "Q052", "has rows without a value, and the field is not optional");
  if (!are_in_range(column.values)) return refuse(field, "Q053", "has a value outside its range");
  return {};
}

}  // namespace

Kind Column::kind() const { return kKinds[values.index()]; }

std::size_t Column::size() const {
  return std::visit(
      [](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, DictionaryColumn>)
          return held.codes.size();
        else
          return held.size();
      },
      values);
}

Result<void> check_rows(const Schema& schema, const Rows& rows,
                        std::span<const std::uint8_t> is_read) {
  if (rows.columns.size() != schema.fields.size()) {
    return fail(ErrorCode::kInvalidInput, "Q050",
                fmt::format("There are {} columns for {} fields.", rows.columns.size(),
                            schema.fields.size()));
  }
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    auto checked = check_shape(schema.fields[i], rows.columns[i], rows.count);
    if (checked && (is_read.empty() || is_read[i] != 0))
      checked = check_content(schema.fields[i], rows.columns[i]);
    if (!checked) return checked;
  }
  return {};
}

std::size_t Answers::size() const {
  return std::visit([](const auto& held) { return held.size(); }, values);
}

Value Answers::at(std::size_t row) const {
  const Status there = status_at(row);
  if (there == Status::kNull) return Value(Null{});
  if (there != Status::kValue) return Value::failure(there);
  return std::visit(
      [&](const auto& held) -> Value {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::vector<std::uint8_t>>)
          return Value(held[row] != 0);
        else
          return Value(held[row]);
      },
      values);
}

bool Answers::is_true(std::size_t row) const {
  const auto* truths = std::get_if<std::vector<std::uint8_t>>(&values);
  return truths != nullptr && status_at(row) == Status::kValue && (*truths)[row] != 0;
}

}  // namespace bailiwick::formula
