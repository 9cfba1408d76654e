// What a list of records is asked for: words, conditions, an order, a page; read from what a client sends. record_sql.hpp makes SQL of it.
//
// Lists follow an index where there is one: the order's columns and the id, and the next page begins behind the last row's
// (keyset paging), so that page 1,000 costs what page 1 does. Empty values stand last, whichever way the order goes.
// Errors: R008 no such field, R011 a condition that cannot be understood, R012 an order that cannot be, R014 a cursor that is none of this list.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/custom_field.hpp"
#include "crm/record.hpp"
#include "platform/db/value.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kConditionsMax = 10;
inline constexpr std::size_t kConditionValuesMax = 200;

enum class Comparison { kEq, kNe, kLt, kLe, kGt, kGe, kIn, kEmpty, kFilled, kBegins };

// Where a condition or an order finds its value.
// kTerritoryThen: the own territory of a record's account on the record's day.
enum class Source {
  kField,
  kCustom,
  kTerritory,
  kTerritoryThen,
  kExternalId,
  kCreated,
  kUpdated,
  kTitle
};

struct Column {
  Source source = Source::kTitle;
  std::size_t field = 0;  // of kField: its place in the object
  std::string key = {};   // of kCustom
  FieldType type = FieldType::kText;
  bool is_of_account = false;  // found at the account that the record belongs to
};

struct Condition {
  Column column;
  Comparison is = Comparison::kEq;
  std::vector<FieldValue> values;  // one; of kIn any number; of kEmpty and kFilled none
};

struct Order {
  Column column;
  bool is_descending = false;
};

// Behind which row a page begins: the order's values there (none: among the empty ones), and the id.
struct PagePlace {
  std::vector<db::Value> values;
  Uuid id;
};

struct ListRequest {
  std::string words;
  std::vector<Condition> conditions = {};
  Order order = {};
  std::int64_t limit = 50;
  std::optional<PagePlace> after = {};
};

// What names mean in a company.
struct ListNames {
  const ObjectSpec& object;
  const std::vector<CustomField>& custom;
  // Of accounts: for "account.custom.KEY" of what belongs to them; null: none.
  const std::vector<CustomField>* account_custom = nullptr;
};

// A list as the API has it: [{"field", "is", "value"}]. Every mistake, by its pointer.
[[nodiscard]] Checked<std::vector<Condition>> conditions_of(const ListNames& names,
                                                            const nlohmann::json& where);
// "name", "-amount"; empty: the object's own order.
[[nodiscard]] Result<Order> order_of(const ListNames& names, std::string_view sort);
[[nodiscard]] Result<Column> column_of(const ListNames& names, std::string_view field);

// A place as an opaque text, and back, for the list of that order alone.
[[nodiscard]] std::string text_of(const PagePlace& place, std::string_view sort);
[[nodiscard]] Result<PagePlace> place_of(std::string_view text, std::string_view sort);

// The place of a record in that order.
[[nodiscard]] PagePlace place_of(const Record& record, const Order& order);

}  // namespace bailiwick::crm
