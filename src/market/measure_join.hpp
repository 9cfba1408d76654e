// Measures from a file: which column holds the codes of a layer's units, which columns are numbers, and what of the rows found its unit. Pure.
//
// A row's unit is the one whose code the row has. Of what a spreadsheet does to codes four things are mended where they can mean one unit only:
// lost leading zeros (501 for 00501), ".0" behind a number, lower case, blanks. Each such row is counted, with examples. Other codes
// that the layer does not have are told with what they probably were.
// The decimal mark of a column is the one that is asked for, else that of its own cells, else that of the file's other numbers; where none decides, what goes with the
// file's delimiter, and a note says so (measure_numbers.hpp).
// Numbers may have a percent sign or a currency beside them, and are what they are without it; where a column's signs differ those cells are none that
// have another than most.
// O(cells + codes); to find the column of codes at most kJoinSampleRows rows are looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/measure.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kJoinSampleRows = 5'000;
inline constexpr std::size_t kJoinRowsMax = 1'000'000;
inline constexpr std::size_t kJoinExamplesMax = 20;  // of each thing that is told
// A column of whose cells at least this share are numbers is one of numbers, in hundredths; of a column that was named any number will do.
inline constexpr std::size_t kNumbersPercentMin = 90;

// What to do where several rows have the same unit.
enum class Repeats {
  kRefuse,
  kSum,   // their numbers are added up
  kLast,  // the last row's numbers count
};
[[nodiscard]] std::optional<Repeats> parse_repeats(std::string_view word);

struct JoinRequest {
  std::optional<std::string> code = {};   // the column of codes; absent: found
  std::vector<std::string> columns = {};  // those to read; empty: all of numbers
  Repeats repeats = Repeats::kRefuse;
  std::optional<char> decimal_mark = {};  // '.' or ','; absent: found
};

struct JoinCode {
  std::int64_t line = 0;
  std::string code;   // as the file has it
  std::string meant;  // the unit's; of an unknown code what it probably was, or empty
};
struct JoinCell {
  std::int64_t line = 0;
  std::string text;
};
// How many there are, and the first of them.
template <class T>
struct Told {
  std::int64_t count = 0;
  std::vector<T> examples = {};  // at most kJoinExamplesMax

  void add(T one) {
    if (++count <= static_cast<std::int64_t>(kJoinExamplesMax)) examples.push_back(std::move(one));
  }
};

struct JoinColumn {
  std::string column;  // as the file calls it
  std::string key;     // the measure's
  char decimal_mark = '.';
  std::string sign = {};     // that most of its numbers with one have: "%", "€"; empty: none has
  std::int64_t numbers = 0;  // cells of rows that found a unit
  std::int64_t empty = 0;
  Told<JoinCell> not_numbers;
  MeasureValues values;  // a unit, in the order of places
};

struct Join {
  std::string code_column;
  std::int64_t rows = 0;
  std::int64_t matched = 0;           // rows that found their unit
  Told<JoinCode> mended;              // of those: by a code that was mended
  Told<JoinCode> unknown;             // rows whose code no unit has
  Told<std::string> without;          // units that no row is about: their codes
  Told<std::string> repeated;         // units that several rows are about: their codes
  std::vector<std::string> left_out;  // columns that hold no numbers
  std::vector<JoinColumn> columns;
  std::vector<std::string> notes;  // what was assumed of the decimal mark
  Repeats repeats = Repeats::kRefuse;

  // Whether it may be stored.
  [[nodiscard]] bool is_sound() const { return repeated.count == 0 || repeats != Repeats::kRefuse; }
};

// `codes`: of the layer's units, ascending. Errors, all together: M080 no column holds codes of the layer, or the one that was named does not, M081 a
// column that the file does not have or that was named twice, or no column of numbers, M082 too many rows or measures. That units repeat is no error here
// (is_sound()).
[[nodiscard]] Checked<Join> join_of(const platform::files::Csv& csv,
                                    std::span<const std::string> codes, const JoinRequest& request);
// M083: which units repeat, and what can be asked instead.
[[nodiscard]] Error repeats_refused(const Join& join);

}  // namespace bailiwick::market
