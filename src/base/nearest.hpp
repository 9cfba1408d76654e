// The word of a list that somebody most likely meant, for "did you mean" in error messages.
//
// Nearness is the optimal string alignment distance (insertions, deletions, changes and swaps of neighbours,
// each once), letters compared without case; a word counts as meant when at most a third of the longer word
// differs, or when what was typed begins it. Pure. O(words * length^2); words beyond kWordLengthLimit never match.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bailiwick {

inline constexpr std::size_t kWordLengthLimit = 64;

// The nearest word, the earlier one of equals; no value where none is near.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view typed,
                                                      std::span<const std::string> words);

// " Did you mean \"beds\"?" for the nearest word, or an empty text.
[[nodiscard]] std::string did_you_mean(std::string_view typed, std::span<const std::string> words);

}  // namespace bailiwick
