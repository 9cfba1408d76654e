// What formulas are compiled to: a list of steps, each computing lanes from the lanes of steps before it. Pure.
//
// All formulas of a program share one list, and two that hold the same expression share its steps, so that a formula that many
// others use is computed once for a batch.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "formula/kernel.hpp"

namespace bailiwick::formula {

using StepIndex = std::uint32_t;
inline constexpr StepIndex kNoStep = ~StepIndex{0};

enum class StepKind : std::uint8_t { kField, kConstant, kCall };

// Which fields a step depends on.
inline constexpr std::int32_t kNoField = -1;
inline constexpr std::int32_t kManyFields = -2;

struct Step {
  StepKind step = StepKind::kConstant;
  Type type;
  Kernel kernel = nullptr;
  std::array<StepIndex, 3> arguments = {};
  std::uint8_t argument_count = 0;
  std::uint8_t cost = 1;
  std::uint32_t payload = 0;         // the field or the constant
  const ConstantSet* set = nullptr;  // of a step that looks up in a list
  std::int32_t field = kNoField;     // the only field it depends on

  [[nodiscard]] std::span<const StepIndex> argument_span() const {
    return std::span(arguments).first(argument_count);
  }
};

struct Plan {
  std::vector<Step> steps;
  std::deque<Cell> constants;  // they do not move: lanes point at them
  std::deque<ConstantSet> sets;
};

// Adds steps; the same step twice is one. What depends on no field is computed at once.
class PlanBuilder {
 public:
  struct CallSpec {
    Kernel kernel = nullptr;
    Type type;
    std::uint8_t cost = 1;
    const ConstantSet* set = nullptr;
  };

  StepIndex field(std::uint32_t index, Type type);
  StepIndex constant(const Value& value, Kind kind);
  StepIndex call(const CallSpec& spec, std::span<const StepIndex> arguments);
  // Of constants of that kind or ints in place of decimals; nulls are left out and noted.
  const ConstantSet* set(Kind kind, std::span<const StepIndex> constants);

  [[nodiscard]] const Step& at(StepIndex step) const { return plan_.steps[step]; }
  // Of a constant step.
  [[nodiscard]] Value value_of(StepIndex step) const;
  [[nodiscard]] Plan take() { return std::move(plan_); }

 private:
  using CallKey = std::tuple<std::uintptr_t, std::array<StepIndex, 3>, std::uint8_t, const void*>;

  StepIndex add(const Step& step);
  [[nodiscard]] Value folded(const CallSpec& spec, std::span<const StepIndex> arguments) const;

  Plan plan_;
  std::map<std::uint32_t, StepIndex> fields_;
  std::map<std::pair<Kind, std::string>, StepIndex> constants_;
  std::map<CallKey, StepIndex> calls_;
  std::map<std::string, const ConstantSet*> sets_;
};

// The steps that `root` is computed from, itself included, in ascending order. O(root).
[[nodiscard]] std::vector<StepIndex> steps_below(const Plan& plan, StepIndex root);

}  // namespace bailiwick::formula
