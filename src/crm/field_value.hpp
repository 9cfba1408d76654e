// The forms of a field's value: JSON of the API, text of files, columns of the database; and whether it may stand there at all.
//
// Custom fields have a FieldSpec too (custom_field.hpp), so that all of this holds for them. Pure.
// Errors, each with a sentence for people: R003 a text is too long, empty where it must not be, or not of its form; R004 a number, date or amount is not one or
// outside its range; R005 not one of the field's words.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/object.hpp"
#include "crm/record.hpp"
#include "platform/db/value.hpp"

namespace bailiwick::crm {

// Whether a value of the field's type may stand in it: its length, form, range, words. References and stages are for the service to look up.
// Empty is always right here: whether a field is required is asked of the whole record.
[[nodiscard]] Result<void> check_value(const FieldSpec& field, const FieldValue& value);

// null: empty. What the API's schema has seen to already (a text where a text belongs) is asserted in debug builds and refused with R004 else.
[[nodiscard]] Result<FieldValue> value_from_json(const FieldSpec& field,
                                                 const nlohmann::json& json);
// The same of a value that was kept when the field was of another type: numbers and truths as texts, and texts that are one.
// Words that were taken from the choices since are kept.
[[nodiscard]] Result<FieldValue> value_from_kept(const FieldSpec& field,
                                                 const nlohmann::json& json);
// null where it is empty.
[[nodiscard]] nlohmann::json json_of(const FieldSpec& field, const FieldValue& value);

// As a file has it: amounts without their currency, truths "true" and "false", references by id.
[[nodiscard]] std::string text_of(const FieldSpec& field, const FieldValue& value);

// One column, two of money.
void append_columns(std::vector<platform::db::Value>& columns, const FieldSpec& field,
                    const FieldValue& value);
// Reads them back, and moves `column` behind them.
[[nodiscard]] FieldValue value_from_row(const FieldSpec& field, const platform::db::Row& row,
                                        std::size_t& column);

// A decimal as the database has it; nothing where it has more than kDecimalPlaces.
[[nodiscard]] std::optional<std::int64_t> scaled(Decimal value);
[[nodiscard]] Decimal unscaled(std::int64_t units);

}  // namespace bailiwick::crm
