// Random numbers that are the same on every machine: xoshiro256** with our own distributions.
//
// The standard library's engines are specified, its distributions are not; these are.
// Method: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021,
// doi:10.1145/3460772; seeded by splitmix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014,
// doi:10.1145/2660193.2660195). Bounded integers by D. Lemire, "Fast Random Integer Generation in an
// Interval", ACM TOMACS 29(1), 2019, doi:10.1145/3230636. Not for secrets. One Rng a thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bailiwick {

class Rng {
 public:
  explicit Rng(std::uint64_t seed);

  // An independent stream named by (this seed, a, b): for work item b of round a, on any thread.
  [[nodiscard]] static Rng stream(std::uint64_t seed, std::uint64_t a, std::uint64_t b);

  // Uniform over all 64-bit values.
  std::uint64_t next();
  // Uniform in [0, bound). bound > 0.
  std::uint64_t below(std::uint64_t bound);
  // Uniform in [0, 1), a multiple of 2^-53.
  double uniform();
  // Standard normal: N(0, 1), by Marsaglia's polar method.
  double normal();

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<std::size_t>(below(i))]);
    }
  }

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace bailiwick
