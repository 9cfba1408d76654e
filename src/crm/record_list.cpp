#include "crm/record_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/nearest.hpp"
#include "crm/field_value.hpp"
#include "crm/import_field.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 10> kComparisons = {"eq", "ne", "lt",    "le",     "gt",
                                                           "ge", "in", "empty", "filled", "begins"};
constexpr std::string_view kAccountPrefix = "account.";
constexpr std::string_view kTerritoryThenName = "territory_then";

struct Named {
  std::string_view name;
  Source source;
  FieldType type;
};
constexpr Named kNamed[] = {{"title", Source::kTitle, FieldType::kText},
                            {"external_id", Source::kExternalId, FieldType::kText},
                            {"created_at", Source::kCreated, FieldType::kInstant},
                            {"updated_at", Source::kUpdated, FieldType::kInstant}};

// Whether its records have a day on which their account belonged to some territory.
bool has_day(const ObjectSpec& object) {
  return object.kind == ObjectKind::kOrder || object.kind == ObjectKind::kOpportunity;
}

std::vector<std::string> all_names(const ListNames& names) {
  std::vector<std::string> all;
  for (const FieldSpec& field : names.object.fields) all.emplace_back(field.name);
  for (const Named& named : kNamed) all.emplace_back(named.name);
  for (const CustomField& field : names.custom)
    if (field.is_open) all.push_back(std::string(kCustomPrefix) + field.key);
  if (names.object.kind == ObjectKind::kAccount) all.emplace_back("territory");
  if (has_day(names.object)) all.emplace_back(kTerritoryThenName);
  return all;
}

const std::vector<CustomField> kNoCustom;

// The names of the account that a record belongs to.
ListNames account_names(const ListNames& names) {
  return {object_of(ObjectKind::kAccount),
          names.account_custom != nullptr ? *names.account_custom : kNoCustom};
}

// "industry" of "account.industry": a value of the account's own.
Result<Column> account_column(const ListNames& names, std::string_view field) {
  auto column = column_of(account_names(names), field);
  if (!column) return column;
  const bool has_value = column->source == Source::kField || column->source == Source::kCustom ||
                         column->source == Source::kTerritory;
  if (!has_value)
    return fail(
        ErrorCode::kInvalidInput, "R008",
        fmt::format("\"account.{}\" cannot be asked for: take a field of the account.", field));
  column->is_of_account = true;
  return column;
}

// Of what has no field: as a FieldSpec, for reading values.
FieldSpec spec_of(const Column& column) {
  FieldSpec spec{.name = "value", .column = "", .type = column.type};
  spec.most = 255;
  return spec;
}

auto refuse(std::string message) {
  return fail(ErrorCode::kInvalidInput, "R011", std::move(message));
}

bool is_ordered(FieldType type) {
  return type == FieldType::kText || type == FieldType::kWhole || type == FieldType::kDecimal ||
         type == FieldType::kMoney || type == FieldType::kDate || type == FieldType::kInstant;
}

Result<void> check_fits(std::string_view field, const Condition& condition) {
  const FieldType type = condition.column.type;
  const bool is_range = condition.is == Comparison::kLt || condition.is == Comparison::kLe ||
                        condition.is == Comparison::kGt || condition.is == Comparison::kGe;
  if (is_range && !is_ordered(type))
    return refuse(fmt::format("{} is a {} and has no order: ask for eq, ne, in, empty or filled.",
                              field, name_of(type)));
  if (condition.is == Comparison::kBegins && type != FieldType::kText)
    return refuse(
        fmt::format("{} is a {}: only texts begin with something.", field, name_of(type)));
  if (type == FieldType::kMoney && condition.is == Comparison::kIn)
    return refuse(fmt::format("{} is an amount of money: compare it with one.", field));
  return {};
}

class Reader {
 public:
  explicit Reader(const ListNames& names) : names_(names) {}

  Result<Condition> read(const Json& json) const {
    if (!json.is_object() || !json.contains("field") || !json.at("field").is_string() ||
        !json.contains("is") || !json.at("is").is_string())
      return refuse(R"(A condition is {"field": "industry", "is": "eq", "value": "Retail"}.)");
    const auto name = json.at("field").get<std::string>();
    const auto column = column_of(names_, name);
    if (!column) return tl::unexpected(column.error());
    const auto word = json.at("is").get<std::string>();
    const auto is = std::ranges::find(kComparisons, word);
    if (is == kComparisons.end())
      return refuse(fmt::format("\"is\" is one of: {}.", fmt::join(kComparisons, ", ")));
    Condition condition{
        .column = *column, .is = static_cast<Comparison>(is - kComparisons.begin()), .values = {}};
    const auto fits = check_fits(name, condition);
    if (!fits) return tl::unexpected(fits.error());
    return with_values(name, std::move(condition), json);
  }

 private:
  Result<Condition> with_values(const std::string& name, Condition condition,
                                const Json& json) const {
    const bool has_none = condition.is == Comparison::kEmpty || condition.is == Comparison::kFilled;
    if (has_none) {
      if (json.contains("value"))
        return refuse(fmt::format("{}: empty and filled take no value.", name));
      return condition;
    }
    if (!json.contains("value")) return refuse(fmt::format("{}: the value is missing.", name));
    const Json& value = json.at("value");
    const Json list = condition.is == Comparison::kIn ? value : Json::array({value});
    if (!list.is_array() || list.empty() || list.size() > kConditionValuesMax)
      return refuse(
          fmt::format("{}: \"in\" takes a list of 1 to {} values.", name, kConditionValuesMax));
    for (const Json& item : list) {
      auto read = value_of(condition.column, item);
      if (!read) return refuse(fmt::format("{}: {}", name, read.error().message));
      if (is_empty(*read))
        return refuse(fmt::format("{}: to ask for empty ones, \"is\" is \"empty\".", name));
      condition.values.push_back(std::move(*read));
    }
    return condition;
  }

  // Ranges and words are not checked: whoever asks for what cannot be finds nothing.
  Result<FieldValue> value_of(const Column& column, const Json& json) const {
    const ObjectSpec& object =
        column.is_of_account ? object_of(ObjectKind::kAccount) : names_.object;
    FieldSpec spec =
        column.source == Source::kField ? object.fields[column.field] : spec_of(column);
    spec.form = TextForm::kLine;
    spec.least = INT64_MIN;
    if (spec.type == FieldType::kChoice) {
      spec.type = FieldType::kText;
      spec.most = 255;
    }
    if (spec.type == FieldType::kWhole || spec.type == FieldType::kDecimal) spec.most = INT64_MAX;
    return value_from_json(spec, json);
  }

  const ListNames& names_;
};

Json json_of(const db::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.variant())) return *number;
  if (const auto* text = std::get_if<std::string>(&value.variant())) return *text;
  return {};
}

const FieldSpec& field_of(const Record& record, const Column& column) {
  return record.object().fields[column.field];
}

}  // namespace

Result<Column> column_of(const ListNames& names, std::string_view field) {
  if (const auto at = names.object.index_of(field))
    return Column{.source = Source::kField, .field = *at, .type = names.object.fields[*at].type};
  for (const Named& named : kNamed)
    if (named.name == field) return Column{.source = named.source, .type = named.type};
  if (field == "territory" && names.object.kind == ObjectKind::kAccount)
    return Column{.source = Source::kTerritory, .type = FieldType::kTerritory};
  if (field == kTerritoryThenName && has_day(names.object))
    return Column{.source = Source::kTerritoryThen, .type = FieldType::kTerritory};
  if (field.starts_with(kAccountPrefix) && names.object.account_field)
    return account_column(names, field.substr(kAccountPrefix.size()));
  if (field.starts_with(kCustomPrefix)) {
    const std::string_view key = field.substr(kCustomPrefix.size());
    for (const CustomField& custom : names.custom)
      if (custom.is_open && custom.key == key)
        return Column{.source = Source::kCustom, .key = custom.key, .type = custom.type};
  }
  return fail(ErrorCode::kInvalidInput, "R008",
              fmt::format("There is no field \"{}\" of {}.{}", field, names.object.plural,
                          did_you_mean(field, all_names(names))));
}

Checked<std::vector<Condition>> conditions_of(const ListNames& names, const Json& where) {
  if (!where.is_array() || where.size() > kConditionsMax)
    return fail(
        Errors{{ErrorCode::kInvalidInput, "R011",
                fmt::format("\"where\" is a JSON list of at most {} conditions.", kConditionsMax),
                "/where"}});
  const Reader reader(names);
  std::vector<Condition> conditions;
  Errors errors;
  for (std::size_t c = 0; c < where.size(); ++c) {
    auto condition = reader.read(where[c]);
    if (condition) {
      conditions.push_back(std::move(*condition));
    } else {
      errors.push_back(condition.error());
      errors.back().pointer = fmt::format("/where/{}", c);
    }
  }
  if (!errors.empty()) return fail(std::move(errors));
  return conditions;
}

Result<Order> order_of(const ListNames& names, std::string_view sort) {
  if (sort.empty()) {
    if (const auto time = names.object.time_field)
      return Order{.column = {.source = Source::kField,
                              .field = *time,
                              .type = names.object.fields[*time].type},
                   .is_descending = true};
    return Order{};
  }
  const bool is_descending = sort.starts_with('-');
  const auto column = column_of(names, is_descending ? sort.substr(1) : sort);
  if (!column) return tl::unexpected(column.error());
  const bool is_own = column->source != Source::kCustom && column->source != Source::kTerritory &&
                      column->source != Source::kTerritoryThen && !column->is_of_account;
  const bool has_order = is_ordered(column->type) || column->type == FieldType::kChoice ||
                         column->type == FieldType::kStage || column->type == FieldType::kTruth;
  if (!is_own || !has_order)
    return fail(
        ErrorCode::kInvalidInput, "R012",
        fmt::format("Lists cannot be sorted by \"{}\": take a field that holds a value of its own.",
                    sort));
  return Order{.column = *column, .is_descending = is_descending};
}

std::string text_of(const PagePlace& place, std::string_view sort) {
  Json values = Json::array();
  for (const db::Value& value : place.values) values.push_back(json_of(value));
  return Json::array({sort, std::move(values), to_base32(place.id)}).dump();
}

Result<PagePlace> place_of(std::string_view text, std::string_view sort) {
  const auto wrong = [] {
    return fail(ErrorCode::kInvalidInput, "R014",
                "The cursor belongs to another list: begin again without one.");
  };
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_array() || json.size() != 3 || json[0] != sort || !json[1].is_array() ||
      !json[2].is_string())
    return wrong();
  PagePlace place;
  for (const Json& value : json[1]) {
    if (value.is_number_integer())
      place.values.emplace_back(value.get<std::int64_t>());
    else if (value.is_string())
      place.values.emplace_back(value.get<std::string>());
    else
      return wrong();
  }
  const auto id = from_base32(json[2].get<std::string>());
  if (!id || place.values.size() > 2) return wrong();
  place.id = *id;
  return place;
}

PagePlace place_of(const Record& record, const Order& order) {
  PagePlace place{.values = {}, .id = record.id.uuid};
  switch (order.column.source) {
    case Source::kTitle:
      place.values = {title_key(record.title())};
      break;
    case Source::kExternalId:
      if (!record.external_id.empty()) place.values = {record.external_id};
      break;
    case Source::kCreated:
      place.values = {record.created_at};
      break;
    case Source::kUpdated:
      place.values = {record.updated_at};
      break;
    case Source::kField: {
      const FieldValue& value = record.values[order.column.field];
      if (is_empty(value)) break;
      append_columns(place.values, field_of(record, order.column), value);
      if (order.column.type == FieldType::kMoney) std::swap(place.values[0], place.values[1]);
      break;
    }
    case Source::kCustom:
    case Source::kTerritory:
    case Source::kTerritoryThen:
      break;
  }
  return place;
}

}  // namespace bailiwick::crm
