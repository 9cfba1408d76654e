#include "crm/record_schema.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "crm/custom_field.hpp"
#include "crm/pipeline.hpp"

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
using http::kOptional;
using http::Schema;

enum class Form { kRecord, kNew, kPatch };

std::string capitalised(std::string_view name) {
  std::string text(name);
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

Schema schema_of(const FieldSpec& field) {
  switch (field.type) {
    case FieldType::kText:
      return http::text(0, static_cast<std::size_t>(field.most));
    case FieldType::kStage:
      return http::text(1, 2 * kCustomKeyBytesMax + 1);
    case FieldType::kWhole:
      return http::integer(field.least, field.most);
    case FieldType::kDecimal:
      return http::text(1, 40).described("A decimal number, exact: \"0.12\".");
    case FieldType::kMoney:
      return money_schema();
    case FieldType::kTruth:
      return http::boolean();
    case FieldType::kDate:
      return http::date();
    case FieldType::kInstant:
      return http::instant();
    case FieldType::kChoice:
      return http::one_of(std::vector<std::string>(field.choices.begin(), field.choices.end()));
    case FieldType::kRecord:
      return http::id(object_of(*field.refers_to).name);
    case FieldType::kPerson:
      return http::id("person");
    case FieldType::kTerritory:
      return http::id("territory");
  }
  return {};
}

void add_known(std::vector<http::Field>& fields, const ObjectSpec& object) {
  fields.push_back({"id", http::id(object.name)});
  fields.push_back({"version", http::integer(1, INT64_MAX)});
  fields.push_back({"title", http::text().described("What people call it.")});
  fields.push_back({"created_at", http::instant()});
  fields.push_back({"updated_at", http::instant()});
  fields.push_back(
      {"labels",
       http::map_of(http::text()).described("What the fields that refer to something refer to."),
       kOptional});
  fields.push_back({"is_deleted", http::boolean(), kOptional});
}

Schema made(const ObjectSpec& object, Form form) {
  std::vector<http::Field> fields;
  if (form == Form::kRecord) add_known(fields, object);
  for (const FieldSpec& field : object.fields) {
    const bool is_required = field.is_required && form == Form::kNew;
    const Schema schema = schema_of(field);
    fields.push_back({field.name, form == Form::kRecord || is_required ? schema : schema.nullable(),
                      is_required ? http::Presence::kRequired : kOptional});
  }
  if (object.kind == ObjectKind::kAccount && form != Form::kPatch)
    fields.push_back(
        {"territory",
         http::id("territory")
             .described("Where it stands today; of a new one, which of one's own it goes into."),
         kOptional});
  const Schema external = http::text(0, 255);
  fields.push_back(
      {"external_id", form == Form::kRecord ? external : external.nullable(), kOptional});
  fields.push_back(
      {"custom", http::map_of(Schema()).described("The company's own fields, by key."), kOptional});
  const std::string name = capitalised(object.name);
  if (form == Form::kNew) return http::object("New" + name, fields);
  return http::object(form == Form::kPatch ? name + "Patch" : name, fields);
}

const Schema& kept(const ObjectSpec& object, Form form) {
  static const auto schemas = [] {
    std::array<std::array<Schema, kObjectCount>, 3> all;
    for (const Form one : {Form::kRecord, Form::kNew, Form::kPatch})
      for (const ObjectSpec& spec : all_objects())
        all[static_cast<std::size_t>(one)][static_cast<std::size_t>(spec.kind)] = made(spec, one);
    return all;
  }();
  return schemas[static_cast<std::size_t>(form)][static_cast<std::size_t>(object.kind)];
}

}  // namespace

const Schema& record_schema(const ObjectSpec& object) { return kept(object, Form::kRecord); }
const Schema& new_record_schema(const ObjectSpec& object) { return kept(object, Form::kNew); }
const Schema& record_patch_schema(const ObjectSpec& object) { return kept(object, Form::kPatch); }

const Schema& money_schema() {
  static const Schema schema =
      http::object("Money", {{"amount", http::text(1, 30).described("Exact: \"12.34\".")},
                             {"currency", http::text(3, 3).described("ISO 4217: \"EUR\".")}});
  return schema;
}

const Schema& custom_field_schema() {
  static const Schema schema = http::object(
      "CrmField",
      {{"name", http::text()},
       {"label", http::text().described("Of a field of the company's own."), kOptional},
       {"type", http::one_of({"text", "whole", "decimal", "money", "truth", "date", "instant",
                              "choice", "stage", "record", "person", "territory"})},
       {"form", http::one_of({"line", "paragraph", "email", "phone", "url", "country"}), kOptional},
       {"is_required", http::boolean()},
       {"is_searched", http::boolean()},
       {"is_custom", http::boolean()},
       {"is_open", http::boolean().described("false: hidden."), kOptional},
       {"least", http::integer(INT64_MIN, INT64_MAX), kOptional},
       {"most", http::integer(INT64_MIN, INT64_MAX), kOptional},
       {"choices", http::array(http::text()), kOptional},
       {"refers_to", http::text(), kOptional},
       {"version", http::integer(1, INT64_MAX), kOptional}});
  return schema;
}

const Schema& object_schema() {
  static const Schema schema = http::object(
      "CrmObject",
      {{"name", http::text()},
       {"plural", http::text()},
       {"title", http::array(http::text())},
       {"fields", http::array(custom_field_schema())},
       {"hidden",
        http::array(custom_field_schema())
            .described("Custom fields that are hidden: adding one again brings it back.")}});
  return schema;
}

const Schema& pipeline_schema() {
  static const Schema schema = [] {
    const Schema stage =
        http::object("PipelineStage", {{"key", http::text(1, 40)},
                                       {"name", http::text(1, 100)},
                                       {"probability", http::integer(0, 100)},
                                       {"outcome", http::one_of({"open", "won", "lost"})}});
    return http::object("Pipeline", {{"key", http::text()},
                                     {"name", http::text(1, 100)},
                                     {"stages", http::array(stage, kStagesMax)},
                                     {"version", http::integer(1, INT64_MAX), kOptional}});
  }();
  return schema;
}

}  // namespace bailiwick::crm
