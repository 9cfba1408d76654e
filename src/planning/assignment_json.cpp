#include "planning/assignment_json.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::planning {
namespace {

using Json = nlohmann::json;

Json condition_json(const RuleCondition& condition) {
  Json json = Json::object();
  if (const auto* formula = std::get_if<FormulaCondition>(&condition)) {
    json["formula"] = formula->text;
  } else if (const auto* named = std::get_if<NamedCondition>(&condition)) {
    json["accounts"] = Json::array();
    for (const AccountId account : named->accounts) json["accounts"].push_back(account.text());
  } else {
    const auto& units = std::get<UnitsCondition>(condition);
    if (!units.country.empty()) json["country"] = units.country;
    json["units"] = units.units;
  }
  return json;
}

template <class Id>
void put(Json& json, const char* name, const std::optional<Id>& id) {
  if (id) json[name] = id->text();
}

Json to_json(const AccountWhy& why, const WhyRule& told) {
  const BookRule& rule = why.book.rules[told.rule];
  Json json = {{"rule", rule.rule.id.text()},
               {"name", rule.rule.name},
               {"territory", rule.rule.territory.text()},
               {"priority", rule.rule.priority},
               {"outcome", name_of(told.fate)},
               {"clauses", Json::array()},
               {"parents", Json::array()}};
  for (const WhyClause& clause : told.clauses)
    json["clauses"].push_back(
        {{"text", clause.text}, {"value", formula::to_literal(clause.value)}});
  for (const TerritoryId parent : told.parents) json["parents"].push_back(parent.text());
  if (told.is_override) json["is_override"] = true;
  if (told.beaten_by) json["beaten_by"] = why.book.rules[*told.beaten_by].rule.id.text();
  return json;
}

Json to_json(const AccountWhy& why, const SmallestChange& change) {
  Json json = {{"field", why.book.program.schema().fields[change.field].name},
               {"from", formula::to_literal(change.from)},
               {"to", formula::to_literal(change.to)}};
  if (change.rule) {
    json["territory"] = why.book.rules[*change.rule].rule.territory.text();
    json["rule"] = why.book.rules[*change.rule].rule.id.text();
  }
  if (change.relative) json["relative"] = *change.relative;
  return json;
}

Json aligned_json(const alignment::AccountAlignment& aligned) {
  Json json = {{"reason", alignment::name_of(aligned.reason)},
               {"valid_from", to_text(aligned.period.from)}};
  put(json, "territory", aligned.territory);
  if (!aligned.rule.empty()) json["rule"] = aligned.rule;
  return json;
}

}  // namespace

std::string condition_text(const RuleCondition& condition) {
  return condition_json(condition).dump();
}

RuleCondition condition_of(RuleKind kind, const Json& json) {
  if (kind == RuleKind::kFormula) return FormulaCondition{json.value("formula", "")};
  if (kind == RuleKind::kNamed) {
    NamedCondition named;
    for (const Json& account : json.value("accounts", Json::array()))
      named.accounts.push_back(
          AccountId::parse(account.get_ref<const std::string&>()).value_or(AccountId()));
    return named;
  }
  return UnitsCondition{.country = json.value("country", ""),
                        .units = json.value("units", std::vector<std::string>())};
}

RuleCondition read_condition(RuleKind kind, std::string_view text) {
  return condition_of(kind, Json::parse(text, nullptr, false));
}

Json to_json(const AssignmentRule& rule) {
  Json json = condition_json(rule.condition);
  json.update({{"id", rule.id.text()},
               {"territory", rule.territory.text()},
               {"name", rule.name},
               {"kind", name_of(rule.kind())},
               {"priority", rule.priority},
               {"is_overlay", rule.is_overlay},
               {"is_open", rule.is_open},
               {"version", rule.version}});
  return json;
}

Json to_json(const RuleSet& set) {
  Json json = {{"id", set.id.text()},
               {"name", set.name},
               {"state", name_of(set.state)},
               {"rules", set.rule_count},
               {"created_at", to_text(set.created_at)},
               {"version", set.version}};
  put(json, "parent", set.parent);
  put(json, "job", set.job);
  if (set.valid_from) json["valid_from"] = to_text(*set.valid_from);
  if (set.activated_at) json["activated_at"] = to_text(*set.activated_at);
  return json;
}

Json to_json(const RuleNote& note) {
  Json json = {{"rule", note.rule.text()}, {"kind", name_of(note.kind)}, {"message", note.message}};
  put(json, "other", note.other);
  if (!note.entries.empty()) {
    json["entries"] = note.entries;
    json["entry_count"] = note.entry_count;
  }
  return json;
}

Json to_json(const AssignmentPreview& preview) {
  Json json = {{"set", preview.set.text()},
               {"accounts", preview.accounts},
               {"assigned", preview.accounts - preview.gaps},
               {"gaps", preview.gaps},
               {"conflicts", preview.conflicts},
               {"moves", preview.moves},
               {"overlays", preview.overlays}};
  for (const char* list :
       {"territories", "rules", "gap_examples", "conflict_examples", "move_examples", "notes"})
    json[list] = Json::array();
  for (const RuleNote& note : preview.notes) json["notes"].push_back(to_json(note));
  for (const TerritoryShift& shift : preview.territories)
    json["territories"].push_back({{"territory", shift.territory.text()},
                                   {"now", shift.now},
                                   {"then", shift.then},
                                   {"gained", shift.gained},
                                   {"lost", shift.lost}});
  for (const auto& [rule, figures] : preview.rules)
    json["rules"].push_back({{"rule", rule.text()},
                             {"holds", figures.holds},
                             {"offers", figures.offers},
                             {"wins", figures.wins}});
  for (const AccountId account : preview.gap_examples)
    json["gap_examples"].push_back(account.text());
  for (const PreviewConflict& conflict : preview.conflict_examples)
    json["conflict_examples"].push_back({{"account", conflict.account.text()},
                                         {"rule", conflict.rule.text()},
                                         {"other", conflict.other.text()}});
  for (const PreviewMove& move : preview.move_examples) {
    Json told = {{"account", move.account.text()}};
    put(told, "from", move.from);
    put(told, "to", move.to);
    put(told, "rule", move.rule);
    json["move_examples"].push_back(std::move(told));
  }
  return json;
}

Json to_json(const AccountWhy& why) {
  Json json = {{"account", why.account.text()},   {"set", why.set.text()},
               {"is_conflict", why.why.is_clash}, {"overlays", Json::array()},
               {"rules", Json::array()},          {"changes", Json::array()}};
  if (why.why.winner) {
    const AssignmentRule& winner = why.book.rules[*why.why.winner].rule;
    json["territory"] = winner.territory.text();
    json["rule"] = winner.id.text();
  }
  if (why.aligned) json["aligned"] = aligned_json(*why.aligned);
  for (const RuleIndex overlay : why.why.overlays) {
    const AssignmentRule& rule = why.book.rules[overlay].rule;
    json["overlays"].push_back({{"territory", rule.territory.text()}, {"rule", rule.id.text()}});
  }
  for (const WhyRule& told : why.why.rules) json["rules"].push_back(to_json(why, told));
  for (const SmallestChange& change : why.why.changes)
    json["changes"].push_back(to_json(why, change));
  return json;
}

}  // namespace bailiwick::planning
