#include "planning/lead_model.hpp"

#include <algorithm>
#include <iterator>

namespace bailiwick::planning {
namespace {

constexpr std::string_view kLeadStates[] = {"waiting", "running", "answered", "closed"};
constexpr std::string_view kTerritories[] = {"none", "given", "account", "rule"};
constexpr std::string_view kOwners[] = {"none",   "given", "own",  "account",
                                        "policy", "late",  "hand", "taken"};
constexpr std::string_view kWaits[] = {"none", "no_territory", "no_people", "nobody_fits",
                                       "released"};

template <class T, std::size_t N>
std::optional<T> parse(const std::string_view (&words)[N], std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == std::end(words)) return std::nullopt;
  return static_cast<T>(found - std::begin(words));
}

}  // namespace

std::string_view name_of(LeadState state) { return kLeadStates[static_cast<std::size_t>(state)]; }
std::optional<LeadState> parse_lead_state(std::string_view word) {
  return parse<LeadState>(kLeadStates, word);
}

std::string_view name_of(TerritoryBy by) { return kTerritories[static_cast<std::size_t>(by)]; }
std::optional<TerritoryBy> parse_territory_by(std::string_view word) {
  return parse<TerritoryBy>(kTerritories, word);
}

std::string_view name_of(OwnerBy by) { return kOwners[static_cast<std::size_t>(by)]; }
std::optional<OwnerBy> parse_owner_by(std::string_view word) {
  return parse<OwnerBy>(kOwners, word);
}

std::string_view name_of(WaitReason reason) { return kWaits[static_cast<std::size_t>(reason)]; }
std::optional<WaitReason> parse_wait_reason(std::string_view word) {
  return parse<WaitReason>(kWaits, word);
}

bool is_late(const LeadRouting& routing, Instant now) {
  if (!routing.due_at || routing.state == LeadState::kClosed) return false;
  if (routing.state == LeadState::kAnswered)
    return routing.answered_at && *routing.answered_at > *routing.due_at;
  return now > *routing.due_at;
}

}  // namespace bailiwick::planning
