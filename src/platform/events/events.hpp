// What happened, told to those who may know: written in the transaction that made it happen (transactional outbox), read by
// browsers (events/hub.hpp) and by webhooks (events/webhooks.hpp) after the commit.
//
//   outbox.emit(connection, {.tenant = t, .name = "plan.updated",
//                            .audience = {.permission = Permission::kPlansRead}, .data = R"({"id":"plan_..."})"});
//
// Each event of a company gets a position, 1, 2, 3, ..., without gaps: the id in a stream. On SQLite emit() gives it;
// on PostgreSQL, where concurrent transactions may commit in another order than they began, Sequencer gives it after the
// commit. Either way a reader that has seen position p has seen all before it. docs/spec/events.md says what is promised.
// Errors: E001 the name is not lower-case words joined by dots, E002 the data are too large or not a JSON object,
// E003 nobody is the audience.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::platform::events {

inline constexpr std::size_t kEventBytesMax = 64 << 10;

struct EventTag {
  static constexpr std::string_view kPrefix = "event";
};
using EventId = Uid<EventTag>;

// Who may know: everyone of the company with the permission, and the person. One of the two at least is there.
struct Audience {
  std::optional<identity::Permission> permission = {};
  PersonId person = {};  // nil: nobody in particular
};
[[nodiscard]] bool may_see(const identity::Principal& principal, const Audience& audience);

struct Event {
  TenantId tenant = {};
  std::string name = {};  // "plan.updated"
  Audience audience = {};
  std::string data = {};  // a JSON object, at most kEventBytesMax
};

// Words of a-z and "_", two at least, joined by dots; at most 100 bytes.
[[nodiscard]] bool is_event_name(std::string_view name);

struct StoredEvent {
  EventId id;
  std::int64_t position = 0;
  Event event;
  Instant at;
};

// Thread-safe once put together.
class EventOutbox {
 public:
  // Called with each event that has its position, in the transaction that gave it: webhooks queue their jobs so.
  using OnPublish = std::function<Result<void>(db::Connection&, const StoredEvent&)>;

  EventOutbox(WallClock clock, UuidSource& ids) : clock_(std::move(clock)), ids_(ids) {}

  void on_publish(OnPublish listener) { listeners_.push_back(std::move(listener)); }

  // Errors E001, E002, E003 and db's.
  [[nodiscard]] Result<void> emit(db::Connection& connection, const Event& event) const;

  // PostgreSQL: gives positions to committed events that have none yet, at most `count_max` of them; how many. Safe in any number of processes
  // at once. On SQLite there never are any.
  [[nodiscard]] Result<std::int64_t> sequence(db::Connection& connection,
                                              std::int64_t count_max) const;

 private:
  [[nodiscard]] Result<void> publish(db::Connection& connection, const StoredEvent& event) const;

  WallClock clock_;
  UuidSource& ids_;
  std::vector<OnPublish> listeners_;
};

}  // namespace bailiwick::platform::events
