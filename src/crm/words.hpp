// Text as it is searched and sorted: in lower case, without accents, cut into words.
//
// Letters of Latin-1 and Latin Extended-A lose their marks ("Ž" -> "z", "ß" -> "ss"); Greek and Cyrillic capitals become small; what
// else lies beyond ASCII stays as it is and counts as a letter. Pure. O(bytes).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bailiwick::crm {

inline constexpr std::size_t kWordBytesMax = 60;     // longer words are cut
inline constexpr std::size_t kWordsMax = 40;         // of one record; later ones are not found
inline constexpr std::size_t kSearchedWordsMax = 8;  // of one search; later ones do not count
inline constexpr std::size_t kTitleKeyBytesMax = 200;

[[nodiscard]] std::string folded(std::string_view text);
// The distinct words of a text, sorted: letters and digits between anything else.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text, std::size_t count_max);
// Letters and digits alone, folded: headers and words of files as they are compared ("Côte d'Ivoire" is "cotedivoire").
[[nodiscard]] std::string letters_of(std::string_view text);
// What a title is sorted by: folded, cut at a character's end.
[[nodiscard]] std::string title_key(std::string_view title);

}  // namespace bailiwick::crm
