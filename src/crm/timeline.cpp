#include "crm/timeline.hpp"

#include <algorithm>
#include <tuple>

#include "alignment/scope.hpp"
#include "alignment/service.hpp"
#include "crm/labels.hpp"
#include "crm/record_rules.hpp"
#include "crm/settings_store.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;

// Behind which entry a page begins.
struct Behind {
  Instant at;
  RecordId id;
};

constexpr std::string_view kSort = "timeline";

Uuid highest() {
  Uuid uuid;
  uuid.bytes.fill(0xFF);
  return uuid;
}

// The field that says when it was; of opportunities, since when they are in their stage. Of others: when they were added.
std::optional<std::size_t> moment_field(const ObjectSpec& object) {
  if (object.kind == ObjectKind::kOpportunity) return object.at("stage_since");
  return object.time_field;
}

Instant time_of(const Record& record) {
  const auto field = moment_field(record.object());
  if (!field) return record.created_at;
  if (const auto* date = std::get_if<LocalDate>(&record.values[*field])) return first_moment(*date);
  const auto* instant = std::get_if<Instant>(&record.values[*field]);
  return instant ? *instant : record.created_at;
}

bool is_before(const TimelineEntry& a, const TimelineEntry& b) {
  const RecordId& ia = a.item.record.id;
  const RecordId& ib = b.item.record.id;
  return std::tuple(b.at, ia.kind, ib.uuid) < std::tuple(a.at, ib.kind, ia.uuid);
}

std::string cursor_of(const TimelineEntry& entry) {
  const RecordId& id = entry.item.record.id;
  return text_of(
      {.values = {db::Value(entry.at), db::Value(static_cast<int>(id.kind))}, .id = id.uuid},
      kSort);
}

Result<std::optional<Behind>> behind_of(const std::string& cursor) {
  if (cursor.empty()) return std::optional<Behind>();
  const auto place = place_of(cursor, kSort);
  if (!place) return tl::unexpected(place.error());
  if (place->values.size() == 2) {
    const auto* at = std::get_if<std::int64_t>(&place->values[0].variant());
    const auto* kind = std::get_if<std::int64_t>(&place->values[1].variant());
    if (at && kind && *kind >= 0 && *kind < static_cast<std::int64_t>(kObjectCount))
      return std::optional(Behind{
          .at = Instant(*at), .id = {.kind = static_cast<ObjectKind>(*kind), .uuid = place->id}});
  }
  return fail(ErrorCode::kInvalidInput, "R014",
              "The cursor belongs to another list: begin again without one.");
}

// Where an object's own list goes on: of the moment itself only what stands behind.
PagePlace place_in(const ObjectSpec& object, const Behind& behind) {
  Uuid id = behind.id.uuid;
  if (object.kind > behind.id.kind) id = highest();
  if (object.kind < behind.id.kind) id = Uuid{};
  const auto moment = moment_field(object);
  const bool is_date = moment && object.fields[*moment].type == FieldType::kDate;
  if (!is_date) return {.values = {db::Value(behind.at)}, .id = id};
  const LocalDate date = utc_date(behind.at);
  const bool is_later_that_day = behind.at != first_moment(date);
  return {.values = {db::Value(date)}, .id = is_later_that_day ? highest() : id};
}

ListRequest request_of(const ObjectSpec& object, const RecordId& account,
                       const std::optional<Behind>& behind, std::int64_t limit) {
  ListRequest request{.words = {}, .limit = limit};
  request.conditions.push_back({.column = {.source = Source::kField,
                                           .field = *object.account_field,
                                           .type = FieldType::kRecord},
                                .is = Comparison::kEq,
                                .values = {account.uuid}});
  request.order.is_descending = true;
  request.order.column.source = Source::kCreated;
  request.order.column.type = FieldType::kInstant;
  if (const auto moment = moment_field(object))
    request.order.column = {
        .source = Source::kField, .field = *moment, .type = object.fields[*moment].type};
  if (behind) request.after = place_in(object, *behind);
  return request;
}

bool stands_in_timelines(const ObjectSpec& object) {
  return object.account_field && object.kind != ObjectKind::kContact &&
         object.kind != ObjectKind::kLead;
}

struct Reading {
  const Viewer& viewer;
  RecordId account;
  std::optional<Behind> behind;
  std::int64_t limit;
};

Result<void> add_entries(db::Connection& connection, const Reading& reading,
                         const ObjectSpec& object, TimelinePage& page) {
  const auto custom = custom_fields(connection, reading.viewer.principal.tenant, object.kind);
  if (!custom) return tl::unexpected(custom.error());
  const ListRequest request =
      request_of(object, reading.account, reading.behind, reading.limit + 1);
  auto records = list_records(connection, reading.viewer, {object, *custom, request});
  if (!records) return tl::unexpected(records.error());
  auto labels = labels_of(connection, reading.viewer, records->records);
  if (!labels) return tl::unexpected(labels.error());
  for (std::size_t r = 0; r < records->records.size(); ++r) {
    const Instant at = time_of(records->records[r]);
    page.items.push_back({at, {std::move(records->records[r]), std::move((*labels)[r])}});
  }
  page.custom[static_cast<std::size_t>(object.kind)] = *custom;
  return {};
}

Result<void> check_seen(db::Connection& connection, const Viewer& viewer, const RecordId& account) {
  const auto found = find_record(connection, viewer, {}, account);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return refuse_unknown(account);
  return {};
}

}  // namespace

Result<TimelinePage> TimelineService::timeline(const identity::Principal& principal,
                                               const RecordId& account, const std::string& cursor,
                                               std::int64_t limit) const {
  const auto allowed = require(principal, identity::Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto behind = behind_of(cursor);
  if (!behind) return tl::unexpected(behind.error());
  const Viewer viewer{.principal = principal, .day = utc_date(parts_.now())};
  return parts_.database.read([&](db::Connection& connection) -> Result<TimelinePage> {
    const auto seen = check_seen(connection, viewer, account);
    if (!seen) return tl::unexpected(seen.error());
    TimelinePage page;
    page.custom.resize(kObjectCount);
    for (const ObjectSpec& object : all_objects()) {
      if (!stands_in_timelines(object)) continue;
      const auto added = add_entries(connection, {viewer, account, *behind, limit}, object, page);
      if (!added) return tl::unexpected(added.error());
    }
    std::ranges::sort(page.items, is_before);
    const auto count = static_cast<std::size_t>(limit);
    if (page.items.size() > count) {
      page.items.erase(page.items.begin() + limit, page.items.end());
      page.next = cursor_of(page.items.back());
    }
    return page;
  });
}

Result<TerritoryPast> TimelineService::territories(const identity::Principal& principal,
                                                   const RecordId& account) const {
  const auto allowed = require(principal, identity::Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer{.principal = principal, .day = utc_date(parts_.now())};
  TerritoryPast past;
  const auto read = parts_.database.read([&](db::Connection& connection) -> Result<void> {
    const auto seen = check_seen(connection, viewer, account);
    if (!seen) return seen;
    auto names = alignment::all_territory_names(connection, principal.tenant);
    if (!names) return tl::unexpected(names.error());
    past.names = std::move(*names);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  auto rows = parts_.alignment.account_history(principal, alignment::AccountId(account.uuid));
  if (!rows) return tl::unexpected(rows.error());
  past.rows = std::move(*rows);
  return past;
}

}  // namespace bailiwick::crm
