#include "planning/lead_json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace bailiwick::planning {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

Json hours_json(const std::vector<WrittenHours>& hours) {
  Json json = Json::array();
  for (const WrittenHours& one : hours)
    json.push_back({{"day", kDays[one.day]}, {"from", one.from}, {"to", one.to}});
  return json;
}

std::vector<WrittenHours> hours_of(const Json& json) {
  std::vector<WrittenHours> hours;
  for (const Json& one : json) {
    const auto day = std::ranges::find(kDays, one.value("day", std::string()));
    hours.push_back({.day = static_cast<std::size_t>(day - kDays.begin()),
                     .from = one.value("from", std::string()),
                     .to = one.value("to", std::string())});
  }
  return hours;
}

Json days_json(const std::vector<LocalDate>& days) {
  Json json = Json::array();
  for (const LocalDate day : days) json.push_back(to_text(day));
  return json;
}

std::vector<LocalDate> days_of(const Json& json) {
  std::vector<LocalDate> days;
  for (const Json& one : json)
    if (const auto day = parse_date(one.get_ref<const std::string&>())) days.push_back(*day);
  return days;
}

Json person_json(const LeadPerson& person) {
  Json json = {{"person", person.person.text()},
               {"is_away", person.is_away},
               {"days_off", days_json(person.days_off)}};
  if (person.capacity) json["capacity"] = *person.capacity;
  if (person.zone) json["zone"] = *person.zone;
  if (person.hours) json["hours"] = hours_json(*person.hours);
  return json;
}

template <class Id>
std::optional<Id> id_of(const Json& json, const char* name) {
  const auto at = json.find(name);
  if (at == json.end() || !at->is_string()) return std::nullopt;
  return Id::parse(at->get_ref<const std::string&>());
}

LeadPerson person_of(const Json& json) {
  LeadPerson person{.person = id_of<PersonId>(json, "person").value_or(PersonId()),
                    .is_away = json.value("is_away", false)};
  if (json.contains("capacity")) person.capacity = json["capacity"].get<std::int64_t>();
  if (json.contains("zone")) person.zone = json["zone"].get<std::string>();
  if (json.contains("hours")) person.hours = hours_of(json["hours"]);
  if (json.contains("days_off")) person.days_off = days_of(json["days_off"]);
  return person;
}

ToldCandidate candidate_of(const Json& json) {
  return {.person = id_of<PersonId>(json, "person").value_or(PersonId()),
          .fate = parse_candidate_fate(json.value("outcome", std::string()))
                      .value_or(CandidateFate::kTaken),
          .open_leads = json.value("open", std::int64_t{0}),
          .capacity = json.value("capacity", std::int64_t{0}),
          .begins = json.contains("begins") ? parse_instant(json["begins"].get<std::string>())
                                            : std::nullopt};
}

}  // namespace

Json to_json(const LeadPolicy& policy) {
  Json json = {{"is_on", policy.is_on},
               {"method", name_of(policy.method)},
               {"capacity", policy.capacity},
               {"has_overlays", policy.has_overlays},
               {"does_keep_own", policy.does_keep_own},
               {"protect", policy.protect},
               {"minutes", policy.minutes},
               {"is_late_reassigned", policy.is_late_reassigned},
               {"zone", policy.zone},
               {"hours", hours_json(policy.hours)},
               {"days_off", days_json(policy.days_off)},
               {"people", Json::array()}};
  for (const LeadPerson& person : policy.people) json["people"].push_back(person_json(person));
  return json;
}

LeadPolicy lead_policy_of(const Json& json) {
  LeadPolicy policy = default_policy("Etc/UTC");
  policy.is_on = json.value("is_on", policy.is_on);
  policy.method = parse_lead_method(json.value("method", std::string())).value_or(policy.method);
  policy.capacity = json.value("capacity", policy.capacity);
  policy.has_overlays = json.value("has_overlays", policy.has_overlays);
  policy.does_keep_own = json.value("does_keep_own", policy.does_keep_own);
  policy.protect = json.value("protect", policy.protect);
  policy.minutes = json.value("minutes", policy.minutes);
  policy.is_late_reassigned = json.value("is_late_reassigned", policy.is_late_reassigned);
  policy.zone = json.value("zone", policy.zone);
  if (json.contains("hours")) policy.hours = hours_of(json["hours"]);
  if (json.contains("days_off")) policy.days_off = days_of(json["days_off"]);
  for (const Json& person : json.value("people", Json::array()))
    policy.people.push_back(person_of(person));
  return policy;
}

Json to_json(const LeadWhy& why) { return to_json(why, PersonNames()); }

Json to_json(const LeadWhy& why, const PersonNames& names) {
  Json json = {{"is_protected", why.is_protected},
               {"territory_by", name_of(why.territory_by)},
               {"owner_by", name_of(why.owner_by)},
               {"candidates", Json::array()}};
  if (why.account) json["account"] = why.account->text();
  if (!why.account_by.empty()) json["account_by"] = why.account_by;
  if (why.rule) {
    json["rule"] = why.rule->text();
    json["rule_name"] = why.rule_name;
  }
  if (why.waits != WaitReason::kNone) json["waits"] = name_of(why.waits);
  if (why.method) json["method"] = name_of(*why.method);
  for (const ToldCandidate& one : why.candidates) {
    Json told = {{"person", one.person.text()},
                 {"outcome", name_of(one.fate)},
                 {"open", one.open_leads},
                 {"capacity", one.capacity}};
    if (const auto name = names.find(one.person); name != names.end()) told["name"] = name->second;
    if (one.begins) told["begins"] = to_text(*one.begins);
    json["candidates"].push_back(std::move(told));
  }
  return json;
}

LeadWhy lead_why_of(const Json& json) {
  LeadWhy why;
  why.account = id_of<AccountId>(json, "account");
  why.account_by = json.value("account_by", std::string());
  why.is_protected = json.value("is_protected", false);
  why.territory_by =
      parse_territory_by(json.value("territory_by", std::string())).value_or(TerritoryBy::kNone);
  why.rule = id_of<RuleId>(json, "rule");
  why.rule_name = json.value("rule_name", std::string());
  why.owner_by = parse_owner_by(json.value("owner_by", std::string())).value_or(OwnerBy::kNone);
  why.waits = parse_wait_reason(json.value("waits", std::string())).value_or(WaitReason::kNone);
  why.method = parse_lead_method(json.value("method", std::string()));
  for (const Json& one : json.value("candidates", Json::array()))
    why.candidates.push_back(candidate_of(one));
  return why;
}

}  // namespace bailiwick::planning
