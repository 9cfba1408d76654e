#include "planning/assignment_model.hpp"

#include <array>
#include <cassert>
#include <cstddef>

namespace bailiwick::planning {
namespace {

using Words = std::array<std::string_view, 3>;
constexpr Words kKinds = {"formula", "named", "units"};
constexpr Words kRuleSetStates = {"draft", "active", "archived"};

template <class Word>
std::string_view word_of(const Words& words, Word value) {
  const auto index = static_cast<std::size_t>(value);
  assert(index < words.size());
  return words[index];
}

template <class Word>
std::optional<Word> parse(const Words& words, std::string_view word) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<Word>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(RuleKind kind) { return word_of(kKinds, kind); }
std::optional<RuleKind> parse_rule_kind(std::string_view word) {
  return parse<RuleKind>(kKinds, word);
}

std::string_view name_of(RuleSetState state) { return word_of(kRuleSetStates, state); }
std::optional<RuleSetState> parse_rule_set_state(std::string_view word) {
  return parse<RuleSetState>(kRuleSetStates, word);
}

std::string comparable_unit(std::string_view text) {
  std::string unit;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    unit += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return unit;
}

bool is_units_rule_of(const AssignmentRule& rule, std::string_view country) {
  const auto* units = std::get_if<UnitsCondition>(&rule.condition);
  return units != nullptr && !rule.is_overlay && units->country == country;
}

}  // namespace bailiwick::planning
