// Goal: values are written so that they can be read again. Method: every kind.
#include "formula/value.hpp"

#include <gtest/gtest.h>

#include <string>

#include "formula/evaluate.hpp"
#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

TEST(Value, what_is_written_as_a_literal_is_that_value_again) {
  const std::vector<Value> values = {Value(true),
                                     Value(std::int64_t{INT64_MIN}),
                                     Value(*parse_decimal("-1.25")),
                                     Value(Decimal::whole(12)),
                                     Value(std::string("a \"b\" \\ \n\t\x01 \u00e9")),
                                     Value(LocalDate(kFirstDay)),
                                     Value(Instant(kLastMicros)),
                                     Value(Duration{-1'500'000}),
                                     Value()};
  for (const Value& value : values) {
    const auto program = compile({}, {{"f", to_literal(value)}});
    ASSERT_TRUE(program) << to_literal(value);
    EXPECT_EQ(evaluate_row(*program, 0, {}), value);
  }
}

TEST(Value, a_missing_answer_says_why) {
  for (int status = static_cast<int>(Status::kMissing);
       status <= static_cast<int>(Status::kTooLong); ++status) {
    const Value value = Value::failure(static_cast<Status>(status));
    EXPECT_FALSE(value.is_value());
    EXPECT_EQ(value.kind(), Kind::kNull);
    EXPECT_GT(to_literal(value).size(), 4U);
  }
  EXPECT_NE(Value::failure(Status::kMissing), Value());
}

TEST(Value, types_are_named) {
  EXPECT_EQ(name_of({Kind::kDecimal, true}), "decimal?");
  EXPECT_EQ(name_of({Kind::kNull, true}), "null");
  EXPECT_EQ(noun_of(Kind::kInt), "an int");
}

}  // namespace
}  // namespace bailiwick::formula
