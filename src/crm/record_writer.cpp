#include "crm/record_writer.hpp"

#include <algorithm>
#include <map>

#include "crm/import_salesforce.hpp"
#include "crm/merge_store.hpp"
#include "crm/record_finder.hpp"
#include "crm/record_json.hpp"
#include "crm/record_rules.hpp"
#include "crm/record_store.hpp"
#include "crm/settings_store.hpp"

namespace bailiwick::crm {
namespace {

using What = Written::What;

Written refused(Error error, std::string field = {}) {
  return {.what = What::kRefused, .refusal = std::move(error), .field = std::move(field)};
}

// The records that a batch is about, as they are.
struct Present {
  std::map<Uuid, Record> by_id;
  std::map<std::string, Uuid> by_external_id;
  std::map<Uuid, Uuid> merged;  // hidden records by what they were merged into, which is in by_id
};

struct Setting {
  db::Connection& connection;
  const RecordBatch& batch;
  const ObjectSpec& object;
  std::vector<CustomField> custom = {};
  std::vector<Pipeline> pipelines = {};
  const LeadDesk* desk = nullptr;  // of leads and activities that are written; null: none
  platform::identity::Principal principal = {};  // for the desk
};

Result<void> add_present(Present& present, const Result<std::vector<Record>>& found) {
  if (!found) return tl::unexpected(found.error());
  for (const Record& record : *found) {
    if (!record.external_id.empty())
      present.by_external_id.emplace(record.external_id, record.id.uuid);
    present.by_id.emplace(record.id.uuid, record);
  }
  return {};
}

// What was merged into another changes that other one.
Result<void> follow_merges(Present& present, const Setting& setting) {
  std::vector<Uuid> hidden;
  for (const auto& [id, record] : present.by_id)
    if (record.is_deleted) hidden.push_back(id);
  const TenantId tenant = setting.batch.actor.tenant;
  auto merged = became(setting.connection, tenant, setting.object.kind, hidden);
  if (!merged) return tl::unexpected(merged.error());
  std::vector<Uuid> kept;
  for (const auto& [id, into] : *merged) kept.push_back(into);
  for (std::size_t first = 0; first < kept.size(); first += kExternalIdsMax) {
    const auto part =
        std::span(kept).subspan(first, std::min(kExternalIdsMax, kept.size() - first));
    const auto found =
        find_by_ids(setting.connection, tenant, setting.object, setting.custom, part);
    if (!found) return tl::unexpected(found.error());
    for (const Record& record : *found) present.by_id.emplace(record.id.uuid, record);
  }
  present.merged = std::move(*merged);
  return {};
}

// The short form of a record's Salesforce id, under which files that were not known as Salesforce's have stored it.
std::optional<std::string> stored_form(const RecordBatch& batch, const Record& record) {
  if (!batch.is_salesforce) return std::nullopt;
  const std::string_view shorter = short_salesforce_id(record.external_id);
  if (shorter == record.external_id) return std::nullopt;
  return std::string(shorter);
}

Result<Present> read_present(const Setting& setting) {
  std::vector<Uuid> ids;
  std::vector<std::string> external_ids;
  for (const Record& record : setting.batch.records) {
    if (!record.id.uuid.is_nil()) ids.push_back(record.id.uuid);
    if (record.external_id.empty()) continue;
    external_ids.push_back(record.external_id);
    if (const auto other = stored_form(setting.batch, record)) external_ids.push_back(*other);
  }
  Present present;
  const TenantId tenant = setting.batch.actor.tenant;
  for (std::size_t first = 0; first < ids.size(); first += kExternalIdsMax) {
    const auto part = std::span(ids).subspan(first, std::min(kExternalIdsMax, ids.size() - first));
    const auto added = add_present(
        present, find_by_ids(setting.connection, tenant, setting.object, setting.custom, part));
    if (!added) return tl::unexpected(added.error());
  }
  for (std::size_t first = 0; first < external_ids.size(); first += kExternalIdsMax) {
    const auto part = std::span(external_ids)
                          .subspan(first, std::min(kExternalIdsMax, external_ids.size() - first));
    const auto added = add_present(
        present,
        find_by_external_ids(setting.connection, tenant, setting.object, setting.custom, part));
    if (!added) return tl::unexpected(added.error());
  }
  const auto followed = follow_merges(present, setting);
  if (!followed) return tl::unexpected(followed.error());
  return present;
}

// What the batch sets, over what is there.
void set_over(Record& record, const Record& wanted, const RecordBatch& batch) {
  for (const std::size_t field : batch.fields) record.values[field] = wanted.values[field];
  for (const std::string& key : batch.custom_keys) {
    const auto value = wanted.custom.find(key);
    if (value == wanted.custom.end())
      record.custom.erase(key);
    else
      record.custom[key] = value->second;
  }
  if (!wanted.external_id.empty()) record.external_id = wanted.external_id;
}

bool is_same(const Record& a, const Record& b) {
  return a.values == b.values && a.custom == b.custom && a.external_id == b.external_id;
}

class Batch {
 public:
  Batch(Setting setting, Present present, UuidSource& ids, Instant now)
      : setting_(std::move(setting)), present_(std::move(present)), ids_(ids), now_(now) {}

  Result<std::vector<Written>> write() {
    std::vector<Written> all;
    for (const Record& wanted : setting_.batch.records) {
      auto one = settle(wanted);
      if (!one) return tl::unexpected(one.error());
      all.push_back(std::move(*one));
    }
    if (setting_.batch.is_dry) return all;
    const auto routed = route_added();
    if (!routed) return tl::unexpected(routed.error());
    const TenantId tenant = setting_.batch.actor.tenant;
    const auto inserted = insert_records(setting_.connection, tenant, added_, setting_.batch.later);
    if (!inserted) return tl::unexpected(inserted.error());
    if (setting_.desk != nullptr && setting_.object.kind == ObjectKind::kActivity) {
      const auto told = setting_.desk->contacted(setting_.connection, setting_.principal, added_);
      if (!told) return tl::unexpected(told.error());
    }
    return all;
  }

 private:
  // New leads go where the desk sends them, else they belong to whoever imports them.
  Result<void> route_added() {
    if (setting_.object.kind != ObjectKind::kLead || added_.empty()) return {};
    Result<bool> routed = false;
    if (setting_.desk != nullptr)
      routed = setting_.desk->arrive(setting_.connection, setting_.principal, added_);
    if (!routed) return tl::unexpected(routed.error());
    if (!*routed)
      for (Record& lead : added_) fill_defaults(lead, setting_.batch.actor.person);
    return {};
  }

  Result<Written> settle(const Record& wanted) {
    std::optional<Uuid> id;
    if (!wanted.id.uuid.is_nil()) {
      id = wanted.id.uuid;
    } else {
      id = of_external_id(wanted);
    }
    if (!id) return add(wanted);
    if (const auto at = present_.merged.find(*id); at != present_.merged.end()) {
      // The external id stays with the record that is hidden.
      Record into = wanted;
      into.external_id.clear();
      return change(at->second, into);
    }
    return change(*id, wanted);
  }

  [[nodiscard]] std::optional<Uuid> of_external_id(const Record& wanted) const {
    const auto& known = present_.by_external_id;
    auto at = known.find(wanted.external_id);
    if (at == known.end())
      if (const auto other = stored_form(setting_.batch, wanted)) at = known.find(*other);
    return at == known.end() ? std::nullopt : std::optional(at->second);
  }

  Result<Written> add(const Record& wanted) {
    Record record = blank_record(setting_.object.kind);
    set_over(record, wanted, setting_.batch);
    for (const std::size_t field : setting_.batch.fields_of_new)
      record.values[field] = wanted.values[field];
    record.id.uuid = ids_.next();
    record.created_at = record.updated_at = now_;
    const bool is_lead = setting_.object.kind == ObjectKind::kLead;
    const bool is_actors = setting_.batch.is_actors && !is_lead;
    fill_defaults(record, is_actors ? setting_.batch.actor.person : PersonId());
    follow_stage(record, nullptr, setting_.pipelines, now_);
    if (auto missing = refuse_missing(record)) return std::move(*missing);
    added_.push_back(std::move(record));
    return Written{.what = What::kAdded};
  }

  Result<Written> change(const Uuid& id, const Record& wanted) {
    const auto present = present_.by_id.find(id);
    const bool is_there = present != present_.by_id.end() && !present->second.is_deleted;
    if (!is_there && !wanted.id.uuid.is_nil())
      return refused({ErrorCode::kNotFound, "R001", "There is no record of that id."}, "id");
    if (!is_there)
      return refused({ErrorCode::kConflict, "R009",
                      "The external id is of a record that was deleted: restore it first."},
                     "external_id");
    Record& before = present->second;
    Record record = before;
    set_over(record, wanted, setting_.batch);
    if (is_same(record, before)) return Written{.what = What::kUnchanged};
    follow_stage(record, &before, setting_.pipelines, now_);
    record.updated_at = now_;
    if (auto missing = refuse_missing(record)) return std::move(*missing);
    const TenantId tenant = setting_.batch.actor.tenant;
    if (setting_.object.kind == ObjectKind::kAccount &&
        record.value("parent") != before.value("parent")) {
      const auto circle = is_below_itself(setting_.connection, tenant, record);
      if (!circle) return tl::unexpected(circle.error());
      if (*circle)
        return refused({ErrorCode::kInvalidInput, "R013", "The account would lie below itself."},
                       "parent");
    }
    if (setting_.batch.is_dry) return Written{.what = What::kUpdated};
    const auto updated = update_record(setting_.connection, tenant, record);
    if (!updated) return tl::unexpected(updated.error());
    if (setting_.desk != nullptr && setting_.object.kind == ObjectKind::kLead) {
      const auto told =
          setting_.desk->changed(setting_.connection, setting_.principal, before, record);
      if (!told) return tl::unexpected(told.error());
    }
    before = std::move(record);
    ++before.version;
    return Written{.what = What::kUpdated};
  }

  static std::optional<Written> refuse_missing(const Record& record) {
    const Errors missing = missing_fields(record);
    if (missing.empty()) return std::nullopt;
    return refused(missing.front(), missing.front().pointer.substr(1));
  }

  Setting setting_;
  Present present_;
  UuidSource& ids_;
  Instant now_;
  std::vector<Record> added_;
};

}  // namespace

Result<std::vector<Written>> BatchWriter::write(db::Connection& connection,
                                                const RecordBatch& batch) const {
  Setting setting{.connection = connection, .batch = batch, .object = object_of(batch.object)};
  auto custom = custom_fields(connection, batch.actor.tenant, batch.object);
  if (!custom) return tl::unexpected(custom.error());
  setting.custom = std::move(*custom);
  if (batch.object == ObjectKind::kOpportunity) {
    auto stages = pipelines(connection, batch.actor.tenant);
    if (!stages) return tl::unexpected(stages.error());
    setting.pipelines = std::move(*stages);
  }
  const bool has_desk = leads_ != nullptr && leads_->desk != nullptr && !batch.is_dry;
  if (has_desk && (batch.object == ObjectKind::kLead || batch.object == ObjectKind::kActivity)) {
    auto principal = principal_of(connection, batch.actor);
    if (!principal) return tl::unexpected(principal.error());
    setting.principal = std::move(*principal);
    setting.desk = leads_->desk;
  }
  auto present = read_present(setting);
  if (!present) return tl::unexpected(present.error());
  return Batch(std::move(setting), std::move(*present), ids_, now_()).write();
}

}  // namespace bailiwick::crm
