#include "market/model.hpp"

#include <algorithm>
#include <array>

namespace bailiwick::market {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"draft", "active", "archived"};

}  // namespace

std::string_view name_of(ProfileState state) { return kStates[static_cast<std::size_t>(state)]; }

std::optional<ProfileState> parse_profile_state(std::string_view word) {
  const auto* found = std::ranges::find(kStates, word);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<ProfileState>(found - kStates.begin());
}

}  // namespace bailiwick::market
