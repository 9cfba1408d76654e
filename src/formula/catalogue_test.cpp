// Goal: every function does what docs/guide/formulas.md says of it, and the overload that fits is found. Method: a table of calls and
// their values; look-ups.
#include "formula/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "formula/evaluate.hpp"

namespace bailiwick::formula {
namespace {

std::string answer(const std::string& text) {
  const auto program = compile({}, {{"f", text}});
  if (!program) return program.error().front().rule;
  return to_literal(evaluate_row(*program, 0, {}));
}

struct Row {
  const char* text;
  const char* value;
};

TEST(Catalogue, functions_on_numbers_give_what_the_guide_says) {
  const Row rows[] = {{"abs(-5)", "5"},
                      {"abs(-9223372036854775808)", "<the number is too large>"},
                      {"abs(-1.5)", "1.5"},
                      {"abs(duration('-3s'))", "duration(\"3s\")"},
                      {"round(2.5)", "2.0"},
                      {"round(3.5)", "4.0"},
                      {"round(-2.345, 2)", "-2.34"},
                      {"round(7)", "7.0"},
                      {"round(1.5, 19)", "<out of range>"},
                      {"floor(-1.2)", "-2.0"},
                      {"ceil(-1.2)", "-1.0"},
                      {"min(3, 1, 2)", "1"},
                      {"max(1, 2.5)", "2.5"},
                      {"max('a', 'b')", "\"b\""},
                      {"min(1)", "Q015"},
                      {"min()", "Q015"},
                      {"int(7.9)", "7"},
                      {"int(-7.9)", "-7"},
                      {"int('-12')", "-12"},
                      {"int('+12')", "12"},
                      {"int('1.5')", "<the text says no such value>"},
                      {"int('')", "<the text says no such value>"},
                      {"int(1e19)", "<the number is too large>"},
                      {"decimal('1.50')", "1.5"},
                      {"decimal(3)", "3.0"},
                      {"decimal('x')", "<the text says no such value>"},
                      {"bool('True')", "true"},
                      {"bool('no')", "<the text says no such value>"}};
  for (const Row& row : rows) EXPECT_EQ(answer(row.text), row.value) << row.text;
}

TEST(Catalogue, functions_on_strings_count_characters_and_not_bytes) {
  const Row rows[] = {
      {"size('déjà')", "4"},
      {"'déjà'.size()", "4"},
      {"'Straße'.upperAscii()", "\"STRAßE\""},
      {"'ÀBC'.lowerAscii()", "\"Àbc\""},
      {"' \\t x\\u00a0\\n'.trim()", "\"x\""},
      {"'déjà vu'.substring(3)", "\"à vu\""},
      {"'déjà vu'.substring(0, 2)", "\"dé\""},
      {"'abc'.substring(3)", "\"\""},
      {"'abc'.substring(2, 1)", "<out of range>"},
      {"'abc'.substring(-1)", "<out of range>"},
      {"'déjà vu'.indexOf('vu')", "5"},
      {"'abc'.indexOf('')", "0"},
      {"'abc'.indexOf('z')", "-1"},
      {"'banana'.replace('an', 'x')", "\"bxxa\""},
      {"'é'.replace('', '-')", "\"-é-\""},
      {"'abc'.startsWith('ab') && 'abc'.endsWith('bc') && 'abc'.contains('b')", "true"},
      {"string(1.50) + string(2) + string(true) + string('x')", "\"1.52truex\""},
      {"string(date('2026-11-25'))", "\"2026-11-25\""}};
  for (const Row& row : rows) EXPECT_EQ(answer(row.text), row.value) << row.text;
}

TEST(Catalogue, functions_on_dates_and_times_give_what_the_guide_says) {
  const Row rows[] = {{"year(date('2026-11-25')) * 100 + month(date('2026-11-25'))", "202611"},
                      {"quarter(date('2026-11-25'))", "4"},
                      {"day(date('2026-11-25'))", "25"},
                      {"weekday(date('2026-11-25'))", "3"},
                      {"weekday(date('0001-01-01'))", "1"},
                      {"date('2026-11-25').getDayOfWeek()", "3"},
                      {"date('2026-11-29').getDayOfWeek()", "0"},
                      {"date('2026-11-25').getMonth()", "10"},
                      {"date('2026-12-31').getDayOfYear()", "364"},
                      {"addMonths(date('2026-01-31'), 1)", "date(\"2026-02-28\")"},
                      {"addMonths(date('2024-01-31'), 1)", "date(\"2024-02-29\")"},
                      {"addMonths(date('2026-01-31'), -13)", "date(\"2024-12-31\")"},
                      {"addMonths(date('9999-12-01'), 1)", "<the number is too large>"},
                      {"startOfMonth(date('2026-11-25'))", "date(\"2026-11-01\")"},
                      {"endOfMonth(date('2026-02-25'))", "date(\"2026-02-28\")"},
                      {"endOfMonth(date('9999-12-25'))", "date(\"9999-12-31\")"},
                      {"date(2026, 2, 29)", "<out of range>"},
                      {"date(2026, 2, 9223372036854775807)", "<out of range>"},
                      {"date(2024, 2, 29)", "date(\"2024-02-29\")"},
                      {"date(timestamp('2026-11-25T23:59:59+01:00'))", "date(\"2026-11-25\")"},
                      {"timestamp(date('2026-11-25'))", "timestamp(\"2026-11-25T00:00:00Z\")"},
                      {"int(timestamp('1969-12-31T23:59:58.5Z'))", "-2"},
                      {"timestamp('2026-11-25T18:21:42.5Z').getSeconds()", "42"},
                      {"timestamp('2026-11-25T18:21:42.5Z').getMilliseconds()", "500"},
                      {"duration('1h30m').getMinutes()", "90"},
                      {"duration('-1.5h') + duration('30m')", "duration(\"-3600s\")"},
                      {"timestamp(253402300800)", "<the number is too large>"}};
  for (const Row& row : rows) EXPECT_EQ(answer(row.text), row.value) << row.text;
}

TEST(Catalogue, the_exact_overload_comes_before_one_that_makes_ints_decimals) {
  const auto shown_for = [](std::vector<Kind> kinds) {
    const Overload* row = find_overload("+", Written::kAsOperator, kinds);
    return row == nullptr ? "none" : shown(*row);
  };
  EXPECT_EQ(shown_for({Kind::kInt, Kind::kInt}), "int + int");
  EXPECT_EQ(shown_for({Kind::kInt, Kind::kDecimal}), "decimal + decimal");
  EXPECT_EQ(shown_for({Kind::kInt, Kind::kDate}), "int + date");
  EXPECT_EQ(shown_for({Kind::kDecimal, Kind::kDate}), "none");
  EXPECT_EQ(find_overload("size", Written::kAsOperator, std::vector{Kind::kString}), nullptr);
  EXPECT_EQ(overloads_of("startsWith", Written::kAsFunction).size(), 0U);
  EXPECT_EQ(shown(*overloads_of("startsWith", Written::kAsMethod).front()),
            "string.startsWith(string)");
}

TEST(Catalogue, names_are_sorted_and_every_row_is_whole) {
  EXPECT_TRUE(std::is_sorted(function_names().begin(), function_names().end()));
  for (const auto rows : {catalogue_of_operators(), catalogue_of_functions()}) {
    for (const Overload& row : rows) {
      EXPECT_NE(row.kernel, nullptr) << row.name;
      EXPECT_NE(row.result, Kind::kNull) << row.name;
      for (std::size_t i = 0; i < row.parameter_count; ++i)
        EXPECT_NE(row.parameters[i], Kind::kNull) << row.name;
    }
  }
}

}  // namespace
}  // namespace bailiwick::formula
