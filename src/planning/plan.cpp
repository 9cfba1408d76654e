#include "planning/plan.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include <fmt/core.h>

#include "base/text.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::array<std::pair<PlanState, std::string_view>, 5> kPlanStates = {
    {{PlanState::kDraft, "draft"},
     {PlanState::kInReview, "in_review"},
     {PlanState::kApproved, "approved"},
     {PlanState::kActive, "active"},
     {PlanState::kArchived, "archived"}}};

}  // namespace

std::string_view name_of(PlanState state) {
  for (const auto& [value, word] : kPlanStates) {
    if (value == state) return word;
  }
  assert(false && "every state has a word");
  return "draft";
}

std::optional<PlanState> parse_plan_state(std::string_view word) {
  for (const auto& [value, name] : kPlanStates) {
    if (name == word) return value;
  }
  return std::nullopt;
}

std::optional<Error> mistake_of_name(std::string_view name) {
  const bool is_blank = name.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!is_blank && code_points(name) <= kNameLengthMax) return std::nullopt;
  return Error{ErrorCode::kInvalidInput, "P053",
               fmt::format("A name has 1 to {} characters.", kNameLengthMax)};
}

}  // namespace bailiwick::planning
