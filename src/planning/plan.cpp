#include "planning/plan.hpp"

#include <array>
#include <cassert>
#include <utility>

namespace bailiwick::planning {
namespace {

constexpr std::array<std::pair<PlanState, std::string_view>, 5> kStates = {
    {{PlanState::kDraft, "draft"},
     {PlanState::kInReview, "in_review"},
     {PlanState::kApproved, "approved"},
     {PlanState::kActive, "active"},
     {PlanState::kArchived, "archived"}}};

}  // namespace

std::string_view name_of(PlanState state) {
  for (const auto& [value, word] : kStates) {
    if (value == state) return word;
  }
  assert(false && "every state has a word");
  return "draft";
}

std::optional<PlanState> parse_plan_state(std::string_view word) {
  for (const auto& [value, name] : kStates) {
    if (name == word) return value;
  }
  return std::nullopt;
}

}  // namespace bailiwick::planning
