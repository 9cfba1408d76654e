#include "crm/labels.hpp"

#include <set>

#include "alignment/service.hpp"
#include "crm/record_store.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using Names = std::map<Referred, std::string>;

Result<void> add_people(db::Connection& connection, TenantId tenant, const std::set<Uuid>& ids,
                        Names& names) {
  for (const Uuid& id : ids) {
    const auto person = identity::find_person(connection, {tenant, PersonId(id)});
    if (!person) return tl::unexpected(person.error());
    if (*person && (*person)->status != identity::PersonStatus::kErased)
      names.emplace(Referred{.type = FieldType::kPerson, .id = id}, (*person)->name);
  }
  return {};
}

Result<void> add_territories(db::Connection& connection, TenantId tenant, const std::set<Uuid>& ids,
                             Names& names) {
  std::vector<alignment::TerritoryId> territories;
  for (const Uuid& id : ids) territories.emplace_back(id);
  const auto found = alignment::territory_names(connection, tenant, territories);
  if (!found) return tl::unexpected(found.error());
  for (const auto& [territory, name] : *found)
    names.emplace(Referred{.type = FieldType::kTerritory, .id = territory.uuid()}, name);
  return {};
}

bool has_stages(std::span<const Record> records) {
  return !records.empty() && records.front().id.kind == ObjectKind::kOpportunity;
}

}  // namespace

std::optional<Referred> referred_by(const FieldSpec& field, const FieldValue& value) {
  const auto* id = std::get_if<Uuid>(&value);
  if (id == nullptr) return std::nullopt;
  return Referred{
      .type = field.type, .kind = field.refers_to.value_or(ObjectKind::kAccount), .id = *id};
}

Result<std::map<Referred, std::string>> names_of(db::Connection& connection, const Viewer& viewer,
                                                 std::span<const Referred> referred) {
  std::map<ObjectKind, std::set<Uuid>> records;
  std::set<Uuid> people;
  std::set<Uuid> territories;
  for (const Referred& one : referred) {
    if (one.type == FieldType::kPerson)
      people.insert(one.id);
    else if (one.type == FieldType::kTerritory)
      territories.insert(one.id);
    else
      records[one.kind].insert(one.id);
  }
  Names names;
  for (const auto& [kind, ids] : records) {
    const std::vector<Uuid> list(ids.begin(), ids.end());
    const auto titles = titles_of(connection, viewer, kind, list);
    if (!titles) return tl::unexpected(titles.error());
    for (const auto& [id, title] : *titles)
      names.emplace(Referred{.type = FieldType::kRecord, .kind = kind, .id = id}, title);
  }
  const TenantId tenant = viewer.principal.tenant;
  if (const auto added = add_people(connection, tenant, people, names); !added)
    return tl::unexpected(added.error());
  if (territories.empty()) return names;
  if (const auto added = add_territories(connection, tenant, territories, names); !added)
    return tl::unexpected(added.error());
  return names;
}

std::string stage_label(const std::vector<Pipeline>& pipelines, std::string_view stage) {
  for (const Pipeline& pipeline : pipelines)
    for (const Stage& one : pipeline.stages)
      if (stage_name(pipeline, one) == stage)
        return pipelines.size() > 1 ? pipeline.name + ": " + one.name : one.name;
  return std::string(stage);
}

Result<std::vector<Labels>> labels_of(db::Connection& connection, const Viewer& viewer,
                                      std::span<const Record> records) {
  std::vector<Referred> referred;
  for (const Record& record : records) {
    for (std::size_t f = 0; f < record.values.size(); ++f)
      if (const auto one = referred_by(record.object().fields[f], record.values[f]))
        referred.push_back(*one);
    if (record.territory)
      referred.push_back({.type = FieldType::kTerritory, .id = *record.territory});
  }
  const auto names = names_of(connection, viewer, referred);
  if (!names) return tl::unexpected(names.error());
  std::vector<Pipeline> stages;
  if (has_stages(records)) {
    auto read = pipelines(connection, viewer.principal.tenant);
    if (!read) return tl::unexpected(read.error());
    stages = std::move(*read);
  }
  std::vector<Labels> all(records.size());
  for (std::size_t r = 0; r < records.size(); ++r) {
    const Record& record = records[r];
    const auto add = [&](const std::string& field, const Referred& one) {
      if (const auto name = names->find(one); name != names->end())
        all[r].emplace(field, name->second);
    };
    for (std::size_t f = 0; f < record.values.size(); ++f) {
      const FieldSpec& field = record.object().fields[f];
      if (const auto one = referred_by(field, record.values[f]))
        add(std::string(field.name), *one);
      else if (field.type == FieldType::kStage && !is_empty(record.values[f]))
        all[r].emplace(field.name, stage_label(stages, std::get<std::string>(record.values[f])));
    }
    if (record.territory)
      add("territory", {.type = FieldType::kTerritory, .id = *record.territory});
  }
  return all;
}

}  // namespace bailiwick::crm
