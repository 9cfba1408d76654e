// One field of a batch of accounts by its name: its values by row, nothing where there is no such field or no value. A view; good as long as the batch.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "base/decimal.hpp"
#include "formula/column.hpp"
#include "formula/schema.hpp"

namespace bailiwick::market {

class FieldColumn {
 public:
  FieldColumn(const formula::Schema& schema, const formula::Rows& rows, std::string_view name) {
    const auto found = std::ranges::find(schema.fields, name, &formula::Field::name);
    if (found != schema.fields.end())
      column_ = &rows.columns[static_cast<std::size_t>(found - schema.fields.begin())];
  }

  explicit FieldColumn(const formula::Column& column) : column_(&column) {}

  [[nodiscard]] std::string_view text(std::size_t row) const {
    if (is_null(row)) return {};
    if (const auto* texts = std::get_if<std::span<const std::string_view>>(&column_->values))
      return (*texts)[row];
    if (const auto* words = std::get_if<formula::DictionaryColumn>(&column_->values))
      return words->words[words->codes[row]];
    return {};
  }
  [[nodiscard]] std::optional<std::int64_t> whole(std::size_t row) const {
    if (is_null(row)) return std::nullopt;
    const auto* numbers = std::get_if<std::span<const std::int64_t>>(&column_->values);
    return numbers == nullptr ? std::nullopt : std::optional((*numbers)[row]);
  }
  [[nodiscard]] std::optional<Decimal> decimal(std::size_t row) const {
    if (is_null(row)) return std::nullopt;
    const auto* numbers = std::get_if<std::span<const Decimal>>(&column_->values);
    return numbers == nullptr ? std::nullopt : std::optional((*numbers)[row]);
  }
  [[nodiscard]] std::optional<double> degrees(std::size_t row) const {
    const auto number = decimal(row);
    if (!number) return std::nullopt;
    constexpr Int128 kMillionths = Decimal::kUnit / 1'000'000;
    return static_cast<double>(static_cast<std::int64_t>(number->units() / kMillionths)) / 1e6;
  }

 private:
  [[nodiscard]] bool is_null(std::size_t row) const {
    return column_ == nullptr || (!column_->is_null.empty() && column_->is_null[row] != 0);
  }
  const formula::Column* column_ = nullptr;
};

}  // namespace bailiwick::market
