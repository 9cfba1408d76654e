#include "planning/assignment_table.hpp"

#include <variant>

namespace bailiwick::planning {

void AccountTable::add(AccountId id, std::span<const formula::Value> row) {
  ids_.push_back(id);
  rows_.add(row);
}

void AccountTable::clear() {
  ids_.clear();
  rows_.clear();
}

AccountBatch AccountTable::batch() { return {.ids = ids_, .rows = rows_.rows()}; }

std::optional<std::string_view> text_at(const formula::Column& column, std::size_t row) {
  if (!column.is_null.empty() && column.is_null[row] != 0) return std::nullopt;
  if (const auto* texts = std::get_if<std::span<const std::string_view>>(&column.values))
    return (*texts)[row];
  if (const auto* dictionary = std::get_if<formula::DictionaryColumn>(&column.values))
    return dictionary->words[dictionary->codes[row]];
  return std::nullopt;
}

}  // namespace bailiwick::planning
