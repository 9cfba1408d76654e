// The table of API tokens. Plain functions; each runs in the transaction of the connection it is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/model.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::platform::identity {

// Scopes as they are stored: their words, sorted, a blank between two.
[[nodiscard]] std::string scopes_text(const std::set<Permission>& scopes);
// Words that are no permission (any more) are left out: they grant nothing.
[[nodiscard]] std::set<Permission> parse_scopes(std::string_view text);

Result<void> insert_token(db::Connection& connection, TenantId tenant, const ApiToken& token,
                          const crypto::Digest& secret);
// Of people who are active only.
[[nodiscard]] Result<std::optional<ApiToken>> find_token(db::Connection& connection,
                                                         const Credential& credential);
// Newest first; also those whose time is over.
[[nodiscard]] Result<std::vector<ApiToken>> tokens_of(db::Connection& connection,
                                                      const PersonKey& key);
// One of that person's. How many there were: 0 or 1.
Result<std::int64_t> remove_token(db::Connection& connection, const PersonKey& key, TokenId token);
Result<std::int64_t> remove_tokens(db::Connection& connection, const PersonKey& key);
// Never back in time.
Result<void> touch_token(db::Connection& connection, TenantId tenant, TokenId token, Instant now);

}  // namespace bailiwick::platform::identity
