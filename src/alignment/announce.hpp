// Tells open pages and webhooks, in the transaction that made it so, what changed:
//
//   territory.updated   {id}                     its name or its place in the tree
//   position.updated    {id}                     its title or kind
//   assignment.updated  {position[, territory]}  who holds the position, or what it is to the territory
//   alignment.updated   {revision, accounts}     that many accounts have other territories
//
// The audience is everyone who may read territories, whatever their scope: so an event holds ids and nothing else, and who wants to
// know more asks, within their scope.
#pragma once

#include <cstdint>
#include <optional>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "platform/events/events.hpp"

namespace bailiwick::alignment {

struct Announcer {
  const platform::events::EventOutbox& outbox;  // outlives it

  Result<void> territory(platform::db::Connection& connection, TenantId tenant,
                         TerritoryId territory) const;
  Result<void> position(platform::db::Connection& connection, TenantId tenant,
                        PositionId position) const;
  // Absent: who holds the position.
  Result<void> assignment(platform::db::Connection& connection, TenantId tenant,
                          PositionId position, std::optional<TerritoryId> territory) const;
  Result<void> accounts(platform::db::Connection& connection, TenantId tenant,
                        std::int64_t revision, std::int64_t count) const;
};

}  // namespace bailiwick::alignment
