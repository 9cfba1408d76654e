#include "crm/beginnings.hpp"

#include <cstddef>
#include <string_view>

namespace bailiwick::crm {
namespace {

constexpr std::uint64_t kLetterBits = 20;
constexpr std::uint64_t kPairBits = 43;
static_assert(kLetterBits + kPairBits == 63);

// The bytes of the first characters; empty where the text has fewer. Where a character ends, its first byte alone tells: so the beginning of a
// word and the word are cut alike, whatever the bytes are.
std::string_view first_letters(std::string_view word, int count) {
  std::size_t end = 0;
  for (int i = 0; i < count; ++i) {
    if (end >= word.size()) return {};
    const auto lead = static_cast<unsigned char>(word[end]);
    end += lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }
  return end <= word.size() ? word.substr(0, end) : std::string_view();
}

// FNV-1a of 64 bits.
std::uint64_t hash_of_letters(std::string_view letters) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char byte : letters) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3;
  }
  return hash;
}

std::uint64_t bits_of(std::string_view word) {
  std::uint64_t bits = 0;
  if (const auto letter = first_letters(word, 1); !letter.empty())
    bits |= std::uint64_t{1} << hash_of_letters(letter) % kLetterBits;
  if (const auto pair = first_letters(word, 2); !pair.empty())
    bits |= std::uint64_t{1} << (kLetterBits + hash_of_letters(pair) % kPairBits);
  return bits;
}

}  // namespace

std::int64_t beginnings_of(std::span<const std::string> words) {
  std::uint64_t bits = 0;
  for (const std::string& word : words) bits |= bits_of(word);
  return static_cast<std::int64_t>(bits);
}

}  // namespace bailiwick::crm
