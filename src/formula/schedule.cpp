#include "formula/schedule.hpp"

#include <algorithm>

namespace bailiwick::formula {
namespace {

bool is_liftable(const Step& step, std::span<const FieldUse> uses) {
  return step.step == StepKind::kCall && step.field >= 0 &&
         uses[static_cast<std::size_t>(step.field)] == FieldUse::kLifted;
}

// Whether lanes are made that need room: of calls, and of words in place of codes.
bool needs_slot(const Step& step, std::span<const FieldUse> uses) {
  if (step.step == StepKind::kField) return uses[step.payload] != FieldUse::kPlain;
  return step.step == StepKind::kCall;
}

}  // namespace

Schedule schedule(const Plan& plan, std::span<const StepIndex> roots,
                  std::span<const FieldUse> uses) {
  Schedule result;
  if (roots.empty()) return result;
  const StepIndex last = *std::max_element(roots.begin(), roots.end());
  // Backwards: what a needed step reads is needed, but not below a lifted one.
  std::vector<std::uint8_t> is_needed(last + std::size_t{1}, 0);
  std::vector<StepIndex> last_use(last + std::size_t{1}, 0);
  for (const StepIndex root : roots) is_needed[root] = 1;
  for (std::size_t i = last + std::size_t{1}; i-- > 0;) {
    if (is_needed[i] == 0 || is_liftable(plan.steps[i], uses)) continue;
    for (const StepIndex argument : plan.steps[i].argument_span()) {
      is_needed[argument] = 1;
      last_use[argument] = std::max(last_use[argument], static_cast<StepIndex>(i));
    }
  }
  // Forwards: a slot is free again after the last step that reads it.
  result.position_of.assign(last + std::size_t{1}, kNoSlot);
  std::vector<std::uint32_t> free_slots;
  const auto take_slot = [&] {
    if (free_slots.empty()) return result.slot_count++;
    const std::uint32_t slot = free_slots.back();
    free_slots.pop_back();
    return slot;
  };
  for (StepIndex i = 0; i <= last; ++i) {
    if (is_needed[i] == 0) continue;
    ScheduledStep scheduled{.step = i, .is_lifted = is_liftable(plan.steps[i], uses)};
    if (needs_slot(plan.steps[i], uses)) scheduled.slot = take_slot();
    result.position_of[i] = static_cast<std::uint32_t>(result.steps.size());
    result.steps.push_back(scheduled);
    const auto release = [&](StepIndex step) {
      const std::uint32_t slot = result.steps[result.position_of[step]].slot;
      if (slot != kNoSlot && last_use[step] <= i) free_slots.push_back(slot);
    };
    if (!scheduled.is_lifted) {
      const auto arguments = plan.steps[i].argument_span();
      for (std::size_t a = 0; a < arguments.size(); ++a) {
        // An argument that stands twice is freed once.
        if (std::find(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(a),
                      arguments[a]) == arguments.begin() + static_cast<std::ptrdiff_t>(a))
          release(arguments[a]);
      }
    }
    if (last_use[i] == 0) release(i);  // a root that nothing else reads
  }
  return result;
}

}  // namespace bailiwick::formula
