// Goal: logic, choices, equality and lists treat null and missing answers as the guide says. Method: the full table of three-valued sides,
// and kernels called by hand with lanes and constants.
#include "formula/kernels.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

const Value kTrue(true);
const Value kFalse(false);
const Value kNone;
const Value kBroken = Value::failure(Status::kOverflow);

// A kernel on single values of one kind, each as a lane or as a constant.
Value applied(Kernel kernel, Kind result, std::vector<std::pair<Value, Kind>> arguments,
              bool are_constant) {
  std::array<Cell, 3> cells;
  std::array<Lanes, 3> lanes;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    put(arguments[i].first, arguments[i].second, cells[i]);
    lanes[i] = cells[i].lanes();
    lanes[i].is_constant = are_constant;
  }
  Cell out;
  Call call{.arguments = std::span(lanes).first(arguments.size()),
            .count = 1,
            .values = out.raw,
            .status = &out.status};
  kernel(call);
  if (!call.has_status) out.status = Status::kValue;
  return value_at(out.lanes(), result, 0);
}

TEST(Kernels, a_side_that_decides_does_so_whatever_the_other_is) {
  const Value missing = Value::failure(Status::kMissing);
  const std::vector<Value> sides = {kTrue, kFalse, kNone, kBroken};
  for (const Value& a : sides) {
    for (const Value& b : sides) {
      const Value as_a = a == kNone ? missing : a;
      const Value as_b = b == kNone ? missing : b;
      const Value both = a == kFalse || b == kFalse ? kFalse : a != kTrue ? as_a : as_b;
      const Value either = a == kTrue || b == kTrue ? kTrue : a != kFalse ? as_a : as_b;
      const Value strict = !as_a.is_value()   ? as_a
                           : !as_b.is_value() ? as_b
                                              : Value(a == kTrue || b == kTrue);
      for (const bool are_constant : {false, true}) {
        const std::vector<std::pair<Value, Kind>> arguments = {{a, Kind::kBool}, {b, Kind::kBool}};
        EXPECT_EQ(applied(&and_kernel, Kind::kBool, arguments, are_constant), both);
        EXPECT_EQ(applied(&or_kernel, Kind::kBool, arguments, are_constant), either);
        EXPECT_EQ(applied(&either_kernel, Kind::kBool, arguments, are_constant), strict);
      }
    }
  }
}

TEST(Kernels, equality_knows_null_and_passes_on_what_has_no_answer) {
  const Value one(std::int64_t{1});
  const Value two(std::int64_t{2});
  const auto equal = [&](const Value& a, const Value& b) {
    return applied(equal_kernel(Kind::kInt), Kind::kBool, {{a, Kind::kInt}, {b, Kind::kInt}},
                   false);
  };
  EXPECT_EQ(equal(one, one), kTrue);
  EXPECT_EQ(equal(one, two), kFalse);
  EXPECT_EQ(equal(kNone, kNone), kTrue);
  EXPECT_EQ(equal(one, kNone), kFalse);
  EXPECT_EQ(equal(kBroken, kNone), kBroken);
  EXPECT_EQ(equal(one, kBroken), kBroken);
  EXPECT_EQ(applied(not_equal_kernel(Kind::kInt), Kind::kBool,
                    {{one, Kind::kInt}, {kNone, Kind::kInt}}, true),
            kTrue);
  EXPECT_EQ(applied(&is_null_kernel, Kind::kBool, {{kNone, Kind::kDate}}, false), kTrue);
  EXPECT_EQ(applied(&has_kernel, Kind::kBool, {{kBroken, Kind::kDate}}, false), kBroken);
}

TEST(Kernels, choices_look_at_the_chosen_side_alone) {
  const Value one(std::int64_t{1});
  const auto chosen = [&](const Value& condition, const Value& a, const Value& b) {
    return applied(conditional_kernel(Kind::kInt), Kind::kInt,
                   {{condition, Kind::kBool}, {a, Kind::kInt}, {b, Kind::kInt}}, false);
  };
  EXPECT_EQ(chosen(kTrue, one, kBroken), one);
  EXPECT_EQ(chosen(kFalse, one, kBroken), kBroken);
  EXPECT_EQ(chosen(kTrue, kNone, one), kNone);
  EXPECT_EQ(chosen(kNone, one, one), Value::failure(Status::kMissing));
  const auto first_of = [&](const Value& a, const Value& b) {
    return applied(coalesce_kernel(Kind::kInt), Kind::kInt, {{a, Kind::kInt}, {b, Kind::kInt}},
                   false);
  };
  EXPECT_EQ(first_of(kNone, one), one);
  EXPECT_EQ(first_of(kBroken, one), kBroken);
  EXPECT_EQ(first_of(one, kBroken), one);
  EXPECT_EQ(applied(&widen_kernel, Kind::kDecimal, {{kNone, Kind::kInt}}, false), kNone);
  EXPECT_EQ(applied(&widen_kernel, Kind::kDecimal, {{one, Kind::kInt}}, false),
            Value(Decimal::whole(1)));
}

TEST(Kernels, every_kind_has_kernels_of_its_own) {
  for (int kind = 0; kind <= static_cast<int>(Kind::kDuration); ++kind) {
    const auto k = static_cast<Kind>(kind);
    for (const Kernel kernel : {conditional_kernel(k), coalesce_kernel(k), equal_kernel(k),
                                not_equal_kernel(k), in_set_kernel(k)})
      EXPECT_NE(kernel, nullptr);
  }
}

}  // namespace
}  // namespace bailiwick::formula
