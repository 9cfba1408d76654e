// Reads and writes comma-separated values (RFC 4180), as spreadsheets of several countries write them.
//
// Delimiter: ',' ';' '|' or tab, whichever the header holds most of outside quotes, or what Excel's line "sep=;" before it says. Fields may be quoted, with "" for a quote,
// and then hold delimiters and line ends. Lines end in LF or CRLF. The first line names the columns. Fields
// are trimmed of blanks unless quoted. Empty lines are skipped. All bad rows are told, up to kErrorsLimit, or kept beside the others.
// Rules F008 .. F013. One pass, O(bytes).
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/files/table.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

inline constexpr std::size_t kColumnsLimit = 1024;
inline constexpr std::size_t kRowsLimit = 10'000'000;
inline constexpr std::size_t kErrorsLimit = 50;  // then one error that counts the rest

struct CsvOptions {
  bool has_comments = false;  // lines that start with '#' are skipped
  bool has_header =
      true;  // false: the columns are called "1", "2", ... and the first line is a row
  bool keeps_bad_rows = false;  // F009 and text after a quote (F010) are told in Csv::bad_rows
};

// A row of another length, or with text after a quote. Its fields are what the table has room for; those that it lacks are empty.
struct BadRow {
  std::size_t row = 0;
  Error error;  // without the file and the line
};

struct Csv {
  Table table;
  char delimiter = ',';
  Notes notes;
  std::vector<BadRow> bad_rows;  // in their order
};

[[nodiscard]] Checked<Csv> read_csv(const std::filesystem::path& path,
                                    const CsvOptions& options = {});
[[nodiscard]] Checked<Csv> parse_csv(TextFile file, const CsvOptions& options = {});

// Appends one row to `out`, quoting where a field needs it, ended by LF.
void append_csv_row(std::string& out, std::span<const std::string_view> fields);

}  // namespace bailiwick::platform::files
