// A column of numbers, read exactly: every value as a whole number of the column's smallest decimal.
//
// A number is digits with at most one decimal mark and perhaps an exponent ("12", "0.5", "1.2E3"). The mark is a comma
// where commas may stand in the column (its delimiter is another) and do, else a point. The column takes as many decimals
// as its numbers need, but no more than kDecimalsLimit and than keep its total within kColumnTotalLimit; what does
// not fit is rounded (half up) and counted. Pure. O(bytes of the column).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "platform/files/table.hpp"

namespace bailiwick::platform::files {

enum class NumberFault { kNone, kNotANumber, kNegative, kTooLarge };

struct DecimalColumn {
  int decimals = 0;
  std::vector<std::int64_t> values;  // one a row; meaningless where `faults` is not empty
  bool has_decimal_commas = false;
  std::int64_t rounded_count = 0;
  bool is_total_too_large = false;
  // (row, what is wrong), in order; reading ends once there are more than the limit asked for.
  std::vector<std::pair<std::size_t, NumberFault>> faults;
};

[[nodiscard]] DecimalColumn read_decimals(const Table& table, std::size_t column,
                                          bool may_have_commas, std::size_t faults_limit);

// What is wrong with a field, in the user's words: "'12x' is not a number".
[[nodiscard]] std::string words_for(NumberFault fault, std::string_view field);

// One coordinate: a decimal number, with a comma for the mark where it has one. False: not a finite number.
[[nodiscard]] bool read_double(std::string_view field, bool may_have_commas, double& value);

}  // namespace bailiwick::platform::files
