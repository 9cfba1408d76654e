// Records as the API has them (docs/spec/crm.md). Pure.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/custom_field.hpp"
#include "crm/record.hpp"

namespace bailiwick::crm {

// What references, stages and persons are called, by the field's name.
using Labels = std::map<std::string, std::string>;

[[nodiscard]] nlohmann::json json_of(const Record& record, const std::vector<CustomField>& custom,
                                     const Labels& labels);

// Sets the fields that a body names; null empties one. Every mistake, by its pointer: those of field_value.hpp, R008 a field that there is not.
[[nodiscard]] Errors set_fields(Record& record, const std::vector<CustomField>& custom,
                                const nlohmann::json& body);
// The required fields that are empty: R002.
[[nodiscard]] Errors missing_fields(const Record& record);

// An object with its fields, custom ones behind, and those that are hidden apart: an item of GET /crm/objects.
[[nodiscard]] nlohmann::json json_of(const ObjectSpec& object,
                                     const std::vector<CustomField>& custom);
[[nodiscard]] nlohmann::json json_of(const CustomField& field);

}  // namespace bailiwick::crm
