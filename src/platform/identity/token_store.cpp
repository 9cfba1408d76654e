#include "platform/identity/token_store.hpp"

#include <algorithm>

#include "platform/db/list_query.hpp"

namespace bailiwick::platform::identity {
namespace {

// Columns: see token_from().
constexpr db::Sql kSelectTokens =
    "SELECT t.token_id, t.person_id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at "
    "FROM api_token t JOIN person p ON p.tenant_id = t.tenant_id AND p.person_id = t.person_id "
    "WHERE p.status = 'active' AND t.tenant_id = ";

ApiToken token_from(const db::Row& row) {
  return {.id = row.id<TokenTag>(0),
          .person = row.id<PersonTag>(1),
          .name = std::string(row.text(2)),
          .scopes = parse_scopes(row.text(3)),
          .created_at = row.instant(4),
          .expires_at = row.instant(5),
          .last_used_at = row.optional_instant(6)};
}

}  // namespace

std::string scopes_text(const std::set<Permission>& scopes) {
  std::string text;
  for (const Permission scope : scopes) {
    if (!text.empty()) text += ' ';
    text += name_of(scope);
  }
  return text;
}

std::set<Permission> parse_scopes(std::string_view text) {
  std::set<Permission> scopes;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (const auto scope = parse_permission(word)) scopes.insert(*scope);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return scopes;
}

Result<void> insert_token(db::Connection& connection, TenantId tenant, const ApiToken& token,
                          const crypto::Digest& secret) {
  const auto added = connection.execute(
      "INSERT INTO api_token (tenant_id, token_id, person_id, name, secret_hash, scopes, "
      "created_at, "
      "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {tenant, token.id, token.person, token.name, bytes_of(secret), scopes_text(token.scopes),
       token.created_at, token.expires_at});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<std::optional<ApiToken>> find_token(db::Connection& connection,
                                           const Credential& credential) {
  std::optional<ApiToken> token;
  const auto found = db::ListQuery(kSelectTokens, credential.tenant)
                         .add(" AND t.secret_hash = ", bytes_of(credential.digest))
                         .run(connection, [&](const db::Row& row) { token = token_from(row); });
  if (!found) return tl::unexpected(found.error());
  return token;
}

Result<std::vector<ApiToken>> tokens_of(db::Connection& connection, const PersonKey& key) {
  std::vector<ApiToken> tokens;
  const auto found =
      db::ListQuery(kSelectTokens, key.tenant)
          .add(" AND t.person_id = ", key.person)
          .add(" ORDER BY t.token_id DESC")
          .run(connection, [&](const db::Row& row) { tokens.push_back(token_from(row)); });
  if (!found) return tl::unexpected(found.error());
  return tokens;
}

Result<std::int64_t> remove_token(db::Connection& connection, const PersonKey& key, TokenId token) {
  return connection.execute(
      "DELETE FROM api_token WHERE tenant_id = $1 AND person_id = $2 AND token_id = $3",
      {key.tenant, key.person, token});
}

Result<std::int64_t> remove_tokens(db::Connection& connection, const PersonKey& key) {
  return connection.execute("DELETE FROM api_token WHERE tenant_id = $1 AND person_id = $2",
                            {key.tenant, key.person});
}

Result<void> touch_token(db::Connection& connection, TenantId tenant, TokenId token, Instant now) {
  const auto touched = connection.execute(
      "UPDATE api_token SET last_used_at = $3 WHERE tenant_id = $1 AND token_id = $2 AND "
      "(last_used_at IS NULL OR last_used_at < $3)",
      {tenant, token, now});
  if (!touched) return tl::unexpected(touched.error());
  return {};
}

}  // namespace bailiwick::platform::identity
