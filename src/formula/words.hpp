// Words that are no names: the reserved ones, those that people bring from other languages, and what of CEL is left out. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace bailiwick::formula {

// Reserved by CEL (langdef.md): in, true, false, null, and those that host languages use.
[[nodiscard]] bool is_reserved(std::string_view word);

// What a word of SQL, a spreadsheet or a programming language is here.
struct WordHabit {
  std::string_view written;  // lower case
  std::string_view meant;    // what to write instead; empty where it is not one word
  std::string_view advice;
  bool is_call = false;    // only where a bracket follows
  bool is_always = false;  // before a bracket or not
};
// By the word in any case.
[[nodiscard]] std::optional<WordHabit> habit_of(std::string_view word);

}  // namespace bailiwick::formula
