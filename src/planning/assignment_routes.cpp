#include "planning/assignment_routes.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "planning/assignment_json.hpp"
#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"
#include "platform/jobs/job_json.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
namespace jobs = platform::jobs;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

constexpr std::size_t kFormulaMax = 65'536;

std::vector<http::Field> condition_fields() {
  return {{"formula", http::text(0, kFormulaMax), kOptional},
          {"accounts", http::array(http::id("account"), kRuleAccountsMax), kOptional},
          {"country", http::text(0, 10), kOptional},
          {"units", http::array(http::text(1, kUnitBytesMax), kRuleUnitsMax), kOptional}};
}

// With the parts that a rule must have, or may.
http::Schema rule_schema(std::string_view name, http::Presence presence,
                         std::vector<http::Field> more) {
  std::vector<http::Field> fields = {
      {"territory", http::id("territory"), presence},
      {"name", http::text(1, kNameLengthMax), presence},
      {"kind", http::one_of({"formula", "named", "units"}), presence},
      {"priority", http::integer(-kPriorityMax, kPriorityMax), kOptional},
      {"is_overlay", http::boolean(), kOptional},
      {"is_open", http::boolean(), kOptional}};
  for (const auto& list : {condition_fields(), std::move(more)})
    fields.insert(fields.end(), list.begin(), list.end());
  return http::object(name, fields);
}

const http::Schema& shown_rule() {
  static const http::Schema schema =
      rule_schema("AssignmentRule", http::Presence::kRequired,
                  {{"id", http::id("rule")}, {"version", http::integer(1, kCountMax)}});
  return schema;
}

const http::Schema& set_schema() {
  static const http::Schema schema =
      http::object("RuleSet", {{"id", http::id("ruleset")},
                               {"name", http::text()},
                               {"state", http::one_of({"draft", "active", "archived"})},
                               {"parent", http::id("ruleset"), kOptional},
                               {"valid_from", http::date(), kOptional},
                               {"rules", count_schema()},
                               {"job", http::id("job"), kOptional},
                               {"created_at", http::instant()},
                               {"activated_at", http::instant(), kOptional},
                               {"version", http::integer(1, kCountMax)}});
  return schema;
}

http::Schema why_rule_schema() {
  const http::Schema clause =
      http::object("RuleClause", {{"text", http::text()}, {"value", http::text()}});
  return http::object("WhyRule",
                      {{"rule", http::id("rule")},
                       {"name", http::text()},
                       {"territory", http::id("territory")},
                       {"priority", http::integer(-kPriorityMax, kPriorityMax)},
                       {"outcome", http::one_of({"wins", "adds", "beaten", "parents", "fails"})},
                       {"clauses", http::array(clause)},
                       {"parents", http::array(http::id("territory"))},
                       {"is_override", http::boolean(), kOptional},
                       {"beaten_by", http::id("rule"), kOptional}});
}

http::Schema why_schema() {
  const http::Schema aligned = http::object(
      "AlignedTerritory", {{"territory", http::id("territory"), kOptional},
                           {"reason", http::one_of({"rule", "manual", "geography", "import"})},
                           {"rule", http::id("rule"), kOptional},
                           {"valid_from", http::date()}});
  const http::Schema overlay = http::object(
      "OverlayTerritory", {{"territory", http::id("territory")}, {"rule", http::id("rule")}});
  const http::Schema change =
      http::object("SmallestChange", {{"field", http::text()},
                                      {"from", http::text()},
                                      {"to", http::text()},
                                      {"territory", http::id("territory"), kOptional},
                                      {"rule", http::id("rule"), kOptional},
                                      {"relative", http::number(0.0, 1e300), kOptional}});
  return http::object("AccountWhy", {{"account", http::id("account")},
                                     {"territory", http::id("territory"), kOptional},
                                     {"rule", http::id("rule"), kOptional},
                                     {"set", http::id("ruleset")},
                                     {"is_conflict", http::boolean()},
                                     {"aligned", aligned, kOptional},
                                     {"overlays", http::array(overlay)},
                                     {"rules", http::array(why_rule_schema())},
                                     {"changes", http::array(change)}});
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Assignment rules";
  route.summary = summary;
  route.access =
      http::allow(method == Method::kGet ? Permission::kPlansRead : Permission::kPlansManage);
  return route;
}

http::Param path_param(std::string_view name, std::string_view prefix) {
  return {.name = name,
          .place = http::ParamPlace::kPath,
          .schema = http::id(prefix),
          .description = "The id"};
}

// The parts that the body gives take the place of those that the rule has.
AssignmentRule merged(AssignmentRule rule, const Json& body) {
  Json whole = to_json(rule);
  if (const auto kind = body.find("kind"); kind != body.end() && *kind != whole["kind"])
    for (const char* part : {"formula", "accounts", "country", "units"}) whole.erase(part);
  whole.update(body);
  rule.territory =
      TerritoryId::parse(whole["territory"].get<std::string>()).value_or(TerritoryId());
  rule.name = whole["name"];
  rule.priority = whole["priority"];
  rule.is_overlay = whole["is_overlay"];
  rule.is_open = whole["is_open"];
  const auto kind = parse_rule_kind(whole["kind"].get<std::string>());
  rule.condition = condition_of(kind.value_or(RuleKind::kFormula), whole);
  return rule;
}

LocalDate day_of(const std::optional<std::string>& text, const AssignmentService& service) {
  return (text ? parse_date(*text) : std::nullopt).value_or(service.today());
}

Route list_rules(const AssignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/assignment-rules", "listAssignmentRules",
                         "The rules of a set");
  route.params = {{.name = "set",
                   .schema = http::text(1, 60),
                   .description = "draft, active or an id; absent: the draft, else the active"}};
  route.answers = {
      {200, "The first to win first",
       http::object("AssignmentRules", {{"set", set_schema().nullable()},
                                        {"items", http::array(shown_rule(), kRulesMax)}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto found =
        service.rules(call.principal(), call.request.query_value("set").value_or(""));
    if (!found) return tl::unexpected(found.error());
    Json json = {{"set", found->set ? to_json(*found->set) : Json()}, {"items", Json::array()}};
    for (const AssignmentRule& rule : found->rules) json["items"].push_back(to_json(rule));
    return http::json_response(200, json.dump());
  };
  return route;
}

Route add_rule(const AssignmentService& service) {
  Route route = route_of(Method::kPost, "/api/v1/assignment-rules", "addAssignmentRule",
                         "Add a rule to the draft");
  route.is_idempotent_by_key = true;
  route.body = rule_schema("AssignmentRuleCreate", http::Presence::kRequired, {});
  route.answers = {{201, "Added", shown_rule()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.add(call.principal(), merged({}, call.body)),
                        [](const AssignmentRule& rule) {
                          return api::versioned(201, to_json(rule), rule.version);
                        });
  };
  return route;
}

Route change_rule(const AssignmentService& service) {
  Route route = route_of(Method::kPatch, "/api/v1/assignment-rules/{rule}", "changeAssignmentRule",
                         "Change a rule in the draft");
  route.params = {path_param("rule", "rule")};
  route.needs_if_match = true;
  route.body = rule_schema("AssignmentRulePatch", kOptional, {});
  route.answers = {{200, "Changed", shown_rule()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto found = service.rules(call.principal(), "");
    if (!found) return tl::unexpected(found.error());
    const auto id = api::path_id<RuleId>(call.request, "rule");
    const auto at = std::find_if(found->rules.begin(), found->rules.end(),
                                 [&](const AssignmentRule& rule) { return rule.id == id; });
    if (at == found->rules.end())
      return fail(ErrorCode::kNotFound, "P060", "There is no such rule or set of rules.");
    AssignmentRule rule = merged(*at, call.body);
    rule.version = api::version_of(call.request).value_or(at->version);
    return api::respond(service.change(call.principal(), rule), [](const AssignmentRule& changed) {
      return api::versioned(200, to_json(changed), changed.version);
    });
  };
  return route;
}

Route remove_rule(const AssignmentService& service) {
  Route route = route_of(Method::kDelete, "/api/v1/assignment-rules/{rule}", "removeAssignmentRule",
                         "Take a rule out of the draft");
  route.params = {path_param("rule", "rule")};
  route.needs_if_match = true;
  route.answers = {{204, "Removed", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto removed =
        service.remove(call.principal(), api::path_id<RuleId>(call.request, "rule"),
                       api::version_of(call.request).value_or(0));
    if (!removed) return tl::unexpected(removed.error());
    return http::empty_response();
  };
  return route;
}

Route list_sets(const AssignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/assignment-rule-sets", "listAssignmentRuleSets",
                         "Sets of rules, newest first");
  route.answers = {{200, "All of them", http::page_of("RuleSetPage", set_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto sets = service.sets(call.principal());
    if (!sets) return tl::unexpected(sets.error());
    Json items = Json::array();
    for (const RuleSet& set : *sets) items.push_back(to_json(set));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route give_up_set(const AssignmentService& service) {
  Route route = route_of(Method::kDelete, "/api/v1/assignment-rule-sets/{set}",
                         "giveUpAssignmentRuleSet", "Give up a draft");
  route.params = {path_param("set", "ruleset")};
  route.answers = {{204, "In the archive", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto done =
        service.give_up(call.principal(), api::path_id<RuleSetId>(call.request, "set"));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Route preview_rules(const AssignmentService& service) {
  Route route = route_of(Method::kPost, "/api/v1/assignment-rules/preview",
                         "previewAssignmentRules", "What the draft would do");
  route.description = "Runs all rules over all accounts and changes nothing.";
  route.access = http::allow(Permission::kPlansManage);
  route.body = http::object("AssignmentPreviewRequest", {{"on", http::date(), kOptional}});
  route.answers = {{200, "Against the alignment of that day", assignment_preview_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const LocalDate on = day_of(api::text_of(call.body, "on"), service);
    return api::respond(service.preview(call.principal(), on),
                        [](const AssignmentPreview& preview) {
                          return http::json_response(200, to_json(preview).dump());
                        });
  };
  return route;
}

Route download_preview(const AssignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/assignment-rules/preview.csv",
                         "downloadAssignmentPreview", "All accounts that a preview counts");
  route.description =
      "Those that the draft would move, that are in conflict, or that no rule offers, a line each.";
  route.access = http::allow(Permission::kPlansManage);
  route.params = {
      {.name = "list",
       .schema = http::one_of({"moves", "conflicts", "gaps"}),
       .description = "Which of them",
       .presence = http::Presence::kRequired},
      {.name = "on", .schema = http::date(), .description = "The day; today (UTC) where absent"}};
  route.answers = {{200, "The accounts", std::nullopt, "text/csv; charset=utf-8"}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto on = call.request.query_value("on");
    const LocalDate day = day_of(on ? std::optional<std::string>(*on) : std::nullopt, service);
    const auto list = parse_preview_list(call.request.query_value("list").value_or(""));
    return api::respond(
        service.preview_rows(call.principal(), list.value_or(PreviewList::kMoves), day),
        [](const AssignmentService::Pieces& pieces) {
          Response response;
          response.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
          response.body = http::StreamBody{.next = pieces};
          return response;
        });
  };
  return route;
}

Route activate_rules(const AssignmentService& service) {
  Route route = route_of(Method::kPost, "/api/v1/assignment-rules/activate",
                         "activateAssignmentRules", "Put the draft into force from a day on");
  route.access = http::allow(Permission::kTerritoriesManage);
  route.body = http::object("AssignmentActivation", {{"valid_from", http::date(), kOptional}});
  route.answers = {{202, "The job that writes the alignment", http::map_of(http::Schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const LocalDate from = day_of(api::text_of(call.body, "valid_from"), service);
    return api::respond(service.activate(call.principal(), from), [](const jobs::Job& job) {
      return http::json_response(202, jobs::to_json(job, jobs::Detail::kWhole));
    });
  };
  return route;
}

Route why(const AssignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/accounts/{account}/why", "whyAccount",
                         "Why an account belongs where it does, and what would move it");
  route.access = http::allow(Permission::kTerritoriesRead);
  route.params = {
      path_param("account", "account"),
      {.name = "on", .schema = http::date(), .description = "The day; today (UTC) where absent"}};
  route.answers = {{200, "By the active rules", why_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto on = call.request.query_value("on");
    const LocalDate day = day_of(on ? std::optional<std::string>(*on) : std::nullopt, service);
    return api::respond(
        service.why(call.principal(), api::path_id<AccountId>(call.request, "account"), day),
        [](const AccountWhy& told) { return http::json_response(200, to_json(told).dump()); });
  };
  return route;
}

}  // namespace

http::Schema assignment_preview_schema() {
  const http::Schema shift = http::object("TerritoryShift", {{"territory", http::id("territory")},
                                                             {"now", count_schema()},
                                                             {"then", count_schema()},
                                                             {"gained", count_schema()},
                                                             {"lost", count_schema()}});
  const http::Schema figures = http::object("RuleFigures", {{"rule", http::id("rule")},
                                                            {"holds", count_schema()},
                                                            {"offers", count_schema()},
                                                            {"wins", count_schema()}});
  const http::Schema conflict = http::object(
      "RuleConflict",
      {{"account", http::id("account")}, {"rule", http::id("rule")}, {"other", http::id("rule")}});
  const http::Schema move = http::object("AccountMove", {{"account", http::id("account")},
                                                         {"from", http::id("territory"), kOptional},
                                                         {"to", http::id("territory"), kOptional},
                                                         {"rule", http::id("rule"), kOptional}});
  const http::Schema note = http::object(
      "RuleNote",
      {{"rule", http::id("rule")},
       {"kind", http::one_of({"never", "shadowed", "no_accounts", "no_country", "no_units"})},
       {"message", http::text()},
       {"other", http::id("rule"), kOptional},
       {"entries", http::array(http::text(), kNoteEntriesMax), kOptional},
       {"entry_count", count_schema(), kOptional}});
  return http::object("AssignmentPreview", {{"set", http::id("ruleset")},
                                            {"accounts", count_schema()},
                                            {"assigned", count_schema()},
                                            {"gaps", count_schema()},
                                            {"conflicts", count_schema()},
                                            {"moves", count_schema()},
                                            {"overlays", count_schema()},
                                            {"territories", http::array(shift, 20'000)},
                                            {"rules", http::array(figures)},
                                            {"gap_examples", http::array(http::id("account"))},
                                            {"conflict_examples", http::array(conflict)},
                                            {"move_examples", http::array(move)},
                                            {"notes", http::array(note, kNotesMax)}});
}

http::Routes assignment_routes(const AssignmentService& service) {
  return {list_rules(service),     add_rule(service),
          change_rule(service),    remove_rule(service),
          list_sets(service),      give_up_set(service),
          preview_rules(service),  download_preview(service),
          activate_rules(service), why(service)};
}

}  // namespace bailiwick::planning
