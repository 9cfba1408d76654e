// Columns of rows that formulas read, and the answers that they give. Views and plain values. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "formula/kernel.hpp"
#include "formula/schema.hpp"

namespace bailiwick::formula {

// Strings by their number in a list of words: what repeats (countries, industries) is held and compared once.
struct DictionaryColumn {
  std::span<const std::uint32_t> codes;  // a row; each < words.size(), also where the row is null
  std::span<const std::string_view> words;
};

// One field of many rows. Owns nothing: what it shows must outlive its use.
struct Column {
  using Values =
      std::variant<std::span<const std::uint8_t>,  // bool: 0 or 1
                   std::span<const std::int64_t>, std::span<const Decimal>,
                   std::span<const std::string_view>, DictionaryColumn, std::span<const LocalDate>,
                   std::span<const Instant>, std::span<const Duration>>;

  Values values;
  // Empty: every row has a value. Else a row: 1 where it is null, 0 where not; null rows hold any value in range, such as zero.
  std::span<const std::uint8_t> is_null = {};

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] std::size_t size() const;
};

struct Rows {
  std::span<const Column> columns;  // one a field of the schema, in its order
  std::size_t count = 0;
};

// The first thing that is wrong with columns for a schema:
// Q050 not as many columns as fields, or a column of another type than its field, Q051 a column with more or fewer rows than the
// others, Q052 nulls in a field that is not optional, Q053 a code, flag, truth, date, time or number outside its range. The rows themselves are looked at
// of fields that `is_read` has a 1 for; of all where it is empty.
[[nodiscard]] Result<void> check_rows(const Schema& schema, const Rows& rows,
                                      std::span<const std::uint8_t> is_read = {});

// What came of one formula for many rows.
struct Answers {
  using Values = std::variant<std::vector<std::uint8_t>, std::vector<std::int64_t>,
                              std::vector<Decimal>, std::vector<std::string>,
                              std::vector<LocalDate>, std::vector<Instant>, std::vector<Duration>>;

  Type type;
  Values values;               // a row; of a formula that is always null, bools
  std::vector<Status> status;  // empty: every row has a value; else a row

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] Status status_at(std::size_t row) const {
    return status.empty() ? Status::kValue : status[row];
  }
  [[nodiscard]] Value at(std::size_t row) const;
  // Of a bool: whether the row's answer is true. No answer is not true.
  [[nodiscard]] bool is_true(std::size_t row) const;
};

}  // namespace bailiwick::formula
