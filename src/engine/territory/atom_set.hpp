// A set of atoms of a small map.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace bailiwick::engine::territory {

struct AtomSet {
  static constexpr std::int32_t kLimit = 128;  // atoms are 0 .. kLimit - 1

  std::uint64_t low = 0;
  std::uint64_t high = 0;

  void flip(std::int32_t atom) {
    (atom < 64 ? low : high) ^= std::uint64_t{1} << (static_cast<unsigned>(atom) % 64);
  }
  [[nodiscard]] bool has(std::int32_t atom) const {
    return ((atom < 64 ? low : high) >> (static_cast<unsigned>(atom) % 64) & 1) != 0;
  }
  [[nodiscard]] std::int32_t size() const { return std::popcount(low) + std::popcount(high); }
  [[nodiscard]] bool meets(AtomSet other) const {
    return ((low & other.low) | (high & other.high)) != 0;
  }
  friend AtomSet operator|(AtomSet a, AtomSet b) { return {a.low | b.low, a.high | b.high}; }
  friend bool operator==(AtomSet, AtomSet) = default;
};

struct AtomSetHash {
  std::size_t operator()(AtomSet set) const {
    // Odd constants near the golden ratio and the square root of two; the high bits of a product are the mixed ones.
    const std::uint64_t mixed =
        set.low * 0x9E3779B97F4A7C15U + std::rotl(set.high * 0xB504F333F9DE6485U, 32);
    return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
  }
};

}  // namespace bailiwick::engine::territory
