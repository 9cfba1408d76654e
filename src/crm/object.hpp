// What the CRM keeps, described once: each object's table, fields, types and references.
//
// Tables, statements, the API's schemas, forms, lists, import, export and the fields of formulas are all made from these
// descriptions: a new field is a line in object.cpp and a column in a migration. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "platform/db/sql.hpp"

namespace bailiwick::crm {

namespace db = platform::db;

enum class ObjectKind : std::uint8_t {
  kAccount,
  kContact,
  kLead,
  kOpportunity,
  kOrder,  // orders and invoices
  kActivity,
  kTask,
  kNote,
  kFinding,  // a need or a satisfaction, dated and with its source
  // Of these there are no records: the alignment keeps them, and files of them are imported as those of records are (alignment_writer.hpp).
  kTerritory,
  kTerritoryAssignment,
};
inline constexpr std::size_t kObjectCount = 9;         // of which there are records
inline constexpr std::size_t kImportObjectCount = 11;  // that can be imported
[[nodiscard]] constexpr bool is_of_alignment(ObjectKind kind) {
  return kind == ObjectKind::kTerritory || kind == ObjectKind::kTerritoryAssignment;
}

enum class FieldType : std::uint8_t {
  kText,
  kWhole,    // int64 within the field's range
  kDecimal,  // exact, kDecimalPlaces at most
  kMoney,    // an amount in its own currency
  kTruth,
  kDate,
  kInstant,
  kChoice,     // one of the field's words
  kStage,      // a stage of one of the company's pipelines (pipeline.hpp)
  kRecord,     // another record, of the kind that the field names
  kPerson,     // somebody of the company
  kTerritory,  // of the alignment
};
inline constexpr int kDecimalPlaces = 6;

// What a text is, for forms and checks.
enum class TextForm : std::uint8_t { kLine, kParagraph, kEmail, kPhone, kUrl, kCountry };

struct FieldSpec {
  std::string_view name;  // "annual_revenue"; in the API, in formulas and as the column's name
  db::Sql column;         // the same as a literal; of money the amount in minor units
  FieldType type = FieldType::kText;
  bool is_required = false;
  bool is_searched = false;  // its words are found by search
  TextForm form = TextForm::kLine;
  std::int64_t least =
      0;  // kWhole: the value; kDecimal: in units of 10^-kDecimalPlaces; kText: unused
  std::int64_t most = 0;  // the same; of a text its bytes
  std::span<const std::string_view> choices = {};
  std::optional<ObjectKind> refers_to = {};  // of kRecord
  db::Sql currency_column = "";              // of kMoney; else empty
};

struct ObjectSpec {
  ObjectKind kind;
  std::string_view name;    // "account": the word in the API, and the prefix of ids
  std::string_view plural;  // "accounts": the path in the API
  db::Sql table;
  db::Sql id_column;
  std::span<const FieldSpec> fields;
  // The fields that together are the record's name for people, in this order.
  std::span<const std::string_view> title;
  // The field that says whose it is: visible to whoever sees that account. Absent: of the account itself.
  std::optional<std::size_t> account_field = {};
  std::optional<std::size_t> owner_field = {};      // visible to this person too
  std::optional<std::size_t> territory_field = {};  // and to whoever sees this territory
  // When it happened, for timelines; absent: when it was recorded.
  std::optional<std::size_t> time_field = {};

  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view field) const;
  // The field of that name, which must exist.
  [[nodiscard]] std::size_t at(std::string_view field) const;
};

[[nodiscard]] const ObjectSpec& object_of(ObjectKind kind);
[[nodiscard]] std::span<const ObjectSpec> all_objects();
// By name ("account") or plural ("accounts"); null where there is none.
[[nodiscard]] const ObjectSpec* find_object(std::string_view word);
// The same with those of the alignment behind.
[[nodiscard]] std::span<const ObjectSpec> import_objects();
[[nodiscard]] const ObjectSpec* find_import_object(std::string_view word);
[[nodiscard]] std::string_view name_of(FieldType type);  // "text", "whole", "money", ...
[[nodiscard]] std::optional<FieldType> parse_field_type(std::string_view word);
[[nodiscard]] std::string_view name_of(TextForm form);  // "line", "paragraph", "email", ...

}  // namespace bailiwick::crm
