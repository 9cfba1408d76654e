#include "platform/identity/passwords.hpp"

#include <fmt/format.h>

#include <utility>

#include "platform/identity/attempts.hpp"
#include "platform/identity/codes.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/password_rules.hpp"
#include "platform/identity/session_store.hpp"

namespace bailiwick::platform::identity {
namespace {

auto refuse_link() {
  return fail(ErrorCode::kInvalidInput, "I040",
              "This link was used already, or its time is over: ask for a new one.");
}

// Sets the hash and ends what the old password had opened.
Result<void> replace_password(db::Connection& connection, const Environment& environment,
                              const PersonKey& key, const std::string& hash,
                              const std::optional<Uuid>& keep_session) {
  const auto set = set_password_hash(connection, key, hash, environment.now());
  if (!set) return set;
  const auto sessions = remove_sessions(connection, key, keep_session);
  if (!sessions) return tl::unexpected(sessions.error());
  const auto links = remove_links(connection, key);
  if (!links) return links;
  return bump_epoch(connection, key.tenant);
}

Result<void> tell(db::Connection& connection, const Environment& environment, const PersonKey& key,
                  audit::Word action, const audit::Actor& actor) {
  const auto told = environment.audit.append(connection, {.tenant = key.tenant,
                                                          .actor = actor,
                                                          .action = action,
                                                          .subject = key.person.text(),
                                                          .details = {}});
  if (!told) return tl::unexpected(told.error());
  return {};
}

// The letter to send, or nothing: for who asks, both look the same.
Result<std::optional<Letter>> make_reset(db::Connection& connection, const Environment& environment,
                                         std::string_view email, const AttemptKeys& keys) {
  using Outcome = std::optional<Letter>;
  const Instant now = environment.now();
  const auto locked = seconds_locked(connection, keys, now);
  if (!locked) return tl::unexpected(locked.error());
  const auto counted = record_failure(connection, keys, now);
  if (!counted) return tl::unexpected(counted.error());
  const auto key = find_sign_in_name(connection, email_name_hash(email));
  if (!key) return tl::unexpected(key.error());
  if (!*key || *locked > 0) return Outcome();
  const auto person = find_person(connection, **key);
  if (!person) return tl::unexpected(person.error());
  if (!*person || (*person)->status != PersonStatus::kActive) return Outcome();
  const NewCredential secret = make_credential((*key)->tenant);
  const auto inserted = insert_link(connection, **key, LinkPurpose::kPasswordReset, secret,
                                    now.plus_seconds(environment.policy.password_reset_seconds));
  if (!inserted) return tl::unexpected(inserted.error());
  const auto told = tell(connection, environment, **key, "password.reset_requested", {});
  if (!told) return tl::unexpected(told.error());
  return Outcome(
      Letter{.tenant = (*key)->tenant,
             .purpose = LinkPurpose::kPasswordReset,
             .name = (*person)->name,
             .email = (*person)->email,
             .locale = (*person)->locale,
             .link = environment.policy.public_url + "/password-reset?token=" + secret.text});
}

}  // namespace

Result<void> Passwords::request_reset(std::string_view email, std::string_view peer) const {
  const AttemptKeys keys = attempt_keys(AttemptKind::kPasswordReset, email, peer);
  const auto letter = environment_.database.write([&](db::Connection& connection) {
    return make_reset(connection, environment_, email, keys);
  });
  if (!letter) return tl::unexpected(letter.error());
  if (*letter && environment_.send_letter) environment_.send_letter(**letter);
  return {};
}

Checked<std::string> Passwords::check_and_hash(const Person& person,
                                               std::string_view password) const {
  Errors mistakes = password_mistakes(password, {.name = person.name, .email = person.email});
  for (Error& error : mistakes) error.pointer = "/password";
  if (!mistakes.empty()) return fail(std::move(mistakes));
  auto hash = environment_.hasher.hash(password);
  if (!hash) return fail(Errors{hash.error()});
  return std::move(*hash);
}

Checked<Passwords::Prepared> Passwords::prepare(std::string_view token, LinkPurpose purpose,
                                                std::string_view password) const {
  const auto credential = parse_credential(token);
  if (!credential) return fail(Errors{refuse_link().value()});
  auto person = environment_.database.read([&](db::Connection& connection) -> Result<Person> {
    const auto id = find_link(connection, *credential, purpose, environment_.now());
    if (!id) return tl::unexpected(id.error());
    if (!*id) return refuse_link();
    auto found = find_person(connection, {credential->tenant, **id});
    if (!found) return tl::unexpected(found.error());
    const PersonStatus needed =
        purpose == LinkPurpose::kInvitation ? PersonStatus::kInvited : PersonStatus::kActive;
    if (!*found || (*found)->status != needed) return refuse_link();
    return std::move(**found);
  });
  if (!person) return fail(Errors{person.error()});
  auto hash = check_and_hash(*person, password);
  if (!hash) return tl::unexpected(hash.error());
  const PersonKey key{.tenant = credential->tenant, .person = person->id};
  return Prepared{.key = key, .person = std::move(*person), .hash = std::move(*hash)};
}

Checked<void> Passwords::confirm_reset(std::string_view token, std::string_view password) const {
  const auto prepared = prepare(token, LinkPurpose::kPasswordReset, password);
  if (!prepared) return tl::unexpected(prepared.error());
  const PersonKey& key = prepared->key;
  const auto done = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto taken = take_link(connection, *parse_credential(token), LinkPurpose::kPasswordReset,
                                 environment_.now());
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken || **taken != key.person) return refuse_link();
    const auto replaced =
        replace_password(connection, environment_, key, prepared->hash, std::nullopt);
    if (!replaced) return replaced;
    return tell(connection, environment_, key, "password.reset", {.person = key.person});
  });
  environment_.forget_principals(key.tenant);
  if (!done) return fail(Errors{done.error()});
  return {};
}

Checked<SignedIn> Passwords::accept_invitation(const Acceptance& acceptance) const {
  auto prepared = prepare(acceptance.token, LinkPurpose::kInvitation, acceptance.password);
  if (!prepared) return tl::unexpected(prepared.error());
  const PersonKey key = prepared->key;
  Person person = std::move(prepared->person);
  if (is_locale(acceptance.locale)) person.locale = acceptance.locale;
  auto signed_in = environment_.database.write([&](db::Connection& connection) -> Result<SignedIn> {
    const auto taken = take_link(connection, *parse_credential(acceptance.token),
                                 LinkPurpose::kInvitation, environment_.now());
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken || **taken != key.person) return refuse_link();
    const auto updated = update_person(connection, key.tenant, person);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return refuse_link();
    const auto active = set_status(connection, key, PersonStatus::kActive, environment_.now());
    if (!active) return tl::unexpected(active.error());
    const auto replaced =
        replace_password(connection, environment_, key, prepared->hash, std::nullopt);
    if (!replaced) return tl::unexpected(replaced.error());
    const auto told =
        tell(connection, environment_, key, "person.accepted_invitation", {.person = key.person});
    if (!told) return tl::unexpected(told.error());
    const auto announced = environment_.announce(connection, key.tenant, key.person);
    if (!announced) return tl::unexpected(announced.error());
    return start_session(connection, environment_, key,
                         {.method = "invitation", .previous_cookie = acceptance.previous_cookie});
  });
  environment_.forget_principals(key.tenant);
  if (!signed_in) return fail(Errors{signed_in.error()});
  return std::move(*signed_in);
}

Checked<void> Passwords::change(const Principal& principal, std::string_view current,
                                std::string_view next, std::string_view peer) const {
  if (principal.channel != Channel::kSession)
    return fail(Errors{
        {ErrorCode::kForbidden, "I035", "A password is changed in the browser, not by a token."}});
  const PersonKey key{.tenant = principal.tenant, .person = principal.person};
  // Tries at the current password count as tries to sign in: a borrowed session is no way to guess it.
  const AttemptKeys keys = attempt_keys(AttemptKind::kSignIn, key.person.text(), peer);
  Person person;
  std::optional<std::string> hash;
  const auto loaded = environment_.database.read([&](db::Connection& connection) -> Result<void> {
    const auto locked = seconds_locked(connection, keys, environment_.now());
    if (!locked) return tl::unexpected(locked.error());
    if (*locked > 0)
      return fail(ErrorCode::kTooMany, "I003",
                  fmt::format("There were too many failed tries: wait {} seconds before the next.",
                              *locked));
    const auto found = find_person(connection, key);
    if (!found) return tl::unexpected(found.error());
    if (*found) person = **found;
    const auto stored = find_password_hash(connection, key);
    if (!stored) return tl::unexpected(stored.error());
    hash = *stored;
    return {};
  });
  if (!loaded) return fail(Errors{loaded.error()});
  const auto is_right = environment_.hasher.verify(hash ? *hash : environment_.hasher.decoy(),
                                                   current.substr(0, kPasswordBytesMax + 1));
  if (!is_right) return fail(Errors{is_right.error()});
  if (!hash || !*is_right) {
    const auto counted = environment_.database.write([&](db::Connection& connection) {
      return record_failure(connection, keys, environment_.now());
    });
    if (!counted) return fail(Errors{counted.error()});
    Error error{ErrorCode::kForbidden, "I034", "The current password is not right."};
    error.pointer = "/current";
    return fail(Errors{std::move(error)});
  }
  const auto next_hash = check_and_hash(person, next);
  if (!next_hash) return tl::unexpected(next_hash.error());
  const auto done = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto cleared = clear_account(connection, keys);
    if (!cleared) return cleared;
    const auto replaced =
        replace_password(connection, environment_, key, *next_hash, principal.credential);
    if (!replaced) return replaced;
    return tell(connection, environment_, key, "password.changed", actor_of(principal));
  });
  environment_.forget_principals(key.tenant);
  if (!done) return fail(Errors{done.error()});
  return {};
}

Checked<void> Passwords::set_by_operator(std::string_view email, std::string_view password) const {
  auto person = environment_.database.read(
      [&](db::Connection& connection) -> Result<std::pair<PersonKey, Person>> {
        const auto key = find_sign_in_name(connection, email_name_hash(email));
        if (!key) return tl::unexpected(key.error());
        if (*key) {
          const auto found = find_person(connection, **key);
          if (!found) return tl::unexpected(found.error());
          if (*found) return std::pair(**key, **found);
        }
        return fail(ErrorCode::kNotFound, "I036", "Nobody signs in with that address.");
      });
  if (!person) return fail(Errors{person.error()});
  const auto& [key, found] = *person;
  const auto hash = check_and_hash(found, password);
  if (!hash) return tl::unexpected(hash.error());
  const auto done =
      environment_.database.write([&, key = key](db::Connection& connection) -> Result<void> {
        const auto active = set_status(connection, key, PersonStatus::kActive, environment_.now());
        if (!active) return active;
        const auto replaced = replace_password(connection, environment_, key, *hash, std::nullopt);
        if (!replaced) return replaced;
        return tell(connection, environment_, key, "password.set_by_operator", {});
      });
  environment_.forget_principals(key.tenant);
  if (!done) return fail(Errors{done.error()});
  return {};
}

}  // namespace bailiwick::platform::identity
