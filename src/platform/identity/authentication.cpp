#include "platform/identity/authentication.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "platform/identity/company_store.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/token_store.hpp"

namespace bailiwick::platform::identity {
namespace {

// A token is never idle: it ends on its day.
constexpr std::int64_t kForeverSeconds = std::int64_t{100} * 365 * 24 * 3600;

auto refuse(Channel channel) {
  return fail(ErrorCode::kUnauthenticated, "I004",
              channel == Channel::kToken
                  ? "The API token is not known, has expired or was revoked: make a new one."
                  : "You are not signed in, or no longer: sign in again.");
}

std::set<Permission> cut(const std::set<Permission>& permissions,
                         const std::set<Permission>& scopes) {
  std::set<Permission> both;
  std::set_intersection(permissions.begin(), permissions.end(), scopes.begin(), scopes.end(),
                        std::inserter(both, both.begin()));
  return both;
}

// What the database says about a credential. Nothing where it is not good.
Result<std::optional<PrincipalCache::Entry>> read_entry(db::Connection& connection,
                                                        const Credential& credential,
                                                        Channel channel) {
  using Entry = std::optional<PrincipalCache::Entry>;
  PrincipalCache::Entry entry;
  Principal& principal = entry.principal;
  principal.tenant = credential.tenant;
  principal.channel = channel;
  std::set<Permission> scopes;
  if (channel == Channel::kSession) {
    const auto session = find_session(connection, credential);
    if (!session) return tl::unexpected(session.error());
    if (!*session) return Entry();
    principal.person = (*session)->person;
    principal.credential = (*session)->id;
    entry.expires_at = (*session)->expires_at;
    entry.last_seen_at = (*session)->last_seen_at;
  } else {
    const auto token = find_token(connection, credential);
    if (!token) return tl::unexpected(token.error());
    if (!*token) return Entry();
    principal.person = (*token)->person;
    principal.credential = (*token)->id.uuid();
    scopes = (*token)->scopes;
    entry.expires_at = (*token)->expires_at;
    entry.last_seen_at = (*token)->last_used_at.value_or((*token)->created_at);
  }
  const auto person = find_person(connection, {credential.tenant, principal.person});
  if (!person) return tl::unexpected(person.error());
  if (!*person || (*person)->status != PersonStatus::kActive) return Entry();
  principal.roles = (*person)->roles;
  principal.permissions = permissions_of(principal.roles);
  if (channel == Channel::kToken) principal.permissions = cut(principal.permissions, scopes);
  principal.locale = (*person)->locale;
  return Entry(std::move(entry));
}

}  // namespace

Result<Authentication::Who> Authentication::by_session(std::string_view cookie) const {
  return authenticate(cookie, Channel::kSession);
}

Result<Authentication::Who> Authentication::by_token(std::string_view token) const {
  return authenticate(token, Channel::kToken);
}

Result<Authentication::Who> Authentication::authenticate(std::string_view text,
                                                         Channel channel) const {
  const auto credential = parse_credential(text);
  if (!credential) return refuse(channel);
  const auto find = [&] {
    return environment_.principals.find(credential->digest, environment_.now(),
                                        idle_seconds(channel));
  };
  auto found = find();
  if (found && found->is_epoch_due) {
    const auto refreshed = refresh_epoch(credential->tenant);
    if (!refreshed) return tl::unexpected(refreshed.error());
    found = find();
  }
  // A session's cookie is no API token, and the other way round.
  const bool is_hit = found && found->principal->channel == channel &&
                      found->principal->tenant == credential->tenant;
  return is_hit ? Result<Who>(found->principal) : load(*credential, text, channel);
}

Result<Authentication::Who> Authentication::load(const Credential& credential,
                                                 std::string_view text, Channel channel) const {
  const auto refreshed = refresh_epoch(credential.tenant);
  if (!refreshed) return tl::unexpected(refreshed.error());
  const std::uint64_t ticket = environment_.principals.ticket(credential.tenant);
  auto entry = environment_.database.read(
      [&](db::Connection& connection) { return read_entry(connection, credential, channel); });
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return refuse(channel);
  PrincipalCache::Entry& good = **entry;
  const Instant now = environment_.now();
  const bool is_over =
      now >= good.expires_at || now >= good.last_seen_at.plus_seconds(idle_seconds(channel));
  if (is_over) return refuse(channel);
  if (channel == Channel::kSession) good.principal.csrf_token = csrf_token_of(text);
  good.last_seen_at = std::max(good.last_seen_at, now);
  return environment_.principals.put(credential.digest, std::move(good), ticket);
}

Result<void> Authentication::refresh_epoch(TenantId tenant) const {
  const Instant now = environment_.now();
  const auto epoch = environment_.database.read(
      [&](db::Connection& connection) { return epoch_of(connection, tenant); });
  if (!epoch) return tl::unexpected(epoch.error());
  if (*epoch > 0) environment_.principals.set_epoch(tenant, *epoch, now);
  return {};
}

std::int64_t Authentication::idle_seconds(Channel channel) const {
  return channel == Channel::kSession ? environment_.policy.session_idle_seconds : kForeverSeconds;
}

Result<Instant> Authentication::expires_at(const Principal& principal) const {
  const PersonKey key{.tenant = principal.tenant, .person = principal.person};
  return environment_.database.read([&](db::Connection& connection) -> Result<Instant> {
    if (principal.channel == Channel::kSession) {
      const auto sessions = sessions_of(connection, key);
      if (!sessions) return tl::unexpected(sessions.error());
      for (const Session& session : *sessions)
        if (session.id == principal.credential) return session.expires_at;
    } else {
      const auto tokens = tokens_of(connection, key);
      if (!tokens) return tl::unexpected(tokens.error());
      for (const ApiToken& token : *tokens)
        if (token.id.uuid() == principal.credential) return token.expires_at;
    }
    return refuse(principal.channel);
  });
}

Result<void> Authentication::flush() const {
  const auto uses = environment_.principals.take_uses();
  if (uses.empty()) return {};
  return environment_.database.write([&](db::Connection& connection) -> Result<void> {
    for (const PrincipalCache::Use& use : uses) {
      const auto touched =
          use.channel == Channel::kSession
              ? touch_session(connection, use.tenant, use.credential, use.at)
              : touch_token(connection, use.tenant, TokenId(use.credential), use.at);
      if (!touched) return touched;
    }
    return {};
  });
}

}  // namespace bailiwick::platform::identity
