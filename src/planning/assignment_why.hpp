// Why one account belongs where it does: what became of every rule, and the smallest change of one field that would move it. Pure.
//
// O(parts of all rules), and a run of all rules for each value that is tried (assignment_tries.hpp), in batches.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/assignment_run.hpp"
#include "planning/assignment_tries.hpp"

namespace bailiwick::planning {

enum class RuleFate {
  kWins,
  kAdds,     // an overlay territory besides
  kBeaten,   // another goes before it
  kParents,  // it holds, and a territory above has rules of which none does
  kFails,    // its own condition does not hold
};
[[nodiscard]] std::string_view name_of(RuleFate fate);

struct WhyClause {
  std::string text;
  formula::Value value;
};

struct WhyRule {
  RuleIndex rule = 0;
  RuleFate fate = RuleFate::kFails;
  std::vector<WhyClause> clauses;    // those that decided its condition
  std::vector<TerritoryId> parents;  // above it, with rules of which none holds; the nearest first
  std::optional<RuleIndex> beaten_by = {};
  bool is_override =
      false;  // it names the account, and so counts whatever the rules of `parents` say
};

struct SmallestChange {
  std::size_t field = 0;  // of the schema
  formula::Value from;
  formula::Value to;
  std::optional<RuleIndex> rule = {};   // that would win; absent: none
  std::optional<double> relative = {};  // of numbers and days
};

inline constexpr std::size_t kChangesMax = 20;

struct Why {
  std::optional<RuleIndex> winner = {};
  bool is_clash = false;
  std::vector<RuleIndex> overlays;
  std::vector<WhyRule> rules;  // all of the book, in its order
  std::vector<SmallestChange>
      changes;  // the smallest first; one a field and territory; at most kChangesMax
};

// `row`: a value a field of the schema.
[[nodiscard]] Result<Why> explain_assignment(const RuleBook& book, AccountId account,
                                             std::span<const formula::Value> row);

}  // namespace bailiwick::planning
