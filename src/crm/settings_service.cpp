#include "crm/settings_service.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "crm/field_value.hpp"
#include "crm/mistakes.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::crm {
namespace {

namespace audit = platform::audit;
namespace identity = platform::identity;
using identity::Permission;
using Json = nlohmann::json;

constexpr std::size_t kExamplesMax = 5;

CustomField changed(CustomField field, const CustomFieldChange& change) {
  if (change.label) field.label = *change.label;
  if (change.type) field.type = *change.type;
  if (change.choices) field.choices = *change.choices;
  if (field.type != FieldType::kChoice && !change.choices) field.choices.clear();
  if (change.place) field.place = *change.place;
  if (change.is_open) field.is_open = *change.is_open;
  return field;
}

// Whether every value that is kept can be read as the field is to be.
Result<void> check_kept(db::Connection& connection, TenantId tenant, const CustomField& next) {
  const auto kept = kept_values(connection, tenant, next);
  if (!kept) return tl::unexpected(kept.error());
  const CustomSpec spec(next);
  std::int64_t count = 0;
  std::string examples;
  std::size_t shown = 0;
  for (const KeptValue& value : *kept) {
    const Json json = Json::parse(value.json, nullptr, false);
    if (value_from_kept(spec.spec(), json)) continue;
    count += value.count;
    if (shown++ < kExamplesMax) examples += (shown == 1 ? "" : ", ") + value.json;
  }
  if (count == 0) return {};
  const std::string records = count == 1 ? "1 record has" : fmt::format("{} records have", count);
  Error error{
      ErrorCode::kConflict, "R018",
      fmt::format("{} a value that is no {}: {}{}. Change {} first.", records, name_of(next.type),
                  examples, shown > kExamplesMax ? ", ..." : "", count == 1 ? "it" : "those")};
  error.pointer = "/type";
  return tl::unexpected(std::move(error));
}

// Whether no record holds a choice that is to go; of another type, check_kept() looks.
Result<void> check_held_choices(db::Connection& connection, TenantId tenant,
                                const CustomField& before, const CustomField& next) {
  if (before.type != FieldType::kChoice || next.type != FieldType::kChoice) return {};
  std::set<std::string> dropped(before.choices.begin(), before.choices.end());
  for (const std::string& choice : next.choices) dropped.erase(choice);
  if (dropped.empty()) return {};
  const auto kept = kept_values(connection, tenant, before);
  if (!kept) return tl::unexpected(kept.error());
  for (const KeptValue& value : *kept) {
    const Json json = Json::parse(value.json, nullptr, false);
    if (!json.is_string() || !dropped.contains(json.get<std::string>())) continue;
    Error error{
        ErrorCode::kConflict, "R035",
        fmt::format("Records that hold the choice {}, hidden ones counted: {}. Change those first.",
                    value.json, value.count)};
    error.pointer = "/choices";
    return tl::unexpected(std::move(error));
  }
  return {};
}

// Whether no formula stops working with the field as it is to be.
Result<void> check_readers(db::Connection& connection, const FieldReaderSlot* slot, TenantId tenant,
                           const CustomField& next) {
  if (slot == nullptr || slot->readers == nullptr) return {};
  const auto readers = slot->readers->readers_of(connection, tenant, next.object, next.key);
  if (!readers) return tl::unexpected(readers.error());
  if (readers->empty()) return {};
  std::string names;
  for (std::size_t r = 0; r < readers->size() && r < kExamplesMax; ++r)
    names += (r == 0 ? "" : ", ") + (*readers)[r];
  if (readers->size() > kExamplesMax)
    names += fmt::format(" and {} more", readers->size() - kExamplesMax);
  names.front() = static_cast<char>(names.front() - 'a' + 'A');
  Error error{ErrorCode::kConflict, "R034",
              names + (readers->size() == 1 ? " reads it. Change that first."
                                            : " read it. Change those first.")};
  if (next.is_open) error.pointer = "/type";
  return tl::unexpected(std::move(error));
}

}  // namespace

Result<void> SettingsService::tell(Connection& connection, const Principal& principal,
                                   audit::Entry entry) const {
  entry.tenant = principal.tenant;
  entry.actor = identity::actor_of(principal);
  const auto told = parts_.audit.append(connection, entry);
  if (!told) return tl::unexpected(told.error());
  return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                         .name = "crm.updated",
                                         .audience = {.permission = Permission::kCrmRead},
                                         .data = "{}"});
}

Result<std::vector<DescribedObject>> SettingsService::objects(const Principal& principal,
                                                              bool for_imports) const {
  const auto allowed = require(principal, Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return parts_.database.read([&](Connection& connection) -> Result<std::vector<DescribedObject>> {
    std::vector<DescribedObject> described;
    const bool has_all = for_imports && principal.may(Permission::kTerritoriesManage);
    for (const ObjectSpec& object : has_all ? import_objects() : all_objects()) {
      if (is_of_alignment(object.kind)) {
        described.push_back({&object, {}});
        continue;
      }
      auto custom = custom_fields(connection, principal.tenant, object.kind);
      if (!custom) return tl::unexpected(custom.error());
      described.push_back({&object, std::move(*custom)});
    }
    return described;
  });
}

Checked<CustomField> SettingsService::add_field(const Principal& principal,
                                                CustomField field) const {
  if (const auto allowed = require(principal, Permission::kCrmManage); !allowed)
    return fail(Errors{allowed.error()});
  if (Errors mistakes = mistakes_of(field); !mistakes.empty()) return fail(std::move(mistakes));
  auto added = parts_.database.write([&](Connection& connection) -> Result<CustomField> {
    const auto others = custom_fields(connection, principal.tenant, field.object);
    if (!others) return tl::unexpected(others.error());
    const auto same = std::ranges::find(*others, field.key, &CustomField::key);
    CustomField kept = field;
    if (same == others->end()) {
      if (others->size() >= kCustomFieldsMax)
        return fail(ErrorCode::kLimit, "R028",
                    fmt::format("An object has at most {} fields of your own, hidden ones counted.",
                                kCustomFieldsMax));
      kept.place = others->empty() ? 1 : others->back().place + 1;
      const auto inserted = insert_custom_field(connection, principal.tenant, kept);
      if (!inserted) return tl::unexpected(inserted.error());
    } else {
      if (same->is_open || same->type != field.type)
        return fail(ErrorCode::kConflict, "R017",
                    fmt::format("The key \"{}\" is taken by a {}field of the type {}.", field.key,
                                same->is_open ? "" : "hidden ", name_of(same->type)));
      kept = *same;
      kept.label = field.label;
      kept.choices = field.choices;
      kept.is_open = true;
      const auto unused = check_held_choices(connection, principal.tenant, *same, kept);
      if (!unused) return tl::unexpected(unused.error());
      const auto updated = update_custom_field(connection, principal.tenant, kept);
      if (!updated) return tl::unexpected(updated.error());
      ++kept.version;
    }
    const auto told = tell(
        connection, principal,
        {.tenant = {},
         .action = "crm.field_added",
         .details =
             audit::Details().code("object", object_of(field.object).name).code("key", field.key)});
    if (!told) return tl::unexpected(told.error());
    return kept;
  });
  return with_mistakes(std::move(added), {});
}

Checked<CustomField> SettingsService::change_field(const Principal& principal,
                                                   const CustomFieldKey& key,
                                                   const CustomFieldChange& change) const {
  if (const auto allowed = require(principal, Permission::kCrmManage); !allowed)
    return fail(Errors{allowed.error()});
  Errors mistakes;
  auto outcome = parts_.database.write([&](Connection& connection) -> Result<CustomField> {
    mistakes.clear();
    const auto all = custom_fields(connection, principal.tenant, key.object);
    if (!all) return tl::unexpected(all.error());
    const auto before = std::ranges::find(*all, key.key, &CustomField::key);
    if (before == all->end())
      return fail(ErrorCode::kNotFound, "R016",
                  fmt::format("There is no custom field \"{}\" of {}.", key.key,
                              object_of(key.object).plural));
    if (key.version && before->version != *key.version) return refuse_stale();
    CustomField next = changed(*before, change);
    mistakes = mistakes_of(next);
    if (!mistakes.empty()) return tl::unexpected(mistakes.front());
    if (before->is_open && (!next.is_open || next.type != before->type)) {
      const auto unread = check_readers(connection, parts_.field_readers, principal.tenant, next);
      if (!unread) return tl::unexpected(unread.error());
    }
    if (next.type != before->type) {
      const auto fits = check_kept(connection, principal.tenant, next);
      if (!fits) return tl::unexpected(fits.error());
    }
    const auto unused = check_held_choices(connection, principal.tenant, *before, next);
    if (!unused) return tl::unexpected(unused.error());
    const auto updated = update_custom_field(connection, principal.tenant, next);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return refuse_stale();
    ++next.version;
    const auto told = tell(
        connection, principal,
        {.tenant = {},
         .action = "crm.field_changed",
         .details =
             audit::Details().code("object", object_of(key.object).name).code("key", key.key)});
    if (!told) return tl::unexpected(told.error());
    return next;
  });
  return with_mistakes(std::move(outcome), std::move(mistakes));
}

Result<std::vector<Pipeline>> SettingsService::pipelines(const Principal& principal) const {
  const auto allowed = require(principal, Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return parts_.database.read(
      [&](Connection& connection) { return crm::pipelines(connection, principal.tenant); });
}

Result<void> SettingsService::check_stages(Connection& connection, TenantId tenant,
                                           const Pipeline& next) const {
  const auto all = crm::pipelines(connection, tenant);
  if (!all) return tl::unexpected(all.error());
  const auto before = std::ranges::find(*all, next.key, &Pipeline::key);
  if (before == all->end()) {
    if (all->size() < kPipelinesMax) return {};
    return fail(ErrorCode::kLimit, "R028",
                fmt::format("A company has at most {} pipelines.", kPipelinesMax));
  }
  for (const Stage& stage : before->stages) {
    if (std::ranges::find(next.stages, stage.key, &Stage::key) != next.stages.end()) continue;
    const auto count = opportunities_in(connection, tenant, stage_name(*before, stage));
    if (!count) return tl::unexpected(count.error());
    if (*count > 0)
      return fail(ErrorCode::kConflict, "R019",
                  fmt::format("{} opportunities are in the stage \"{}\": move them before it goes.",
                              *count, stage.name));
  }
  return {};
}

Checked<Pipeline> SettingsService::put(const Principal& principal, Pipeline pipeline,
                                       std::optional<std::int64_t> version) const {
  if (const auto allowed = require(principal, Permission::kCrmManage); !allowed)
    return fail(Errors{allowed.error()});
  if (Errors mistakes = mistakes_of(pipeline); !mistakes.empty()) return fail(std::move(mistakes));
  auto outcome = parts_.database.write([&](Connection& connection) -> Result<Pipeline> {
    const auto fits = check_stages(connection, principal.tenant, pipeline);
    if (!fits) return tl::unexpected(fits.error());
    const auto kept = put_pipeline(connection, principal.tenant, pipeline, version);
    if (!kept) return tl::unexpected(kept.error());
    if (!*kept) return refuse_stale();
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "crm.pipeline_changed",
                            .details = audit::Details().code("key", pipeline.key)});
    if (!told) return tl::unexpected(told.error());
    const auto all = crm::pipelines(connection, principal.tenant);
    if (!all) return tl::unexpected(all.error());
    return *std::ranges::find(*all, pipeline.key, &Pipeline::key);
  });
  return with_mistakes(std::move(outcome), {});
}

}  // namespace bailiwick::crm
