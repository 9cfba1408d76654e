#include "market/measure_join.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/core.h>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "market/measure_numbers.hpp"
#include "platform/files/column_names.hpp"
#include "platform/files/unit_lookup.hpp"

namespace bailiwick::market {
namespace {

namespace files = platform::files;
using files::Table;

constexpr std::array<std::string_view, 3> kRepeats = {"refuse", "sum", "last"};
constexpr std::int32_t kNoUnit = -1;

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

std::string without_blanks_upper(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (c != ' ' && c != '\t')
      plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return plain;
}

struct Found {
  std::int32_t unit = kNoUnit;
  bool is_mended = false;
};

Found find_unit(const files::UnitLookup& units, std::string_view code) {
  if (const auto match = units.find(code)) return {match->unit, match->is_restored};
  std::string plain = without_blanks_upper(code);
  if (plain.ends_with(".0")) plain.resize(plain.size() - 2);
  if (plain.empty() || plain == code) return {};
  const auto match = units.find(plain);
  return match ? Found{match->unit, true} : Found{};
}

// What a code that no unit has probably was: the unit that it begins with (a finer code, "00501-1234").
std::string probable(const files::UnitLookup& units, std::string_view code) {
  const std::string plain = without_blanks_upper(code);
  for (std::size_t size = plain.size(); size-- > 1;) {
    const auto match = units.find_exact(std::string_view(plain).substr(0, size));
    if (match) return units.id_of(static_cast<std::size_t>(*match));
    if (2 * size <= plain.size()) break;
  }
  return {};
}

// How many different units the column's cells name, in a spread of rows.
std::int64_t units_named(const Table& table, std::size_t column, const files::UnitLookup& units) {
  const std::size_t step = table.row_count() / kJoinSampleRows + 1;
  std::vector<std::int32_t> named;
  for (std::size_t row = 0; row < table.row_count(); row += step) {
    const Found found = find_unit(units, table.field(row, column));
    if (found.unit != kNoUnit) named.push_back(found.unit);
  }
  std::ranges::sort(named);
  return std::ranges::unique(named).begin() - named.begin();
}

// A column by the name that a person gave it.
std::optional<std::size_t> find_named(const Table& table, const std::string& name,
                                      std::string_view pointer, Errors& errors) {
  const auto column = table.find(name);
  if (!column)
    errors.push_back(mistake(
        "M081",
        fmt::format("The file has no column \"{}\".{}", name, did_you_mean(name, table.columns())),
        std::string(pointer)));
  return column;
}

std::optional<std::size_t> code_column(const Table& table, const files::UnitLookup& units,
                                       const JoinRequest& request, Errors& errors) {
  std::optional<std::size_t> best;
  std::int64_t most = 0;
  if (request.code) {
    best = find_named(table, *request.code, "/code", errors);
    if (!best) return best;
    most = units_named(table, *best, units);
  } else {
    for (std::size_t column = 0; column < table.column_count(); ++column) {
      const std::int64_t named = units_named(table, column, units);
      if (named <= most) continue;
      most = named;
      best = column;
    }
  }
  if (most > 0) return best;
  const std::string example = units.unit_count() == 0 ? "" : units.id_of(0);
  errors.push_back(mistake(
      "M080",
      request.code
          ? fmt::format("The column \"{}\" holds no code of the layer, such as \"{}\".",
                        *request.code, example)
          : fmt::format("No column of the file holds codes of the layer, such as \"{}\".", example),
      "/code"));
  return std::nullopt;
}

bool is_of_numbers(const Table& table, std::size_t column, char mark) {
  std::int64_t filled = 0;
  std::int64_t numbers = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view cell = trimmed(table.field(row, column));
    if (cell.empty()) continue;
    ++filled;
    numbers += read_measure_number(cell, mark).has_value() ? 1 : 0;
  }
  return numbers > 0 && numbers * 100 >= filled * static_cast<std::int64_t>(kNumbersPercentMin);
}

// The decimal mark of each column.
class DecimalMarks {
 public:
  DecimalMarks(const files::Csv& csv, std::size_t code, std::optional<char> asked)
      : asked_(asked), others_(usual_mark(csv.delimiter)) {
    if (asked_) return;
    MarkVotes all;
    for (std::size_t column = 0; column < csv.table.column_count(); ++column) {
      MarkVotes& own = by_column_.emplace_back();
      if (column == code) continue;
      for (std::size_t row = 0; row < csv.table.row_count(); ++row)
        own.add(csv.table.field(row, column));
      const auto mark = own.decided();
      if (!mark || !is_of_numbers(csv.table, column, *mark)) continue;
      all.points += own.points;
      all.commas += own.commas;
    }
    is_assumed_ = !all.decided();
    others_ = all.decided().value_or(others_);
  }

  [[nodiscard]] char of(std::size_t column) const {
    return asked_ ? *asked_ : by_column_[column].decided().value_or(others_);
  }
  // A cell of the column that is read as nothing but an assumption has it; empty: none.
  [[nodiscard]] std::string_view in_doubt(std::size_t column) const {
    const bool is_told = asked_ || !is_assumed_ || by_column_[column].decided();
    return is_told ? std::string_view() : by_column_[column].open;
  }

 private:
  std::optional<char> asked_;
  char others_;
  bool is_assumed_ = false;
  std::vector<MarkVotes> by_column_;  // empty where the mark was asked for
};

struct Chosen {
  std::size_t column = 0;
  char mark = '.';
};

// One note a file: the first column that is read by an assumption.
void note_doubt(const Table& table, const std::vector<Chosen>& chosen, const DecimalMarks& marks,
                Join& join) {
  for (const Chosen& one : chosen) {
    const std::string_view cell = marks.in_doubt(one.column);
    if (cell.empty()) continue;
    join.notes.push_back(fmt::format(
        "Whether \"{}\" in the column \"{}\" has thousands or decimals cannot be known from this "
        "file. Numbers are read with the decimal mark \"{}\"; say which it is (decimal_mark, "
        "--decimal-mark) if that is wrong.",
        cell, table.columns()[one.column], one.mark));
    return;
  }
}

// The columns to read, in the order of the file or of the request.
std::vector<Chosen> number_columns(const files::Csv& csv, std::size_t code,
                                   const JoinRequest& request, Join& join, Errors& errors) {
  const Table& table = csv.table;
  const DecimalMarks marks(csv, code, request.decimal_mark);
  std::vector<Chosen> chosen;
  for (const std::string& name : request.columns) {
    const auto column = find_named(table, name, "/columns", errors);
    if (!column) continue;
    const bool is_twice =
        *column == code || std::ranges::find(chosen, *column, &Chosen::column) != chosen.end();
    if (is_twice)
      errors.push_back(
          mistake("M081", fmt::format("The column \"{}\" is named twice.", name), "/columns"));
    else
      chosen.push_back({*column, marks.of(*column)});
  }
  if (!request.columns.empty()) {
    note_doubt(table, chosen, marks, join);
    return chosen;
  }
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    if (column == code) continue;
    const std::string& name = table.columns()[column];
    const char mark = marks.of(column);
    if (!files::is_recognised(name) && is_of_numbers(table, column, mark))
      chosen.push_back({column, mark});
    else
      join.left_out.push_back(name);
  }
  if (chosen.empty())
    errors.push_back(
        mistake("M081", "No column of the file holds numbers beside the codes.", "/columns"));
  note_doubt(table, chosen, marks, join);
  return chosen;
}

std::vector<std::int32_t> match_rows(const Table& table, std::size_t code,
                                     const files::UnitLookup& units, Join& join) {
  std::vector<std::int32_t> unit_of(table.row_count(), kNoUnit);
  std::vector<std::uint8_t> seen(units.unit_count(), 0);  // 2: more than once
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view cell = table.field(row, code);
    const Found found = find_unit(units, cell);
    unit_of[row] = found.unit;
    if (found.unit == kNoUnit) {
      join.unknown.add({table.line_of(row), std::string(cell), probable(units, cell)});
      continue;
    }
    ++join.matched;
    const auto unit = static_cast<std::size_t>(found.unit);
    if (found.is_mended)
      join.mended.add({table.line_of(row), std::string(cell), units.id_of(unit)});
    if (seen[unit] == 1) join.repeated.add(units.id_of(unit));
    seen[unit] = static_cast<std::uint8_t>(std::min<int>(seen[unit] + 1, 2));
  }
  for (std::size_t unit = 0; unit < seen.size(); ++unit)
    if (seen[unit] == 0) join.without.add(units.id_of(unit));
  return unit_of;
}

// The sign that most of a column's numbers with one have, of as many the first.
std::string sign_of(const Table& table, const Chosen& chosen) {
  std::vector<std::pair<std::string, std::int64_t>> signs;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view cell = trimmed(table.field(row, chosen.column));
    std::string sign = measure_sign(cell);
    if (sign.empty() || !read_measure_number(cell, chosen.mark)) continue;
    const auto known = std::ranges::find(signs, sign, &std::pair<std::string, std::int64_t>::first);
    if (known == signs.end())
      signs.emplace_back(std::move(sign), 1);
    else
      ++known->second;
  }
  const auto most =
      std::ranges::max_element(signs, {}, &std::pair<std::string, std::int64_t>::second);
  return most == signs.end() ? std::string() : most->first;
}

JoinColumn read_column(const Table& table, const Chosen& chosen,
                       std::span<const std::int32_t> unit_of, std::size_t unit_count,
                       Repeats repeats) {
  JoinColumn column{.column = table.columns()[chosen.column],
                    .key = {},
                    .decimal_mark = chosen.mark,
                    .sign = sign_of(table, chosen),
                    .not_numbers = {},
                    .values = MeasureValues(unit_count)};
  for (std::size_t row = 0; row < unit_of.size(); ++row) {
    if (unit_of[row] == kNoUnit) continue;
    const std::string_view cell = trimmed(table.field(row, chosen.column));
    auto number = read_measure_number(cell, chosen.mark);
    if (const std::string sign = measure_sign(cell); !sign.empty() && sign != column.sign)
      number.reset();
    if (number)
      ++column.numbers;
    else if (cell.empty())
      ++column.empty;
    else
      column.not_numbers.add({table.line_of(row), std::string(cell)});
    auto& value = column.values[static_cast<std::size_t>(unit_of[row])];
    if (repeats != Repeats::kSum)
      value = number;
    else if (number)
      value = value ? added(*value, *number) : *number;
  }
  return column;
}

// Keys differ: the second of two columns with one key gets a number.
void name_keys(std::vector<JoinColumn>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string key = key_of_column(columns[c].column);
    const auto is_given = [&](const std::string& wanted) {
      return std::ranges::any_of(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(c),
                                 [&](const JoinColumn& column) { return column.key == wanted; });
    };
    columns[c].key = key;
    for (int number = 2; is_given(columns[c].key); ++number) {
      const std::string behind = fmt::format("_{}", number);
      columns[c].key = key.substr(0, kMeasureKeyMax - behind.size()) + behind;
    }
  }
}

}  // namespace

std::optional<Repeats> parse_repeats(std::string_view word) {
  const auto* found = std::ranges::find(kRepeats, word);
  if (found == kRepeats.end()) return std::nullopt;
  return static_cast<Repeats>(found - kRepeats.begin());
}

Checked<Join> join_of(const files::Csv& csv, std::span<const std::string> codes,
                      const JoinRequest& request) {
  const Table& table = csv.table;
  if (table.row_count() > kJoinRowsMax)
    return fail(
        Errors{mistake("M082",
                       fmt::format("The file has {} rows; a file of measures has at most {}.",
                                   table.row_count(), kJoinRowsMax),
                       "")});
  Errors errors;
  Join join;
  join.repeats = request.repeats;
  join.rows = static_cast<std::int64_t>(table.row_count());
  const files::UnitLookup units(codes);
  const auto code = code_column(table, units, request, errors);
  if (!code) return fail(std::move(errors));
  join.code_column = table.columns()[*code];
  const auto chosen = number_columns(csv, *code, request, join, errors);
  if (chosen.size() > kMeasuresMax)
    errors.push_back(mistake("M082",
                             fmt::format("The file has {} columns of numbers; a layer has at most "
                                         "{} measures: name those that are wanted.",
                                         chosen.size(), kMeasuresMax),
                             "/columns"));
  if (!errors.empty()) return fail(std::move(errors));
  const auto unit_of = match_rows(table, *code, units, join);
  for (const Chosen& one : chosen)
    join.columns.push_back(read_column(table, one, unit_of, codes.size(), request.repeats));
  name_keys(join.columns);
  return join;
}

Error repeats_refused(const Join& join) {
  return mistake("M083",
                 fmt::format("{} units stand in several rows, such as \"{}\": correct the file, or "
                             "ask that their numbers be added up (repeats=sum) or that the last "
                             "row count (repeats=last).",
                             join.repeated.count, join.repeated.examples.front()),
                 "/repeats");
}

}  // namespace bailiwick::market
