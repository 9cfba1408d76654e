#include "crm/record_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "crm/labels.hpp"
#include "crm/mistakes.hpp"
#include "crm/record_rules.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using identity::Permission;
using Json = nlohmann::json;

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

}  // namespace

Viewer RecordService::viewer_of(const Principal& principal) const {
  return {.principal = principal, .day = utc_date(parts_.now())};
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

// Authorises, reads what is asked for, and hands it to `work` inside the transaction.
template <class T, class Work>
Checked<T> RecordService::asked(const Principal& principal, const ListAsk& ask, Work&& work) const {
  if (const auto allowed = require(principal, Permission::kCrmRead); !allowed)
    return fail(Errors{allowed.error()});
  const Viewer viewer = viewer_of(principal);
  Errors mistakes;
  auto outcome = parts_.database.read([&](Connection& connection) -> Result<T> {
    const auto custom = custom_fields(connection, principal.tenant, ask.object);
    if (!custom) return tl::unexpected(custom.error());
    const ObjectSpec& object = object_of(ask.object);
    // Only conditions on an account's own fields need those.
    Result<std::vector<CustomField>> of_account;
    if (ask.where.find("account.custom.") != std::string::npos)
      of_account = custom_fields(connection, principal.tenant, ObjectKind::kAccount);
    if (!of_account) return tl::unexpected(of_account.error());
    const auto request = request_of({object, *custom, &*of_account}, ask);
    if (request) return work(connection, viewer, ListOf{object, *custom, *request});
    mistakes = request.error();
    return tl::unexpected(mistakes.front());
  });
  return with_mistakes(std::move(outcome), std::move(mistakes));
}

Checked<LabelledPage> RecordService::list(const Principal& principal, const ListAsk& ask) const {
  return asked<LabelledPage>(
      principal, ask,
      [&](Connection& connection, const Viewer& viewer,
          const ListOf& list) -> Result<LabelledPage> {
        auto records = list_records(connection, viewer, list);
        if (!records) return tl::unexpected(records.error());
        auto shown = labelled(connection, {viewer, list.custom}, std::move(records->records));
        if (shown && records->next) shown->next = text_of(*records->next, ask.sort);
        return shown;
      });
}

Checked<std::int64_t> RecordService::count(const Principal& principal, const ListAsk& ask) const {
  return asked<std::int64_t>(principal, ask,
                             [](Connection& connection, const Viewer& viewer, const ListOf& list) {
                               return count_records(connection, viewer, list);
                             });
}

Checked<Groups> RecordService::groups(const Principal& principal, const ListAsk& ask,
                                      const std::string& by) const {
  return asked<Groups>(
      principal, ask,
      [&](Connection& connection, const Viewer& viewer, const ListOf& list) -> Result<Groups> {
        const auto column = group_column({list.object, list.custom}, by);
        if (!column) return tl::unexpected(column.error());
        auto found = group_records(connection, viewer, list, *column);
        if (!found) return tl::unexpected(found.error());
        auto named = labelled_groups(connection, viewer, list.object, *column, std::move(*found));
        if (!named) return tl::unexpected(named.error());
        return Groups{.by = *column, .items = std::move(*named)};
      });
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

// A new lead gets its territory and its owner, and belongs to whoever adds it where leads are not routed.
Result<bool> RecordService::route(Connection& connection, const Principal& principal,
                                  Record& record) const {
  const LeadDesk* desk = parts_.desk_for(record.id.kind);
  if (desk == nullptr) return false;
  auto routed = desk->arrive(connection, principal, {&record, 1});
  if (routed && !*routed) fill_defaults(record, principal.person);
  return routed;
}

// A new account stands in a territory of whoever adds it, or they would not see it again.
Result<void> RecordService::place(const Principal& principal, const Record& record,
                                  const Json& body) const {
  if (record.id.kind != ObjectKind::kAccount) return {};
  return parts_.alignment.take_account(principal, alignment::AccountId(record.id.uuid),
                                       territory_of(body));
}

Result<Errors> RecordService::fill(Connection& connection, const Scene& scene, Record& record,
                                   const Filling& filling) const {
  const auto stages = pipelines(connection, scene.viewer.principal.tenant);
  if (!stages) return tl::unexpected(stages.error());
  Errors mistakes = set_fields(record, scene.custom, filling.body);
  record.updated_at = parts_.now();
  // Who takes a lead is the desk's to say, where there is one.
  const bool is_routed = parts_.desk_for(record.id.kind) != nullptr;
  if (filling.before == nullptr)
    fill_defaults(record, is_routed ? PersonId() : scene.viewer.principal.person);
  follow_stage(record, filling.before, *stages, record.updated_at);
  for (Error& error : missing_fields(record)) mistakes.push_back(std::move(error));
  const auto broken = broken_references(connection, scene.viewer, record, filling.before, *stages);
  if (!broken) return tl::unexpected(broken.error());
  mistakes.insert(mistakes.end(), broken->begin(), broken->end());
  return mistakes;
}

template <class Work>
Checked<LabelledPage> RecordService::written(const Principal& principal, ObjectKind object,
                                             Work&& work) const {
  if (const auto allowed = require(principal, Permission::kCrmWrite); !allowed)
    return fail(Errors{allowed.error()});
  const Viewer viewer = viewer_of(principal);
  Errors mistakes;
  auto outcome = parts_.database.write([&](Connection& connection) -> Result<LabelledPage> {
    mistakes.clear();
    const auto custom = custom_fields(connection, principal.tenant, object);
    if (!custom) return tl::unexpected(custom.error());
    auto record = work(connection, Scene{viewer, *custom}, mistakes);
    if (!record) return tl::unexpected(record.error());
    return labelled(connection, {viewer, *custom}, {std::move(*record)});
  });
  return with_mistakes(std::move(outcome), std::move(mistakes));
}

Checked<LabelledPage> RecordService::add(const Principal& principal, ObjectKind object,
                                         const Json& body) const {
  const RecordId id{.kind = object, .uuid = parts_.ids.next()};
  return written(
      principal, object,
      [&](Connection& connection, const Scene& scene, Errors& mistakes) -> Result<Record> {
        Record record = blank_record(object);
        record.id = id;
        record.created_at = parts_.now();
        auto found = fill(connection, scene, record, {.body = body});
        if (!found) return tl::unexpected(found.error());
        mistakes = std::move(*found);
        if (!mistakes.empty()) return tl::unexpected(mistakes.front());
        const auto routed = route(connection, principal, record);
        if (!routed) return tl::unexpected(routed.error());
        const auto inserted = insert_records(connection, principal.tenant, {&record, 1});
        if (!inserted) return tl::unexpected(worded(inserted.error(), record));
        auto done = place(principal, record, body);
        if (done) done = show_desk(parts_, connection, principal, nullptr, record);
        if (done) done = tell(parts_, connection, principal, id, "record.added");
        if (!done) return tl::unexpected(done.error());
        // A lead may have gone where whoever added it does not see it.
        if (*routed) return record;
        return existing(connection, scene, id, std::nullopt, false);
      });
}

Checked<LabelledPage> RecordService::change(const Principal& principal, const RecordId& id,
                                            std::optional<std::int64_t> version,
                                            const Json& body) const {
  return written(
      principal, id.kind,
      [&](Connection& connection, const Scene& scene, Errors& mistakes) -> Result<Record> {
        const auto before = existing(connection, scene, id, version, false);
        if (!before) return before;
        Record record = *before;
        auto found = fill(connection, scene, record, {.body = body, .before = &*before});
        if (!found) return tl::unexpected(found.error());
        mistakes = std::move(*found);
        if (!mistakes.empty()) return tl::unexpected(mistakes.front());
        const auto updated = update_record(connection, principal.tenant, record);
        if (!updated) return tl::unexpected(worded(updated.error(), record));
        if (!*updated) return refuse_stale();
        ++record.version;
        auto done = show_desk(parts_, connection, principal, &*before, record);
        if (done) done = tell(parts_, connection, principal, id, "record.changed");
        if (!done) return tl::unexpected(done.error());
        return record;
      });
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
    Record after = *record;
    after.is_deleted = true;
    const auto shown = show_desk(parts_, connection, principal, &*record, after);
    if (!shown) return shown;
    return tell(parts_, connection, principal, id, "record.deleted");
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
      const Record before = *record;
      record->is_deleted = false;
      ++record->version;
      auto done = show_desk(parts_, connection, principal, &before, *record);
      if (done) done = tell(parts_, connection, principal, id, "record.restored");
      if (!done) return tl::unexpected(done.error());
    }
    return labelled(connection, {viewer, *custom}, {std::move(*record)});
  });
}

}  // namespace bailiwick::crm
