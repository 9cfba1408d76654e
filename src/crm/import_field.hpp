// What columns of a file can be read as: the fields of an object, the company's own, and what a record is found by. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "crm/object.hpp"

namespace bailiwick::crm {

inline constexpr std::string_view kOwnId = "id";  // of a record that is there: "account_..."
inline constexpr std::string_view kExternalId = "external_id";
inline constexpr std::string_view kCustomPrefix = "custom.";
inline constexpr std::string_view kCurrencySuffix = ".currency";
inline constexpr std::string_view kPipelineSuffix = ".pipeline";

// A field of the object, of the company, "id" or "external_id".
struct ImportField {
  std::string name;   // "annual_revenue", "custom.budget_holder", "external_id"
  std::string label;  // of a custom field: what the company calls it
  FieldType type = FieldType::kText;
  TextForm form = TextForm::kLine;
  std::int64_t least = 0;  // as in FieldSpec
  std::int64_t most = 0;
  bool is_required = false;
  // More decimals than kDecimalPlaces are rounded instead of refused: of coordinates, a decimetre.
  bool may_round = false;
  std::vector<std::string> choices = {};
  std::optional<ObjectKind> refers_to = {};
  std::optional<std::size_t> index = {};  // in ObjectSpec::fields; absent: custom, or an id
};

// A stage that opportunities can be in.
struct ImportStage {
  std::string key;            // "standard.proposal"
  std::string name;           // "Proposal"
  std::string pipeline = {};  // its name: "Standard"
};

// All that a file of an object can be read with.
struct ImportSchema {
  ObjectKind object = ObjectKind::kAccount;
  std::vector<ImportField>
      fields;  // id and external_id, then the object's in their order, then the company's
  std::vector<ImportStage> stages;
  std::optional<Currency> reporting = {};  // the company's: of amounts that name none

  [[nodiscard]] const ImportField* find(std::string_view name) const;
};

// A field that the company defined itself: text, whole, decimal, truth, date or choice.
struct OwnField {
  std::string key;
  std::string label;
  FieldType type = FieldType::kText;
  std::vector<std::string> choices = {};
  std::int64_t text_bytes_max = 255;
};

// Without custom fields and stages.
[[nodiscard]] ImportSchema import_schema(ObjectKind object);
[[nodiscard]] ImportField import_field(const OwnField& field);

}  // namespace bailiwick::crm
