#include "formula/words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace bailiwick::formula {
namespace {

constexpr std::array<std::string_view, 21> kReserved = {
    "in",       "true",    "false",     "null",     "as",  "break",  "const",
    "continue", "else",    "for",       "function", "if",  "import", "let",
    "loop",     "package", "namespace", "return",   "var", "void",   "while"};

constexpr std::array<WordHabit, 18> kHabits = {{
    {"and", "&&", "\"And\" is written && here.", false, true},
    {"or", "||", "\"Or\" is written || here.", false, true},
    {"not", "!", "\"Not\" is written ! here.", false, true},
    {"is", "==", "\"Is\" is written == here; x == null asks whether a value is missing.", false,
     false},
    {"like", "",
     "There is no LIKE; use x.startsWith(\"...\"), x.endsWith(\"...\") or x.contains(\"...\").",
     false, false},
    {"between", "", "There is no BETWEEN; write low <= x && x <= high.", false, false},
    {"if", "", "A choice is written condition ? a : b.", true, false},
    {"then", "?", "A choice is written condition ? a : b.", false, false},
    {"else", ":", "A choice is written condition ? a : b.", false, false},
    {"case", "", "A choice is written condition ? a : b.", false, false},
    {"when", "", "A choice is written condition ? a : b.", false, false},
    {"today", "",
     "There is no clock in formulas; use the field that holds the day, where there is one.", true,
     false},
    {"now", "",
     "There is no clock in formulas; use the field that holds the moment, where there is one.",
     true, false},
    {"isnull", "", "Write x == null, or !has(x).", true, false},
    {"ifnull", "coalesce", "This is called coalesce here.", true, false},
    {"nvl", "coalesce", "This is called coalesce here.", true, false},
    {"len", "size", "This is called size here.", true, false},
    {"length", "size", "This is called size here.", true, false},
}};

}  // namespace

bool is_reserved(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

std::optional<WordHabit> habit_of(std::string_view word) {
  const auto* found = std::find_if(kHabits.begin(), kHabits.end(), [&](const WordHabit& habit) {
    return is_same_ascii(habit.written, word);
  });
  if (found == kHabits.end()) return std::nullopt;
  return *found;
}

}  // namespace bailiwick::formula
