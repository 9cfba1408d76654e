// The tables of people: person, person_personal (all that is personal), person_role, person_password and the sign-in directory.
// Plain functions; each runs in the transaction of the connection it is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/model.hpp"

namespace bailiwick::platform::identity {

// A person in a company: what most functions here ask for.
struct PersonKey {
  TenantId tenant;
  PersonId person;
  friend bool operator==(const PersonKey&, const PersonKey&) = default;
};

inline constexpr std::int64_t kPeoplePageMax = 200;

struct PeopleFilter {
  std::string search =
      {};  // a part of the name or address, without regard to case of A to Z; empty: all
  std::optional<Role> role = {};
  std::optional<PersonStatus> status = {};
  // After this name and id: where the last page ended.
  std::optional<std::pair<std::string, PersonId>> after = {};
  std::int64_t limit = 50;
};

[[nodiscard]] Result<std::optional<Person>> find_person(db::Connection& connection,
                                                        const PersonKey& key);
// By name, then id; those erased are not among them. `after` compares with name_key_of(name).
[[nodiscard]] Result<std::vector<Person>> list_people(db::Connection& connection, TenantId tenant,
                                                      const PeopleFilter& filter);
[[nodiscard]] std::string name_key_of(std::string_view name);

// The person with the roles and personal fields given; also enters the address into the sign-in directory. D006 where that
// address is there already.
Result<void> insert_person(db::Connection& connection, TenantId tenant, const Person& person);
// Name, address, locale, time zone and roles; false where the version is another. With a new address, that alone signs in.
Result<bool> update_person(db::Connection& connection, TenantId tenant, const Person& person);
Result<void> set_status(db::Connection& connection, const PersonKey& key, PersonStatus status,
                        Instant now);
[[nodiscard]] Result<std::int64_t> count_active_admins(db::Connection& connection, TenantId tenant);

// The personal record, password, roles, names of the directory, links, sessions and tokens gone; the person stays as a tombstone.
Result<void> erase_person(db::Connection& connection, const PersonKey& key, Instant now);
// Who was deactivated before that instant and is not erased yet.
[[nodiscard]] Result<std::vector<PersonId>> deactivated_before(db::Connection& connection,
                                                               TenantId tenant, Instant instant);

// The directory of those who sign in, before it is known of which company they are.
[[nodiscard]] Result<std::optional<PersonKey>> find_sign_in_name(db::Connection& connection,
                                                                 const crypto::Digest& name_hash);
Result<void> add_sign_in_name(db::Connection& connection, const PersonKey& key,
                              const crypto::Digest& name_hash);

[[nodiscard]] Result<std::optional<std::string>> find_password_hash(db::Connection& connection,
                                                                    const PersonKey& key);
Result<void> set_password_hash(db::Connection& connection, const PersonKey& key,
                               const std::string& hash, Instant now);

}  // namespace bailiwick::platform::identity
