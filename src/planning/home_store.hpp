// The only SQL of homes: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "geo/position.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {

// Where a person begins their working day.
struct Home {
  PersonId person;
  geo::LonLat at;  // degrees
  Instant set_at;
};

}  // namespace bailiwick::planning

namespace bailiwick::planning::home_store {

using platform::identity::PersonKey;

[[nodiscard]] Result<std::vector<Home>> all(platform::db::Connection& connection, TenantId tenant);
[[nodiscard]] Result<std::optional<Home>> of(platform::db::Connection& connection,
                                             const PersonKey& person);
[[nodiscard]] Result<void> put(platform::db::Connection& connection, TenantId tenant,
                               const Home& home);
// Whether there was one.
[[nodiscard]] Result<bool> remove(platform::db::Connection& connection, const PersonKey& person);

}  // namespace bailiwick::planning::home_store
