#include "platform/files/unit_lookup.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace bailiwick::platform::files {
namespace {

bool is_digits(std::string_view id) {
  return !id.empty() &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_zeros(std::string_view id) {
  return id.substr(std::min(id.find_first_not_of('0'), id.size()));
}

// The slot of `key` in an open-addressing table: where it stands, or the free slot where it would.
template <class KeyOf>
std::size_t slot_of(const std::vector<std::int32_t>& table, std::string_view key, KeyOf key_of) {
  const std::size_t mask = table.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(key)&mask;
  while (table[slot] >= 0 && key_of(table[slot]) != key) slot = (slot + 1) & mask;
  return slot;
}

}  // namespace

UnitLookup::UnitLookup(std::span<const std::string> ids) : ids_(ids) {
  const std::size_t size = std::bit_ceil(2 * ids.size() + 1);
  exact_.assign(size, -1);
  const auto exact_key = [this](std::int32_t unit) {
    return std::string_view(ids_[static_cast<std::size_t>(unit)]);
  };
  const auto stripped_key = [&](std::int32_t unit) { return without_zeros(exact_key(unit)); };
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto unit = static_cast<std::int32_t>(i);
    std::int32_t& exact = exact_[slot_of(exact_, ids[i], exact_key)];
    if (exact >= 0) continue;
    exact = unit;
    if (!is_digits(ids[i])) continue;
    if (stripped_.empty()) stripped_.assign(size, -1);
    std::int32_t& stripped = stripped_[slot_of(stripped_, without_zeros(ids[i]), stripped_key)];
    if (stripped < 0) {
      stripped = unit;
    } else {
      ambiguous_.push_back(stripped);
    }
  }
  std::sort(ambiguous_.begin(), ambiguous_.end());
}

std::optional<std::int32_t> UnitLookup::find_exact(std::string_view id) const {
  const std::int32_t unit = exact_[slot_of(exact_, id, [this](std::int32_t u) {
    return std::string_view(ids_[static_cast<std::size_t>(u)]);
  })];
  if (unit < 0) return std::nullopt;
  return unit;
}

std::optional<UnitLookup::Match> UnitLookup::find(std::string_view id) const {
  if (const auto unit = find_exact(id)) return Match{*unit, false};
  if (stripped_.empty() || !is_digits(id)) return std::nullopt;
  const std::int32_t unit = stripped_[slot_of(stripped_, without_zeros(id), [this](std::int32_t u) {
    return without_zeros(ids_[static_cast<std::size_t>(u)]);
  })];
  if (unit < 0 || std::binary_search(ambiguous_.begin(), ambiguous_.end(), unit))
    return std::nullopt;
  return Match{unit, true};
}

}  // namespace bailiwick::platform::files
