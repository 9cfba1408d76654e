// A record of the CRM: an account, a contact, a deal. Plain values, in the order of their object's fields (object.hpp). Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "crm/object.hpp"

namespace bailiwick::crm {

// A record's identity: "account_01h455vb4pex5vsknk084sn02q".
struct RecordId {
  ObjectKind kind = ObjectKind::kAccount;
  Uuid uuid;

  [[nodiscard]] std::string text() const;
  // Nothing unless it is a well-formed id of that kind.
  [[nodiscard]] static std::optional<RecordId> parse(ObjectKind kind, std::string_view text);
  friend auto operator<=>(const RecordId&, const RecordId&) = default;
};

// Nothing: the field is empty. Whole numbers are int64; texts, choices and stages strings; references their id.
using FieldValue = std::variant<std::monostate, std::string, std::int64_t, Decimal, Money, bool,
                                LocalDate, Instant, Uuid>;
[[nodiscard]] inline bool is_empty(const FieldValue& value) { return value.index() == 0; }

struct Record {
  RecordId id;
  std::string external_id;         // of the system it came from; unique in its object; empty: none
  std::vector<FieldValue> values;  // one a field of the object
  std::map<std::string, FieldValue> custom;  // by the custom field's key; no empty ones
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
  bool is_deleted = false;
  std::optional<Uuid> territory = {};  // of an account, on the day it was read for

  [[nodiscard]] const ObjectSpec& object() const { return object_of(id.kind); }
  [[nodiscard]] const FieldValue& value(std::string_view field) const {
    return values[object().at(field)];
  }
  // As people call it: the object's title fields, a space between them.
  [[nodiscard]] std::string title() const;
};

// Of that object, with all fields empty.
[[nodiscard]] Record blank_record(ObjectKind kind);

}  // namespace bailiwick::crm
