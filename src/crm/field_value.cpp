#include "crm/field_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.hpp"
#include "crm/text_forms.hpp"
#include "platform/identity/codes.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;
constexpr std::int64_t kScale = 1'000'000;  // of kDecimalPlaces
constexpr std::int64_t kScaleUnits = Decimal::kUnit / kScale;

auto refuse_text(std::string message) {
  return fail(ErrorCode::kInvalidInput, "R003", std::move(message));
}

auto refuse_number(std::string message) {
  return fail(ErrorCode::kInvalidInput, "R004", std::move(message));
}

bool has_control_characters(std::string_view text, bool may_have_lines) {
  return std::ranges::any_of(text, [&](char c) {
    const bool is_line = c == '\n' || c == '\r' || c == '\t';
    return (static_cast<unsigned char>(c) < 0x20 && !(is_line && may_have_lines)) || c == 0x7F;
  });
}

Result<void> check_text(const FieldSpec& field, std::string_view text) {
  if (text.size() > static_cast<std::size_t>(field.most))
    return refuse_text(
        fmt::format("{} has {} bytes; at most {} fit.", field.name, text.size(), field.most));
  if (has_control_characters(text, field.form == TextForm::kParagraph))
    return refuse_text(fmt::format("{} holds control characters: remove them.", field.name));
  if (field.form == TextForm::kEmail && !platform::identity::is_email(text))
    return refuse_text(fmt::format("{} needs a mail address, such as an@example.com.", field.name));
  if (field.form == TextForm::kUrl && !web_address(text))
    return refuse_text(fmt::format(
        "{} needs a web address, such as www.example.com or https://example.com.", field.name));
  if (field.form == TextForm::kCountry && !platform::identity::is_country(text))
    return refuse_text(
        fmt::format("{} needs a country's two letters by ISO 3166, such as NL or US.", field.name));
  return {};
}

Result<void> check_choice(const FieldSpec& field, const std::string& word) {
  if (std::ranges::find(field.choices, word) != field.choices.end()) return {};
  const std::vector<std::string> words(field.choices.begin(), field.choices.end());
  return fail(ErrorCode::kInvalidInput, "R005",
              fmt::format("{} is one of: {}.{}", field.name, fmt::join(words, ", "),
                          did_you_mean(word, words)));
}

Result<void> check_range(const FieldSpec& field, std::int64_t value, std::int64_t unit) {
  if (value >= field.least && value <= field.most) return {};
  return refuse_number(
      fmt::format("{} lies between {} and {}.", field.name, field.least / unit, field.most / unit));
}

Result<FieldValue> money_from_json(const FieldSpec& field, const Json& json) {
  const auto wrong = [&] {
    return refuse_number(fmt::format(
        R"({} needs an amount with its currency: {{"amount": "12.34", "currency": "EUR"}}.)",
        field.name));
  };
  if (!json.is_object() || !json.contains("amount") || !json.contains("currency") ||
      !json.at("amount").is_string() || !json.at("currency").is_string())
    return wrong();
  const std::string code = json.at("currency").get<std::string>();
  const auto currency = Currency::parse(code);
  if (!currency || !platform::identity::is_currency(code)) return wrong();
  const std::string amount = json.at("amount").get<std::string>();
  const auto money = parse_money(amount, *currency);
  if (!money)
    return refuse_number(fmt::format("{}: an amount in {} has at most {} decimals and 16 digits.",
                                     field.name, currency->text(), currency->decimals()));
  return FieldValue(*money);
}

Result<FieldValue> decimal_from_json(const FieldSpec& field, const Json& json) {
  const auto value =
      json.is_string() ? parse_decimal(json.get<std::string>()) : std::optional<Decimal>();
  if (!value)
    return refuse_number(
        fmt::format("{} needs a decimal number in quotes, such as \"0.12\".", field.name));
  return FieldValue(*value);
}

// Where the JSON is a text that `parse` understands.
template <class Parse>
Result<FieldValue> parsed(const FieldSpec& field, const Json& json, std::string_view what,
                          Parse&& parse) {
  if (json.is_string())
    if (const auto value = parse(json.get<std::string>())) return FieldValue(*value);
  return refuse_number(fmt::format("{} needs {}.", field.name, what));
}

std::optional<Uuid> uuid_of(const FieldSpec& field, const std::string& text) {
  if (field.type == FieldType::kPerson) {
    const auto id = PersonId::parse(text);
    return id ? std::optional(id->uuid()) : std::nullopt;
  }
  const std::string_view prefix =
      field.type == FieldType::kTerritory ? "territory" : object_of(*field.refers_to).name;
  if (!text.starts_with(prefix) || text.size() <= prefix.size() || text[prefix.size()] != '_')
    return std::nullopt;
  return from_base32(std::string_view(text).substr(prefix.size() + 1));
}

std::string id_text(const FieldSpec& field, const Uuid& uuid) {
  if (field.type == FieldType::kPerson) return PersonId(uuid).text();
  const std::string_view prefix =
      field.type == FieldType::kTerritory ? "territory" : object_of(*field.refers_to).name;
  return std::string(prefix) + "_" + to_base32(uuid);
}

Result<FieldValue> typed_from_json(const FieldSpec& field, const Json& json) {
  switch (field.type) {
    case FieldType::kText:
    case FieldType::kChoice:
    case FieldType::kStage:
      if (!json.is_string()) return refuse_text(fmt::format("{} needs a text.", field.name));
      return FieldValue(json.get<std::string>());
    case FieldType::kWhole:
      if (!json.is_number_integer() || json.is_number_float())
        return refuse_number(fmt::format("{} needs a whole number.", field.name));
      return FieldValue(json.get<std::int64_t>());
    case FieldType::kDecimal:
      return decimal_from_json(field, json);
    case FieldType::kMoney:
      return money_from_json(field, json);
    case FieldType::kTruth:
      if (!json.is_boolean()) return refuse_number(fmt::format("{} is true or false.", field.name));
      return FieldValue(json.get<bool>());
    case FieldType::kDate:
      return parsed(field, json, "a date, such as 2026-11-26", parse_date);
    case FieldType::kInstant:
      return parsed(field, json, "a moment, such as 2026-11-26T09:30:00Z", parse_instant);
    case FieldType::kRecord:
    case FieldType::kPerson:
    case FieldType::kTerritory:
      return parsed(field, json, "the id of what it refers to",
                    [&](const std::string& text) { return uuid_of(field, text); });
  }
  return FieldValue();
}

struct ToJson {
  const FieldSpec& field;
  Json operator()(std::monostate) const { return {}; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(std::int64_t number) const { return number; }
  Json operator()(Decimal decimal) const { return to_text(decimal); }
  Json operator()(const Money& money) const {
    return {{"amount", amount_text(money)}, {"currency", money.currency.text()}};
  }
  Json operator()(bool truth) const { return truth; }
  Json operator()(LocalDate date) const { return to_text(date); }
  Json operator()(Instant instant) const { return to_text(instant); }
  Json operator()(const Uuid& uuid) const { return id_text(field, uuid); }
};

struct ToText {
  const FieldSpec& field;
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(Decimal decimal) const { return to_text(decimal); }
  std::string operator()(const Money& money) const { return amount_text(money); }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(LocalDate date) const { return to_text(date); }
  std::string operator()(Instant instant) const { return to_text(instant); }
  std::string operator()(const Uuid& uuid) const { return id_text(field, uuid); }
};

struct ToColumn {
  platform::db::Value operator()(std::monostate) const { return {}; }
  platform::db::Value operator()(Decimal decimal) const { return scaled(decimal).value_or(0); }
  platform::db::Value operator()(const Money& money) const { return money.minor; }
  template <class T>
  platform::db::Value operator()(const T& value) const {
    return value;
  }
};

}  // namespace

std::optional<std::int64_t> scaled(Decimal value) {
  if (value.units() % kScaleUnits != 0) return std::nullopt;
  const Int128 units = value.units() / kScaleUnits;
  if (units > INT64_MAX || units < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(units);
}

Decimal unscaled(std::int64_t units) {
  return Decimal::from_units(static_cast<Int128>(units) * kScaleUnits);
}

Result<void> check_value(const FieldSpec& field, const FieldValue& value) {
  if (is_empty(value)) return {};
  if (field.type == FieldType::kText) return check_text(field, std::get<std::string>(value));
  if (field.type == FieldType::kChoice) return check_choice(field, std::get<std::string>(value));
  if (field.type == FieldType::kWhole) return check_range(field, std::get<std::int64_t>(value), 1);
  if (field.type != FieldType::kDecimal) return {};
  const auto units = scaled(std::get<Decimal>(value));
  if (!units)
    return refuse_number(fmt::format("{} has at most {} decimals, and 12 digits before them.",
                                     field.name, kDecimalPlaces));
  return check_range(field, *units, kScale);
}

Result<FieldValue> value_from_json(const FieldSpec& field, const Json& json) {
  if (json.is_null() || (json.is_string() && json.get_ref<const std::string&>().empty()))
    return FieldValue();
  auto value = typed_from_json(field, json);
  if (!value) return value;
  const auto checked = check_value(field, *value);
  if (!checked) return tl::unexpected(checked.error());
  if (field.type == FieldType::kText && field.form == TextForm::kUrl)
    return FieldValue(*web_address(std::get<std::string>(*value)));
  return value;
}

Result<FieldValue> value_from_kept(const FieldSpec& field, const Json& json) {
  if (field.type == FieldType::kChoice && json.is_string())
    return FieldValue(json.get<std::string>());
  const bool is_plain = json.is_number() || json.is_boolean();
  if (is_plain && (field.type == FieldType::kText || field.type == FieldType::kDecimal))
    return value_from_json(field, json.dump());
  if (json.is_string() && (field.type == FieldType::kWhole || field.type == FieldType::kTruth)) {
    const Json inner = Json::parse(json.get<std::string>(), nullptr, false);
    return value_from_json(field, inner.is_discarded() ? json : inner);
  }
  return value_from_json(field, json);
}

Json json_of(const FieldSpec& field, const FieldValue& value) {
  return std::visit(ToJson{field}, value);
}

std::string text_of(const FieldSpec& field, const FieldValue& value) {
  return std::visit(ToText{field}, value);
}

void append_columns(std::vector<platform::db::Value>& columns, const FieldSpec& field,
                    const FieldValue& value) {
  columns.push_back(std::visit(ToColumn(), value));
  if (field.type != FieldType::kMoney) return;
  const auto* money = std::get_if<Money>(&value);
  columns.push_back(money ? platform::db::Value(money->currency.text()) : platform::db::Value());
}

FieldValue value_from_row(const FieldSpec& field, const platform::db::Row& row,
                          std::size_t& column) {
  const std::size_t at = column;
  column += field.type == FieldType::kMoney ? 2 : 1;
  if (row.is_null(at)) return {};
  switch (field.type) {
    case FieldType::kText:
    case FieldType::kChoice:
    case FieldType::kStage:
      return std::string(row.text(at));
    case FieldType::kWhole:
      return row.int64(at);
    case FieldType::kDecimal:
      return unscaled(row.int64(at));
    case FieldType::kMoney:
      return Money{.minor = row.int64(at),
                   .currency = Currency::parse(row.text(at + 1)).value_or(Currency())};
    case FieldType::kTruth:
      return row.truth(at);
    case FieldType::kDate:
      return row.date(at);
    case FieldType::kInstant:
      return row.instant(at);
    case FieldType::kRecord:
    case FieldType::kPerson:
    case FieldType::kTerritory:
      return row.uuid(at);
  }
  return {};
}

}  // namespace bailiwick::crm
