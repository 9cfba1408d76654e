#include "platform/events/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "platform/events/store.hpp"

namespace bailiwick::platform::events {
namespace {

constexpr std::size_t kNameBytesMax = 100;

// The data as one line; E002.
Result<std::string> one_line(const std::string& data) {
  const auto refuse = [&] {
    return fail(ErrorCode::kInvalidInput, "E002",
                fmt::format("The data of an event are not a JSON object of at most {} bytes.",
                            kEventBytesMax));
  };
  if (data.size() > kEventBytesMax) return refuse();
  const auto json = nlohmann::ordered_json::parse(data, nullptr, false);
  if (!json.is_object()) return refuse();
  return data.find_first_of("\r\n") == std::string::npos ? data : json.dump();
}

}  // namespace

bool may_see(const identity::Principal& principal, const Audience& audience) {
  if (audience.permission && principal.may(*audience.permission)) return true;
  return !audience.person.is_nil() && audience.person == principal.person;
}

bool is_event_name(std::string_view name) {
  if (name.size() > kNameBytesMax || name.find('.') == std::string_view::npos) return false;
  char before = '.';
  for (const char c : name) {
    const bool is_letter = (c >= 'a' && c <= 'z') || c == '_';
    if (!is_letter && (c != '.' || before == '.')) return false;
    before = c;
  }
  return before != '.';
}

Result<void> EventOutbox::emit(db::Connection& connection, const Event& event) const {
  if (!is_event_name(event.name)) {
    return fail(
        ErrorCode::kInvalidInput, "E001",
        fmt::format("'{}' is not the name of an event; write lower-case words joined by dots.",
                    event.name));
  }
  if (!event.audience.permission && event.audience.person.is_nil()) {
    return fail(ErrorCode::kInvalidInput, "E003",
                fmt::format("The event {} is for nobody.", event.name));
  }
  auto data = one_line(event.data);
  if (!data) return tl::unexpected(data.error());
  StoredEvent stored = {EventId(ids_.next()), 0, event, clock_()};
  stored.event.data = std::move(*data);
  if (connection.dialect() == db::Dialect::kPostgres) return insert(connection, stored);
  const auto position = take_positions(connection, event.tenant, 1);
  if (!position) return tl::unexpected(position.error());
  stored.position = *position;
  if (auto done = insert(connection, stored); !done) return done;
  return publish(connection, stored);
}

Result<std::int64_t> EventOutbox::sequence(db::Connection& connection,
                                           std::int64_t count_max) const {
  auto events = without_position(connection, count_max);
  if (!events) return tl::unexpected(events.error());
  auto first = events->begin();
  while (first != events->end()) {
    const TenantId tenant = first->event.tenant;
    const auto end = std::find_if(first, events->end(), [&](const StoredEvent& other) {
      return other.event.tenant != tenant;
    });
    const auto last = take_positions(connection, tenant, end - first);
    if (!last) return tl::unexpected(last.error());
    for (std::int64_t position = *last - (end - first) + 1; first != end; ++first, ++position) {
      first->position = position;
      if (const auto done = set_position(connection, *first); !done)
        return tl::unexpected(done.error());
      if (const auto done = publish(connection, *first); !done) return tl::unexpected(done.error());
    }
  }
  return static_cast<std::int64_t>(events->size());
}

Result<void> EventOutbox::publish(db::Connection& connection, const StoredEvent& event) const {
  for (const OnPublish& listener : listeners_) {
    if (auto done = listener(connection, event); !done) return done;
  }
  return {};
}

}  // namespace bailiwick::platform::events
