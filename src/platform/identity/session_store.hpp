// The tables of sessions and of one-time links. Plain functions; each runs in the transaction of the connection it is given.
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

Result<void> insert_session(db::Connection& connection, TenantId tenant, const Session& session,
                            const crypto::Digest& secret);
// Of people who are active only.
[[nodiscard]] Result<std::optional<Session>> find_session(db::Connection& connection,
                                                          const Credential& credential);
// Newest first.
[[nodiscard]] Result<std::vector<Session>> sessions_of(db::Connection& connection,
                                                       const PersonKey& key);
// How many there were: 0 or 1.
Result<std::int64_t> remove_session(db::Connection& connection, TenantId tenant,
                                    const Uuid& session);
// All of a person's but one. How many there were.
Result<std::int64_t> remove_sessions(db::Connection& connection, const PersonKey& key,
                                     const std::optional<Uuid>& keep);
// Never back in time.
Result<void> touch_session(db::Connection& connection, TenantId tenant, const Uuid& session,
                           Instant now);
// Those past their end, and those not used since `idle_since`.
Result<std::int64_t> remove_expired_sessions(db::Connection& connection, TenantId tenant,
                                             Instant now, Instant idle_since);

Result<void> insert_link(db::Connection& connection, const PersonKey& key, LinkPurpose purpose,
                         const NewCredential& link, Instant expires_at);
// Finds the link and removes it, so that it is good once; nothing where there is none or its time is over.
[[nodiscard]] Result<std::optional<PersonId>> take_link(db::Connection& connection,
                                                        const Credential& credential,
                                                        LinkPurpose purpose, Instant now);
// The person of a link that is still good, without using it.
[[nodiscard]] Result<std::optional<PersonId>> find_link(db::Connection& connection,
                                                        const Credential& credential,
                                                        LinkPurpose purpose, Instant now);
Result<void> remove_links(db::Connection& connection, const PersonKey& key);
Result<void> remove_expired_links(db::Connection& connection, TenantId tenant, Instant now);

}  // namespace bailiwick::platform::identity
