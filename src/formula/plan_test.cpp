// Goal: the same step twice is one, what depends on no field is computed at once, and steps know the fields below them. Method: plans by hand.
#include "formula/plan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formula/kernels.hpp"
#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

constexpr Type kBool{Kind::kBool, false};

TEST(Plan, the_same_step_twice_is_one) {
  PlanBuilder builder;
  const StepIndex a = builder.field(0, kBool);
  EXPECT_EQ(builder.field(0, kBool), a);
  const StepIndex b = builder.field(1, kBool);
  const StepIndex both = builder.call({.kernel = &and_kernel, .type = kBool}, std::vector{a, b});
  EXPECT_EQ(builder.call({.kernel = &and_kernel, .type = kBool}, std::vector{a, b}), both);
  EXPECT_NE(builder.call({.kernel = &and_kernel, .type = kBool}, std::vector{b, a}), both);
  EXPECT_EQ(builder.constant(Value(true), Kind::kBool), builder.constant(Value(true), Kind::kBool));
  EXPECT_NE(builder.constant(Value(std::string("1")), Kind::kString),
            builder.constant(Value(std::int64_t{1}), Kind::kInt));
}

TEST(Plan, what_depends_on_no_field_is_computed_at_once) {
  PlanBuilder builder;
  const StepIndex yes = builder.constant(Value(true), Kind::kBool);
  const StepIndex no = builder.constant(Value(false), Kind::kBool);
  const StepIndex both = builder.call({.kernel = &and_kernel, .type = kBool}, std::vector{yes, no});
  EXPECT_EQ(both, no);
  EXPECT_EQ(builder.value_of(both), Value(false));
}

TEST(Plan, steps_know_whether_they_depend_on_one_field_alone) {
  PlanBuilder builder;
  const StepIndex a = builder.field(4, kBool);
  const StepIndex b = builder.field(5, kBool);
  const StepIndex yes = builder.constant(Value(true), Kind::kBool);
  const StepIndex one = builder.call({.kernel = &and_kernel, .type = kBool}, std::vector{a, yes});
  const StepIndex two = builder.call({.kernel = &and_kernel, .type = kBool}, std::vector{one, b});
  EXPECT_EQ(builder.at(one).field, 4);
  EXPECT_EQ(builder.at(two).field, kManyFields);
  EXPECT_EQ(builder.at(yes).field, kNoField);
  const Plan plan = builder.take();
  EXPECT_EQ(steps_below(plan, one), (std::vector<StepIndex>{a, yes, one}));
}

TEST(Plan, lists_of_constants_are_sorted_and_shared) {
  PlanBuilder builder;
  const std::vector<StepIndex> steps = {builder.constant(Value(std::int64_t{3}), Kind::kInt),
                                        builder.constant(Value(), Kind::kInt),
                                        builder.constant(Value(std::int64_t{1}), Kind::kInt)};
  const ConstantSet* set = builder.set(Kind::kInt, steps);
  EXPECT_EQ(set->numbers, (std::vector<std::int64_t>{1, 3}));
  EXPECT_TRUE(set->has_null);
  EXPECT_EQ(builder.set(Kind::kInt, steps), set);
  const ConstantSet* wider = builder.set(Kind::kDecimal, steps);
  EXPECT_EQ(wider->decimals, (std::vector<Decimal>{Decimal::whole(1), Decimal::whole(3)}));
}

}  // namespace
}  // namespace bailiwick::formula
