// Rows and named columns of text, from a CSV file or from the properties of map features.
//
// Owns its bytes; a field is a view into them and lives as long as the table. Immutable once read, so safe to share
// between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bailiwick::platform::files {

// A name as it is compared with others: in lower case, without spaces, '_', '-' and '.'.
[[nodiscard]] std::string plain_name(std::string_view name);

class Table {
 public:
  // `name` is the file's, `row_word` what messages call a row ("line", "feature").
  Table(std::string name, std::string row_word, std::vector<std::string> columns);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] std::size_t column_count() const { return columns_.size(); }
  [[nodiscard]] std::size_t row_count() const { return lines_.size(); }
  [[nodiscard]] std::string_view field(std::size_t row, std::size_t column) const {
    const Span span = spans_[row * columns_.size() + column];
    return std::string_view(text_).substr(span.begin, span.size);
  }
  // The line (from 1, the header counted) or feature (from 1) that the row came from.
  [[nodiscard]] std::int64_t line_of(std::size_t row) const { return lines_[row]; }
  // "units.csv, line 7".
  [[nodiscard]] std::string place_of(std::size_t row) const;

  // The column of that name: exactly, or else without regard to case, spaces, '_', '-' and '.'.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
  // The first of the names that is a column, earlier names first.
  [[nodiscard]] std::optional<std::size_t> find_first(
      std::span<const std::string_view> names) const;

  // For readers: a field is [begin, begin + size) of the text that is set.
  struct Span {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  // Takes the bytes and all fields, row by row; lines[row] is the line of that row.
  // spans.size() == lines.size() * column_count().
  void set(std::string text, std::vector<Span> spans, std::vector<std::uint32_t> lines);

 private:
  std::string name_;
  std::string row_word_;
  std::vector<std::string> columns_;
  std::string text_;
  std::vector<Span> spans_;
  std::vector<std::uint32_t> lines_;
};

}  // namespace bailiwick::platform::files
