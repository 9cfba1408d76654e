#include "crm/import_field.hpp"

#include <algorithm>
#include <limits>

namespace bailiwick::crm {
namespace {

constexpr std::int64_t kExternalIdBytesMax = 255;

ImportField field_of(const FieldSpec& spec, std::size_t index) {
  return {.name = std::string(spec.name),
          .label = {},
          .type = spec.type,
          .form = spec.form,
          .least = spec.least,
          .most = spec.most,
          .is_required = spec.is_required,
          .may_round = spec.name == "lon" || spec.name == "lat",
          .choices = {spec.choices.begin(), spec.choices.end()},
          .refers_to = spec.refers_to,
          .index = index};
}

}  // namespace

const ImportField* ImportSchema::find(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &ImportField::name);
  return found == fields.end() ? nullptr : &*found;
}

ImportSchema import_schema(ObjectKind object) {
  ImportSchema schema{.object = object, .fields = {}, .stages = {}};
  schema.fields.push_back(
      {.name = std::string(kOwnId), .label = {}, .type = FieldType::kRecord, .refers_to = object});
  schema.fields.push_back(
      {.name = std::string(kExternalId), .label = {}, .most = kExternalIdBytesMax});
  const auto specs = object_of(object).fields;
  for (std::size_t f = 0; f < specs.size(); ++f) schema.fields.push_back(field_of(specs[f], f));
  return schema;
}

ImportField import_field(const OwnField& field) {
  ImportField made{.name = std::string(kCustomPrefix) + field.key,
                   .label = field.label,
                   .type = field.type,
                   .choices = field.choices};
  const bool is_number = field.type == FieldType::kWhole || field.type == FieldType::kDecimal;
  made.least = is_number ? std::numeric_limits<std::int64_t>::min() : 0;
  made.most = is_number ? std::numeric_limits<std::int64_t>::max() : field.text_bytes_max;
  return made;
}

}  // namespace bailiwick::crm
