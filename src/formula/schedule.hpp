// In which order, and where, the steps of some formulas are computed for a batch. Pure. O(steps).
//
// Steps that depend on one field alone, and that field comes as a dictionary, are computed once a word instead of once a row
// ("lifted"): `industry in ["62", "31"]` is then one look-up of a byte a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "formula/plan.hpp"

namespace bailiwick::formula {

// How a field comes, and what is made of that.
enum class FieldUse : std::uint8_t {
  kPlain,    // as a plain column
  kDecoded,  // as a dictionary, whose words are put in place of the codes
  kLifted,   // as a dictionary, and steps on it alone are computed once a word
};

inline constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};

struct ScheduledStep {
  StepIndex step = kNoStep;
  bool is_lifted = false;
  std::uint32_t slot = kNoSlot;  // where its lanes are put; constants and plain fields need no room
};

struct Schedule {
  std::vector<ScheduledStep> steps;  // each after those that it reads
  std::vector<std::uint32_t>
      position_of;  // a step of the plan: its place in `steps`; kNoSlot where it is not needed
  std::uint32_t slot_count = 0;
};

// `roots`: what is wanted; a root's lanes are good until the step after it is computed. `uses`: a field.
[[nodiscard]] Schedule schedule(const Plan& plan, std::span<const StepIndex> roots,
                                std::span<const FieldUse> uses);

}  // namespace bailiwick::formula
