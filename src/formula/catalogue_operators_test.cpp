// Goal: arithmetic is exact, ends at its ranges, and never divides by zero; comparisons order every type. Method: a table.
#include <gtest/gtest.h>

#include <string>

#include "formula/evaluate.hpp"

namespace bailiwick::formula {
namespace {

std::string answer(const std::string& text) {
  const auto program = compile({}, {{"f", text}});
  if (!program) return program.error().front().rule;
  return to_literal(evaluate_row(*program, 0, {}));
}

TEST(Operators, arithmetic_is_exact_and_ends_at_its_ranges) {
  struct Row {
    const char* text;
    const char* value;
  };
  const Row rows[] = {
      {"0.1 + 0.2", "0.3"},
      {"7 / 2", "3"},
      {"-7 / 2", "-3"},
      {"-7 % 2", "-1"},
      {"7 / 2.0", "3.5"},
      {"1 / 3.0", "0.333333333333333333"},
      {"1.0 / 0", "<division by zero>"},
      {"1 % 0", "<division by zero>"},
      {"9223372036854775807 * 2", "<the number is too large>"},
      {"9223372036854775807 * 2.0", "18446744073709551614.0"},
      {"1e20 * 2", "<the number is too large>"},
      {"-(-9223372036854775808)", "<the number is too large>"},
      {"-(1.5)", "-1.5"},
      {"-duration('1s')", "duration(\"-1s\")"},
      {"5.5 % 2", "Q014"},
      {"'a' + 'b'", "\"ab\""},
      {"'a' * 2", "Q014"},
      {"date('2026-03-01') - 1", "date(\"2026-02-28\")"},
      {"1 + date('2026-02-28')", "date(\"2026-03-01\")"},
      {"date('2026-03-01') - date('2025-03-01')", "365"},
      {"date('2026-03-01') + 9223372036854775807", "<the number is too large>"},
      {"date('0001-01-01') - 1", "<the number is too large>"},
      {"timestamp('2026-01-01T00:00:00Z') + duration('36h')",
       "timestamp(\"2026-01-02T12:00:00Z\")"},
      {"timestamp('9999-12-31T23:59:59Z') + duration('1s')", "<the number is too large>"},
      {"timestamp('2026-01-02T00:00:00Z') - timestamp('2026-01-01T00:00:00Z')",
       "duration(\"86400s\")"},
      {"duration('315576000000s') + duration('1us')", "<the number is too large>"}};
  for (const Row& row : rows) EXPECT_EQ(answer(row.text), row.value) << row.text;
}

TEST(Operators, comparisons_order_every_type) {
  for (const char* text :
       {"false < true", "-1 < 1", "1 < 1.5", "1.5 <= 1.5", "'a' < 'b'", "'' < 'a'", "'Z' < 'a'",
        "date('2026-01-01') < date('2026-01-02')",
        "timestamp('2026-01-01T00:00:00Z') >= timestamp('2026-01-01T01:00:00+01:00')",
        "duration('59s') < duration('1m')", "!(1 > 1)", "1 == 1.0", "2 in [1, 2.0]", "'a' != 'b'",
        "true == !false"}) {
    EXPECT_EQ(answer(text), "true") << text;
  }
}

}  // namespace
}  // namespace bailiwick::formula
