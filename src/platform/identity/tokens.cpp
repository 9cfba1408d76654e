#include "platform/identity/tokens.hpp"

#include <fmt/format.h>

#include <utility>

#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/token_store.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::platform::identity {
namespace {

constexpr std::int64_t kDaySeconds = 24 * 3600;

Errors token_mistakes(const Principal& principal, const NewToken& request, Instant now) {
  Errors mistakes;
  const auto add = [&](ErrorCode code, std::string_view rule, std::string_view pointer,
                       std::string message) {
    Error error{code, std::string(rule), std::move(message)};
    error.pointer = pointer;
    mistakes.push_back(std::move(error));
  };
  for (const Permission scope : request.scopes)
    if (!principal.may(scope))
      add(ErrorCode::kForbidden, "I051", "/scopes",
          fmt::format("You do not have the permission {}, so a token of yours cannot have it.",
                      name_of(scope)));
  if (!is_name(request.name))
    add(ErrorCode::kInvalidInput, "I019", "/name",
        fmt::format("A token needs a name of 1 to {} bytes that tells what it is for.",
                    kNameBytesMax));
  if (request.scopes.empty())
    add(ErrorCode::kInvalidInput, "I054", "/scopes", "A token needs at least one scope.");
  if (request.expires_at <= now ||
      request.expires_at > now.plus_seconds(kTokenDaysMax * kDaySeconds))
    add(ErrorCode::kInvalidInput, "I052", "/expires_at",
        fmt::format("A token ends in the future, within {} days.", kTokenDaysMax));
  return mistakes;
}

}  // namespace

Result<std::vector<ApiToken>> Tokens::list(const Principal& principal) const {
  const auto allowed = require(principal, Permission::kTokensManage);
  if (!allowed) return tl::unexpected(allowed.error());
  return environment_.database.read([&](db::Connection& connection) {
    return tokens_of(connection, {principal.tenant, principal.person});
  });
}

Checked<TokenMade> Tokens::make(const Principal& principal, const NewToken& request) const {
  const auto allowed = require(principal, Permission::kTokensManage);
  if (!allowed) return fail(Errors{allowed.error()});
  if (principal.channel == Channel::kToken)
    return fail(
        Errors{{ErrorCode::kForbidden, "I035", "A token is made in the browser, not by a token."}});
  const Instant now = environment_.now();
  Errors mistakes = token_mistakes(principal, request, now);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const NewCredential secret = make_credential(principal.tenant);
  const PersonKey key{.tenant = principal.tenant, .person = principal.person};
  TokenMade made{.token = {.id = TokenId(environment_.ids.next()),
                           .person = principal.person,
                           .name = request.name,
                           .scopes = request.scopes,
                           .created_at = now,
                           .expires_at = request.expires_at,
                           .last_used_at = {}},
                 .secret = secret.text};
  const auto done = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto others = tokens_of(connection, key);
    if (!others) return tl::unexpected(others.error());
    if (others->size() >= kTokensAPersonMax)
      return fail(ErrorCode::kLimit, "I053",
                  fmt::format("You have {} tokens, which is the most: revoke one first.",
                              kTokensAPersonMax));
    const auto inserted = insert_token(connection, principal.tenant, made.token, secret.digest);
    if (!inserted) return inserted;
    const auto told = environment_.audit.append(
        connection, {.tenant = principal.tenant,
                     .actor = actor_of(principal),
                     .action = "token.made",
                     .subject = made.token.id.text(),
                     .details = audit::Details()
                                    .code("scopes", scopes_text(request.scopes))
                                    .instant("expires_at", request.expires_at)});
    if (!told) return tl::unexpected(told.error());
    return {};
  });
  if (!done) return fail(Errors{done.error()});
  return made;
}

Result<void> Tokens::revoke(const Principal& principal, TokenId token) const {
  const auto allowed = require(principal, Permission::kTokensManage);
  if (!allowed) return allowed;
  const auto done = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto removed = remove_token(connection, {principal.tenant, principal.person}, token);
    if (!removed) return tl::unexpected(removed.error());
    if (*removed == 0) return fail(ErrorCode::kNotFound, "I050", "You have no such token.");
    const auto told = environment_.audit.append(connection, {.tenant = principal.tenant,
                                                             .actor = actor_of(principal),
                                                             .action = "token.revoked",
                                                             .subject = token.text(),
                                                             .details = {}});
    if (!told) return tl::unexpected(told.error());
    return bump_epoch(connection, principal.tenant);
  });
  environment_.forget_principals(principal.tenant);
  return done;
}

}  // namespace bailiwick::platform::identity
