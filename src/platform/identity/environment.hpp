// What the services of identity stand on. Made by main once; everything in it outlives them and is thread-safe.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/audit/log.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/model.hpp"
#include "platform/identity/principal.hpp"
#include "platform/identity/principal_cache.hpp"

namespace bailiwick::platform::identity {

// A letter with a one-time link. main connects it to mail; where it is absent, an invitation's link is shown once to who invites,
// and a reset's link is lost. Must be quick and not fail: it queues.
struct Letter {
  TenantId tenant;
  LinkPurpose purpose = LinkPurpose::kInvitation;
  std::string name;
  std::string email;
  std::string locale;
  std::string link;  // where the person sets a password
};
using SendLetter = std::function<void(const Letter&)>;

// Told, in the transaction, that a person was added, changed or erased. main connects it to events.
using AnnouncePerson = std::function<Result<void>(db::Connection&, TenantId, PersonId)>;

struct Policy {
  std::int64_t session_idle_seconds = 8 * 3600;           // without a request
  std::int64_t session_absolute_seconds = 7 * 24 * 3600;  // since the sign-in, whatever happens
  std::int64_t invitation_seconds = 7 * 24 * 3600;
  std::int64_t password_reset_seconds = 3600;
  std::string public_url = "http://127.0.0.1:8080";  // what links in letters begin with
};

struct Environment {
  db::Database& database;
  const audit::Log& audit;
  UuidSource& ids;
  WallClock now;
  crypto::PasswordHasher& hasher;
  PrincipalCache& principals;
  Policy policy;
  SendLetter send_letter;
  AnnouncePerson announce_person;

  [[nodiscard]] Result<void> announce(db::Connection& connection, TenantId tenant,
                                      PersonId person) const {
    return announce_person ? announce_person(connection, tenant, person) : Result<void>();
  }
  // After each write that ends or changes what someone may do.
  void forget_principals(TenantId tenant) const {
    database.after_write([&known = principals, tenant] { known.forget(tenant); });
  }
};

[[nodiscard]] inline audit::Actor actor_of(const Principal& principal) {
  const auto via = principal.channel == Channel::kSession ? audit::Via::kSession
                   : principal.channel == Channel::kToken ? audit::Via::kToken
                                                          : audit::Via::kSystem;
  return {.person = principal.person, .via = via, .credential = principal.credential};
}

}  // namespace bailiwick::platform::identity
