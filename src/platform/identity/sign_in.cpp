#include "platform/identity/sign_in.hpp"

#include <fmt/format.h>

#include <utility>

#include "platform/identity/attempts.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/password_rules.hpp"
#include "platform/identity/session_store.hpp"

namespace bailiwick::platform::identity {
namespace {

auto refuse() {
  return fail(
      ErrorCode::kUnauthenticated, "I002",
      "The address or the password is not right, or the account is not active. Try again, or ask "
      "for a new password.");
}

// What is known before the password is tried.
struct Account {
  std::int64_t seconds_locked = 0;
  std::optional<PersonKey> key;  // of someone active with a password
  std::optional<std::string> hash;
};

Result<Account> find_account(db::Connection& connection, const AttemptKeys& keys,
                             std::string_view email, Instant now) {
  Account account;
  const auto locked = seconds_locked(connection, keys, now);
  if (!locked) return tl::unexpected(locked.error());
  account.seconds_locked = *locked;
  const auto key = find_sign_in_name(connection, email_name_hash(email));
  if (!key) return tl::unexpected(key.error());
  if (!*key) return account;
  const auto person = find_person(connection, **key);
  if (!person) return tl::unexpected(person.error());
  if (!*person || (*person)->status != PersonStatus::kActive) return account;
  const auto hash = find_password_hash(connection, **key);
  if (!hash) return tl::unexpected(hash.error());
  account.key = *key;
  account.hash = *hash;
  return account;
}

// The session that the browser brought, whoever's it was.
Result<void> end_previous(db::Connection& connection,
                          const std::optional<std::string_view>& cookie) {
  const auto credential = cookie ? parse_credential(*cookie) : std::nullopt;
  if (!credential) return {};
  const auto session = find_session(connection, *credential);
  if (!session) return tl::unexpected(session.error());
  if (!*session) return {};
  const auto removed = remove_session(connection, credential->tenant, (*session)->id);
  if (!removed) return tl::unexpected(removed.error());
  return bump_epoch(connection, credential->tenant);
}

}  // namespace

Result<SignedIn> start_session(db::Connection& connection, const Environment& environment,
                               const PersonKey& key, const Arrival& arrival) {
  const auto person = find_person(connection, key);
  if (!person) return tl::unexpected(person.error());
  if (!*person || (*person)->status != PersonStatus::kActive) return refuse();
  const auto ended = end_previous(connection, arrival.previous_cookie);
  if (!ended) return tl::unexpected(ended.error());

  const Instant now = environment.now();
  const NewCredential secret = make_credential(key.tenant);
  const Session session{
      .id = environment.ids.next(),
      .person = key.person,
      .created_at = now,
      .last_seen_at = now,
      .expires_at = now.plus_seconds(environment.policy.session_absolute_seconds)};
  const auto inserted = insert_session(connection, key.tenant, session, secret.digest);
  if (!inserted) return tl::unexpected(inserted.error());
  SignedIn signed_in{.cookie = secret.text, .principal = {}, .expires_at = session.expires_at};
  Principal& principal = signed_in.principal;
  principal.tenant = key.tenant;
  principal.person = key.person;
  principal.channel = Channel::kSession;
  principal.roles = (*person)->roles;
  principal.permissions = permissions_of(principal.roles);
  principal.credential = session.id;
  principal.csrf_token = csrf_token_of(secret.text);
  principal.locale = (*person)->locale;
  const auto told = environment.audit.append(
      connection, {.tenant = key.tenant,
                   .actor = actor_of(principal),
                   .action = "session.started",
                   .subject = key.person.text(),
                   .details = audit::Details().word("method", arrival.method)});
  if (!told) return tl::unexpected(told.error());
  return signed_in;
}

Result<SignedIn> SignIn::with_password(const PasswordSignIn& attempt) const {
  const Instant now = environment_.now();
  const AttemptKeys keys = attempt_keys(AttemptKind::kSignIn, attempt.email, attempt.peer);
  const auto account = environment_.database.read([&](db::Connection& connection) {
    return find_account(connection, keys, attempt.email, now);
  });
  if (!account) return tl::unexpected(account.error());
  if (account->seconds_locked > 0)
    return fail(ErrorCode::kTooMany, "I003",
                fmt::format("There were too many failed tries: wait {} seconds before the next.",
                            account->seconds_locked));

  // Someone unknown costs the same: the decoy is a hash of no password that anybody knows.
  const bool is_known = account->key && account->hash;
  const std::string_view password = attempt.password.substr(0, kPasswordBytesMax + 1);
  const auto is_right =
      environment_.hasher.verify(is_known ? *account->hash : environment_.hasher.decoy(), password);
  if (!is_right) return tl::unexpected(is_right.error());
  if (!is_known || !*is_right) {
    const auto counted = environment_.database.write(
        [&](db::Connection& connection) { return record_failure(connection, keys, now); });
    return counted ? refuse() : tl::unexpected(counted.error());
  }

  std::optional<std::string> fresh_hash;
  if (environment_.hasher.needs_rehash(*account->hash)) {
    auto hash = environment_.hasher.hash(password);
    if (hash) fresh_hash = std::move(*hash);
  }
  auto signed_in = environment_.database.write([&](db::Connection& connection) -> Result<SignedIn> {
    // The password may have been changed while it was being tried.
    const auto hash = find_password_hash(connection, *account->key);
    if (!hash) return tl::unexpected(hash.error());
    if (*hash != account->hash) return refuse();
    if (fresh_hash) {
      const auto set = set_password_hash(connection, *account->key, *fresh_hash, now);
      if (!set) return tl::unexpected(set.error());
    }
    const auto cleared = clear_account(connection, keys);
    if (!cleared) return tl::unexpected(cleared.error());
    return start_session(connection, environment_, *account->key,
                         {.method = "password", .previous_cookie = attempt.previous_cookie});
  });
  const auto previous =
      attempt.previous_cookie ? parse_credential(*attempt.previous_cookie) : std::nullopt;
  if (signed_in && previous) environment_.forget_principals(previous->tenant);
  return signed_in;
}

Result<void> SignIn::sign_out(const Principal& principal) const {
  const auto done = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto removed = remove_session(connection, principal.tenant, principal.credential);
    if (!removed) return tl::unexpected(removed.error());
    if (*removed == 0) return {};
    const auto told = environment_.audit.append(connection, {.tenant = principal.tenant,
                                                             .actor = actor_of(principal),
                                                             .action = "session.ended",
                                                             .subject = principal.person.text(),
                                                             .details = {}});
    if (!told) return tl::unexpected(told.error());
    return bump_epoch(connection, principal.tenant);
  });
  environment_.forget_principals(principal.tenant);
  return done;
}

}  // namespace bailiwick::platform::identity
