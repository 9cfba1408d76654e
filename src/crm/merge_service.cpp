#include "crm/merge_service.hpp"

#include <algorithm>

#include "crm/duplicate_store.hpp"
#include "crm/marks.hpp"
#include "crm/merge_fields.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using identity::Permission;

Result<void> check_pair(const MergeAsk& ask) {
  if (!has_duplicates(ask.kept.kind))
    return fail(ErrorCode::kInvalidInput, "R029",
                "Accounts, contacts and leads are merged, not " +
                    std::string(object_of(ask.kept.kind).plural) + ".");
  if (ask.other == ask.kept.uuid)
    return fail(ErrorCode::kInvalidInput, "R029",
                "A record is not merged with itself: name another one.");
  return {};
}

// The kept account must not come to stand below itself when what stands below the other stands below it.
Result<void> check_above(db::Connection& connection, TenantId tenant, const MergeAsk& ask) {
  if (ask.kept.kind != ObjectKind::kAccount) return {};
  auto above = parent_of(connection, tenant, ask.kept.uuid);
  while (above && *above) {
    if (**above == ask.other)
      return fail(ErrorCode::kConflict, "R030",
                  "The other account stands above the one that is to be kept: keep the upper one, "
                  "or give the kept one another parent first.");
    above = parent_of(connection, tenant, **above);
  }
  if (!above) return tl::unexpected(above.error());
  return {};
}

auto refuse_unknown_merge() {
  return fail(ErrorCode::kNotFound, "R001",
              "There is no such merge into this record, or it was undone already.");
}

}  // namespace

Viewer MergeService::viewer_of(const Principal& principal) const {
  return {.principal = principal, .day = utc_date(parts_.now())};
}

Result<Record> MergeService::seen(Connection& connection, const Viewer& viewer,
                                  const std::vector<CustomField>& custom,
                                  const RecordId& id) const {
  auto found = find_record(connection, viewer, custom, id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return refuse_unknown(id);
  return std::move(**found);
}

Result<void> MergeService::save(Connection& connection, const Principal& principal,
                                Record record) const {
  record.updated_at = parts_.now();
  const auto updated = update_record(connection, principal.tenant, record);
  if (!updated) return tl::unexpected(updated.error());
  if (!*updated) return refuse_stale();
  return {};
}

Result<Merge> MergeService::merge(const Principal& principal, const MergeAsk& ask) const {
  auto allowed = require(principal, Permission::kCrmWrite);
  if (allowed) allowed = check_pair(ask);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  const TenantId tenant = principal.tenant;
  return parts_.database.write([&](Connection& connection) -> Result<Merge> {
    const auto custom = custom_fields(connection, tenant, ask.kept.kind);
    if (!custom) return tl::unexpected(custom.error());
    auto kept = seen(connection, viewer, *custom, ask.kept);
    if (!kept) return tl::unexpected(kept.error());
    if (ask.version && kept->version != *ask.version) return refuse_stale();
    const auto other = seen(connection, viewer, *custom, {ask.kept.kind, ask.other});
    if (!other) return tl::unexpected(other.error());
    auto done = check_above(connection, tenant, ask);
    if (!done) return tl::unexpected(done.error());
    Merge merge{.id = MergeId(parts_.ids.next()),
                .kept = ask.kept,
                .other = ask.other,
                .other_title = other->title(),
                .fields = {},
                .merged_at = parts_.now(),
                .merged_by = principal.person};
    const Record before = *kept;
    auto taken = take_fields(*kept, *other, *custom, ask.fields);
    if (!taken) return tl::unexpected(taken.error());
    merge.fields = std::move(*taken);
    done = insert_merge(connection, tenant, merge);
    if (done) done = save(connection, principal, *kept);
    if (!done) return tl::unexpected(done.error());
    const auto moved = move_references(connection, tenant, merge, merge.merged_at);
    if (!moved) return tl::unexpected(moved.error());
    merge.references = *moved;
    const auto hidden = hide_record(connection, tenant, *other, {true, merge.merged_at});
    if (!hidden) return tl::unexpected(hidden.error());
    if (!*hidden) return refuse_stale();
    Record away = *other;
    away.is_deleted = true;
    done = show_desk(parts_, connection, principal, &*other, away);
    if (done) done = show_desk(parts_, connection, principal, &before, *kept);
    if (!done) return tl::unexpected(done.error());
    done = unset_different(connection, tenant, {ask.kept.kind, ask.kept.uuid, ask.other});
    if (done) done = tell(parts_, connection, principal, ask.kept, "record.merged");
    if (done) done = tell(parts_, connection, principal, other->id, "record.merged_away");
    if (!done) return tl::unexpected(done.error());
    return merge;
  });
}

Result<std::vector<Merge>> MergeService::merges(const Principal& principal,
                                                const RecordId& kept) const {
  const auto allowed = require(principal, Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  return parts_.database.read([&](Connection& connection) -> Result<std::vector<Merge>> {
    const auto record = seen(connection, viewer, {}, kept);
    if (!record) return tl::unexpected(record.error());
    return merges_into(connection, principal.tenant, kept);
  });
}

Result<Undone> MergeService::undo(const Principal& principal, const RecordId& kept,
                                  MergeId id) const {
  const auto allowed = require(principal, Permission::kCrmWrite);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  const TenantId tenant = principal.tenant;
  return parts_.database.write([&](Connection& connection) -> Result<Undone> {
    const auto custom = custom_fields(connection, tenant, kept.kind);
    if (!custom) return tl::unexpected(custom.error());
    auto record = seen(connection, viewer, *custom, kept);
    if (!record) return tl::unexpected(record.error());
    const auto merges = merges_into(connection, tenant, kept);
    if (!merges) return tl::unexpected(merges.error());
    const auto merge = std::ranges::find(*merges, id, &Merge::id);
    if (merge == merges->end()) return refuse_unknown_merge();
    const Instant now = parts_.now();
    Undone undone;
    const Record before = *record;
    undone.kept_changes = give_back(*record, *custom, merge->fields);
    auto done = save(connection, principal, *record);
    if (done) done = show_desk(parts_, connection, principal, &before, *record);
    if (!done) return tl::unexpected(done.error());
    const auto back = move_back(connection, tenant, *merge, now);
    if (!back) return tl::unexpected(back.error());
    undone.references = *back;
    undone.lost_references = merge->references - *back;
    const RecordId other_id{kept.kind, merge->other};
    const std::vector<Uuid> others = {merge->other};
    const auto other = find_by_ids(connection, tenant, object_of(kept.kind), *custom, others);
    if (!other) return tl::unexpected(other.error());
    if (!other->empty() && other->front().is_deleted) {
      const auto shown = hide_record(connection, tenant, other->front(), {false, now});
      if (!shown) return tl::unexpected(shown.error());
      Record there = other->front();
      there.is_deleted = false;
      done = show_desk(parts_, connection, principal, &other->front(), there);
      if (!done) return tl::unexpected(done.error());
    }
    done = set_undone(connection, tenant, id, {now, principal.person});
    if (done)
      done = set_different(connection, tenant, {kept.kind, kept.uuid, merge->other},
                           {now, principal.person});
    if (done) done = tell(parts_, connection, principal, kept, "record.merge_undone");
    if (done) done = tell(parts_, connection, principal, other_id, "record.restored");
    if (!done) return tl::unexpected(done.error());
    return undone;
  });
}

}  // namespace bailiwick::crm
