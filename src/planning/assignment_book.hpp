// Rules made ready to be run: formulas compiled, rules in their order of precedence, territories with their nearest ancestor that has
// rules, and indexes of named accounts and postal codes. Pure. O(length of all rules * log).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "base/text_hash.hpp"
#include "formula/advice.hpp"
#include "formula/program.hpp"
#include "planning/assignment_model.hpp"
#include "planning/condition_index.hpp"

namespace bailiwick::planning {

// A territory of the tree on the day that rules are run for; parents before children.
struct TerritoryPlace {
  TerritoryId territory;
  std::optional<TerritoryId> parent;
};

using RuleIndex = std::uint32_t;

struct BookRule {
  AssignmentRule rule;
  std::uint32_t territory = 0;              // into RuleBook::territories
  std::optional<std::size_t> formula = {};  // into the program's formulas
};

struct BookTerritory {
  TerritoryId id;
  int depth = 0;                            // 0 at the top
  std::optional<std::uint32_t> above = {};  // the nearest above it that has rules
  std::vector<RuleIndex> rules;
};

// From a postal code to the units rules that have it.
class UnitIndex {
 public:
  void add(RuleIndex rule, const UnitsCondition& condition);
  [[nodiscard]] bool is_empty() const { return countries_.empty(); }
  // Calls on_rule(RuleIndex) with each rule that holds, perhaps more than once.
  template <class OnRule>
  void find(std::string_view country, std::string_view postal_code, OnRule&& on_rule) const {
    const std::string unit = comparable_unit(postal_code);
    const std::string own = comparable_unit(country);
    for (const std::string_view where : {std::string_view(own), std::string_view()}) {
      if (const auto at = countries_.find(where); at != countries_.end())
        at->second.find(unit, on_rule);
      if (own.empty()) break;
    }
  }

 private:
  template <class T>
  using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;
  struct Country {
    ByText<std::vector<RuleIndex>> codes;
    ByText<std::vector<RuleIndex>> prefixes;
    std::vector<std::size_t> prefix_sizes;  // ascending

    template <class OnRule>
    void find(std::string_view unit, OnRule& on_rule) const {
      look_up(codes, unit, on_rule);
      for (const std::size_t size : prefix_sizes)
        if (size <= unit.size()) look_up(prefixes, unit.substr(0, size), on_rule);
    }
    template <class OnRule>
    static void look_up(const ByText<std::vector<RuleIndex>>& rules, std::string_view key,
                        OnRule& on_rule) {
      if (rules.empty()) return;
      const auto found = rules.find(key);
      if (found == rules.end()) return;
      for (const RuleIndex rule : found->second) on_rule(rule);
    }
  };
  ByText<Country> countries_;  // "": of every country
};

struct RuleBook {
  formula::Program program;
  std::vector<BookRule> rules;             // open ones, the first to win first
  std::vector<BookTerritory> territories;  // with rules; each after the one above
  std::unordered_map<AccountId, std::vector<RuleIndex>> named;
  UnitIndex units;
  ConditionIndex conditions;
  std::optional<std::size_t> country_field = {};  // of the schema
  std::optional<std::size_t> postal_code_field = {};

  // Whether only their ids set the two apart.
  [[nodiscard]] bool is_equal_precedence(RuleIndex a, RuleIndex b) const;
};

// The first to win first, closed ones among them; a territory that is not in the tree counts as one at the top.
void sort_by_precedence(std::vector<AssignmentRule>& rules, std::span<const TerritoryPlace> tree);

// Closed rules, and those of territories that are not in the tree, are left out. Every mistake of formulas (Q..., advice among them where it is
// asked for), each naming its rule; P061 a
// units rule where accounts have no such fields.
[[nodiscard]] Checked<RuleBook> compile_rules(const formula::Schema& schema,
                                              std::span<const AssignmentRule> rules,
                                              std::span<const TerritoryPlace> tree,
                                              formula::Advice advice = formula::Advice::kNotAsked);

// The fields of its schema that its rules read, in their order.
[[nodiscard]] formula::Schema fields_read_by(const RuleBook& book);

}  // namespace bailiwick::planning
