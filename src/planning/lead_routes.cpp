#include "planning/lead_routes.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "planning/lead_json.hpp"
#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using lead_store::QueueKind;
using platform::identity::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kAsked =
    1'000'000'000;  // what lies beyond a limit is the service's to refuse
constexpr std::size_t kHoursMax = 200;

const http::Schema& hours_schema() {
  static const http::Schema schema = http::object(
      "WorkingHours", {{"day", http::one_of({"monday", "tuesday", "wednesday", "thursday", "friday",
                                             "saturday", "sunday"})},
                       {"from", http::text(0, 20)},
                       {"to", http::text(0, 20)}});
  return schema;
}

http::Schema method_schema() { return http::one_of({"round_robin", "least_loaded"}); }

std::vector<http::Field> policy_fields() {
  const http::Schema person =
      http::object("LeadPerson", {{"person", http::id("person")},
                                  {"is_away", http::boolean(), kOptional},
                                  {"capacity", http::integer(-kAsked, kAsked), kOptional},
                                  {"zone", http::text(0, 100), kOptional},
                                  {"hours", http::array(hours_schema(), kHoursMax), kOptional},
                                  {"days_off", http::array(http::date(), 4'000), kOptional}});
  return {{"is_on", http::boolean()},
          {"method", method_schema()},
          {"capacity", http::integer(-kAsked, kAsked)},
          {"has_overlays", http::boolean()},
          {"does_keep_own", http::boolean()},
          {"protect", http::text(0, kProtectBytesMax)},
          {"minutes", http::integer(-kAsked, kAsked)},
          {"is_late_reassigned", http::boolean()},
          {"zone", http::text(0, 100)},
          {"hours", http::array(hours_schema(), kHoursMax)},
          {"days_off", http::array(http::date(), 4'000)},
          {"people", http::array(person, 4'000)}};
}

const http::Schema& policy_text() {
  static const http::Schema schema = http::object("LeadPolicyText", policy_fields());
  return schema;
}

http::Schema policy_schema() {
  auto fields = policy_fields();
  fields.push_back({"version", count_schema()});
  return http::object("LeadPolicy", fields);
}

const http::Schema& why_schema() {
  static const http::Schema candidate = http::object(
      "LeadCandidate", {{"person", http::id("person")},
                        {"name", http::text(), kOptional},
                        {"outcome", http::one_of({"taken", "turn", "load", "begins", "full", "away",
                                                  "inactive", "never_works", "had_it"})},
                        {"open", count_schema()},
                        {"capacity", count_schema()},
                        {"begins", http::instant(), kOptional}});
  static const http::Schema schema = http::object(
      "LeadWhy",
      {{"account", http::id("account"), kOptional},
       {"account_by", http::one_of({"given", "contact", "domain", "name"}), kOptional},
       {"is_protected", http::boolean()},
       {"territory_by", http::one_of({"none", "given", "account", "rule"})},
       {"rule", http::id("rule"), kOptional},
       {"rule_name", http::text(), kOptional},
       {"owner_by",
        http::one_of({"none", "given", "own", "account", "policy", "late", "hand", "taken"})},
       {"waits", http::one_of({"no_territory", "no_people", "nobody_fits", "released"}), kOptional},
       {"method", method_schema(), kOptional},
       {"candidates", http::array(candidate)}});
  return schema;
}

// Whose they are, with what they are called.
std::vector<http::Field> place_fields() {
  return {{"territory", http::id("territory"), kOptional},
          {"territory_name", http::text(), kOptional},
          {"owner", http::id("person"), kOptional},
          {"owner_name", http::text(), kOptional},
          {"due_at", http::instant(), kOptional}};
}

std::vector<http::Field> clock_fields() {
  auto fields = place_fields();
  fields.insert(fields.end(), {{"is_late", http::boolean()},
                               {"arrived_at", http::instant(), kOptional},
                               {"assigned_at", http::instant(), kOptional},
                               {"answered_at", http::instant(), kOptional},
                               {"moves", count_schema()}});
  return fields;
}

const http::Schema& routing_schema() {
  static const http::Schema schema = [] {
    auto fields = clock_fields();
    fields.push_back({"lead", http::id("lead")});
    fields.push_back(
        {"state", http::one_of({"unrouted", "waiting", "running", "answered", "closed"})});
    fields.push_back({"why", why_schema(), kOptional});
    return http::object("LeadRouting", fields);
  }();
  return schema;
}

http::Schema trial_schema() {
  auto fields = place_fields();
  fields.push_back({"why", why_schema()});
  return http::object("LeadTrial", fields);
}

http::Schema queue_schema() {
  auto fields = clock_fields();
  fields.insert(fields.end(),
                {{"lead", http::id("lead")},
                 {"state", http::one_of({"waiting", "running"})},
                 {"company", http::text()},
                 {"name", http::text()},
                 {"status", http::text()},
                 {"source", http::text()},
                 {"city", http::text()},
                 {"country", http::text()},
                 {"waits", http::one_of({"no_territory", "no_people", "nobody_fits", "released"}),
                  kOptional}});
  return http::object("LeadQueue", {{"items", http::array(http::object("QueuedLead", fields))},
                                    {"now", http::instant()},
                                    {"waiting", count_schema()},
                                    {"late", count_schema()},
                                    {"due", count_schema()},
                                    {"next", http::text(), kOptional}});
}

template <class Id, class Names>
void put_named(Json& json, const std::string& name, const std::optional<Id>& id,
               const Names& names) {
  if (!id) return;
  json[name] = id->text();
  if (const auto found = names.find(*id); found != names.end())
    json[name + "_name"] = found->second;
}

void put(Json& json, const char* name, const std::optional<Instant>& instant) {
  if (instant) json[name] = to_text(*instant);
}

template <class View>
Json clock_json(const LeadRouting& routing, const View& names, bool is_late) {
  Json json = {{"lead", routing.lead.text()},
               {"state", name_of(routing.state)},
               {"is_late", is_late},
               {"arrived_at", to_text(routing.arrived_at)},
               {"moves", routing.moves}};
  put_named(json, "territory", routing.territory, names.territories);
  put_named(json, "owner", routing.owner, names.people);
  put(json, "assigned_at", routing.assigned_at);
  put(json, "due_at", routing.due_at);
  put(json, "answered_at", routing.answered_at);
  return json;
}

Json json_of(const LeadView& view) {
  if (!view.routing)
    return {{"lead", view.lead.text()}, {"state", "unrouted"}, {"is_late", false}, {"moves", 0}};
  Json json = clock_json(*view.routing, view, view.is_late);
  json["why"] = to_json(view.routing->why, view.people);
  return json;
}

Json json_of(const LeadTrial& trial) {
  Json json = {{"why", to_json(trial.decision.why, trial.people)}};
  put_named(json, "territory", trial.decision.territory, trial.territories);
  put_named(json, "owner", trial.decision.owner, trial.people);
  put(json, "due_at", trial.decision.due_at);
  return json;
}

Json json_of(const LeadQueue& queue) {
  Json json = {{"items", Json::array()},
               {"now", to_text(queue.now)},
               {"waiting", queue.waiting},
               {"late", queue.late},
               {"due", queue.due}};
  for (const lead_store::QueuedLead& one : queue.items) {
    Json item = clock_json(one.routing, queue, is_late(one.routing, queue.now));
    item.update({{"company", one.company},
                 {"name", one.name},
                 {"status", one.status},
                 {"source", one.source},
                 {"city", one.city},
                 {"country", one.country}});
    if (one.routing.why.waits != WaitReason::kNone) item["waits"] = name_of(one.routing.why.waits);
    json["items"].push_back(std::move(item));
  }
  if (queue.next)
    json["next"] =
        api::cursor_of(std::to_string(queue.next->due_at.micros()), queue.next->lead.text());
  return json;
}

Response answer(const LeadPolicy& policy) {
  Json json = to_json(policy);
  json["version"] = policy.version;
  return api::versioned(200, json, policy.version);
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Lead routing";
  route.summary = summary;
  return route;
}

http::Param lead_param() {
  return {.name = "lead",
          .place = http::ParamPlace::kPath,
          .schema = http::id("lead"),
          .description = "The id"};
}

Route read_policy(const LeadService& service) {
  Route route =
      route_of(Method::kGet, "/api/v1/lead-policy", "readLeadPolicy", "How leads are routed");
  route.access = http::allow(Permission::kPlansRead);
  route.answers = {{200, "The policy; version 0: none was written down", policy_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto policy = service.policy(call.principal());
    if (!policy) return tl::unexpected(policy.error());
    return answer(*policy);
  };
  return route;
}

Route put_policy(const LeadService& service) {
  Route route =
      route_of(Method::kPut, "/api/v1/lead-policy", "putLeadPolicy", "Change how leads are routed");
  route.access = http::allow(Permission::kPlansManage);
  route.needs_if_match = true;
  route.body = policy_text();
  route.answers = {{200, "As it is now", policy_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.change(call.principal(), lead_policy_of(call.body), api::version_of(call.request)),
        [](const LeadPolicy& changed) { return answer(changed); });
  };
  return route;
}

Route try_policy(const LeadService& service) {
  Route route = route_of(Method::kPost, "/api/v1/lead-policy/preview", "tryLeadPolicy",
                         "Where a lead would go");
  route.description = "By the policy given, or the one that is in force. Nothing is changed.";
  route.access = http::allow(Permission::kPlansManage);
  route.body = http::object("LeadTrialRequest", {{"lead", http::map_of(http::Schema())},
                                                 {"policy", policy_text(), kOptional},
                                                 {"at", http::instant(), kOptional}});
  route.answers = {{200, "And why", trial_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    LeadService::Trial trial{.lead = call.body["lead"]};
    if (call.body.contains("policy")) trial.policy = lead_policy_of(call.body["policy"]);
    if (const auto at = api::text_of(call.body, "at")) trial.at = parse_instant(*at);
    return api::respond(service.preview(call.principal(), trial), [](const LeadTrial& tried) {
      return http::json_response(200, json_of(tried).dump());
    });
  };
  return route;
}

Route read_routing(const LeadService& service) {
  Route route = route_of(Method::kGet, "/api/v1/leads/{lead}/routing", "readLeadRouting",
                         "Where a lead was sent, until when somebody is to respond, and why");
  route.access = http::allow(Permission::kCrmRead);
  route.params = {lead_param()};
  route.answers = {{200, "Its routing", routing_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto view = service.routing(call.principal(), api::path_id<LeadId>(call.request, "lead"));
    if (!view) return tl::unexpected(view.error());
    return http::json_response(200, json_of(*view).dump());
  };
  return route;
}

Route take_lead(const LeadService& service) {
  Route route =
      route_of(Method::kPost, "/api/v1/leads/{lead}/take", "takeLead", "Take a lead that waits");
  route.access = http::allow(Permission::kCrmWrite);
  route.params = {lead_param()};
  route.answers = {{200, "It is one's own", routing_schema()},
                   {409, "It does not wait any more", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.take(call.principal(), api::path_id<LeadId>(call.request, "lead")),
        [](const LeadView& view) { return http::json_response(200, json_of(view).dump()); });
  };
  return route;
}

Route send_lead(const LeadService& service) {
  Route route = route_of(Method::kPost, "/api/v1/leads/{lead}/send", "sendLead",
                         "Send a lead to somebody, or anew as the policy has it");
  route.access = http::allow(Permission::kPlansManage);
  route.params = {lead_param()};
  route.body = http::object("LeadSending", {{"person", http::id("person"), kOptional}});
  route.answers = {{200, "Where it is now", routing_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    std::optional<PersonId> person;
    if (const auto id = api::text_of(call.body, "person")) person = PersonId::parse(*id);
    return api::respond(
        service.send(call.principal(), api::path_id<LeadId>(call.request, "lead"), person),
        [](const LeadView& view) { return http::json_response(200, json_of(view).dump()); });
  };
  return route;
}

Result<lead_store::QueuePlace> place_of(std::string_view cursor) {
  const auto parts = api::read_cursor(cursor);
  if (!parts) return tl::unexpected(parts.error());
  std::int64_t micros = 0;
  std::from_chars(parts->first.data(), parts->first.data() + parts->first.size(), micros);
  return lead_store::QueuePlace{.due_at = Instant(micros),
                                .lead = LeadId::parse(parts->second).value_or(LeadId())};
}

Route list_queue(const LeadService& service) {
  Route route = route_of(Method::kGet, "/api/v1/lead-queue", "listLeadQueue",
                         "The leads within one's scope that wait, are late or are due");
  route.access = http::allow(Permission::kCrmRead);
  route.params = {
      {.name = "kind",
       .schema = http::one_of({"waiting", "late", "due"}),
       .description = "Which of them; waiting where absent"},
      {.name = "mine", .schema = http::one_of({"true", "false"}), .description = "Only one's own"},
      api::cursor_param(),
      api::limit_param()};
  route.answers = {{200,
                    "The earliest due first, and how many of each kind there are (up to 1,000)",
                    queue_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    LeadQueueAsk ask{.is_mine = call.text("mine") == "true",
                     .limit = call.whole_number("limit", api::kPageDefault)};
    if (call.text("kind") == "late") ask.kind = QueueKind::kLate;
    if (call.text("kind") == "due") ask.kind = QueueKind::kDue;
    if (const std::string cursor = call.text("cursor"); !cursor.empty()) {
      const auto place = place_of(cursor);
      if (!place) return tl::unexpected(place.error());
      ask.after = *place;
    }
    const auto queue = service.queue(call.principal(), ask);
    if (!queue) return tl::unexpected(queue.error());
    return http::json_response(200, json_of(*queue).dump());
  };
  return route;
}

}  // namespace

http::Routes lead_routes(const LeadService& service) {
  return {read_policy(service), put_policy(service), try_policy(service), read_routing(service),
          take_lead(service),   send_lead(service),  list_queue(service)};
}

}  // namespace bailiwick::planning
