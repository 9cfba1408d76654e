#include "crm/import_head.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "crm/import_columns.hpp"
#include "crm/import_dates.hpp"
#include "crm/import_numbers.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

constexpr std::string_view kGuidShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
constexpr std::size_t kYearDigits = 4;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_guid(std::string_view text) {
  if (text.size() == kGuidShape.size() + 2 && text.front() == '{' && text.back() == '}')
    text = text.substr(1, kGuidShape.size());
  if (text.size() != kGuidShape.size()) return false;
  for (std::size_t c = 0; c < text.size(); ++c)
    if (kGuidShape[c] == '-' ? text[c] != '-' : !is_hex(text[c])) return false;
  return true;
}

bool is_year(std::string_view text) {
  return text.size() == kYearDigits && (text.starts_with("19") || text.starts_with("20"));
}

bool is_plain_number(std::string_view text) {
  return !is_year(text) && (read_number(text, '.') || read_number(text, ','));
}

// The cells of the first row that is not empty; none where it is too long or no row.
std::vector<std::string> first_cells(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of("\r\n"), text.size());
  bool is_quoted = false;
  std::size_t end = begin;
  for (; end < text.size() && end - begin <= kFirstRowBytesMax; ++end) {
    if (text[end] == '"') is_quoted = !is_quoted;
    if (!is_quoted && (text[end] == '\n' || text[end] == '\r')) break;
  }
  if (end == begin || end - begin > kFirstRowBytesMax) return {};
  auto row = files::text_from_bytes("row", std::string(text.substr(begin, end - begin)));
  if (!row) return {};
  const auto csv = files::parse_csv(std::move(*row), {.has_header = false});
  if (!csv || csv->table.row_count() != 1) return {};
  std::vector<std::string> cells;
  for (std::size_t c = 0; c < csv->table.column_count(); ++c)
    cells.emplace_back(csv->table.field(0, c));
  return cells;
}

// How many of the names some object knows, of the object that knows most.
std::size_t known_count(const std::vector<std::string>& names,
                        std::span<const ImportSchema> schemas) {
  const files::Table table("row", "line", names);
  std::size_t most = 0;
  for (const ImportSchema& schema : schemas) {
    const FileGuess guess = guess_file(table, schemas, schema.object);
    const auto count = std::ranges::count_if(
        guess.columns, [](const ColumnGuess& column) { return column.why != GuessWhy::kUnknown; });
    most = std::max(most, static_cast<std::size_t>(count));
  }
  return most;
}

}  // namespace

bool is_data_cell(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  return is_plain_number(text) || is_guid(text) || order_vote(text) != OrderVote::kNone;
}

bool looks_headed(std::string_view text, std::span<const ImportSchema> schemas) {
  const std::vector<std::string> cells = first_cells(text);
  const auto data = static_cast<std::size_t>(std::ranges::count_if(cells, is_data_cell));
  return data == 0 || data < known_count(cells, schemas);
}

std::vector<std::string> column_names(const files::Table& table, bool has_header) {
  if (has_header) return table.columns();
  std::vector<std::string> names;
  for (std::size_t c = 1; c <= table.column_count(); ++c)
    names.push_back(fmt::format("Column {}", c));
  return names;
}

}  // namespace bailiwick::crm
