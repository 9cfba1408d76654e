// A second assignment by rules, to judge the first: one account at a time, each rule walked by the walker of formulas, each territory
// asked by climbing the tree. Slow and plain on purpose; shares with the product values and the parser alone. And random worlds for it.
#pragma once

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/rng.hpp"
#include "formula/parser.hpp"
#include "planning/assignment_book.hpp"
#include "planning/assignment_table.hpp"
#include "tests/support/formula_walker.hpp"

namespace bailiwick::testing {

using formula::Kind;
using formula::Value;
using planning::AccountId;
using planning::AssignmentRule;
using planning::TerritoryId;

using AccountRow = std::vector<Value>;

inline Uuid numbered(std::uint8_t kind, std::size_t number) {
  Uuid uuid;
  uuid.bytes[0] = kind;
  uuid.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return uuid;
}
inline TerritoryId territory_id(std::size_t number) { return TerritoryId(numbered(1, number)); }
inline AccountId account_id(std::size_t number) { return AccountId(numbered(2, number)); }
inline planning::RuleId rule_id(std::size_t number) {
  return planning::RuleId(numbered(3, number));
}

inline const formula::Schema& account_schema() {
  static const formula::Schema kSchema{{{"employees", {Kind::kInt, true}},
                                        {"revenue", {Kind::kDecimal, true}},
                                        {"industry", {Kind::kString, true}},
                                        {"country", {Kind::kString, true}},
                                        {"postal_code", {Kind::kString, true}},
                                        {"is_key", {Kind::kBool, true}},
                                        {"since", {Kind::kDate, true}}}};
  return kSchema;
}

class AssignmentWalker {
 public:
  AssignmentWalker(const std::vector<AssignmentRule>& rules,
                   const std::vector<planning::TerritoryPlace>& tree)
      : rules_(rules) {
    for (const auto& place : tree) parents_[place.territory] = place.parent;
    for (const AssignmentRule& rule : rules)
      if (const auto* written = std::get_if<planning::FormulaCondition>(&rule.condition))
        trees_.emplace(rule.id, *formula::parse(written->text));
  }

  struct Answer {
    std::optional<planning::RuleId> winner;
    bool is_clash = false;
    std::map<TerritoryId, planning::RuleId> overlays;
  };

  [[nodiscard]] Answer ask(AccountId account, const AccountRow& row) const {
    Answer answer;
    std::optional<AssignmentRule> best;
    std::vector<AssignmentRule> offering;
    for (const AssignmentRule& rule : rules_)
      if (offers(rule, account, row)) offering.push_back(rule);
    std::sort(offering.begin(), offering.end(),
              [&](const auto& a, const auto& b) { return goes_before(a, b); });
    for (const AssignmentRule& rule : offering) {
      if (rule.is_overlay) {
        answer.overlays.emplace(rule.territory, rule.id);
        continue;
      }
      if (!best) best = rule;
      if (rule.territory != best->territory && level(rule) == level(*best)) answer.is_clash = true;
    }
    if (best) answer.winner = best->id;
    return answer;
  }

  [[nodiscard]] bool holds(const AssignmentRule& rule, AccountId account,
                           const AccountRow& row) const {
    if (!rule.is_open || !parents_.contains(rule.territory)) return false;
    if (const auto* named = std::get_if<planning::NamedCondition>(&rule.condition))
      return std::count(named->accounts.begin(), named->accounts.end(), account) > 0;
    if (const auto* units = std::get_if<planning::UnitsCondition>(&rule.condition))
      return has_unit(*units, row);
    const Value value = walker::Walker(trees_.at(rule.id), account_schema(), row).run();
    return value == Value(true);
  }

  [[nodiscard]] bool offers(const AssignmentRule& rule, AccountId account,
                            const AccountRow& row) const {
    if (!holds(rule, account, row)) return false;
    // Whoever names an account does not ask the territories above.
    if (std::holds_alternative<planning::NamedCondition>(rule.condition)) return true;
    for (auto up = parents_.at(rule.territory); up; up = parents_.at(*up)) {
      bool has_rules = false;
      bool is_met = false;
      for (const AssignmentRule& other : rules_) {
        if (other.territory != *up || !other.is_open) continue;
        has_rules = true;
        is_met = is_met || holds(other, account, row);
      }
      if (has_rules && !is_met) return false;
    }
    return true;
  }

 private:
  static std::string plain(const Value& value) {
    std::string out;
    if (!value.is_value()) return out;
    for (const char c : std::get<std::string>(value.data()))
      if (c != ' ') out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
  }
  static bool has_unit(const planning::UnitsCondition& condition, const AccountRow& row) {
    const std::string country = plain(row[3]);
    const std::string code = plain(row[4]);
    if (code.empty()) return false;
    if (!condition.country.empty() && condition.country != country) return false;
    for (const std::string& unit : condition.units) {
      if (unit == code) return true;
      if (unit.back() == '*' && code.rfind(unit.substr(0, unit.size() - 1), 0) == 0) return true;
    }
    return false;
  }
  [[nodiscard]] std::int64_t depth(TerritoryId territory) const {
    std::int64_t depth = 0;
    for (auto up = parents_.at(territory); up; up = parents_.at(*up)) ++depth;
    return depth;
  }
  // The greater goes before.
  [[nodiscard]] std::vector<std::int64_t> level(const AssignmentRule& rule) const {
    const bool is_named = std::holds_alternative<planning::NamedCondition>(rule.condition);
    return {is_named ? 1 : 0, rule.priority, depth(rule.territory)};
  }
  [[nodiscard]] bool goes_before(const AssignmentRule& a, const AssignmentRule& b) const {
    return level(a) != level(b) ? level(a) > level(b) : a.id < b.id;
  }

  const std::vector<AssignmentRule>& rules_;
  std::map<TerritoryId, std::optional<TerritoryId>> parents_;
  std::map<planning::RuleId, formula::Tree> trees_;
};

// Territories, rules and accounts by chance.
class RandomRules {
 public:
  explicit RandomRules(std::uint64_t seed) : rng_(seed) {
    const std::size_t territories = 1 + below(10);
    for (std::size_t i = 0; i < territories; ++i)
      tree.push_back({territory_id(i), i == 0 || below(3) == 0
                                           ? std::nullopt
                                           : std::optional(territory_id(below(i)))});
    const std::size_t count = below(16);
    for (std::size_t i = 0; i < count; ++i) {
      AssignmentRule rule;
      rule.id = rule_id(i);
      rule.territory = territory_id(below(territories + 1));  // perhaps one outside the tree
      rule.name = fmt::format("Rule {}", i);
      rule.priority = static_cast<std::int64_t>(below(3));
      rule.is_overlay = below(4) == 0;
      rule.is_open = below(8) != 0;
      rule.condition = condition();
      rules.push_back(rule);
    }
    for (std::size_t i = 0; i < 70; ++i) rows.push_back(row());
  }

  AccountRow row() {
    AccountRow row(account_schema().fields.size());
    const auto some = [&](std::size_t field, Value value) {
      if (below(5) != 0) row[field] = std::move(value);
    };
    some(0, Value(static_cast<std::int64_t>(below(12))));
    some(1, Value(Decimal::from_units(static_cast<Int128>(below(40)) * (Decimal::kUnit / 4))));
    some(2, Value(word({"Retail", "Health", "Energy"})));
    some(3, Value(word({"NL", "BE", "nl"})));
    some(4, Value(word({"1012 AB", "1012ab", "1013", "9000", "1", ""})));
    some(5, Value(below(2) == 0));
    some(6, Value(LocalDate(static_cast<std::int32_t>(20'000 + below(6)))));
    return row;
  }

  std::string formula() {
    const std::string part = clause();
    switch (below(4)) {
      case 0:
        return part;
      case 1:
        return part + " && " + clause();
      case 2:
        return "(" + part + " || " + clause() + ") && " + clause();
      default:
        return "!(" + part + ")";
    }
  }

  std::vector<planning::TerritoryPlace> tree;
  std::vector<AssignmentRule> rules;
  std::vector<AccountRow> rows;

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(rng_.below(count)); }
  std::string word(std::vector<std::string> words) { return words[below(words.size())]; }
  std::string clause() {
    switch (below(7)) {
      case 0:
        return fmt::format("employees {} {}", word({">", ">=", "<", "==", "!="}), below(12));
      case 1:
        return fmt::format("revenue {} {}.5", word({">", "<="}), below(10));
      case 2:
        return "industry " +
               word({"== \"Retail\"", "in [\"Retail\", \"Energy\"]", "!= \"Health\""});
      case 3:
        return "country == " + word({"\"NL\"", "\"BE\"", "null"});
      case 4:
        return "coalesce(is_key, false)";
      case 5:
        return fmt::format("since {} date(\"2024-10-0{}\")", word({"<", ">="}), 4 + below(5));
      default:
        return "postal_code.startsWith(\"10\")";
    }
  }
  planning::RuleCondition condition() {
    switch (below(4)) {
      case 0: {
        planning::NamedCondition named;
        for (std::size_t i = 0; i < 5; ++i) named.accounts.push_back(account_id(below(70)));
        return named;
      }
      case 1: {
        planning::UnitsCondition units{.country = word({"", "NL", "BE"}), .units = {}};
        for (std::size_t i = 0; i < 2; ++i)
          units.units.push_back(word({"1012AB", "1012*", "10*", "1013", "9*", "*"}));
        return units;
      }
      default:
        return planning::FormulaCondition{formula()};
    }
  }

  Rng rng_;
};

// The accounts of those rows, numbered.
inline planning::AccountTable table_of(const std::vector<AccountRow>& rows) {
  planning::AccountTable table(account_schema());
  for (std::size_t i = 0; i < rows.size(); ++i) table.add(account_id(i), rows[i]);
  return table;
}

}  // namespace bailiwick::testing
