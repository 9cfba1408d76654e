#include "main/field_readers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <variant>

#include "formula/parser.hpp"
#include "market/icp_store.hpp"
#include "market/market_store.hpp"
#include "market/objective_store.hpp"
#include "planning/assignment_store.hpp"
#include "planning/lead_store.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
namespace rule_store = planning::rule_store;

struct Asked {
  TenantId tenant;
  std::string field;  // as formulas name it
};
using Names = std::vector<std::string>;

Result<void> add_rules(db::Connection& connection, const Asked& asked, Names& readers) {
  const auto sets = rule_store::sets(connection, asked.tenant);
  if (!sets) return tl::unexpected(sets.error());
  for (const planning::RuleSet& set : *sets) {
    if (set.state == planning::RuleSetState::kArchived) continue;
    const auto rules = rule_store::rules(connection, {asked.tenant, set.id});
    if (!rules) return tl::unexpected(rules.error());
    for (const planning::AssignmentRule& rule : *rules) {
      const auto* formula = std::get_if<planning::FormulaCondition>(&rule.condition);
      if (!rule.is_open || formula == nullptr || !is_read_by(formula->text, asked.field)) continue;
      readers.push_back(
          fmt::format("the rule \"{}\"{}", rule.name,
                      set.state == planning::RuleSetState::kDraft ? " of the draft" : ""));
    }
  }
  return {};
}

Result<void> add_routing(db::Connection& connection, const Asked& asked, Names& readers) {
  const auto policy = planning::lead_store::policy(connection, asked.tenant);
  if (!policy) return tl::unexpected(policy.error());
  if (*policy && is_read_by((*policy)->protect, asked.field))
    readers.emplace_back("the formula for protected accounts of lead routing");
  return {};
}

Result<void> add_profiles(db::Connection& connection, const Asked& asked, Names& readers) {
  using market::ProfileState;
  for (const ProfileState state : {ProfileState::kActive, ProfileState::kDraft}) {
    const auto profile = market::icp_store::find_profile(connection, asked.tenant, state);
    if (!profile) return tl::unexpected(profile.error());
    if (!*profile) continue;
    for (const market::Criterion& criterion : (*profile)->criteria)
      if (is_read_by(criterion.formula, asked.field))
        readers.push_back(fmt::format("the criterion \"{}\" of the profile \"{}\"", criterion.name,
                                      (*profile)->name));
  }
  return {};
}

Result<void> add_models(db::Connection& connection, const Asked& asked, Names& readers) {
  const auto workload = market::market_store::workload_model(connection, asked.tenant);
  if (!workload) return tl::unexpected(workload.error());
  for (const market::VisitRule& rule : workload->visits)
    if (is_read_by(rule.formula, asked.field))
      readers.push_back(fmt::format("the rule \"{}\" of the workload model", rule.name));
  const auto potential = market::market_store::potential_model(connection, asked.tenant);
  if (!potential) return tl::unexpected(potential.error());
  for (const market::PotentialRule& rule : potential->rules)
    if (is_read_by(rule.formula, asked.field) || is_read_by(rule.amount, asked.field))
      readers.push_back(fmt::format("the rule \"{}\" of the potential model", rule.name));
  if (is_read_by(potential->serviceable, asked.field))
    readers.emplace_back("the serviceable market of the potential model");
  return {};
}

Result<void> add_objectives(db::Connection& connection, const Asked& asked, Names& readers) {
  const auto objectives = market::objective_store::objectives(connection, asked.tenant);
  if (!objectives) return tl::unexpected(objectives.error());
  for (const market::Objective& objective : *objectives)
    if (is_read_by(objective.segment, asked.field))
      readers.push_back(fmt::format("the segment of the objective \"{}\"", objective.name));
  return {};
}

}  // namespace

bool is_read_by(const std::string& formula, std::string_view field) {
  if (formula.empty()) return false;
  const auto tree = formula::parse(formula);
  return tree && std::ranges::any_of(tree->nodes, [&](const formula::Node& node) {
           return node.kind == formula::NodeKind::kName && tree->names[node.payload] == field;
         });
}

Result<std::vector<std::string>> CompanyFieldReaders::readers_of(db::Connection& connection,
                                                                 TenantId tenant,
                                                                 crm::ObjectKind object,
                                                                 std::string_view key) const {
  Names readers;
  if (object != crm::ObjectKind::kAccount) return readers;
  const Asked asked{tenant, fmt::format("custom.{}", key)};
  for (const auto add : {add_rules, add_routing, add_profiles, add_models, add_objectives})
    if (const auto added = add(connection, asked, readers); !added)
      return tl::unexpected(added.error());
  return readers;
}

}  // namespace bailiwick
