#include "platform/files/table.hpp"

#include <cassert>
#include <utility>

#include "base/text.hpp"

namespace bailiwick::platform::files {

Table::Table(std::string name, std::string row_word, std::vector<std::string> columns)
    : name_(std::move(name)), row_word_(std::move(row_word)), columns_(std::move(columns)) {}

std::string Table::place_of(std::size_t row) const {
  return name_ + ", " + row_word_ + " " + std::to_string(lines_[row]);
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : ascii_lower(name)) {
    if (c != ' ' && c != '_' && c != '-' && c != '.') plain += c;
  }
  return plain;
}

std::optional<std::size_t> Table::find(std::string_view column) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] == column) return i;
  }
  const std::string plain = plain_name(column);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (plain_name(columns_[i]) == plain) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> Table::find_first(std::span<const std::string_view> names) const {
  for (const std::string_view name : names) {
    if (const auto column = find(name)) return column;
  }
  return std::nullopt;
}

void Table::set(std::string text, std::vector<Span> spans, std::vector<std::uint32_t> lines) {
  assert(spans.size() == lines.size() * columns_.size());
  text_ = std::move(text);
  spans_ = std::move(spans);
  lines_ = std::move(lines);
}

}  // namespace bailiwick::platform::files
