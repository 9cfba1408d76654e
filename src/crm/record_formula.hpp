// Records as formulas see them: an object's fields with their types, and a record's values for them. Pure.
//
// Money is a decimal of its own currency, with FIELD_currency beside it; choices, stages and references are strings. Custom fields are
// custom.KEY. Fields that may be empty are optional. What choices, countries, currencies and stages can be, and
// between what a number lies, is told with their fields.
#pragma once

#include <vector>

#include "crm/custom_field.hpp"
#include "crm/pipeline.hpp"
#include "crm/record.hpp"
#include "formula/schema.hpp"
#include "formula/value.hpp"

namespace bailiwick::crm {

// One value, and the currency of money.
[[nodiscard]] formula::Value formula_value(const FieldSpec& field, const FieldValue& value);
[[nodiscard]] formula::Value formula_currency(const FieldValue& value);

// `pipelines`: the company's; without them a stage may be any text.
[[nodiscard]] formula::Schema formula_schema(const ObjectSpec& object,
                                             const std::vector<CustomField>& custom,
                                             const std::vector<Pipeline>& pipelines = {});
// A value a field of that schema, in its order.
[[nodiscard]] std::vector<formula::Value> formula_values(const Record& record,
                                                         const std::vector<CustomField>& custom);

}  // namespace bailiwick::crm
