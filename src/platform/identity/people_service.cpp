#include "platform/identity/people_service.hpp"

#include <fmt/format.h>

#include <utility>

#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::platform::identity {
namespace {

auto refuse_unknown() {
  return fail(ErrorCode::kNotFound, "I020", "There is no such person in your company.");
}

std::string roles_text(const std::set<Role>& roles) {
  std::string text;
  for (const Role role : roles) {
    if (!text.empty()) text += ',';
    text += name_of(role);
  }
  return text;
}

// Only what is pseudonymous: that the name was changed, not to what.
audit::Details changes_between(const Person& before, const Person& after) {
  audit::Details details;
  if (before.name != after.name) details.truth("name", true);
  if (before.email != after.email) details.truth("email", true);
  if (before.locale != after.locale) details.code("locale", after.locale);
  if (before.time_zone != after.time_zone) details.truth("time_zone", true);
  if (before.roles != after.roles)
    details.code("roles_before", roles_text(before.roles)).code("roles", roles_text(after.roles));
  return details;
}

Result<Person> load(db::Connection& connection, TenantId tenant, PersonId id) {
  auto person = find_person(connection, {tenant, id});
  if (!person) return tl::unexpected(person.error());
  if (!*person || (*person)->status == PersonStatus::kErased) return refuse_unknown();
  return std::move(**person);
}

// I021 where someone else signs in with the address.
Result<void> check_address_free(db::Connection& connection, const PersonKey& key,
                                std::string_view email) {
  const auto taken = find_sign_in_name(connection, email_name_hash(email));
  if (!taken) return tl::unexpected(taken.error());
  if (!*taken || **taken == key) return {};
  Error error{ErrorCode::kConflict, "I021",
              "Someone signs in with this address already: use another, or reactivate them."};
  error.pointer = "/email";
  return tl::unexpected(std::move(error));
}

// A link by which someone invited sets a password.
Result<std::string> make_invitation(db::Connection& connection, const Environment& environment,
                                    const PersonKey& key) {
  const NewCredential secret = make_credential(key.tenant);
  const auto inserted =
      insert_link(connection, key, LinkPurpose::kInvitation, secret,
                  environment.now().plus_seconds(environment.policy.invitation_seconds));
  if (!inserted) return tl::unexpected(inserted.error());
  return environment.policy.public_url + "/invitation?token=" + secret.text;
}

void send(const Environment& environment, TenantId tenant, const Invited& invited) {
  if (!environment.send_letter) return;
  environment.send_letter({.tenant = tenant,
                           .purpose = LinkPurpose::kInvitation,
                           .name = invited.person.name,
                           .email = invited.person.email,
                           .locale = invited.person.locale,
                           .link = invited.link});
}

}  // namespace

Result<void> require_covering(const Principal& principal, const std::set<Role>& roles) {
  for (const Permission permission : permissions_of(roles)) {
    if (!is_administrative(permission) || principal.may(permission)) continue;
    return fail(
        ErrorCode::kForbidden, "I024",
        fmt::format("These roles bring the permission {}, which you do not have: someone who has "
                    "it must do this.",
                    name_of(permission)));
  }
  return {};
}

Result<void> require_an_admin(db::Connection& connection, TenantId tenant) {
  const auto count = count_active_admins(connection, tenant);
  if (!count) return tl::unexpected(count.error());
  if (*count > 0) return {};
  return fail(ErrorCode::kConflict, "I025",
              "This is the last active administrator: give someone else the role first.");
}

Result<std::vector<Person>> People::list(const Principal& principal,
                                         const PeopleFilter& filter) const {
  const auto allowed = require(principal, Permission::kPeopleRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return environment_.database.read([&](db::Connection& connection) {
    return list_people(connection, principal.tenant, filter);
  });
}

Result<Person> People::get(const Principal& principal, PersonId person) const {
  if (person != principal.person) {
    const auto allowed = require(principal, Permission::kPeopleRead);
    if (!allowed) return tl::unexpected(allowed.error());
  }
  return environment_.database.read(
      [&](db::Connection& connection) { return load(connection, principal.tenant, person); });
}

Checked<Invited> People::invite(const Principal& principal, Person person) const {
  const auto allowed = require(principal, Permission::kPeopleManage);
  if (!allowed) return fail(Errors{allowed.error()});
  Errors mistakes = person_mistakes(person);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const auto covering = require_covering(principal, person.roles);
  if (!covering) return fail(Errors{covering.error()});

  person.id = PersonId(environment_.ids.next());
  person.status = PersonStatus::kInvited;
  person.created_at = environment_.now();
  person.last_seen_at.reset();
  person.version = 1;
  auto link = environment_.database.write([&](db::Connection& connection) -> Result<std::string> {
    const auto free = check_address_free(connection, {principal.tenant, person.id}, person.email);
    if (!free) return tl::unexpected(free.error());
    const auto inserted = insert_person(connection, principal.tenant, person);
    if (!inserted) return tl::unexpected(inserted.error());
    const auto told = environment_.audit.append(
        connection, {.tenant = principal.tenant,
                     .actor = actor_of(principal),
                     .action = "person.invited",
                     .subject = person.id.text(),
                     .details = audit::Details().code("roles", roles_text(person.roles))});
    if (!told) return tl::unexpected(told.error());
    const auto announced = environment_.announce(connection, principal.tenant, person.id);
    if (!announced) return tl::unexpected(announced.error());
    return make_invitation(connection, environment_, {principal.tenant, person.id});
  });
  if (!link) return fail(Errors{link.error()});
  Invited invited{.person = std::move(person), .link = std::move(*link)};
  send(environment_, principal.tenant, invited);
  return invited;
}

Result<Invited> People::invite_again(const Principal& principal, PersonId id) const {
  const auto allowed = require(principal, Permission::kPeopleManage);
  if (!allowed) return tl::unexpected(allowed.error());
  auto invited = environment_.database.write([&](db::Connection& connection) -> Result<Invited> {
    auto person = load(connection, principal.tenant, id);
    if (!person) return tl::unexpected(person.error());
    const auto covering = require_covering(principal, person->roles);
    if (!covering) return tl::unexpected(covering.error());
    if (person->status != PersonStatus::kInvited)
      return fail(ErrorCode::kConflict, "I026",
                  "Only someone who is still invited gets a new invitation.");
    const auto removed = remove_links(connection, {principal.tenant, id});
    if (!removed) return tl::unexpected(removed.error());
    auto link = make_invitation(connection, environment_, {principal.tenant, id});
    if (!link) return tl::unexpected(link.error());
    const auto told = environment_.audit.append(connection, {.tenant = principal.tenant,
                                                             .actor = actor_of(principal),
                                                             .action = "person.invited_again",
                                                             .subject = id.text(),
                                                             .details = {}});
    if (!told) return tl::unexpected(told.error());
    return Invited{.person = std::move(*person), .link = std::move(*link)};
  });
  if (invited) send(environment_, principal.tenant, *invited);
  return invited;
}

Checked<Person> People::update(const Principal& principal, PersonId id, const PersonChange& change,
                               Version version) const {
  const auto allowed = require(principal, Permission::kPeopleManage);
  if (!allowed) return fail(Errors{allowed.error()});
  const auto before = environment_.database.read(
      [&](db::Connection& connection) { return load(connection, principal.tenant, id); });
  if (!before) return fail(Errors{before.error()});
  auto covering = require_covering(principal, before->roles);
  if (covering && change.roles) covering = require_covering(principal, *change.roles);
  const bool is_own = id == principal.person && change.roles && *change.roles != before->roles;
  if (covering && is_own && !principal.may(Permission::kCompanyManage))
    covering =
        fail(ErrorCode::kForbidden, "I024", "Your own roles are for an administrator to change.");
  if (!covering) return fail(Errors{covering.error()});
  return apply(principal, *before, change, version);
}

Checked<Person> People::update_self(const Principal& principal, const PersonChange& change) const {
  if (change.roles || change.email)
    return fail(Errors{{ErrorCode::kForbidden, "I024",
                        "Your own address and roles are for someone else to change."}});
  const auto before = environment_.database.read([&](db::Connection& connection) {
    return load(connection, principal.tenant, principal.person);
  });
  if (!before) return fail(Errors{before.error()});
  return apply(principal, *before, change, before->version);
}

Checked<Person> People::apply(const Principal& principal, const Person& before,
                              const PersonChange& change, Version version) const {
  Person after = before;
  after.version = version.value_or(before.version);
  if (change.email) after.email = *change.email;
  if (change.name) after.name = *change.name;
  if (change.roles) after.roles = *change.roles;
  if (change.locale) after.locale = *change.locale;
  if (change.time_zone) after.time_zone = *change.time_zone;
  Errors mistakes = person_mistakes(after);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const auto written = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto free = check_address_free(connection, {principal.tenant, after.id}, after.email);
    if (!free) return free;
    const auto updated = update_person(connection, principal.tenant, after);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated || before.version != after.version)
      return fail(ErrorCode::kPrecondition, "I023",
                  "It was changed by someone else since you read it: read it again and repeat your "
                  "change.");
    const auto admin = require_an_admin(connection, principal.tenant);
    if (!admin) return admin;
    const auto told =
        environment_.audit.append(connection, {.tenant = principal.tenant,
                                               .actor = actor_of(principal),
                                               .action = "person.changed",
                                               .subject = after.id.text(),
                                               .details = changes_between(before, after)});
    if (!told) return tl::unexpected(told.error());
    const auto announced = environment_.announce(connection, principal.tenant, after.id);
    if (!announced) return announced;
    return bump_epoch(connection, principal.tenant);
  });
  environment_.forget_principals(principal.tenant);
  if (!written) return fail(Errors{written.error()});
  ++after.version;
  return after;
}

Result<Person> People::deactivate(const Principal& principal, PersonId person) const {
  return set(principal, person, PersonStatus::kDeactivated);
}

Result<Person> People::reactivate(const Principal& principal, PersonId person) const {
  return set(principal, person, PersonStatus::kActive);
}

Result<Person> People::set(const Principal& principal, PersonId id, PersonStatus status) const {
  const auto allowed = require(principal, Permission::kPeopleManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const PersonKey key{.tenant = principal.tenant, .person = id};
  const bool is_end = status == PersonStatus::kDeactivated;
  auto changed = environment_.database.write([&](db::Connection& connection) -> Result<Person> {
    const auto person = load(connection, principal.tenant, id);
    if (!person) return person;
    const auto covering = require_covering(principal, person->roles);
    if (!covering) return tl::unexpected(covering.error());
    const bool is_active =
        person->status == PersonStatus::kActive || person->status == PersonStatus::kInvited;
    if (is_active != is_end)
      return fail(ErrorCode::kConflict, "I026",
                  is_end ? "Only someone who is active or invited can be deactivated."
                         : "Only someone who is deactivated can be reactivated.");
    // Who never set a password goes back to being invited.
    const auto hash = find_password_hash(connection, key);
    if (!hash) return tl::unexpected(hash.error());
    const PersonStatus next = is_end || *hash ? status : PersonStatus::kInvited;
    const auto set = set_status(connection, key, next, environment_.now());
    if (!set) return tl::unexpected(set.error());
    if (is_end) {
      const auto sessions = remove_sessions(connection, key, std::nullopt);
      if (!sessions) return tl::unexpected(sessions.error());
      const auto links = remove_links(connection, key);
      if (!links) return tl::unexpected(links.error());
    }
    const auto admin = require_an_admin(connection, principal.tenant);
    if (!admin) return tl::unexpected(admin.error());
    audit::Entry entry{.tenant = principal.tenant,
                       .actor = actor_of(principal),
                       .action = "person.deactivated",
                       .subject = id.text(),
                       .details = {}};
    if (!is_end) entry.action = "person.reactivated";
    const auto told = environment_.audit.append(connection, entry);
    if (!told) return tl::unexpected(told.error());
    const auto announced = environment_.announce(connection, principal.tenant, id);
    if (!announced) return tl::unexpected(announced.error());
    const auto bumped = bump_epoch(connection, principal.tenant);
    if (!bumped) return tl::unexpected(bumped.error());
    return load(connection, principal.tenant, id);
  });
  environment_.forget_principals(principal.tenant);
  return changed;
}

}  // namespace bailiwick::platform::identity
