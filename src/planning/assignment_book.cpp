#include "planning/assignment_book.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/core.h>

namespace bailiwick::planning {
namespace {

struct Spot {
  std::optional<TerritoryId> parent;
  int depth = 0;
};
using Spots = std::map<TerritoryId, Spot>;

Spots spots_of(std::span<const TerritoryPlace> tree) {
  Spots spots;
  for (const TerritoryPlace& place : tree) {
    Spot spot{.parent = place.parent};
    if (const auto above = place.parent ? spots.find(*place.parent) : spots.end();
        above != spots.end())
      spot.depth = above->second.depth + 1;
    spots.emplace(place.territory, spot);
  }
  return spots;
}

std::optional<std::size_t> text_field(const formula::Schema& schema, std::string_view name) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    if (schema.fields[i].name == name && schema.fields[i].type.kind == formula::Kind::kString)
      return i;
  return std::nullopt;
}

auto rank_of(const AssignmentRule& rule, int depth) {
  return std::tuple(rule.kind() != RuleKind::kNamed, -rule.priority, -depth);
}

auto rank_of(const BookRule& rule, const BookTerritory& territory) {
  return rank_of(rule.rule, territory.depth);
}

// The open rules of territories in the tree, by precedence, and their territories.
void order_rules(RuleBook& book, std::span<const AssignmentRule> rules, const Spots& spots) {
  std::map<TerritoryId, std::uint32_t> places;
  std::vector<std::pair<int, TerritoryId>> used;
  for (const AssignmentRule& rule : rules)
    if (const auto at = spots.find(rule.territory); rule.is_open && at != spots.end())
      used.emplace_back(at->second.depth, rule.territory);
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  for (const auto& [depth, id] : used) {
    BookTerritory territory{.id = id, .depth = depth, .above = {}, .rules = {}};
    for (auto up = spots.at(id).parent; up;
         up = spots.contains(*up) ? spots.at(*up).parent : std::nullopt)
      if (const auto found = places.find(*up); found != places.end()) {
        territory.above = found->second;
        break;
      }
    places.emplace(id, static_cast<std::uint32_t>(book.territories.size()));
    book.territories.push_back(std::move(territory));
  }
  for (const AssignmentRule& rule : rules)
    if (rule.is_open && places.contains(rule.territory))
      book.rules.push_back({.rule = rule, .territory = places.at(rule.territory)});
  std::sort(book.rules.begin(), book.rules.end(), [&](const BookRule& a, const BookRule& b) {
    return std::tuple(rank_of(a, book.territories[a.territory]), a.rule.id) <
           std::tuple(rank_of(b, book.territories[b.territory]), b.rule.id);
  });
  for (RuleIndex i = 0; i < book.rules.size(); ++i)
    book.territories[book.rules[i].territory].rules.push_back(i);
}

// Each with its rule's name: the id may be of a rule that is about to be refused, and is nowhere else.
void add_faults(formula::Faults faults, std::span<const formula::Definition> definitions,
                std::span<const BookRule> rules, Errors& errors) {
  for (formula::Fault& fault : faults) {
    const auto rule = std::ranges::find_if(rules, [&](const BookRule& one) {
      return one.formula && definitions[*one.formula].name == fault.definition;
    });
    if (rule == rules.end()) {
      errors.push_back({fault.code, fault.rule, fault.message});
      continue;
    }
    fault.definition.clear();
    Error error = formula::to_error(fault, definitions[*rule->formula].text);
    error.message = fmt::format("In the rule \"{}\": {}", rule->rule.name, error.message);
    errors.push_back(std::move(error));
  }
}

void index_conditions(RuleBook& book) {
  std::vector<ConditionIndex::Rule> formulas;
  for (RuleIndex i = 0; i < book.rules.size(); ++i) {
    const RuleCondition& condition = book.rules[i].rule.condition;
    if (const auto* named = std::get_if<NamedCondition>(&condition))
      for (const AccountId account : named->accounts) book.named[account].push_back(i);
    if (const auto* units = std::get_if<UnitsCondition>(&condition)) book.units.add(i, *units);
    if (book.rules[i].formula) formulas.push_back({i, *book.rules[i].formula});
  }
  book.conditions = ConditionIndex(book.program, formulas);
}

}  // namespace

void UnitIndex::add(RuleIndex rule, const UnitsCondition& condition) {
  Country& country = countries_[comparable_unit(condition.country)];
  for (const std::string& written : condition.units) {
    std::string unit = comparable_unit(written);
    const bool is_prefix = unit.ends_with('*');
    if (is_prefix) {
      unit.pop_back();
      country.prefix_sizes.push_back(unit.size());
    }
    (is_prefix ? country.prefixes : country.codes)[unit].push_back(rule);
  }
  std::vector<std::size_t>& sizes = country.prefix_sizes;
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
}

bool RuleBook::is_equal_precedence(RuleIndex a, RuleIndex b) const {
  return rank_of(rules[a], territories[rules[a].territory]) ==
         rank_of(rules[b], territories[rules[b].territory]);
}

void sort_by_precedence(std::vector<AssignmentRule>& rules, std::span<const TerritoryPlace> tree) {
  const Spots spots = spots_of(tree);
  const auto key = [&](const AssignmentRule& rule) {
    const auto at = spots.find(rule.territory);
    return std::tuple(rank_of(rule, at == spots.end() ? 0 : at->second.depth), rule.id);
  };
  std::sort(rules.begin(), rules.end(),
            [&](const AssignmentRule& a, const AssignmentRule& b) { return key(a) < key(b); });
}

Checked<RuleBook> compile_rules(const formula::Schema& schema,
                                std::span<const AssignmentRule> rules,
                                std::span<const TerritoryPlace> tree, formula::Advice advice) {
  RuleBook book{.program = formula::Program({}, {}, {}),
                .rules = {},
                .territories = {},
                .named = {},
                .units = {},
                .conditions = {}};
  order_rules(book, rules, spots_of(tree));
  book.country_field = text_field(schema, kCountryField);
  book.postal_code_field = text_field(schema, kPostalCodeField);
  std::vector<formula::Definition> definitions;
  Errors errors;
  for (BookRule& rule : book.rules) {
    if (rule.rule.kind() == RuleKind::kUnits && (!book.country_field || !book.postal_code_field))
      errors.push_back({ErrorCode::kInvalidInput, "P061",
                        fmt::format("The rule \"{}\" looks at country and postal_code, which "
                                    "accounts here do not have.",
                                    rule.rule.name)});
    const auto* condition = std::get_if<FormulaCondition>(&rule.rule.condition);
    if (condition == nullptr) continue;
    rule.formula = definitions.size();
    definitions.push_back(
        {.name = rule.rule.id.text(), .text = condition->text, .wanted = formula::Kind::kBool});
  }
  auto program = formula::compile(schema, definitions, advice);
  if (!program) add_faults(std::move(program.error()), definitions, book.rules, errors);
  if (!errors.empty()) return fail(std::move(errors));
  book.program = std::move(*program);
  index_conditions(book);
  return book;
}

formula::Schema fields_read_by(const RuleBook& book) {
  std::set<std::size_t> places;
  for (std::size_t f = 0; f < book.program.formulas().size(); ++f)
    for (const std::uint32_t field : book.program.fields_of(f)) places.insert(field);
  if (!book.units.is_empty())
    for (const auto& field : {book.country_field, book.postal_code_field})
      if (field) places.insert(*field);
  formula::Schema read;
  for (const std::size_t place : places) read.fields.push_back(book.program.schema().fields[place]);
  return read;
}

}  // namespace bailiwick::planning
