// A strong index: an Id<UnitTag> never mixes with an Id<TerritoryTag>, and only compares and hashes.
//
// For places where two kinds of index meet in one signature; hot loops inside one file use plain int32_t.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace bailiwick {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::int64_t value) : value_(value) {}

  // The wrapped number; -1 where the id names nothing.
  [[nodiscard]] constexpr std::int64_t value() const { return value_; }
  [[nodiscard]] constexpr bool is_set() const { return value_ >= 0; }

  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::int64_t value_ = -1;
};

}  // namespace bailiwick

template <class Tag>
struct std::hash<bailiwick::Id<Tag>> {
  std::size_t operator()(bailiwick::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value());
  }
};
