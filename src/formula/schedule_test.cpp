// Goal: only what is needed is computed, in order, each in a place that nobody else still reads; dictionaries lift steps. Method: programs,
// and a replay of the schedule that watches who holds which slot.
#include "formula/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/rng.hpp"
#include "formula/program.hpp"
#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

// Whether every step finds its arguments where it put them.
void replay(const Plan& plan, const Schedule& schedule) {
  std::vector<StepIndex> holder(schedule.slot_count, kNoStep);
  for (const ScheduledStep& scheduled : schedule.steps) {
    const Step& step = plan.steps[scheduled.step];
    if (!scheduled.is_lifted) {
      for (const StepIndex argument : step.argument_span()) {
        const auto& there = schedule.steps[schedule.position_of[argument]];
        if (there.slot != kNoSlot) {
          ASSERT_EQ(holder[there.slot], argument);
          ASSERT_NE(there.slot, scheduled.slot);  // a kernel never writes over what it reads
        }
      }
    }
    if (scheduled.slot != kNoSlot) holder[scheduled.slot] = scheduled.step;
  }
}

TEST(Schedule, nobody_overwrites_what_somebody_still_reads) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    Rng rng = Rng::stream(20'261'126, 3, round);
    test::FormulaMaker maker(rng);
    const auto program = compile(test::world_schema(), {{"f", maker.of(maker.any_kind(), 5)},
                                                        {"g", maker.of(Kind::kBool, 4)}});
    ASSERT_TRUE(program);
    std::vector<FieldUse> uses;
    for (std::size_t i = 0; i < test::world_schema().fields.size(); ++i)
      uses.push_back(static_cast<FieldUse>(rng.below(3)));
    const std::vector<StepIndex> roots = {program->formulas()[0].meaning.root,
                                          program->formulas()[1].meaning.root};
    const Schedule made = schedule(program->plan(), roots, uses);
    replay(program->plan(), made);
    for (const StepIndex root : roots) ASSERT_NE(made.position_of[root], kNoSlot);
  }
}

TEST(Schedule, steps_on_a_dictionary_alone_are_lifted_whole) {
  const auto program =
      compile(test::world_schema(), {{"f", "s.trim().startsWith(\"U\") && i > 5"}});
  ASSERT_TRUE(program);
  std::vector<FieldUse> uses(test::world_schema().fields.size(), FieldUse::kLifted);
  const std::vector<StepIndex> roots = {program->formulas()[0].meaning.root};
  const Schedule made = schedule(program->plan(), roots, uses);
  const auto lifted = std::count_if(made.steps.begin(), made.steps.end(),
                                    [](const ScheduledStep& step) { return step.is_lifted; });
  EXPECT_EQ(lifted, 2);  // startsWith with trim below it, and i > 5
  EXPECT_EQ(made.steps.size(), 3U);
  std::fill(uses.begin(), uses.end(), FieldUse::kPlain);
  EXPECT_EQ(schedule(program->plan(), roots, uses).steps.size(), 8U);
  EXPECT_TRUE(schedule(program->plan(), {}, uses).steps.empty());
}

TEST(Schedule, a_long_chain_needs_two_places) {
  std::string sum = "i";
  for (int i = 0; i < 1'000; ++i) sum += " + maybe_i";
  const auto program = compile(test::world_schema(), {{"f", sum}});
  ASSERT_TRUE(program);
  const std::vector<FieldUse> uses(test::world_schema().fields.size(), FieldUse::kPlain);
  const std::vector<StepIndex> roots = {program->formulas()[0].meaning.root};
  EXPECT_EQ(schedule(program->plan(), roots, uses).slot_count, 2U);
}

}  // namespace
}  // namespace bailiwick::formula
