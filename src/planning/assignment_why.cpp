#include "planning/assignment_why.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <map>
#include <utility>

#include "formula/explain.hpp"

namespace bailiwick::planning {
namespace {

using formula::Value;

constexpr std::array<std::string_view, 5> kFates = {"wins", "adds", "beaten", "parents", "fails"};
constexpr std::size_t kClausesMax = 20;  // of one rule

std::optional<RuleIndex> rule_of(std::int32_t winner) {
  return winner == kNoRule ? std::nullopt : std::optional(static_cast<RuleIndex>(winner));
}

std::vector<WhyClause> clauses_of(const RuleBook& book, const BookRule& rule,
                                  std::span<const Value> row) {
  std::vector<WhyClause> clauses;
  if (rule.formula) {
    const auto explanation = formula::explain(book.program, *rule.formula, row);
    for (const std::size_t part : explanation.deciding) {
      if (clauses.size() == kClausesMax) break;
      clauses.push_back({explanation.parts[part].text, explanation.parts[part].value});
    }
  } else if (rule.rule.kind() == RuleKind::kUnits) {
    for (const std::size_t field : {*book.country_field, *book.postal_code_field})
      clauses.push_back({book.program.schema().fields[field].name, row[field]});
  }
  return clauses;
}

// Territories above the rule's that have rules of which none holds for the first row.
std::vector<TerritoryId> unmet_above(const RuleBook& book, const BookRule& rule,
                                     const Decided& decided) {
  std::vector<TerritoryId> unmet;
  for (auto up = book.territories[rule.territory].above; up; up = book.territories[*up].above) {
    const auto& rules = book.territories[*up].rules;
    const bool is_met = std::any_of(rules.begin(), rules.end(),
                                    [&](RuleIndex other) { return decided.does_hold(other, 0); });
    if (!is_met) unmet.push_back(book.territories[*up].id);
  }
  return unmet;
}

WhyRule fate_of(const RuleBook& book, RuleIndex index, const Decided& decided, const Why& why) {
  const BookRule& rule = book.rules[index];
  WhyRule told{.rule = index, .fate = RuleFate::kFails, .clauses = {}, .parents = {}};
  if (!decided.does_hold(index, 0)) return told;
  told.parents = unmet_above(book, rule, decided);
  told.is_override = rule.rule.kind() == RuleKind::kNamed && !told.parents.empty();
  if (!told.parents.empty() && !told.is_override) {
    told.fate = RuleFate::kParents;
    return told;
  }
  std::optional<RuleIndex> first = why.winner;
  if (rule.rule.is_overlay)
    for (const RuleIndex overlay : why.overlays)
      if (book.rules[overlay].territory == rule.territory) first = overlay;
  assert(first);
  if (first == index) {
    told.fate = rule.rule.is_overlay ? RuleFate::kAdds : RuleFate::kWins;
  } else {
    told.fate = RuleFate::kBeaten;
    told.beaten_by = first;
  }
  return told;
}

std::optional<TerritoryId> territory_of(const RuleBook& book, std::optional<RuleIndex> rule) {
  if (!rule) return std::nullopt;
  return book.rules[*rule].rule.territory;
}

bool is_smaller(const SmallestChange& a, const SmallestChange& b) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  return a.relative.value_or(kNone) < b.relative.value_or(kNone);
}

// Runs all rules for the account with each of the tries in the place of what it has.
Result<std::vector<SmallestChange>> changes_of(const RuleBook& book, AccountId account,
                                               std::span<const Value> row,
                                               std::optional<RuleIndex> winner) {
  const std::vector<Try> tries = tries_of(book, row);
  std::map<std::pair<std::size_t, std::optional<TerritoryId>>, SmallestChange> smallest;
  std::vector<Value> changed(row.begin(), row.end());
  AccountTable table(book.program.schema());
  for (std::size_t first = 0; first < tries.size(); first += kAccountBatch) {
    const std::size_t end = std::min(tries.size(), first + kAccountBatch);
    table.clear();
    for (std::size_t i = first; i < end; ++i) {
      const std::size_t field = tries[i].field;
      changed[field] = tries[i].value;
      table.add(account, changed);
      changed[field] = row[field];
    }
    const auto decided = decide(book, table.batch());
    if (!decided) return tl::unexpected(decided.error());
    for (std::size_t i = first; i < end; ++i) {
      const auto rule = rule_of(decided->winners[i - first]);
      const auto territory = territory_of(book, rule);
      if (territory == territory_of(book, winner)) continue;
      const std::size_t field = tries[i].field;
      SmallestChange change{.field = field,
                            .from = row[field],
                            .to = tries[i].value,
                            .rule = rule,
                            .relative = relative_change(row[field], tries[i].value)};
      const auto [at, is_new] = smallest.try_emplace({field, territory}, change);
      if (!is_new && is_smaller(change, at->second)) at->second = std::move(change);
    }
  }
  std::vector<SmallestChange> changes;
  for (auto& [key, change] : smallest) changes.push_back(std::move(change));
  std::stable_sort(changes.begin(), changes.end(), is_smaller);
  if (changes.size() > kChangesMax) changes.resize(kChangesMax);
  return changes;
}

}  // namespace

std::string_view name_of(RuleFate fate) {
  const auto index = static_cast<std::size_t>(fate);
  assert(index < kFates.size());
  return kFates[index];
}

Result<Why> explain_assignment(const RuleBook& book, AccountId account,
                               std::span<const Value> row) {
  AccountTable table(book.program.schema());
  table.add(account, row);
  const auto decided = decide(book, table.batch());
  if (!decided) return tl::unexpected(decided.error());
  Why why;
  why.winner = rule_of(decided->winners.front());
  why.is_clash = !decided->clashes.empty();
  for (const OverlayMatch& match : decided->overlays) why.overlays.push_back(match.rule);
  for (RuleIndex i = 0; i < book.rules.size(); ++i) {
    why.rules.push_back(fate_of(book, i, *decided, why));
    why.rules.back().clauses = clauses_of(book, book.rules[i], row);
  }
  auto changes = changes_of(book, account, row, why.winner);
  if (!changes) return tl::unexpected(changes.error());
  why.changes = std::move(*changes);
  return why;
}

}  // namespace bailiwick::planning
