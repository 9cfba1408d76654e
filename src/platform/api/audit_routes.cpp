#include "platform/api/audit_routes.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"
#include "platform/audit/list.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using identity::Permission;
using Json = nlohmann::json;

// The log holds ids; names are looked up as they are now. Someone erased has none any more.
class Names {
 public:
  Names(db::Connection& connection, const identity::Principal& principal,
        const SubjectNames& subjects)
      : connection_(connection), principal_(principal), subjects_(subjects) {}

  Result<std::string> of(PersonId id) {
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const auto person = identity::find_person(connection_, {principal_.tenant, id});
    if (!person) return tl::unexpected(person.error());
    return names_[id] = *person ? (*person)->name : std::string();
  }

  Result<std::string> of(const std::string& subject) {
    if (const auto person = PersonId::parse(subject)) return of(*person);
    if (!subjects_) return std::string();
    const auto known = others_.find(subject);
    if (known != others_.end()) return known->second;
    auto name = subjects_(connection_, principal_, subject);
    if (name) others_[subject] = *name;
    return name;
  }

 private:
  db::Connection& connection_;
  const identity::Principal& principal_;
  const SubjectNames& subjects_;
  std::map<PersonId, std::string> names_;
  std::map<std::string, std::string> others_;
};

Result<Json> entry_json(const audit::Recorded& entry, Names& names) {
  const PersonId actor = entry.actor.person;
  Json who = {{"id", actor.is_nil() ? "system" : actor.text()}};
  if (!actor.is_nil()) {
    const auto name = names.of(actor);
    if (!name) return tl::unexpected(name.error());
    if (!name->empty()) who["name"] = *name;
  }
  Json json = {{"number", entry.number},   {"at", to_text(entry.at)},
               {"actor", std::move(who)},  {"action", entry.action},
               {"subject", entry.subject}, {"details", Json::parse(entry.details, nullptr, false)}};
  const auto name = names.of(entry.subject);
  if (!name) return tl::unexpected(name.error());
  if (!name->empty()) json["subject_name"] = *name;
  return json;
}

Result<audit::Filter> filter_of(const http::Request& request) {
  audit::Filter filter;
  const auto text = [&](std::string_view name) -> std::optional<std::string> {
    const auto value = request.query_value(name);
    return value ? std::optional(std::string(*value)) : std::nullopt;
  };
  filter.action = text("action");
  filter.subject = text("subject");
  if (const auto actor = text("actor"))
    filter.actor =
        PersonId::parse(*actor).value_or(PersonId(Uuid{{1}}));  // of an unknown form: nobody
  if (const auto from = text("from")) filter.from = parse_instant(*from);
  if (const auto to = text("to")) filter.to = parse_instant(*to);
  if (const auto cursor = text("cursor")) {
    const auto parts = read_cursor(*cursor);
    if (!parts) return tl::unexpected(parts.error());
    const auto number = Json::parse(parts->first, nullptr, false);
    filter.before = number.is_number_integer() ? number.get<std::int64_t>() : 0;
  }
  filter.limit = limit_of(request) + 1;
  return filter;
}

const http::Schema& entry_schema() {
  static const http::Schema schema = http::object(
      "AuditEntry", {{"number", http::integer(1, INT64_MAX)},
                     {"at", http::instant()},
                     {"actor", http::object("AuditActor", {{"id", http::text()},
                                                           {"name", http::text(), kOptional}})},
                     {"action", http::text()},
                     {"subject", http::text()},
                     {"subject_name", http::text(), kOptional},
                     {"details", http::map_of(http::Schema())}});
  return schema;
}

Route list_audit(const identity::Services& services, SubjectNames subjects) {
  Route route;
  route.method = Method::kGet;
  route.path = "/api/v1/audit";
  route.id = "listAudit";
  route.tag = "Audit";
  route.summary = "The audit log, newest first";
  route.access = http::allow(Permission::kAuditRead);
  route.params = {
      cursor_param(),
      limit_param(),
      {.name = "actor", .schema = http::text(1, 100), .description = "Only what this person did"},
      {.name = "action", .schema = http::text(1, 100), .description = "Only this action, exactly"},
      {.name = "subject",
       .schema = http::text(1, 100),
       .description = "Only what was done to this id"},
      {.name = "from", .schema = http::instant(), .description = "At this instant or later"},
      {.name = "to", .schema = http::instant(), .description = "Before this instant"}};
  route.answers = {{200, "A page of entries", http::page_of("AuditEntryPage", entry_schema())}};
  route.handle = [&services, subjects = std::move(subjects)](const Call& call) -> Result<Response> {
    const identity::Principal& principal = call.principal();
    const auto allowed = require(principal, Permission::kAuditRead);
    if (!allowed) return tl::unexpected(allowed.error());
    const auto filter = filter_of(call.request);
    if (!filter) return tl::unexpected(filter.error());
    return services.environment.database.read([&](db::Connection& connection) -> Result<Response> {
      auto entries = audit::list(connection, principal.tenant, *filter);
      if (!entries) return tl::unexpected(entries.error());
      std::optional<std::string> next;
      if (static_cast<std::int64_t>(entries->size()) == filter->limit) {
        entries->pop_back();
        next = cursor_of(std::to_string(entries->back().number), "");
      }
      Names names(connection, principal, subjects);
      Json items = Json::array();
      for (const audit::Recorded& entry : *entries) {
        auto json = entry_json(entry, names);
        if (!json) return tl::unexpected(json.error());
        items.push_back(std::move(*json));
      }
      return page(std::move(items), next);
    });
  };
  return route;
}

Route verify_audit(const identity::Services& services) {
  Route route;
  route.method = Method::kGet;
  route.path = "/api/v1/audit/verification";
  route.id = "verifyAudit";
  route.tag = "Audit";
  route.summary = "Read the whole audit log and say whether it is intact";
  route.description =
      "Keep the head elsewhere: handed in later as anchor it proves that nothing before it was "
      "written anew.";
  route.access = http::allow(Permission::kAuditRead);
  route.params = {{.name = "anchor",
                   .schema = http::text(1, 100),
                   .description = "The head of an earlier verification"}};
  route.answers = {
      {200, "What was found",
       http::object("AuditVerification",
                    {{"is_intact", http::boolean()},
                     {"entries", http::integer(0, INT64_MAX)},
                     {"head", http::text()},
                     {"first_fault",
                      http::object("AuditFault", {{"number", http::integer(0, INT64_MAX)},
                                                  {"rule", http::text()},
                                                  {"message", http::text()}}),
                      kOptional}})}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const identity::Principal& principal = call.principal();
    const auto allowed = require(principal, Permission::kAuditRead);
    if (!allowed) return tl::unexpected(allowed.error());
    std::optional<audit::Anchor> anchor;
    if (const auto text = call.request.query_value("anchor")) {
      const auto parsed = audit::parse_anchor(*text);
      if (!parsed) return tl::unexpected(parsed.error());
      anchor = *parsed;
    }
    const auto found = services.environment.database.read([&](db::Connection& connection) {
      return services.environment.audit.verify(connection, principal.tenant, anchor);
    });
    if (!found) return tl::unexpected(found.error());
    Json body = {{"is_intact", found->is_intact()},
                 {"entries", found->entries},
                 {"head", found->head.text()}};
    if (found->first_fault)
      body["first_fault"] = {{"number", found->first_fault->number},
                             {"rule", found->first_fault->rule},
                             {"message", found->first_fault->message}};
    return http::json_response(200, body.dump());
  };
  return route;
}

}  // namespace

http::Routes audit_routes(const identity::Services& services, SubjectNames subjects) {
  return {list_audit(services, std::move(subjects)), verify_audit(services)};
}

}  // namespace bailiwick::platform::api
