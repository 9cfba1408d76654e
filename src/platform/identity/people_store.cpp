#include "platform/identity/people_store.hpp"

#include <cassert>

#include "base/text.hpp"
#include "platform/db/list_query.hpp"
#include "platform/identity/credential.hpp"

namespace bailiwick::platform::identity {
namespace {

// See person_from().
constexpr db::Sql kPersonColumns =
    "SELECT p.person_id, p.status, p.created_at, p.last_seen_at, p.version, "
    "COALESCE(d.name, ''), COALESCE(d.email, ''), COALESCE(d.locale, ''), COALESCE(d.time_zone, "
    "'')";
constexpr db::Sql kFromPeople =
    " FROM person p LEFT JOIN person_personal d ON d.tenant_id = p.tenant_id AND d.person_id = "
    "p.person_id";

constexpr std::size_t kRoleColumn = 9;

// A row a role; one without where there is none.
const db::SqlText& person_with_roles() {
  static const db::SqlText text = [] {
    db::SqlText made(kPersonColumns);
    made += ", r.role";
    made += kFromPeople;
    made +=
        " LEFT JOIN person_role r ON r.tenant_id = p.tenant_id AND r.person_id = p.person_id "
        "WHERE p.tenant_id = $1 AND p.person_id = $2";
    return made;
  }();
  return text;
}

Person person_from(const db::Row& row) {
  Person person;
  person.id = row.id<PersonTag>(0);
  person.status = parse_person_status(row.text(1)).value_or(PersonStatus::kDeactivated);
  person.created_at = row.instant(2);
  person.last_seen_at = row.optional_instant(3);
  person.version = row.int64(4);
  person.name = row.text(5);
  person.email = row.text(6);
  person.locale = row.text(7);
  person.time_zone = row.text(8);
  return person;
}

Result<void> load_roles(db::Connection& connection, TenantId tenant, Person& person) {
  return connection.query("SELECT role FROM person_role WHERE tenant_id = $1 AND person_id = $2",
                          {tenant, person.id}, [&](const db::Row& row) {
                            if (const auto role = parse_role(row.text(0)))
                              person.roles.insert(*role);
                          });
}

Result<void> insert_roles(db::Connection& connection, TenantId tenant, const Person& person) {
  for (const Role role : person.roles) {
    const auto added = connection.execute(
        "INSERT INTO person_role (tenant_id, person_id, role) VALUES ($1, $2, $3)",
        {tenant, person.id, name_of(role)});
    if (!added) return tl::unexpected(added.error());
  }
  return {};
}

// What a pattern of LIKE would take for more than itself is taken by its word.
std::string contains_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + '%';
}

}  // namespace

std::string name_key_of(std::string_view name) { return ascii_lower(trimmed(name)); }

Result<std::optional<Person>> find_person(db::Connection& connection, const PersonKey& key) {
  std::optional<Person> person;
  const auto found =
      connection.query(person_with_roles(), {key.tenant, key.person}, [&](const db::Row& row) {
        if (!person) person = person_from(row);
        if (row.is_null(kRoleColumn)) return;
        if (const auto role = parse_role(row.text(kRoleColumn))) person->roles.insert(*role);
      });
  if (!found) return tl::unexpected(found.error());
  return person;
}

Result<std::vector<Person>> list_people(db::Connection& connection, TenantId tenant,
                                        const PeopleFilter& filter) {
  assert(filter.limit >= 1 && filter.limit <= kPeoplePageMax + 1);
  db::ListQuery query(kPersonColumns);
  query.add(kFromPeople).add(" WHERE p.tenant_id = ", tenant).add(" AND p.status <> 'erased'");
  if (!filter.search.empty()) {
    const std::string pattern = contains_pattern(name_key_of(filter.search));
    query.add(" AND (d.name_key LIKE ", pattern).add(" ESCAPE '!' OR d.email_key LIKE ", pattern);
    query.add(" ESCAPE '!')");
  }
  if (filter.role) {
    query.add(
        " AND EXISTS (SELECT 1 FROM person_role r WHERE r.tenant_id = p.tenant_id AND "
        "r.person_id = p.person_id AND r.role = ",
        name_of(*filter.role));
    query.add(")");
  }
  if (filter.status) query.add(" AND p.status = ", name_of(*filter.status));
  if (filter.after) {
    query.add(" AND (d.name_key, d.person_id) > (", filter.after->first);
    query.add(", ", filter.after->second).add(")");
  }
  query.add(" ORDER BY d.name_key, d.person_id LIMIT ", filter.limit);

  std::vector<Person> people;
  const auto found =
      query.run(connection, [&](const db::Row& row) { people.push_back(person_from(row)); });
  if (!found) return tl::unexpected(found.error());
  for (Person& person : people) {
    const auto loaded = load_roles(connection, tenant, person);
    if (!loaded) return tl::unexpected(loaded.error());
  }
  return people;
}

Result<void> insert_person(db::Connection& connection, TenantId tenant, const Person& person) {
  const auto added = connection.execute(
      "INSERT INTO person (tenant_id, person_id, status, created_at, version) "
      "VALUES ($1, $2, $3, $4, $5)",
      {tenant, person.id, name_of(person.status), person.created_at, person.version});
  if (!added) return tl::unexpected(added.error());
  const auto personal = connection.execute(
      "INSERT INTO person_personal (tenant_id, person_id, name, name_key, email, email_key, "
      "locale, "
      "time_zone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {tenant, person.id, person.name, name_key_of(person.name), person.email,
       email_key(person.email), person.locale, person.time_zone});
  if (!personal) return tl::unexpected(personal.error());
  const auto entered =
      add_sign_in_name(connection, {tenant, person.id}, email_name_hash(person.email));
  if (!entered) return entered;
  return insert_roles(connection, tenant, person);
}

Result<bool> update_person(db::Connection& connection, TenantId tenant, const Person& person) {
  const auto changed = connection.execute(
      "UPDATE person SET version = version + 1 WHERE tenant_id = $1 AND person_id = $2 AND version "
      "= $3",
      {tenant, person.id, person.version});
  if (!changed) return tl::unexpected(changed.error());
  if (*changed == 0) return false;
  const auto moved = connection.execute(
      "DELETE FROM sign_in_name WHERE tenant_id = $1 AND person_id = $2 AND EXISTS (SELECT 1 FROM "
      "person_personal WHERE tenant_id = $1 AND person_id = $2 AND email_key <> $3)",
      {tenant, person.id, email_key(person.email)});
  if (!moved) return tl::unexpected(moved.error());
  if (*moved > 0) {
    const auto entered =
        add_sign_in_name(connection, {tenant, person.id}, email_name_hash(person.email));
    if (!entered) return tl::unexpected(entered.error());
  }
  const auto personal = connection.execute(
      "UPDATE person_personal SET name = $3, name_key = $4, locale = $5, time_zone = $6, email = "
      "$7, "
      "email_key = $8 WHERE tenant_id = $1 AND person_id = $2",
      {tenant, person.id, person.name, name_key_of(person.name), person.locale, person.time_zone,
       person.email, email_key(person.email)});
  if (!personal) return tl::unexpected(personal.error());
  const auto removed = connection.execute(
      "DELETE FROM person_role WHERE tenant_id = $1 AND person_id = $2", {tenant, person.id});
  if (!removed) return tl::unexpected(removed.error());
  const auto added = insert_roles(connection, tenant, person);
  if (!added) return tl::unexpected(added.error());
  return true;
}

Result<void> set_status(db::Connection& connection, const PersonKey& key, PersonStatus status,
                        Instant now) {
  const bool is_end = status == PersonStatus::kDeactivated;
  const auto done = connection.execute(
      "UPDATE person SET status = $3, "
      "deactivated_at = CASE WHEN $5 = 1 THEN $4 ELSE NULL END, version = version + 1 "
      "WHERE tenant_id = $1 AND person_id = $2",
      {key.tenant, key.person, name_of(status), now, is_end});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::int64_t> count_active_admins(db::Connection& connection, TenantId tenant) {
  const auto count = db::query_one(
      connection,
      "SELECT COUNT(*) FROM person p JOIN person_role r ON r.tenant_id = p.tenant_id AND "
      "r.person_id = p.person_id WHERE p.tenant_id = $1 AND p.status = 'active' AND r.role = "
      "'admin'",
      {tenant}, [](const db::Row& row) { return row.int64(0); });
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

Result<void> erase_person(db::Connection& connection, const PersonKey& key, Instant now) {
  constexpr db::Sql kRemove[] = {
      "DELETE FROM person_personal WHERE tenant_id = $1 AND person_id = $2",
      "DELETE FROM person_password WHERE tenant_id = $1 AND person_id = $2",
      "DELETE FROM person_role WHERE tenant_id = $1 AND person_id = $2",
      "DELETE FROM sign_in_name WHERE tenant_id = $1 AND person_id = $2",
      "DELETE FROM one_time_link WHERE tenant_id = $1 AND person_id = $2",
      "DELETE FROM session WHERE tenant_id = $1 AND person_id = $2",
      "DELETE FROM api_token WHERE tenant_id = $1 AND person_id = $2"};
  for (const db::Sql& sql : kRemove) {
    const auto removed = connection.execute(sql, {key.tenant, key.person});
    if (!removed) return tl::unexpected(removed.error());
  }
  const auto marked = connection.execute(
      "UPDATE person SET status = 'erased', erased_at = $3, last_seen_at = NULL, "
      "version = version + 1 WHERE tenant_id = $1 AND person_id = $2",
      {key.tenant, key.person, now});
  if (!marked) return tl::unexpected(marked.error());
  return {};
}

Result<std::vector<PersonId>> deactivated_before(db::Connection& connection, TenantId tenant,
                                                 Instant instant) {
  return db::query_all(
      connection,
      "SELECT person_id FROM person WHERE tenant_id = $1 AND status = 'deactivated' "
      "AND deactivated_at < $2 ORDER BY person_id",
      {tenant, instant}, [](const db::Row& row) { return row.id<PersonTag>(0); });
}

Result<std::optional<PersonKey>> find_sign_in_name(db::Connection& connection,
                                                   const crypto::Digest& name_hash) {
  return db::query_one(connection,
                       "SELECT tenant_id, person_id FROM sign_in_name WHERE name_hash = $1",
                       {bytes_of(name_hash)}, [](const db::Row& row) {
                         return PersonKey{row.id<TenantTag>(0), row.id<PersonTag>(1)};
                       });
}

Result<void> add_sign_in_name(db::Connection& connection, const PersonKey& key,
                              const crypto::Digest& name_hash) {
  const auto added = connection.execute(
      "INSERT INTO sign_in_name (name_hash, tenant_id, person_id) VALUES ($1, $2, $3)",
      {bytes_of(name_hash), key.tenant, key.person});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<std::optional<std::string>> find_password_hash(db::Connection& connection,
                                                      const PersonKey& key) {
  return db::query_one(
      connection, "SELECT hash FROM person_password WHERE tenant_id = $1 AND person_id = $2",
      {key.tenant, key.person}, [](const db::Row& row) { return std::string(row.text(0)); });
}

Result<void> set_password_hash(db::Connection& connection, const PersonKey& key,
                               const std::string& hash, Instant now) {
  const auto done = connection.execute(
      "INSERT INTO person_password (tenant_id, person_id, hash, changed_at) VALUES ($1, $2, $3, "
      "$4) "
      "ON CONFLICT (tenant_id, person_id) DO UPDATE SET hash = $3, changed_at = $4",
      {key.tenant, key.person, hash, now});
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace bailiwick::platform::identity
