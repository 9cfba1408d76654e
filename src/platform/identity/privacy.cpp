#include "platform/identity/privacy.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/audit/list.hpp"
#include "platform/identity/attempts.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/people_service.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/token_store.hpp"

namespace bailiwick::platform::identity {
namespace {

using Json = nlohmann::json;

Json json_of(const std::optional<Instant>& instant) {
  return instant ? Json(to_text(*instant)) : Json();
}

Json json_of(const Person& person) {
  Json roles = Json::array();
  for (const Role role : person.roles) roles.push_back(name_of(role));
  return {{"id", person.id.text()},
          {"name", person.name},
          {"email", person.email},
          {"locale", person.locale},
          {"time_zone", person.time_zone},
          {"status", name_of(person.status)},
          {"roles", roles},
          {"created_at", to_text(person.created_at)},
          {"last_seen_at", json_of(person.last_seen_at)}};
}

Result<Json> sessions_json(db::Connection& connection, const PersonKey& key) {
  const auto sessions = sessions_of(connection, key);
  if (!sessions) return tl::unexpected(sessions.error());
  Json all = Json::array();
  for (const Session& session : *sessions)
    all.push_back({{"created_at", to_text(session.created_at)},
                   {"last_seen_at", to_text(session.last_seen_at)},
                   {"expires_at", to_text(session.expires_at)}});
  return all;
}

Result<Json> tokens_json(db::Connection& connection, const PersonKey& key) {
  const auto tokens = tokens_of(connection, key);
  if (!tokens) return tl::unexpected(tokens.error());
  Json all = Json::array();
  for (const ApiToken& token : *tokens)
    all.push_back({{"id", token.id.text()},
                   {"name", token.name},
                   {"scopes", scopes_text(token.scopes)},
                   {"created_at", to_text(token.created_at)},
                   {"expires_at", to_text(token.expires_at)},
                   {"last_used_at", json_of(token.last_used_at)}});
  return all;
}

// What the audit log tells of the person's doings and of what was done to them.
Result<Json> audit_json(db::Connection& connection, const PersonKey& key) {
  Json all = Json::array();
  audit::Filter by{.actor = key.person, .limit = audit::kPageMax};
  audit::Filter about{.subject = key.person.text(), .limit = audit::kPageMax};
  for (audit::Filter* filter : {&by, &about}) {
    for (bool is_more = true; is_more;) {
      const auto page = audit::list(connection, key.tenant, *filter);
      if (!page) return tl::unexpected(page.error());
      for (const audit::Recorded& entry : *page) {
        const bool is_twice = filter == &about && entry.actor.person == key.person;
        if (!is_twice)
          all.push_back({{"number", entry.number},
                         {"at", to_text(entry.at)},
                         {"action", entry.action},
                         {"subject", entry.subject},
                         {"details", Json::parse(entry.details, nullptr, false)}});
        filter->before = entry.number;
      }
      is_more = page->size() == static_cast<std::size_t>(filter->limit);
    }
  }
  return all;
}

}  // namespace

Result<std::string> Privacy::export_person(const Principal& principal, PersonId id) const {
  if (id != principal.person) {
    const auto allowed = require(principal, Permission::kPersonalExport);
    if (!allowed) return tl::unexpected(allowed.error());
  }
  const PersonKey key{.tenant = principal.tenant, .person = id};
  const auto told = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto person = find_person(connection, key);
    if (!person) return tl::unexpected(person.error());
    if (!*person)
      return fail(ErrorCode::kNotFound, "I020", "There is no such person in your company.");
    const auto appended = environment_.audit.append(connection, {.tenant = principal.tenant,
                                                                 .actor = actor_of(principal),
                                                                 .action = "person.exported",
                                                                 .subject = id.text(),
                                                                 .details = {}});
    if (!appended) return tl::unexpected(appended.error());
    return {};
  });
  if (!told) return tl::unexpected(told.error());
  return environment_.database.read([&](db::Connection& connection) -> Result<std::string> {
    const auto person = find_person(connection, key);
    if (!person) return tl::unexpected(person.error());
    if (!*person)
      return fail(ErrorCode::kNotFound, "I020", "There is no such person in your company.");
    Json document = {{"person", json_of(**person)}};
    const auto sessions = sessions_json(connection, key);
    if (!sessions) return tl::unexpected(sessions.error());
    document["sessions"] = *sessions;
    const auto tokens = tokens_json(connection, key);
    if (!tokens) return tl::unexpected(tokens.error());
    document["tokens"] = *tokens;
    const auto entries = audit_json(connection, key);
    if (!entries) return tl::unexpected(entries.error());
    document["audit"] = *entries;
    for (const PersonalData& contributor : contributors_) {
      if (!contributor.export_json) continue;
      const auto part = contributor.export_json(connection, key);
      if (!part) return tl::unexpected(part.error());
      document[contributor.name] = Json::parse(*part, nullptr, false);
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace);
  });
}

Result<void> Privacy::erase_now(db::Connection& connection, const PersonKey& key,
                                const audit::Actor& actor) const {
  for (const PersonalData& contributor : contributors_) {
    if (!contributor.erase) continue;
    const auto erased = contributor.erase(connection, key);
    if (!erased) return erased;
  }
  const auto erased = erase_person(connection, key, environment_.now());
  if (!erased) return erased;
  const auto told = environment_.audit.append(connection, {.tenant = key.tenant,
                                                           .actor = actor,
                                                           .action = "person.erased",
                                                           .subject = key.person.text(),
                                                           .details = {}});
  if (!told) return tl::unexpected(told.error());
  const auto announced = environment_.announce(connection, key.tenant, key.person);
  if (!announced) return announced;
  return bump_epoch(connection, key.tenant);
}

Result<void> Privacy::erase(const Principal& principal, PersonId id) const {
  const auto allowed = require(principal, Permission::kPersonalErase);
  if (!allowed) return allowed;
  if (id == principal.person)
    return fail(ErrorCode::kForbidden, "I029",
                "Someone else has to erase your data, so that it is not done by mistake.");
  const PersonKey key{.tenant = principal.tenant, .person = id};
  const auto done = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto person = find_person(connection, key);
    if (!person) return tl::unexpected(person.error());
    if (!*person)
      return fail(ErrorCode::kNotFound, "I020", "There is no such person in your company.");
    if ((*person)->status == PersonStatus::kErased)
      return fail(ErrorCode::kConflict, "I027", "This person's data were erased already.");
    const auto covering = require_covering(principal, (*person)->roles);
    if (!covering) return covering;
    const auto erased = erase_now(connection, key, actor_of(principal));
    if (!erased) return erased;
    return require_an_admin(connection, principal.tenant);
  });
  environment_.forget_principals(principal.tenant);
  return done;
}

Result<void> Privacy::sweep_company(db::Connection& connection, TenantId tenant,
                                    SweepReport& report) const {
  const Instant now = environment_.now();
  const auto sessions = remove_expired_sessions(
      connection, tenant, now, now.plus_seconds(-environment_.policy.session_idle_seconds));
  if (!sessions) return tl::unexpected(sessions.error());
  const auto links = remove_expired_links(connection, tenant, now);
  if (!links) return links;
  const auto company = find_company(connection, tenant);
  if (!company) return tl::unexpected(company.error());
  report.sessions_removed = *sessions;
  report.people_erased = 0;
  if (!*company || (*company)->retention_days == 0) return {};
  const std::int64_t kept_seconds = std::int64_t{(*company)->retention_days} * 24 * 3600;
  const auto people = deactivated_before(connection, tenant, now.plus_seconds(-kept_seconds));
  if (!people) return tl::unexpected(people.error());
  for (const PersonId person : *people) {
    const auto erased = erase_now(connection, {tenant, person}, {});
    if (!erased) return erased;
    ++report.people_erased;
  }
  return {};
}

Result<SweepReport> Privacy::sweep() const {
  const auto tenants = environment_.database.read(all_companies);
  if (!tenants) return tl::unexpected(tenants.error());
  SweepReport total;
  for (const TenantId tenant : *tenants) {
    SweepReport report;
    const auto done = environment_.database.write(
        [&](db::Connection& connection) { return sweep_company(connection, tenant, report); });
    if (!done) return tl::unexpected(done.error());
    environment_.forget_principals(tenant);
    total.people_erased += report.people_erased;
    total.sessions_removed += report.sessions_removed;
  }
  const auto attempts = environment_.database.write([&](db::Connection& connection) {
    return remove_old_attempts(connection, environment_.now());
  });
  if (!attempts) return tl::unexpected(attempts.error());
  return total;
}

}  // namespace bailiwick::platform::identity
