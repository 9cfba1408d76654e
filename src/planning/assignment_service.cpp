#include "planning/assignment_service.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/core.h>

#include "planning/assignment_store.hpp"
#include "platform/identity/codes.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

Error no_rule() { return {ErrorCode::kNotFound, "P060", "There is no such rule or set of rules."}; }

const RuleSet* in_state(const std::vector<RuleSet>& sets, RuleSetState state) {
  const auto found = std::find_if(sets.begin(), sets.end(),
                                  [&](const RuleSet& set) { return set.state == state; });
  return found == sets.end() ? nullptr : &*found;
}

const RuleSet* called(const std::vector<RuleSet>& sets, std::string_view name) {
  if (name == name_of(RuleSetState::kDraft)) return in_state(sets, RuleSetState::kDraft);
  if (name == name_of(RuleSetState::kActive)) return in_state(sets, RuleSetState::kActive);
  if (name.empty()) {
    const RuleSet* draft = in_state(sets, RuleSetState::kDraft);
    return draft != nullptr ? draft : in_state(sets, RuleSetState::kActive);
  }
  const auto found = std::find_if(sets.begin(), sets.end(),
                                  [&](const RuleSet& set) { return set.id.text() == name; });
  return found == sets.end() ? nullptr : &*found;
}

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

// Letters and digits of any script, with blanks and what stands between the parts of codes; a star last.
bool is_unit(std::string_view unit) {
  const bool is_short = !unit.empty() && unit.size() <= kUnitBytesMax;
  if (!is_short || unit.find('*') < unit.size() - 1) return false;
  if (unit.ends_with('*')) unit.remove_suffix(1);
  constexpr std::string_view kBetween = " \t-_./";
  const auto is_letter = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  const bool is_written = std::ranges::all_of(
      unit, [&](char c) { return is_letter(c) || kBetween.find(c) != std::string_view::npos; });
  return is_written && (unit.empty() || std::ranges::any_of(unit, is_letter));
}

void check_units(const UnitsCondition& condition, Errors& errors) {
  if (condition.units.empty() || condition.units.size() > kRuleUnitsMax)
    errors.push_back(mistake(
        "P062", fmt::format("A rule names 1 to {} postal codes.", kRuleUnitsMax), "/units"));
  std::vector<std::string> wrong;
  for (const std::string& unit : condition.units)
    if (!is_unit(unit)) wrong.push_back("\"" + unit + "\"");
  if (!wrong.empty())
    errors.push_back(mistake(
        "P062",
        fmt::format("{} {}: write 1012AB, or 1012* for all that begin so; at "
                    "most {} bytes.",
                    listed_entries(wrong, wrong.size()),
                    wrong.size() == 1 ? "is no postal code" : "are no postal codes", kUnitBytesMax),
        "/units"));
}

void check_condition(const RuleCondition& condition, Errors& errors) {
  if (const auto* units = std::get_if<UnitsCondition>(&condition)) check_units(*units, errors);
  const auto* named = std::get_if<NamedCondition>(&condition);
  if (named != nullptr && (named->accounts.empty() || named->accounts.size() > kRuleAccountsMax))
    errors.push_back(mistake(
        "P062", fmt::format("A rule names 1 to {} accounts.", kRuleAccountsMax), "/accounts"));
}

// Accounts that are not there, and a country that is none.
Result<void> check_entries(const AccountSource& accounts, TenantId tenant,
                           const RuleCondition& condition, Errors& errors) {
  const auto* units = std::get_if<UnitsCondition>(&condition);
  if (units != nullptr && !units->country.empty() &&
      !identity::is_country(comparable_unit(units->country)))
    errors.push_back(mistake("P149",
                             fmt::format("\"{}\" is no country: write its two letters by ISO 3166, "
                                         "such as NL, or none for every country.",
                                         units->country),
                             "/country"));
  const auto* named = std::get_if<NamedCondition>(&condition);
  if (named == nullptr) return {};
  std::set<AccountId> missing(named->accounts.begin(), named->accounts.end());
  const std::vector<AccountId> asked(missing.begin(), missing.end());
  const auto read = accounts.each_batch_of_ids(tenant, formula::Schema(), asked,
                                               [&](const AccountBatch& batch) -> Result<void> {
                                                 for (const AccountId id : batch.ids)
                                                   missing.erase(id);
                                                 return {};
                                               });
  if (!read || missing.empty()) return read;
  std::vector<std::string> entries;
  for (const AccountId account : missing) entries.push_back(account.text());
  errors.push_back(mistake("P148",
                           fmt::format("There are no such accounts (any more): {}. Take them out, "
                                       "or name those that they were merged into.",
                                       listed_entries(entries, entries.size())),
                           "/accounts"));
  return {};
}

}  // namespace

Result<RulesOfSet> AssignmentService::rules(const Principal& principal,
                                            std::string_view name) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  auto found = read_rules(principal.tenant, name);
  if (!found || found->rules.empty()) return found;
  const auto tree = tree_on(principal.tenant, today());
  if (!tree) return tl::unexpected(tree.error());
  sort_by_precedence(found->rules, *tree);
  return found;
}

Result<RulesOfSet> AssignmentService::read_rules(TenantId tenant, std::string_view name) const {
  return parts_.planning.database.read([&](db::Connection& connection) -> Result<RulesOfSet> {
    const auto sets = rule_store::sets(connection, tenant);
    if (!sets) return tl::unexpected(sets.error());
    const RuleSet* set = called(*sets, name);
    if (set == nullptr && !name.empty()) return tl::unexpected(no_rule());
    if (set == nullptr) return RulesOfSet{};
    auto rules = rule_store::rules(connection, {tenant, set->id});
    if (!rules) return tl::unexpected(rules.error());
    return RulesOfSet{.set = *set, .rules = std::move(*rules)};
  });
}

Result<std::vector<RuleSet>> AssignmentService::sets(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  return parts_.planning.database.read(
      [&](db::Connection& connection) { return rule_store::sets(connection, principal.tenant); });
}

Result<Errors> AssignmentService::mistakes_of(const Principal& principal,
                                              const AssignmentRule& rule,
                                              const AssignmentRule* before) const {
  Errors errors;
  const bool is_new = before == nullptr || before->condition != rule.condition;
  if (!identity::is_name(rule.name))
    errors.push_back(
        mistake("P053", fmt::format("A name has 1 to {} characters.", kNameLengthMax), "/name"));
  if (std::abs(rule.priority) > kPriorityMax)
    errors.push_back(mistake(
        "P063", fmt::format("A priority lies between -{0} and {0}.", kPriorityMax), "/priority"));
  check_condition(rule.condition, errors);
  if (is_new)
    if (const auto looked =
            check_entries(parts_.accounts, principal.tenant, rule.condition, errors);
        !looked)
      return tl::unexpected(looked.error());
  const auto schema = parts_.accounts.schema(principal.tenant);
  if (!schema) return tl::unexpected(schema.error());
  AssignmentRule open = rule;
  open.is_open = true;
  const TerritoryPlace place{.territory = rule.territory, .parent = std::nullopt};
  const auto compiled =
      compile_rules(*schema, std::span(&open, 1), std::span(&place, 1),
                    is_new ? formula::Advice::kAsked : formula::Advice::kNotAsked);
  if (!compiled)
    for (Error error : compiled.error()) {
      error.pointer = rule.kind() == RuleKind::kFormula ? "/formula" : "/kind";
      errors.push_back(std::move(error));
    }
  const auto known = parts_.alignment.placement_history(principal, rule.territory);
  if (!known && known.error().code != ErrorCode::kNotFound) return tl::unexpected(known.error());
  if (!known)
    errors.push_back(mistake("P069", "There is no such territory in your company.", "/territory"));
  return errors;
}

// The draft, made from the active set where there is none.
Result<RuleSet> AssignmentService::draft_in(Connection& connection,
                                            const Principal& principal) const {
  const auto sets = rule_store::sets(connection, principal.tenant);
  if (!sets) return tl::unexpected(sets.error());
  if (const RuleSet* draft = in_state(*sets, RuleSetState::kDraft)) return *draft;
  RuleSet draft{.id = RuleSetId(parts_.planning.ids.next()),
                .name = fmt::format("Rules {}", sets->size() + 1),
                .created_at = parts_.planning.clock()};
  const RuleSet* active = in_state(*sets, RuleSetState::kActive);
  if (active != nullptr) {
    draft.parent = active->id;
    draft.rule_count = active->rule_count;
  }
  auto made = rule_store::insert_set(connection, principal.tenant, draft, principal.person);
  if (made && active != nullptr)
    made = rule_store::copy_rules(connection, {principal.tenant, active->id}, draft.id);
  if (!made) return tl::unexpected(made.error());
  return draft;
}

// The set is another than before: its version grows, and it is told.
Result<void> AssignmentService::touch(Connection& connection, const Principal& principal,
                                      const RuleSet& set, audit::Word action,
                                      const std::string& subject) const {
  const auto updated = rule_store::update_set(connection, principal.tenant, set);
  if (!updated) return tl::unexpected(updated.error());
  if (!*updated)
    return fail(ErrorCode::kConflict, "P064",
                "The rules were changed meanwhile: read them again and repeat your change.");
  const auto logged = parts_.planning.log.append(
      connection, {principal.tenant, identity::actor_of(principal), action, subject,
                   audit::Details().id("set", set.id).code("state", name_of(set.state))});
  if (!logged) return tl::unexpected(logged.error());
  const nlohmann::json data = {{"id", set.id.text()}, {"state", name_of(set.state)}};
  return parts_.planning.outbox.emit(connection,
                                     {.tenant = principal.tenant,
                                      .name = "rule_set.updated",
                                      .audience = {.permission = Permission::kPlansRead},
                                      .data = data.dump()});
}

Checked<AssignmentRule> AssignmentService::add(const Principal& principal,
                                               AssignmentRule rule) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(Errors{may.error()});
  rule.id = RuleId(parts_.planning.ids.next());
  rule.version = 1;
  auto mistakes = mistakes_of(principal, rule, nullptr);
  if (!mistakes) return fail(Errors{mistakes.error()});
  if (!mistakes->empty()) return fail(std::move(*mistakes));
  const auto added = parts_.planning.database.write([&](db::Connection& connection)
                                                        -> Result<void> {
    const auto draft = draft_in(connection, principal);
    if (!draft) return tl::unexpected(draft.error());
    if (draft->rule_count >= static_cast<std::int64_t>(kRulesMax))
      return fail(ErrorCode::kLimit, "P066",
                  fmt::format("A set has at most {} rules: put some together.", kRulesMax));
    const auto inserted = rule_store::insert_rule(connection, {principal.tenant, draft->id}, rule);
    if (!inserted) return inserted;
    return touch(connection, principal, *draft, "rule.added", rule.id.text());
  });
  if (!added) return fail(Errors{added.error()});
  return rule;
}

Checked<AssignmentRule> AssignmentService::change(const Principal& principal,
                                                  const AssignmentRule& rule) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(Errors{may.error()});
  const auto stored = read_rules(principal.tenant, "");
  if (!stored) return fail(Errors{stored.error()});
  const auto before = std::ranges::find(stored->rules, rule.id, &AssignmentRule::id);
  auto mistakes = mistakes_of(principal, rule, before == stored->rules.end() ? nullptr : &*before);
  if (!mistakes) return fail(Errors{mistakes.error()});
  if (!mistakes->empty()) return fail(std::move(*mistakes));
  const auto changed = parts_.planning.database.write([&](db::Connection& connection)
                                                          -> Result<void> {
    const auto draft = draft_in(connection, principal);
    if (!draft) return tl::unexpected(draft.error());
    const auto updated = rule_store::update_rule(connection, {principal.tenant, draft->id}, rule);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated)
      return fail(ErrorCode::kPrecondition, "P065",
                  "The rule was changed or removed since you read it: read it again.");
    return touch(connection, principal, *draft, "rule.changed", rule.id.text());
  });
  if (!changed) return fail(Errors{changed.error()});
  AssignmentRule after = rule;
  ++after.version;
  return after;
}

Result<void> AssignmentService::remove(const Principal& principal, RuleId rule,
                                       std::int64_t version) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may) return may;
  return parts_.planning.database.write([&](db::Connection& connection) -> Result<void> {
    const auto draft = draft_in(connection, principal);
    if (!draft) return tl::unexpected(draft.error());
    const auto removed =
        rule_store::delete_rule(connection, {principal.tenant, draft->id}, rule, version);
    if (!removed) return tl::unexpected(removed.error());
    const auto left = rule_store::rules(connection, {principal.tenant, draft->id});
    if (!left) return tl::unexpected(left.error());
    if (!*removed && std::ranges::find(*left, rule, &AssignmentRule::id) == left->end())
      return tl::unexpected(no_rule());
    if (!*removed)
      return fail(ErrorCode::kPrecondition, "P065",
                  "The rule was changed or removed since you read it: read it again.");
    return touch(connection, principal, *draft, "rule.removed", rule.text());
  });
}

Result<void> AssignmentService::give_up(const Principal& principal, RuleSetId set) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may) return may;
  return parts_.planning.database.write([&](db::Connection& connection) -> Result<void> {
    const auto sets = rule_store::sets(connection, principal.tenant);
    if (!sets) return tl::unexpected(sets.error());
    const RuleSet* found = called(*sets, set.text());
    if (found == nullptr) return tl::unexpected(no_rule());
    if (found->state != RuleSetState::kDraft)
      return fail(ErrorCode::kConflict, "P064", "Only a draft can be given up.");
    RuleSet archived = *found;
    archived.state = RuleSetState::kArchived;
    return touch(connection, principal, archived, "rule_set.given_up", set.text());
  });
}

}  // namespace bailiwick::planning
