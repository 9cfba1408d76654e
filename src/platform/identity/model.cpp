#include "platform/identity/model.hpp"

#include <array>
#include <cassert>
#include <cstddef>

namespace bailiwick::platform::identity {
namespace {

constexpr std::array<std::string_view, 4> kStatuses = {"invited", "active", "deactivated",
                                                       "erased"};

}  // namespace

std::string_view name_of(PersonStatus status) {
  const auto index = static_cast<std::size_t>(status);
  assert(index < kStatuses.size());
  return kStatuses[index];
}

std::optional<PersonStatus> parse_person_status(std::string_view word) {
  for (std::size_t i = 0; i < kStatuses.size(); ++i)
    if (kStatuses[i] == word) return static_cast<PersonStatus>(i);
  return std::nullopt;
}

std::string_view name_of(LinkPurpose purpose) {
  return purpose == LinkPurpose::kInvitation ? "invitation" : "password_reset";
}

}  // namespace bailiwick::platform::identity
