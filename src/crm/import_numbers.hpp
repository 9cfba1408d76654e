// Numbers and amounts as files of several countries write them.
//
// A number is digits, perhaps in groups of three ("1.234.567", "1 234 567", "1'234"), with at most one decimal mark; a sign before or
// behind it, or brackets for below zero; an exponent where there are no groups ("3.5E8"). The decimal mark is the file's: what
// does not fit it is refused rather than guessed. Pure. O(bytes).
#pragma once

#include <optional>
#include <string_view>

#include "base/decimal.hpp"
#include "base/money.hpp"

namespace bailiwick::crm {

// `decimal_mark` is '.' or ','; the other of the two may part groups. Nothing for what is not such a number, or has more
// digits than a Decimal.
[[nodiscard]] std::optional<Decimal> read_number(std::string_view text, char decimal_mark);
// Whether it is such a number, but for having more digits before its decimal mark than a Decimal.
[[nodiscard]] bool is_too_large_number(std::string_view text, char decimal_mark);
// The same, or with a percent sign: "12%" is 0.12, and 12 where `is_whole_percent`.
[[nodiscard]] std::optional<Decimal> read_share(std::string_view text, char decimal_mark,
                                                bool is_whole_percent);

// The same as read_number(), or a number with a word for thousands, millions or milliards behind it ("5M", "1,2 mln"), or a range, which is its
// lower end ("51-200", "1M - 5M", "1-5M", "10000+").
[[nodiscard]] std::optional<Decimal> read_amount(std::string_view text, char decimal_mark);
// Whether a cell is such a range: two numbers, or one that may be more.
[[nodiscard]] bool is_range(std::string_view cell);

// "€ 12,50", "12,50 EUR", "US$1,200" in two: what is left of the text, and what named a currency there (empty: nothing did).
struct MoneyParts {
  std::string_view number;
  std::string_view currency;
};
[[nodiscard]] MoneyParts money_parts(std::string_view text);
// Of a code or a sign. A sign of several currencies ("$", "kr") is the usual one's, unless `usual` is another that has it.
[[nodiscard]] std::optional<Currency> currency_of(std::string_view word,
                                                  std::optional<Currency> usual);

// What a cell says about its file's decimal mark, if it can be a number or an amount at all.
enum class MarkVote {
  kNone,   // no number, or one that has neither point nor comma
  kPoint,  // "12.5", "1,234.50", "1,234,567"
  kComma,
  kAmbiguous,  // "1.234", "1,234": twelve hundred or a bit more than one
};
[[nodiscard]] MarkVote mark_vote(std::string_view cell);

}  // namespace bailiwick::crm
