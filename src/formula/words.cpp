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

constexpr std::string_view kNoLists =
    "Lists stand after \"in\" only, and there are no macros over them; write x in [\"a\", \"b\"], "
    "or join conditions by && and ||.";
constexpr std::string_view kChoice = "A choice is written condition ? a : b.";
constexpr std::string_view kOneRow =
    "A formula reads the fields of one row; nothing is added up or looked up over several.";
constexpr std::string_view kNoPatterns =
    "Regular expressions are left out of CEL here; use startsWith, endsWith or contains.";
constexpr std::string_view kNoTypes =
    "Types of CEL are left out here: a field has one type, and int(...), decimal(...), string(...) "
    "convert.";
constexpr std::string_view kLower = "This is called lowerAscii here, written x.lowerAscii().";
constexpr std::string_view kUpper = "This is called upperAscii here, written x.upperAscii().";
constexpr std::string_view kPart =
    "A part of a text is x.substring(from, to), with the first character at 0.";
constexpr std::string_view kFind =
    "Write x.contains(y), or x.indexOf(y), which gives -1 where there is none.";
constexpr std::string_view kCoalesce = "This is called coalesce here.";
constexpr std::string_view kSize = "This is called size here.";
constexpr std::string_view kDays =
    "Days are counted by + and -: date + 30, or date - other date; addMonths(date, n) goes by "
    "months.";
constexpr std::string_view kMissing = "Write x == null, or !has(x).";
constexpr std::string_view kNoDay =
    "There is no clock in formulas; use the field that holds the day, where there is one.";
constexpr std::string_view kNoMoment =
    "There is no clock in formulas; use the field that holds the moment, where there is one.";

// A word that counts before a bracket only.
constexpr WordHabit called(std::string_view written, std::string_view meant,
                           std::string_view advice) {
  return {written, meant, advice, true, false};
}

constexpr auto kHabits = std::to_array<WordHabit>({
    {"and", "&&", "\"And\" is written && here.", false, true},
    {"or", "||", "\"Or\" is written || here.", false, true},
    {"not", "!", "\"Not\" is written ! here.", false, true},
    {"is", "==", "\"Is\" is written == here; x == null asks whether a value is missing.", false,
     false},
    {"like", "",
     "There is no LIKE; use x.startsWith(\"...\"), x.endsWith(\"...\") or x.contains(\"...\").",
     false, false},
    {"between", "", "There is no BETWEEN; write low <= x && x <= high.", false, false},
    {"then", "?", kChoice, false, false},
    {"else", ":", kChoice, false, false},
    {"case", "", kChoice, false, false},
    {"when", "", kChoice, false, false},
    called("if", "", kChoice),
    called("ifs", "", kChoice),
    called("iif", "", kChoice),
    called("switch", "", kChoice),
    called("choose", "", kChoice),
    called("xor", "", "Of two conditions exactly one: a != b."),
    called("mod", "", "The remainder is written a % b."),
    called("today", "", kNoDay),
    called("current_date", "", kNoDay),
    called("now", "", kNoMoment),
    called("isnull", "", kMissing),
    called("isblank", "", kMissing),
    called("isempty", "", kMissing),
    called("ifnull", "coalesce", kCoalesce),
    called("nvl", "coalesce", kCoalesce),
    called("len", "size", kSize),
    called("length", "size", kSize),
    called("lower", "", kLower),
    called("lcase", "", kLower),
    called("tolower", "", kLower),
    called("tolowercase", "", kLower),
    called("upper", "", kUpper),
    called("ucase", "", kUpper),
    called("toupper", "", kUpper),
    called("touppercase", "", kUpper),
    called("left", "", kPart),
    called("right", "", kPart),
    called("mid", "", kPart),
    called("substr", "", kPart),
    called("find", "", kFind),
    called("search", "", kFind),
    called("instr", "", kFind),
    called("includes", "", kFind),
    called("concat", "", "Texts are joined by +."),
    called("concatenate", "", "Texts are joined by +."),
    called("datediff", "", kDays),
    called("datedif", "", kDays),
    called("dateadd", "", kDays),
    called("edate", "addMonths", "This is called addMonths here."),
    called("double", "decimal", "Decimals stand in place of doubles; use decimal(...)."),
    called("float", "decimal", "Decimals stand in place of doubles; use decimal(...)."),
    called("uint", "int", "Unsigned ints are left out of CEL here; use int(...)."),
    called("bytes", "", "Bytes are left out of CEL here; texts are compared as they are."),
    called("type", "", kNoTypes),
    called("dyn", "", kNoTypes),
    called("matches", "", kNoPatterns),
    called("regexmatch", "", kNoPatterns),
    called("all", "", kNoLists),
    called("exists", "", kNoLists),
    called("exists_one", "", kNoLists),
    called("existsone", "", kNoLists),
    called("map", "", kNoLists),
    called("filter", "", kNoLists),
    called("split", "", kNoLists),
    called("join", "", kNoLists),
    called("sum", "", kOneRow),
    called("sumif", "", kOneRow),
    called("count", "", kOneRow),
    called("countif", "", kOneRow),
    called("average", "", kOneRow),
    called("avg", "", kOneRow),
    called("vlookup", "", kOneRow),
    called("lookup", "", kOneRow),
});

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
