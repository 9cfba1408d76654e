// Goal: values go into lanes and come out the same, and the arena gives memory that stays. Method: every kind there and back.
#include "formula/kernel.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

TEST(Kernel, values_of_every_kind_go_into_a_lane_and_come_back) {
  const std::vector<Value> values = {
      Value(true),
      Value(std::int64_t{-5}),
      Value(*parse_decimal("1.25")),
      Value(std::string("a text that is longer than the small string of the library")),
      Value(LocalDate(7)),
      Value(Instant(-9)),
      Value(Duration{11})};
  for (const Value& value : values) {
    Cell cell;
    put(value, value.kind(), cell);
    EXPECT_EQ(value_at(cell.lanes(), value.kind(), 3),
              value);  // a constant is the same in every row
    EXPECT_LE(bytes_of(value.kind()), kLaneBytes);
  }
}

TEST(Kernel, ints_become_decimals_and_other_kinds_become_null) {
  Cell cell;
  put(Value(std::int64_t{3}), Kind::kDecimal, cell);
  EXPECT_EQ(value_at(cell.lanes(), Kind::kDecimal, 0), Value(Decimal::whole(3)));
  put(Value(std::string("3")), Kind::kDecimal, cell);
  EXPECT_EQ(value_at(cell.lanes(), Kind::kDecimal, 0), Value());
  put(Value(LocalDate(INT32_MAX)), Kind::kDate, cell);
  EXPECT_EQ(value_at(cell.lanes(), Kind::kDate, 0), Value::failure(Status::kOverflow));
  put(Value::failure(Status::kOverflow), Kind::kString, cell);
  EXPECT_EQ(value_at(cell.lanes(), Kind::kString, 0), Value::failure(Status::kOverflow));
}

TEST(Arena, texts_stay_until_it_is_cleared_also_when_they_are_large) {
  Arena arena;
  std::vector<std::string_view> texts;
  for (int i = 0; i < 5'000; ++i)
    texts.push_back(arena.copy(std::string(100, static_cast<char>('a' + i % 26))));
  const std::string_view large = arena.copy(std::string(1'000'000, 'L'));
  EXPECT_EQ(large.size(), 1'000'000U);
  EXPECT_EQ(large.back(), 'L');
  for (int i = 0; i < 5'000; ++i)
    ASSERT_EQ(texts[static_cast<std::size_t>(i)],
              std::string(100, static_cast<char>('a' + i % 26)));
  EXPECT_EQ(arena.copy("").size(), 0U);
  arena.clear();
  EXPECT_EQ(arena.copy("again"), "again");
}

}  // namespace
}  // namespace bailiwick::formula
