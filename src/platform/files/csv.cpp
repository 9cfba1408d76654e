#include "platform/files/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "platform/files/error_log.hpp"

namespace bailiwick::platform::files {
namespace {

// The delimiter that the first line holds most of outside quotes; a comma where there is none.
char sniff_delimiter(std::string_view text) {
  constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (!is_quoted && (c == '\n' || c == '\r')) break;
    for (std::size_t i = 0; i < kDelimiters.size() && !is_quoted; ++i)
      counts[i] += c == kDelimiters[i] ? 1 : 0;
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

// Excel's own first line, "sep=;", which says what parts fields. Blanks take its place, so that lines are counted as they are.
std::optional<char> take_named_delimiter(std::string& text, std::size_t first) {
  constexpr std::string_view kSays = "sep=";
  const std::string_view line = std::string_view(text).substr(
      first, std::min(text.find_first_of("\r\n", first), text.size()) - first);
  if (line.size() != kSays.size() + 1 || ascii_lower(line.substr(0, kSays.size())) != kSays)
    return std::nullopt;
  const char delimiter = line.back();
  if (std::string_view(",;\t|").find(delimiter) == std::string_view::npos) return std::nullopt;
  std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(first), line.size(), ' ');
  return delimiter;
}

// Walks over the text once and hands out the fields of one record after another, unquoting them in place.
class Scanner {
 public:
  Scanner(std::string& text, char delimiter, bool has_comments)
      : text_(text), delimiter_(delimiter), has_comments_(has_comments) {
    stops_[static_cast<std::uint8_t>(delimiter)] = true;
    stops_[static_cast<std::uint8_t>('\n')] = true;
    stops_[static_cast<std::uint8_t>('\r')] = true;
  }

  enum class Fault { kNone, kAfterQuote, kOpenQuote };
  struct Record {
    std::uint32_t line = 0;
    Fault fault = Fault::kNone;
  };

  // The next record that is not empty or a comment, its fields appended to `fields`; false at the end.
  bool next(std::vector<Table::Span>& fields, Record& record) {
    skip_empty_lines();
    if (at_ >= text_.size()) return false;
    record = {line_, Fault::kNone};
    do {
      fields.push_back(field(record));
    } while (take_delimiter());
    take_line_end();
    return true;
  }

 private:
  bool is_blank(char c) const { return c == ' ' || (c == '\t' && delimiter_ != '\t'); }
  bool is_line_end() const {
    return at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r');
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  void skip_to_stop() {
    while (at_ < text_.size() && !stops_[static_cast<std::uint8_t>(text_[at_])]) ++at_;
  }
  void take_line_end() {
    if (!is_line_end()) return;
    const bool is_cr = text_[at_++] == '\r';
    if (is_cr && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }
  bool take_delimiter() {
    if (at_ >= text_.size() || text_[at_] != delimiter_) return false;
    ++at_;
    return true;
  }

  void skip_empty_lines() {
    while (at_ < text_.size()) {
      const std::size_t start = at_;
      skip_blanks();
      if (has_comments_ && at_ < text_.size() && text_[at_] == '#') {
        while (at_ < text_.size() && !is_line_end()) ++at_;
      }
      if (at_ < text_.size() && !is_line_end()) {
        at_ = start;
        return;
      }
      take_line_end();
    }
  }

  Table::Span field(Record& record) {
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '"') return quoted_field(record);
    const std::size_t begin = at_;
    skip_to_stop();
    std::size_t end = at_;
    while (end > begin && is_blank(text_[end - 1])) --end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
  }

  Table::Span quoted_field(Record& record) {
    const std::size_t begin = ++at_;
    std::size_t write = begin;
    for (;;) {
      if (at_ >= text_.size() || at_ - begin > kLineBytesLimit) {
        record.fault = Fault::kOpenQuote;
        at_ = text_.size();
        break;
      }
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      } else if (is_line_end()) {
        const std::size_t start = at_;
        take_line_end();
        if (write != start)
          std::copy(text_.begin() + static_cast<std::ptrdiff_t>(start),
                    text_.begin() + static_cast<std::ptrdiff_t>(at_),
                    text_.begin() + static_cast<std::ptrdiff_t>(write));
        write += at_ - start;
        continue;
      }
      text_[write++] = text_[at_++];
    }
    if (at_ < text_.size()) {
      ++at_;
      skip_blanks();
      if (at_ < text_.size() && !stops_[static_cast<std::uint8_t>(text_[at_])]) {
        if (record.fault == Fault::kNone) record.fault = Fault::kAfterQuote;
        skip_to_stop();
      }
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(write - begin)};
  }

  std::string& text_;
  char delimiter_;
  bool has_comments_;
  std::array<bool, 256> stops_{};
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

// What is wrong with a row of `count` fields where the first line has `width`; no rule where it is right.
Error fault_of(const Scanner::Record& record, std::size_t count, std::size_t width) {
  const auto bad = [](std::string_view rule, std::string message) {
    return Error{ErrorCode::kInvalidInput, std::string(rule), std::move(message)};
  };
  if (record.fault == Scanner::Fault::kOpenQuote)
    return bad("F010", "A quote that opens here is not closed.");
  if (record.fault == Scanner::Fault::kAfterQuote)
    return bad(
        "F010",
        "There is text after a closing quote. Write \"\" for a quote inside a quoted field.");
  if (count == width) return {};
  return bad("F009",
             fmt::format("There {} where the first line has {}.",
                         count == 1 ? "is 1 field" : fmt::format("are {} fields", count), width));
}

// "units.csv, line 7: there is ...".
void report(const std::string& name, std::uint32_t line, const Error& error, ErrorLog& log) {
  log.add(error.rule,
          fmt::format("{}, line {}: {}{}", name, line, ascii_lower(error.message.substr(0, 1)),
                      error.message.substr(1)));
}

std::vector<std::string> header_names(const std::string& text,
                                      const std::vector<Table::Span>& fields, bool has_header) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    names.push_back(has_header ? text.substr(fields[i].begin, fields[i].size)
                               : std::to_string(i + 1));
  }
  return names;
}

void check_header(const std::string& name, const std::vector<std::string>& columns, ErrorLog& log) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) continue;
    const auto first = std::find(columns.begin(), columns.end(), columns[i]);
    if (first - columns.begin() == static_cast<std::ptrdiff_t>(i)) continue;
    log.add("F008", fmt::format("{}: columns {} and {} are both called '{}'. Rename one.", name,
                                first - columns.begin() + 1, i + 1, columns[i]));
  }
}

}  // namespace

Checked<Csv> parse_csv(TextFile file, const CsvOptions& options) {
  ErrorLog log(file.name);
  std::size_t first = 0;  // of the first line that is no comment
  while (options.has_comments && first < file.text.size() && file.text[first] == '#') {
    first = std::min(file.text.find_first_of("\r\n", first), file.text.size());
    first = std::min(file.text.find_first_not_of("\r\n", first), file.text.size());
  }
  const auto named = take_named_delimiter(file.text, first);
  const char delimiter =
      named ? *named : sniff_delimiter(std::string_view(file.text).substr(first));
  Scanner scanner(file.text, delimiter, options.has_comments);
  Scanner::Record record;
  std::vector<Table::Span> spans;
  if (!scanner.next(spans, record)) {
    log.add("F004", fmt::format("{} is empty.", file.name));
    return fail(log.take());
  }
  const std::size_t width = spans.size();
  if (const Error bad = fault_of(record, width, width); !bad.rule.empty())
    report(file.name, record.line, bad, log);
  if (width > kColumnsLimit) {
    log.add(
        "F012",
        fmt::format("{} has {} columns; at most {} can be read.", file.name, width, kColumnsLimit),
        ErrorCode::kLimit);
    return fail(log.take());
  }
  std::vector<std::string> columns = header_names(file.text, spans, options.has_header);
  check_header(file.name, columns, log);
  std::vector<std::uint32_t> lines;
  if (options.has_header) {
    spans.clear();
  } else {
    lines.push_back(record.line);
  }
  std::vector<BadRow> bad_rows;
  while (scanner.next(spans, record)) {
    Error bad = fault_of(record, spans.size() - lines.size() * width, width);
    if (!bad.rule.empty()) {
      const bool is_kept = options.keeps_bad_rows && record.fault != Scanner::Fault::kOpenQuote;
      if (is_kept)
        bad_rows.push_back({lines.size(), std::move(bad)});
      else
        report(file.name, record.line, bad, log);
    }
    spans.resize(lines.size() * width + width);
    lines.push_back(record.line);
    if (lines.size() > kRowsLimit) {
      log.add("F013", fmt::format("{} has more than {} rows. Split it.", file.name, kRowsLimit),
              ErrorCode::kLimit);
      break;
    }
  }
  if (!log.is_empty()) return fail(log.take());
  Csv csv{Table(file.name, "line", std::move(columns)), delimiter, std::move(file.notes),
          std::move(bad_rows)};
  csv.table.set(std::move(file.text), std::move(spans), std::move(lines));
  return csv;
}

Checked<Csv> read_csv(const std::filesystem::path& path, const CsvOptions& options) {
  Result<TextFile> file = read_text(path);
  if (!file) return fail(Errors{file.error()});
  return parse_csv(std::move(*file), options);
}

void append_csv_row(std::string& out, std::span<const std::string_view> fields) {
  bool is_first = true;
  for (const std::string_view field : fields) {
    if (!is_first) out += ',';
    is_first = false;
    // Blanks at the ends would be trimmed, a lone empty field would be an empty line, '#' could open a comment, and a
    // byte order mark at the head of a file would be dropped.
    const bool needs_quotes =
        field.find_first_of(",;|\"\r\n\t") != std::string_view::npos ||
        (!field.empty() && (field.front() == ' ' || field.back() == ' ' || field.front() == '#')) ||
        (field.empty() && fields.size() == 1) || field.starts_with("\xEF\xBB\xBF");
    if (!needs_quotes) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace bailiwick::platform::files
