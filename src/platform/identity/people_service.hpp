// The people of one's company: the directory, invitations, roles, and who may no longer sign in.
//
// Nobody gives or takes power that they do not have: to set roles, and to change or deactivate someone, one needs every administrative
// permission that the roles concerned bring; one's own roles only an administrator changes. There is always an active administrator.
// Errors: I001; I020 no such person (kNotFound); I021 the address is in use (kConflict); I023 changed since it was read
// (kPrecondition); I024 roles beyond one's own (kForbidden); I025 the last administrator (kConflict); I026 the person's status does not allow
// it (kConflict); I010, I013, I019, I022, I028 for what was typed.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::platform::identity {

struct Invited {
  Person person;
  std::string link;  // good once; shown to nobody else
};

struct PersonChange {
  std::optional<std::string> name = {};
  std::optional<std::string> email =
      {};  // then the old one, and an identity provider's link, no longer sign in
  std::optional<std::set<Role>> roles = {};
  std::optional<std::string> locale = {};
  std::optional<std::string> time_zone = {};
};

// The version that was read; nothing: whatever it is now.
using Version = std::optional<std::int64_t>;

class People {
 public:
  explicit People(const Environment& environment) : environment_(environment) {}

  [[nodiscard]] Result<std::vector<Person>> list(const Principal& principal,
                                                 const PeopleFilter& filter) const;
  // Of oneself always.
  [[nodiscard]] Result<Person> get(const Principal& principal, PersonId person) const;
  // Of `person`: name, email, roles, locale, time zone.
  [[nodiscard]] Checked<Invited> invite(const Principal& principal, Person person) const;
  // A new link for someone who is still invited; earlier ones are no longer good.
  [[nodiscard]] Result<Invited> invite_again(const Principal& principal, PersonId person) const;
  [[nodiscard]] Checked<Person> update(const Principal& principal, PersonId person,
                                       const PersonChange& change, Version version) const;
  // One's own name, locale and time zone; address and roles are refused (I024).
  [[nodiscard]] Checked<Person> update_self(const Principal& principal,
                                            const PersonChange& change) const;
  // Ends their sessions; their tokens are no longer good.
  [[nodiscard]] Result<Person> deactivate(const Principal& principal, PersonId person) const;
  [[nodiscard]] Result<Person> reactivate(const Principal& principal, PersonId person) const;

 private:
  [[nodiscard]] Checked<Person> apply(const Principal& principal, const Person& before,
                                      const PersonChange& change, Version version) const;
  [[nodiscard]] Result<Person> set(const Principal& principal, PersonId person,
                                   PersonStatus status) const;

  Environment environment_;
};

// I024 unless `principal` has every administrative permission that `roles` bring.
[[nodiscard]] Result<void> require_covering(const Principal& principal,
                                            const std::set<Role>& roles);
// I025 where there would be no active administrator left. After the change, in its transaction.
[[nodiscard]] Result<void> require_an_admin(db::Connection& connection, TenantId tenant);

}  // namespace bailiwick::platform::identity
