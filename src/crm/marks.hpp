// The marks of a record by which its duplicates are found (docs/spec/duplicates.md): two records that share none are never compared. Pure.
//
// Blocking by several keys at once, so that one mistyped field does not hide a pair: Christen, Data Matching (2012), chapter 4.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crm/record.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kMarkBytesMax = 200;  // longer ones are cut

// Whether duplicates of the object are looked for: accounts, contacts, leads.
[[nodiscard]] bool has_duplicates(ObjectKind kind);

// Sorted, each once; none of an object that has no duplicates.
[[nodiscard]] std::vector<std::string> marks_of(const Record& record);

// The parts that marks and likeness are made of.
// The words of a name in alphabetical order, without legal forms and articles unless nothing else is there: "acme foods".
[[nodiscard]] std::string name_words(std::string_view name);
// The last nine digits; empty where there are fewer than seven.
[[nodiscard]] std::string phone_digits(std::string_view phone);
// "https://www.example.com/about" is "example.com".
[[nodiscard]] std::string host_of(std::string_view website);

}  // namespace bailiwick::crm
