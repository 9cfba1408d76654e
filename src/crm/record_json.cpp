#include "crm/record_json.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.hpp"
#include "crm/field_value.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kExternalIdBytesMax = 255;

void add_pointed(Errors& errors, Error error, std::string pointer) {
  error.pointer = std::move(pointer);
  errors.push_back(std::move(error));
}

void set_field(Errors& errors, Record& record, std::size_t field, const Json& json) {
  const FieldSpec& spec = record.object().fields[field];
  auto value = value_from_json(spec, json);
  if (value)
    record.values[field] = std::move(*value);
  else
    add_pointed(errors, value.error(), "/" + std::string(spec.name));
}

void set_custom(Errors& errors, Record& record, const std::vector<CustomField>& custom,
                const Json& json) {
  for (const auto& [key, item] : json.items()) {
    const std::string pointer = "/custom/" + key;
    const auto field = std::ranges::find_if(
        custom, [&](const CustomField& one) { return one.is_open && one.key == key; });
    if (field == custom.end()) {
      std::vector<std::string> keys;
      for (const CustomField& one : custom) keys.push_back(one.key);
      add_pointed(errors,
                  {ErrorCode::kInvalidInput, "R008",
                   fmt::format("There is no custom field \"{}\" of {}.{}", key,
                               record.object().plural, did_you_mean(key, keys))},
                  pointer);
      continue;
    }
    const CustomSpec spec(*field);
    auto value = value_from_json(spec.spec(), item);
    if (!value)
      add_pointed(errors, value.error(), pointer);
    else if (is_empty(*value))
      record.custom.erase(key);
    else
      record.custom[key] = std::move(*value);
  }
}

void set_external_id(Errors& errors, Record& record, const Json& json) {
  record.external_id = json.is_null() ? "" : json.get<std::string>();
  if (record.external_id.size() > kExternalIdBytesMax)
    add_pointed(errors,
                {ErrorCode::kInvalidInput, "R003",
                 fmt::format("An external id has at most {} bytes.", kExternalIdBytesMax)},
                "/external_id");
}

Json json_of(const FieldSpec& field) {
  Json json = {{"name", field.name},
               {"type", name_of(field.type)},
               {"is_required", field.is_required},
               {"is_searched", field.is_searched},
               {"is_custom", false}};
  if (field.type == FieldType::kText) {
    json["form"] = name_of(field.form);
    json["most"] = field.most;
  }
  if (field.type == FieldType::kWhole) {
    json["least"] = field.least;
    json["most"] = field.most;
  }
  if (!field.choices.empty())
    json["choices"] = std::vector<std::string>(field.choices.begin(), field.choices.end());
  if (field.refers_to) json["refers_to"] = object_of(*field.refers_to).name;
  return json;
}

}  // namespace

Json json_of(const Record& record, const std::vector<CustomField>& custom, const Labels& labels) {
  const ObjectSpec& object = record.object();
  Json json = {{"id", record.id.text()},
               {"version", record.version},
               {"title", record.title()},
               {"created_at", to_text(record.created_at)},
               {"updated_at", to_text(record.updated_at)}};
  if (!record.external_id.empty()) json["external_id"] = record.external_id;
  for (std::size_t f = 0; f < object.fields.size(); ++f)
    if (!is_empty(record.values[f]))
      json[std::string(object.fields[f].name)] = json_of(object.fields[f], record.values[f]);
  Json own = Json::object();
  for (const CustomField& field : custom) {
    const auto value = record.custom.find(field.key);
    if (!field.is_open || value == record.custom.end()) continue;
    own[field.key] = json_of(CustomSpec(field).spec(), value->second);
  }
  if (!own.empty()) json["custom"] = std::move(own);
  if (record.territory) json["territory"] = "territory_" + to_base32(*record.territory);
  if (!labels.empty()) json["labels"] = labels;
  if (record.is_deleted) json["is_deleted"] = true;
  return json;
}

Errors set_fields(Record& record, const std::vector<CustomField>& custom, const Json& body) {
  Errors errors;
  for (const auto& [name, item] : body.items()) {
    if (name == "custom")
      set_custom(errors, record, custom, item);
    else if (name == "external_id")
      set_external_id(errors, record, item);
    else if (const auto field = record.object().index_of(name))
      set_field(errors, record, *field, item);
    else if (name != "territory")
      add_pointed(errors,
                  {ErrorCode::kInvalidInput, "R008",
                   fmt::format("There is no field \"{}\" of {}.", name, record.object().plural)},
                  "/" + name);
  }
  return errors;
}

Errors missing_fields(const Record& record) {
  Errors errors;
  const ObjectSpec& object = record.object();
  for (std::size_t f = 0; f < object.fields.size(); ++f) {
    const FieldSpec& field = object.fields[f];
    if (!field.is_required || !is_empty(record.values[f])) continue;
    add_pointed(errors,
                {ErrorCode::kInvalidInput, "R002",
                 fmt::format("{} is missing: every {} needs one.", field.name, object.name)},
                "/" + std::string(field.name));
  }
  return errors;
}

Json json_of(const CustomField& field) {
  Json json = {{"name", field.key},        {"label", field.label},    {"type", name_of(field.type)},
               {"is_required", false},     {"is_searched", false},    {"is_custom", true},
               {"is_open", field.is_open}, {"version", field.version}};
  if (!field.choices.empty()) json["choices"] = field.choices;
  return json;
}

Json json_of(const ObjectSpec& object, const std::vector<CustomField>& custom) {
  Json fields = Json::array();
  for (const FieldSpec& field : object.fields) fields.push_back(json_of(field));
  Json hidden = Json::array();
  for (const CustomField& field : custom)
    (field.is_open ? fields : hidden).push_back(json_of(field));
  return {{"name", object.name},
          {"plural", object.plural},
          {"title", std::vector<std::string>(object.title.begin(), object.title.end())},
          {"fields", std::move(fields)},
          {"hidden", std::move(hidden)}};
}

}  // namespace bailiwick::crm
