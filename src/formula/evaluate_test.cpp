// Goal: batches over columns, single rows and a plain tree walker that shares no code with them agree, on random formulas and random
// rows; answers and their absence are as docs/guide/formulas.md says. Method: the worlds of tests/support/formula_world.hpp; tables.
#include "formula/evaluate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/rng.hpp"
#include "formula/parser.hpp"
#include "formula/printer.hpp"
#include "tests/support/formula_walker.hpp"
#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

Program compiled(const Schema& schema, const std::string& text) {
  const std::vector<Definition> definitions = {{"f", text}};
  auto program = compile(schema, definitions);
  if (!program)
    ADD_FAILURE() << text << "\n" << to_errors(program.error(), definitions).front().message;
  return program ? std::move(*program) : std::move(*compile(schema, {{"f", "null"}}));
}

TEST(Evaluate, batches_rows_and_a_plain_tree_walker_agree_on_random_formulas) {
  constexpr int kRounds = 3'000;
  int answers_seen = 0;
  for (int round = 0; round < kRounds; ++round) {
    Rng rng = Rng::stream(20'261'126, 1, static_cast<std::uint64_t>(round));
    test::FormulaMaker maker(rng);
    const std::string text = maker.of(maker.any_kind(), 1 + static_cast<int>(rng.below(5)));
    const test::RandomRows world(rng, round % 50 == 0 ? 2'500 : 1 + rng.below(40));
    const Program program = compiled(test::world_schema(), text);
    const auto answers = evaluate(program, 0, world.rows());
    ASSERT_TRUE(answers) << text;
    const auto tree = parse(text);
    ASSERT_TRUE(tree);
    for (std::size_t row = 0; row < world.values().size(); ++row) {
      const Value expected = walker::Walker(*tree, test::world_schema(), world.values()[row]).run();
      ASSERT_EQ(answers->at(row), expected) << "round " << round << ", row " << row << ": " << text;
      if (row < 20) {
        ASSERT_EQ(evaluate_row(program, 0, world.values()[row]), expected)
            << "round " << round << ": " << text;
      }
      answers_seen += expected.is_value() ? 1 : 0;
    }
  }
  EXPECT_GT(answers_seen, 50'000);
}

TEST(Evaluate, a_formula_that_is_printed_and_read_again_is_the_same) {
  for (int round = 0; round < 2'000; ++round) {
    Rng rng = Rng::stream(20'261'126, 2, static_cast<std::uint64_t>(round));
    test::FormulaMaker maker(rng);
    const std::string text = maker.of(maker.any_kind(), 5);
    const auto tree = parse(text);
    ASSERT_TRUE(tree) << text;
    const std::string once = format(*tree);
    const auto again = parse(once);
    ASSERT_TRUE(again) << once;
    ASSERT_EQ(format(*again), once);
    ASSERT_EQ(again->nodes.size(), tree->nodes.size()) << text;
  }
}

const Schema kSchema{
    {{"n", {Kind::kInt, true}}, {"name", {Kind::kString, true}}, {"ok", {Kind::kBool, true}}}};

std::string answer(const std::string& text, std::vector<Value> row = {Value(), Value(), Value()}) {
  return to_literal(evaluate_row(compiled(kSchema, text), 0, row));
}

TEST(Evaluate, what_has_no_value_has_no_answer_but_for_logic_equality_and_choices) {
  EXPECT_EQ(answer("n > 5"), "<a value is missing>");
  EXPECT_EQ(answer("n == 5"), "false");
  EXPECT_EQ(answer("n != 5"), "true");
  EXPECT_EQ(answer("n == null && n in [1, null]"), "true");
  EXPECT_EQ(answer("n in [1, 2]"), "false");
  EXPECT_EQ(answer("has(n) && n > 5"), "false");
  EXPECT_EQ(answer("n > 5 && has(n)"), "false");
  EXPECT_EQ(answer("n > 5 || !has(n)"), "true");
  EXPECT_EQ(answer("ok && true"), "<a value is missing>");
  EXPECT_EQ(answer("ok && false"), "false");
  EXPECT_EQ(answer("has(n) ? n : -1"), "-1");
  EXPECT_EQ(answer("coalesce(n, 7) + 1"), "8");
  EXPECT_EQ(answer("coalesce(n, null)"), "null");
  EXPECT_EQ(answer("1 / 0 > 4 || true"), "true");
  EXPECT_EQ(answer("1 / 0 > 4 && true"), "<division by zero>");
  EXPECT_EQ(answer("1 in [1, 1 / 0]"), "<division by zero>");
  EXPECT_EQ(answer("9223372036854775807 + 1"), "<the number is too large>");
  EXPECT_EQ(answer("-9223372036854775808 / -1"), "<the number is too large>");
  EXPECT_EQ(answer("-9223372036854775808 % -1"), "0");
  EXPECT_EQ(answer("int('abc')"), "<the text says no such value>");
  EXPECT_EQ(answer("'abc'.substring(4)"), "<out of range>");
  EXPECT_EQ(answer("date('9999-12-31') + 1"), "<the number is too large>");
  EXPECT_EQ(answer("name + 'x'", {Value(), Value(std::string(2'048, 'y')), Value()}),
            "<the text is too long>");
  EXPECT_EQ(answer("(name + 'x').size()", {Value(), Value(std::string(2'047, 'y')), Value()}),
            "2048");
}

TEST(Evaluate, several_formulas_share_a_pass_and_come_in_their_batches) {
  const auto program = compile(kSchema, {{"a", "coalesce(n, 0) > 2"}, {"b", "!a"}, {"c", "n"}});
  ASSERT_TRUE(program);
  std::vector<std::int64_t> numbers(3'000);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i % 5);
  const std::vector<std::uint8_t> truths(numbers.size(), 1);
  const std::vector<std::string_view> names(numbers.size(), "x");
  const std::vector<Column> columns = {{std::span<const std::int64_t>(numbers)},
                                       {std::span<const std::string_view>(names)},
                                       {std::span<const std::uint8_t>(truths)}};
  std::vector<std::size_t> rows_seen(3, 0);
  std::vector<std::size_t> true_seen(3, 0);
  const std::vector<std::size_t> formulas = {1, 0, 1};
  const auto done =
      evaluate_each(*program, formulas, {columns, numbers.size()}, [&](const Batch& batch) {
        EXPECT_EQ(batch.first_row, rows_seen[batch.formula]);
        rows_seen[batch.formula] += batch.count;
        for (std::size_t i = 0; i < batch.count; ++i)
          true_seen[batch.formula] += value_at(batch.lanes, batch.kind, i) == Value(true) ? 1 : 0;
      });
  ASSERT_TRUE(done);
  EXPECT_EQ(rows_seen, (std::vector<std::size_t>{3'000, 3'000, 3'000}));
  EXPECT_EQ(true_seen, (std::vector<std::size_t>{1'800, 1'200, 1'800}));
}

TEST(Evaluate, no_rows_give_no_answers) {
  const Program program = compiled(kSchema, "n > 1");
  const std::vector<Column> columns = {
      {std::span<const std::int64_t>()}, {DictionaryColumn{}}, {std::span<const std::uint8_t>()}};
  const auto answers = evaluate(program, 0, {columns, 0});
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->size(), 0U);
}

TEST(Evaluate, columns_that_do_not_fit_are_refused_before_anything_is_computed) {
  const auto answers = evaluate(compiled(kSchema, "n > 1"), 0, {{}, 0});
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().rule, "Q050");
}

}  // namespace
}  // namespace bailiwick::formula
