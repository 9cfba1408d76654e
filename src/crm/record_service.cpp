#include "crm/record_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "crm/labels.hpp"
#include "crm/record_rules.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::crm {
namespace {

namespace audit = platform::audit;
namespace identity = platform::identity;
using identity::Permission;
using Json = nlohmann::json;

auto refuse_unknown(const RecordId& id) {
  return fail(
      ErrorCode::kNotFound, "R001",
      "There is no such " + std::string(object_of(id.kind).name) + ", or not within your scope.");
}

auto refuse_stale() {
  return fail(ErrorCode::kPrecondition, "R010",
              "It was changed since you read it: read it again and repeat your change.");
}

// What the database says of an external id that is taken, in the words of the field.
Error worded(Error error, const Record& record) {
  if (error.code != ErrorCode::kConflict || record.external_id.empty()) return error;
  return {ErrorCode::kConflict, "R009",
          "Another " + std::string(record.object().name) + " has the external id \"" +
              record.external_id + "\".",
          "/external_id"};
}

std::optional<alignment::TerritoryId> territory_of(const Json& body) {
  const auto at = body.find("territory");
  if (at == body.end() || !at->is_string()) return std::nullopt;
  return alignment::TerritoryId::parse(at->get<std::string>());
}

// Steps of a transaction that give every mistake, where the transaction itself carries one error alone.
template <class T>
Checked<T> with_mistakes(Result<T> outcome, Errors mistakes) {
  if (outcome) return std::move(*outcome);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  return fail(Errors{outcome.error()});
}

}  // namespace

Viewer RecordService::viewer_of(const Principal& principal) const {
  return {.principal = principal, .day = utc_date(parts_.now())};
}

Result<void> RecordService::tell(Connection& connection, const Principal& principal,
                                 const RecordId& id, audit::Word action) const {
  const auto told = parts_.audit.append(connection, {.tenant = principal.tenant,
                                                     .actor = identity::actor_of(principal),
                                                     .action = action,
                                                     .subject = id.text()});
  if (!told) return tl::unexpected(told.error());
  const Json data = {{"object", object_of(id.kind).name}, {"id", id.text()}};
  return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                         .name = "record.updated",
                                         .audience = {.permission = Permission::kCrmRead},
                                         .data = data.dump()});
}

Checked<ListRequest> RecordService::request_of(const ListNames& names, const ListAsk& ask) const {
  ListRequest request{.words = ask.words, .limit = ask.limit};
  Errors errors;
  const Json where = ask.where.empty() ? Json::array() : Json::parse(ask.where, nullptr, false);
  if (auto conditions = conditions_of(names, where))
    request.conditions = std::move(*conditions);
  else
    errors = conditions.error();
  if (const auto order = order_of(names, ask.sort))
    request.order = *order;
  else
    errors.push_back(order.error());
  if (!ask.cursor.empty()) {
    if (const auto place = place_of(ask.cursor, ask.sort))
      request.after = *place;
    else
      errors.push_back(place.error());
  }
  if (!errors.empty()) return fail(std::move(errors));
  return request;
}

Result<LabelledPage> RecordService::labelled(Connection& connection, const Scene& scene,
                                             std::vector<Record> records) const {
  auto labels = labels_of(connection, scene.viewer, records);
  if (!labels) return tl::unexpected(labels.error());
  LabelledPage page{.items = {}, .custom = scene.custom};
  for (std::size_t r = 0; r < records.size(); ++r)
    page.items.push_back({std::move(records[r]), std::move((*labels)[r])});
  return page;
}

Checked<LabelledPage> RecordService::list(const Principal& principal, const ListAsk& ask) const {
  if (const auto allowed = require(principal, Permission::kCrmRead); !allowed)
    return fail(Errors{allowed.error()});
  const Viewer viewer = viewer_of(principal);
  Errors mistakes;
  auto page = parts_.database.read([&](Connection& connection) -> Result<LabelledPage> {
    const auto custom = custom_fields(connection, principal.tenant, ask.object);
    if (!custom) return tl::unexpected(custom.error());
    const ObjectSpec& object = object_of(ask.object);
    const auto request = request_of({object, *custom}, ask);
    if (!request) {
      mistakes = request.error();
      return tl::unexpected(mistakes.front());
    }
    auto records = list_records(connection, viewer, {object, *custom, *request});
    if (!records) return tl::unexpected(records.error());
    auto shown = labelled(connection, {viewer, *custom}, std::move(records->records));
    if (shown && records->next) shown->next = text_of(*records->next, ask.sort);
    return shown;
  });
  return with_mistakes(std::move(page), std::move(mistakes));
}

Checked<std::int64_t> RecordService::count(const Principal& principal, const ListAsk& ask) const {
  if (const auto allowed = require(principal, Permission::kCrmRead); !allowed)
    return fail(Errors{allowed.error()});
  Errors mistakes;
  auto count = parts_.database.read([&](Connection& connection) -> Result<std::int64_t> {
    const auto custom = custom_fields(connection, principal.tenant, ask.object);
    if (!custom) return tl::unexpected(custom.error());
    const ObjectSpec& object = object_of(ask.object);
    const auto request = request_of({object, *custom}, ask);
    if (!request) {
      mistakes = request.error();
      return tl::unexpected(mistakes.front());
    }
    return count_records(connection, viewer_of(principal), {object, *custom, *request});
  });
  return with_mistakes(std::move(count), std::move(mistakes));
}

Checked<Groups> RecordService::groups(const Principal& principal, const ListAsk& ask,
                                      const std::string& by) const {
  if (const auto allowed = require(principal, Permission::kCrmRead); !allowed)
    return fail(Errors{allowed.error()});
  const Viewer viewer = viewer_of(principal);
  Errors mistakes;
  auto groups = parts_.database.read([&](Connection& connection) -> Result<Groups> {
    const auto custom = custom_fields(connection, principal.tenant, ask.object);
    if (!custom) return tl::unexpected(custom.error());
    const ObjectSpec& object = object_of(ask.object);
    const auto request = request_of({object, *custom}, ask);
    if (!request) mistakes = request.error();
    const auto column = group_column({object, *custom}, by);
    if (!column) mistakes.push_back(column.error());
    if (!mistakes.empty()) return tl::unexpected(mistakes.front());
    auto found = group_records(connection, viewer, {object, *custom, *request}, *column);
    if (!found) return tl::unexpected(found.error());
    auto named = labelled_groups(connection, viewer, object, *column, std::move(*found));
    if (!named) return tl::unexpected(named.error());
    return Groups{.by = *column, .items = std::move(*named)};
  });
  return with_mistakes(std::move(groups), std::move(mistakes));
}

Result<LabelledPage> RecordService::record(const Principal& principal, const RecordId& id) const {
  const auto allowed = require(principal, Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  return parts_.database.read([&](Connection& connection) -> Result<LabelledPage> {
    const auto custom = custom_fields(connection, principal.tenant, id.kind);
    if (!custom) return tl::unexpected(custom.error());
    auto found = find_record(connection, viewer, *custom, id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return refuse_unknown(id);
    return labelled(connection, {viewer, *custom}, {std::move(**found)});
  });
}

Result<Record> RecordService::existing(Connection& connection, const Scene& scene,
                                       const RecordId& id, std::optional<std::int64_t> version,
                                       bool is_deleted) const {
  auto found = find_record(connection, scene.viewer, scene.custom, id, is_deleted);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return refuse_unknown(id);
  if (version && (*found)->version != *version) return refuse_stale();
  return std::move(**found);
}

// A new account stands in a territory of whoever adds it, or they would not see it again.
Result<void> RecordService::place(const Principal& principal, const Record& record,
                                  const Json& body) const {
  if (record.id.kind != ObjectKind::kAccount) return {};
  return parts_.alignment.take_account(principal, alignment::AccountId(record.id.uuid),
                                       territory_of(body));
}

Checked<LabelledPage> RecordService::add(const Principal& principal, ObjectKind object,
                                         const Json& body) const {
  if (const auto allowed = require(principal, Permission::kCrmWrite); !allowed)
    return fail(Errors{allowed.error()});
  const Viewer viewer = viewer_of(principal);
  const RecordId id{.kind = object, .uuid = parts_.ids.next()};
  Errors mistakes;
  auto made = parts_.database.write([&](Connection& connection) -> Result<LabelledPage> {
    const auto custom = custom_fields(connection, principal.tenant, object);
    if (!custom) return tl::unexpected(custom.error());
    const auto stages = pipelines(connection, principal.tenant);
    if (!stages) return tl::unexpected(stages.error());
    Record record = blank_record(object);
    record.id = id;
    record.created_at = record.updated_at = parts_.now();
    mistakes = set_fields(record, *custom, body);
    fill_defaults(record, principal.person);
    follow_stage(record, nullptr, *stages, parts_.now());
    for (Error& error : missing_fields(record)) mistakes.push_back(std::move(error));
    const auto broken = broken_references(connection, viewer, record, nullptr, *stages);
    if (!broken) return tl::unexpected(broken.error());
    mistakes.insert(mistakes.end(), broken->begin(), broken->end());
    if (!mistakes.empty()) return tl::unexpected(mistakes.front());
    const auto inserted = insert_records(connection, principal.tenant, {&record, 1});
    if (!inserted) return tl::unexpected(worded(inserted.error(), record));
    const auto placed = place(principal, record, body);
    if (!placed) return tl::unexpected(placed.error());
    const auto told = tell(connection, principal, id, "record.added");
    if (!told) return tl::unexpected(told.error());
    auto kept = existing(connection, {viewer, *custom}, id, std::nullopt, false);
    if (!kept) return tl::unexpected(kept.error());
    return labelled(connection, {viewer, *custom}, {std::move(*kept)});
  });
  return with_mistakes(std::move(made), std::move(mistakes));
}

Checked<LabelledPage> RecordService::change(const Principal& principal, const RecordId& id,
                                            std::optional<std::int64_t> version,
                                            const Json& body) const {
  if (const auto allowed = require(principal, Permission::kCrmWrite); !allowed)
    return fail(Errors{allowed.error()});
  const Viewer viewer = viewer_of(principal);
  Errors mistakes;
  auto changed = parts_.database.write([&](Connection& connection) -> Result<LabelledPage> {
    const auto custom = custom_fields(connection, principal.tenant, id.kind);
    if (!custom) return tl::unexpected(custom.error());
    const auto stages = pipelines(connection, principal.tenant);
    if (!stages) return tl::unexpected(stages.error());
    const auto before = existing(connection, {viewer, *custom}, id, version, false);
    if (!before) return tl::unexpected(before.error());
    Record record = *before;
    mistakes = set_fields(record, *custom, body);
    record.updated_at = parts_.now();
    follow_stage(record, &*before, *stages, parts_.now());
    for (Error& error : missing_fields(record)) mistakes.push_back(std::move(error));
    const auto broken = broken_references(connection, viewer, record, &*before, *stages);
    if (!broken) return tl::unexpected(broken.error());
    mistakes.insert(mistakes.end(), broken->begin(), broken->end());
    if (!mistakes.empty()) return tl::unexpected(mistakes.front());
    const auto updated = update_record(connection, principal.tenant, record);
    if (!updated) return tl::unexpected(worded(updated.error(), record));
    if (!*updated) return refuse_stale();
    ++record.version;
    const auto told = tell(connection, principal, id, "record.changed");
    if (!told) return tl::unexpected(told.error());
    return labelled(connection, {viewer, *custom}, {std::move(record)});
  });
  return with_mistakes(std::move(changed), std::move(mistakes));
}

Result<void> RecordService::hide(const Principal& principal, const RecordId& id,
                                 std::optional<std::int64_t> version) const {
  const auto allowed = require(principal, Permission::kCrmWrite);
  if (!allowed) return allowed;
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto record = existing(connection, {viewer_of(principal), {}}, id, version, false);
    if (!record) return tl::unexpected(record.error());
    const auto hidden = hide_record(connection, principal.tenant, *record, {true, parts_.now()});
    if (!hidden) return tl::unexpected(hidden.error());
    if (!*hidden) return refuse_stale();
    return tell(connection, principal, id, "record.deleted");
  });
}

Result<LabelledPage> RecordService::restore(const Principal& principal, const RecordId& id) const {
  const auto allowed = require(principal, Permission::kCrmWrite);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  return parts_.database.write([&](Connection& connection) -> Result<LabelledPage> {
    const auto custom = custom_fields(connection, principal.tenant, id.kind);
    if (!custom) return tl::unexpected(custom.error());
    auto record = existing(connection, {viewer, *custom}, id, std::nullopt, true);
    if (!record) return tl::unexpected(record.error());
    if (record->is_deleted) {
      const auto back = hide_record(connection, principal.tenant, *record, {false, parts_.now()});
      if (!back) return tl::unexpected(back.error());
      record->is_deleted = false;
      ++record->version;
      const auto told = tell(connection, principal, id, "record.restored");
      if (!told) return tl::unexpected(told.error());
    }
    return labelled(connection, {viewer, *custom}, {std::move(*record)});
  });
}

}  // namespace bailiwick::crm
