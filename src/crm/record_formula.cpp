#include "crm/record_formula.hpp"

#include "crm/field_value.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::crm {
namespace {

using formula::Kind;

Kind kind_of(FieldType type) {
  switch (type) {
    case FieldType::kWhole:
      return Kind::kInt;
    case FieldType::kDecimal:
    case FieldType::kMoney:
      return Kind::kDecimal;
    case FieldType::kTruth:
      return Kind::kBool;
    case FieldType::kDate:
      return Kind::kDate;
    case FieldType::kInstant:
      return Kind::kTimestamp;
    default:
      return Kind::kString;
  }
}

// What a text of the field can be; empty: anything.
std::vector<std::string> values_of(const FieldSpec& field, const std::vector<Pipeline>& pipelines) {
  if (field.type == FieldType::kChoice) return {field.choices.begin(), field.choices.end()};
  if (field.type == FieldType::kText && field.form == TextForm::kCountry)
    return platform::identity::countries();
  std::vector<std::string> stages;
  if (field.type != FieldType::kStage) return stages;
  for (const Pipeline& pipeline : pipelines)
    for (const Stage& stage : pipeline.stages) stages.push_back(stage_name(pipeline, stage));
  return stages;
}

// What a number of the field can be: what its own check lets through (field_value.hpp).
std::optional<formula::Range> range_of(const FieldSpec& field) {
  constexpr std::int64_t kPlace = 1'000'000'000'000;  // units of a decimal in its last place
  static_assert(kDecimalPlaces == 6 && Decimal::kUnit == kPlace * 1'000'000);
  if (field.most <= field.least) return std::nullopt;
  if (field.type == FieldType::kWhole)
    return formula::Range{Decimal::whole(field.least), Decimal::whole(field.most)};
  if (field.type != FieldType::kDecimal) return std::nullopt;
  return formula::Range{Decimal::from_units(Int128{field.least} * kPlace),
                        Decimal::from_units(Int128{field.most} * kPlace)};
}

}  // namespace

formula::Value formula_value(const FieldSpec& field, const FieldValue& value) {
  if (is_empty(value)) return {};
  if (const auto* money = std::get_if<Money>(&value)) return formula::Value(amount_of(*money));
  if (const auto* number = std::get_if<std::int64_t>(&value)) return formula::Value(*number);
  if (const auto* decimal = std::get_if<Decimal>(&value)) return formula::Value(*decimal);
  if (const auto* truth = std::get_if<bool>(&value)) return formula::Value(*truth);
  if (const auto* date = std::get_if<LocalDate>(&value)) return formula::Value(*date);
  if (const auto* instant = std::get_if<Instant>(&value)) return formula::Value(*instant);
  return formula::Value(text_of(field, value));
}

formula::Value formula_currency(const FieldValue& value) {
  const auto* money = std::get_if<Money>(&value);
  if (money == nullptr) return {};
  return formula::Value(std::string(money->currency.text()));
}

formula::Schema formula_schema(const ObjectSpec& object, const std::vector<CustomField>& custom,
                               const std::vector<Pipeline>& pipelines) {
  formula::Schema schema;
  for (const FieldSpec& field : object.fields) {
    const bool is_optional = !field.is_required;
    schema.fields.push_back({std::string(field.name),
                             {kind_of(field.type), is_optional},
                             values_of(field, pipelines),
                             range_of(field)});
    if (field.type == FieldType::kMoney)
      schema.fields.push_back({std::string(field.name) + "_currency",
                               {Kind::kString, is_optional},
                               platform::identity::currencies()});
  }
  schema.fields.push_back({"external_id", {Kind::kString, true}});
  if (object.kind == ObjectKind::kAccount)
    schema.fields.push_back({"territory", {Kind::kString, true}});
  for (const CustomField& field : custom)
    if (field.is_open)
      schema.fields.push_back({"custom." + field.key,
                               {kind_of(field.type), true},
                               field.choices,
                               range_of(CustomSpec(field).spec())});
  return schema;
}

std::vector<formula::Value> formula_values(const Record& record,
                                           const std::vector<CustomField>& custom) {
  std::vector<formula::Value> values;
  const ObjectSpec& object = record.object();
  for (std::size_t f = 0; f < object.fields.size(); ++f) {
    values.push_back(formula_value(object.fields[f], record.values[f]));
    if (object.fields[f].type == FieldType::kMoney)
      values.push_back(formula_currency(record.values[f]));
  }
  values.push_back(record.external_id.empty() ? formula::Value()
                                              : formula::Value(record.external_id));
  if (object.kind == ObjectKind::kAccount)
    values.push_back(record.territory ? formula::Value("territory_" + to_base32(*record.territory))
                                      : formula::Value());
  for (const CustomField& field : custom) {
    if (!field.is_open) continue;
    const auto value = record.custom.find(field.key);
    values.push_back(value == record.custom.end()
                         ? formula::Value()
                         : formula_value(CustomSpec(field).spec(), value->second));
  }
  return values;
}

}  // namespace bailiwick::crm
