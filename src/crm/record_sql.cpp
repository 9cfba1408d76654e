#include "crm/record_sql.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "alignment/service.hpp"
#include "crm/beginnings.hpp"
#include "crm/field_value.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using alignment::Reach;

// Behind every text that begins with another: the highest character.
constexpr std::string_view kHighest = "\xF4\x8F\xBF\xBF";

std::vector<db::Value> columns_of(const FieldSpec& field, const FieldValue& value) {
  std::vector<db::Value> columns;
  append_columns(columns, field, value);
  return columns;
}

FieldSpec spec_of(const ObjectSpec& object, const Column& column) {
  if (column.source == Source::kField) return object.fields[column.field];
  return {.name = "value", .column = "", .type = column.type};
}

db::Value custom_value(const Column& column, const FieldValue& value, db::Dialect dialect) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  if (const auto* decimal = std::get_if<Decimal>(&value)) {
    const std::string digits = to_text(*decimal);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  if (const auto* truth = std::get_if<bool>(&value)) {
    if (dialect == db::Dialect::kSqlite) return *truth;
    return *truth ? "true" : "false";
  }
  return text_of({.name = "value", .column = "", .type = column.type}, value);
}

db::Sql operator_of(Comparison is) {
  switch (is) {
    case Comparison::kNe:
      return " <> ";
    case Comparison::kLt:
      return " < ";
    case Comparison::kLe:
      return " <= ";
    case Comparison::kGt:
      return " > ";
    case Comparison::kGe:
      return " >= ";
    default:
      return " = ";
  }
}

class ConditionSql {
 public:
  ConditionSql(db::ListQuery& query, const ObjectSpec& object, db::Dialect dialect,
               const Viewer& viewer)
      : query_(query), object_(object), dialect_(dialect), viewer_(viewer) {}

  void add(const Condition& condition) {
    query_.add(" AND (");
    switch (condition.is) {
      case Comparison::kEmpty:
        column(condition.column);
        query_.add(" IS NULL");
        break;
      case Comparison::kFilled:
        column(condition.column);
        query_.add(" IS NOT NULL");
        break;
      case Comparison::kBegins:
        begins(condition);
        break;
      case Comparison::kIn:
        is_in(condition);
        break;
      case Comparison::kNe:
        // What is empty is not that value.
        column(condition.column);
        query_.add(" IS NULL OR ");
        compare(condition);
        break;
      default:
        compare(condition);
    }
    query_.add(")");
  }

 private:
  void column(const Column& column) {
    if (column.source == Source::kCustom)
      add_custom(query_, column, dialect_);
    else if (column.source == Source::kTerritoryThen)
      add_then();
    else
      add_column(query_, object_, column);
  }

  void add_then() {
    const TenantId tenant = viewer_.principal.tenant;
    if (object_.kind == ObjectKind::kOrder)
      alignment::add_territory_then(query_, tenant, "a.account", "a.day");
    else
      alignment::add_territory_then(query_, tenant, "a.account", "a.close_date");
  }

  db::Value value(const Condition& condition, std::size_t at) const {
    if (condition.column.source == Source::kCustom)
      return custom_value(condition.column, condition.values[at], dialect_);
    if (condition.column.source == Source::kTitle)
      return title_key(std::get<std::string>(condition.values[at]));
    return columns_of(spec_of(object_, condition.column), condition.values[at]).front();
  }

  void compare(const Condition& condition) {
    if (condition.column.type == FieldType::kMoney) {
      const FieldSpec& field = object_.fields[condition.column.field];
      query_.add("a.").add(field.currency_column).add(" = ");
      query_.add("", std::get<Money>(condition.values[0]).currency.text()).add(" AND ");
    }
    column(condition.column);
    query_.add(operator_of(condition.is), value(condition, 0));
  }

  void begins(const Condition& condition) {
    query_.add("substr(");
    column(condition.column);
    query_.add(", 1, length(CAST(", value(condition, 0)).add(" AS TEXT))) = ");
    query_.add("", value(condition, 0));
  }

  void is_in(const Condition& condition) {
    column(condition.column);
    query_.add(" IN (");
    for (std::size_t v = 0; v < condition.values.size(); ++v)
      query_.add(v == 0 ? db::Sql("") : db::Sql(", "), value(condition, v));
    query_.add(")");
  }

  db::ListQuery& query_;
  const ObjectSpec& object_;
  db::Dialect dialect_;
  const Viewer& viewer_;
};

bool names_territories(const Condition& condition) {
  const bool is_those = condition.is == Comparison::kEq || condition.is == Comparison::kIn;
  return condition.column.source == Source::kTerritory && is_those && !condition.values.empty();
}

std::vector<alignment::TerritoryId> territories_of(const Condition& condition) {
  std::vector<alignment::TerritoryId> territories;
  for (const FieldValue& value : condition.values) territories.emplace_back(std::get<Uuid>(value));
  return territories;
}

// " AND a.account IN (...)": what is asked of the account that a record belongs to. The accounts are found first, once.
void add_of_account(db::ListQuery& query, const ObjectSpec& object, const Condition& condition,
                    const Asking& asking, const Viewer& viewer) {
  const ObjectSpec& account = object_of(ObjectKind::kAccount);
  const TenantId tenant = viewer.principal.tenant;
  query.add(" AND a.").add(object.fields[*object.account_field].column).add(" IN (");
  if (names_territories(condition)) {
    alignment::add_accounts_of(query, tenant, territories_of(condition), viewer.day);
  } else {
    query.add("SELECT a.account_id FROM account a");
    if (condition.column.source == Source::kTerritory)
      alignment::add_account_territory_join(query, tenant, viewer.day);
    query.add(" WHERE a.tenant_id = ", tenant);
    ConditionSql(query, account, asking.dialect, viewer).add(condition);
  }
  query.add(")");
}

// Of an account out of the viewer's sight nothing is answered, even where its record is seen.
void add_account_reach(db::ListQuery& query, const ObjectSpec& object, const Viewer& viewer) {
  if (alignment::reach_of(viewer.principal) == Reach::kEverything) return;
  query.add(" AND a.").add(object.fields[*object.account_field].column);
  alignment::add_account_scope(query, viewer.principal, viewer.day);
}

// Those that ask for something: whatever has a word that begins with "prora" has one that begins with "pr". Sorted, as they were.
std::vector<std::string> telling(std::vector<std::string> words) {
  std::vector<std::string> kept;
  for (std::size_t w = 0; w < words.size(); ++w)
    if (w + 1 == words.size() || !words[w + 1].starts_with(words[w]))
      kept.push_back(std::move(words[w]));
  return kept;
}

// The words of a record that begin with that one, as rows of that alias.
void add_word(db::ListQuery& query, const ObjectSpec& object, TenantId tenant,
              const std::string& word, db::Sql alias) {
  query.add("FROM record_word ").add(alias).add(" WHERE ");
  query.add(alias).add(".tenant_id = ", tenant).add(" AND ");
  query.add(alias).add(".object = ", static_cast<int>(object.kind)).add(" AND ");
  query.add(alias).add(".word >= ", word).add(" AND ");
  query.add(alias).add(".word < ", word + std::string(kHighest));
}

// " AND EXISTS (... x.record_id = ", to be ended with an id and ")": that record has all of those words.
void add_words_begin(db::ListQuery& query, const ObjectSpec& object, const Asking& asking,
                     std::span<const std::string> words, TenantId tenant) {
  query.add(" AND EXISTS (SELECT 1 FROM record_text x WHERE x.tenant_id = ", tenant);
  query.add(" AND x.object = ", static_cast<int>(object.kind));
  const bool is_sqlite = asking.dialect == db::Dialect::kSqlite;
  for (const std::string& word : words) {
    query.add(is_sqlite ? db::Sql(" AND instr(x.words, ") : db::Sql(" AND strpos(x.words, "));
    query.add("", " " + word).add(") > 0");
  }
  query.add(" AND x.record_id = ");
}

// Words that did not find the rows are looked up a row.
void add_search(db::ListQuery& query, const ObjectSpec& object, const Asking& asking,
                TenantId tenant) {
  if (asking.drive == Drive::kWords || asking.words.empty()) return;
  add_words_begin(query, object, asking, asking.words, tenant);
  query.add("a.").add(object.id_column).add(")");
}

// The condition that names territories, by which a list can be driven; or null. Of two such, one is asked a row.
const Condition* territories_asked(const ListRequest& request) {
  const auto found = std::ranges::find_if(request.conditions, [](const Condition& condition) {
    return !condition.column.is_of_account && names_territories(condition);
  });
  return found == request.conditions.end() ? nullptr : &*found;
}

// The condition that the driver has answered already; or null.
const Condition* answered(const Asking& asking) {
  return asking.drive == Drive::kTerritories ? territories_asked(asking.request) : nullptr;
}

// "SELECT ... AS id ...": the ids that the rows are found by.
void add_driver(db::ListQuery& query, const ObjectSpec& object, const Asking& asking,
                const Viewer& viewer) {
  const TenantId tenant = viewer.principal.tenant;
  if (asking.drive == Drive::kReach)
    alignment::add_visible_accounts(query, viewer.principal, viewer.day);
  if (const Condition* named = answered(asking))
    alignment::add_accounts_of(query, tenant, territories_of(*named), viewer.day);
  if (asking.drive != Drive::kWords) return;
  query.add("SELECT w.record_id AS id ");
  add_word(query, object, tenant, asking.words.front(), "w");
  if (asking.words.size() == 1) return;
  // The row itself tells of most records that they have no such words, before their texts are looked up, scattered as they are.
  const auto others = std::span(asking.words).subspan(1);
  const std::int64_t mask = beginnings_of(others);
  query.add(" AND (w.beginnings IS NULL OR (w.beginnings & ", mask).add(") = ", mask).add(")");
  add_words_begin(query, object, asking, others, tenant);
  query.add("w.record_id)");
}

// What is asked of a where the viewer does not see everything.
void add_reach(db::ListQuery& query, const ObjectSpec& object, const Viewer& viewer) {
  if (alignment::reach_of(viewer.principal) == Reach::kEverything) return;
  query.add(" AND (a.")
      .add(object.account_field ? object.fields[*object.account_field].column : object.id_column);
  alignment::add_account_scope(query, viewer.principal, viewer.day);
  if (object.owner_field)
    query.add(" OR a.")
        .add(object.fields[*object.owner_field].column)
        .add(" = ", viewer.principal.person);
  if (object.territory_field) {
    query.add(" OR a.").add(object.fields[*object.territory_field].column);
    alignment::add_scope(query, viewer.principal, viewer.day);
  }
  query.add(")");
}

// The order's columns, each with `before` in front of it.
void add_order_columns(db::ListQuery& query, const ObjectSpec& object, const Column& column) {
  if (column.type == FieldType::kMoney && column.source == Source::kField)
    query.add("a.").add(object.fields[column.field].currency_column).add(", ");
  add_column(query, object, column);
}

void add_order_by(db::ListQuery& query, const ObjectSpec& object, const Asking& asking) {
  const Order& order = asking.request.order;
  const db::Sql direction = order.is_descending ? db::Sql(" DESC") : db::Sql("");
  query.add(" ORDER BY ");
  if (order.column.type == FieldType::kMoney && order.column.source == Source::kField)
    query.add("a.").add(object.fields[order.column.field].currency_column).add(direction).add(", ");
  add_column(query, object, order.column);
  query.add(direction).add(", a.").add(object.id_column).add(direction);
}

}  // namespace

void add_custom(db::ListQuery& query, const Column& column, db::Dialect dialect) {
  const bool is_number = column.type == FieldType::kWhole || column.type == FieldType::kDecimal;
  if (is_number) query.add("CAST(");
  if (dialect == db::Dialect::kSqlite) {
    query.add("json_extract(a.custom, ", "$." + column.key);
    query.add(")");
  } else {
    query.add("(CAST(a.custom AS json) ->> CAST(", column.key).add(" AS text))");
  }
  if (is_number) query.add(" AS DOUBLE PRECISION)");
}

void add_visible_from(db::ListQuery& query, const ObjectSpec& object, const Viewer& viewer,
                      const Visible& visible) {
  const bool is_driven = visible.asking != nullptr && visible.asking->drive != Drive::kOrder;
  query.add(" FROM ");
  if (is_driven) {
    query.add("(SELECT DISTINCT id FROM (");
    add_driver(query, object, *visible.asking, viewer);
    // The limit, which is none, lets SQLite choose the index of what is inside without regard to DISTINCT.
    query.add(" LIMIT 9223372036854775807) f) d CROSS JOIN ");
  }
  query.add(object.table).add(" a");
  if (object.kind == ObjectKind::kAccount && visible.has_territory)
    alignment::add_account_territory_join(query, viewer.principal.tenant, viewer.day);
  query.add(" WHERE a.tenant_id = ", viewer.principal.tenant);
  if (is_driven) query.add(" AND a.").add(object.id_column).add(" = d.id");
  if (visible.shown == Shown::kOpen) query.add(" AND a.is_deleted = 0");
  if (visible.shown == Shown::kOpen && object.account_field) {
    const db::Sql account = object.fields[*object.account_field].column;
    query.add(" AND (a.")
        .add(account)
        .add(" IS NULL OR EXISTS (SELECT 1 FROM account h WHERE h.tenant_id = ",
             viewer.principal.tenant);
    query.add(" AND h.account_id = a.").add(account).add(" AND h.is_deleted = 0))");
  }
  add_reach(query, object, viewer);
}

void add_asked(db::ListQuery& query, const ObjectSpec& object, const Asking& asking,
               const Viewer& viewer) {
  add_search(query, object, asking, viewer.principal.tenant);
  ConditionSql sql(query, object, asking.dialect, viewer);
  for (const Condition& condition : asking.request.conditions) {
    if (&condition == answered(asking)) continue;
    const bool is_of_account = condition.column.is_of_account;
    if (is_of_account || condition.column.source == Source::kTerritoryThen)
      add_account_reach(query, object, viewer);
    if (is_of_account)
      add_of_account(query, object, condition, asking, viewer);
    else
      sql.add(condition);
  }
}

Result<Asking> asking_of(db::Connection& connection, const ObjectSpec& object,
                         const ListRequest& request, const Viewer& viewer) {
  Asking asking{.request = request, .dialect = connection.dialect()};
  std::vector<std::pair<std::int64_t, std::string>> counted;
  for (std::string& word : telling(words_of(request.words, kSearchedWordsMax))) {
    db::ListQuery query("SELECT COUNT(*) FROM (SELECT 1 AS one ");
    add_word(query, object, viewer.principal.tenant, word, "w");
    query.add(" LIMIT ", kRareTogetherMax + 1).add(") few");
    std::int64_t count = 0;
    const auto read = query.run(connection, [&](const db::Row& row) { count = row.int64(0); });
    if (!read) return tl::unexpected(read.error());
    counted.emplace_back(count, std::move(word));
  }
  std::ranges::sort(counted);
  const std::int64_t rare_max = counted.size() > 1 ? kRareTogetherMax : kRareMax;
  if (!counted.empty() && counted.front().first <= rare_max)
    asking.drive = Drive::kWords;
  else if (territories_asked(request) != nullptr)
    asking.drive = Drive::kTerritories;
  else if (object.kind == ObjectKind::kAccount &&
           alignment::reach_of(viewer.principal) != Reach::kEverything)
    asking.drive = Drive::kReach;
  for (auto& [count, word] : counted) asking.words.push_back(std::move(word));
  return asking;
}

void add_column(db::ListQuery& query, const ObjectSpec& object, const Column& column) {
  switch (column.source) {
    case Source::kField:
      query.add("a.").add(object.fields[column.field].column);
      break;
    case Source::kTerritory:
      query.add("t.territory_id");
      break;
    case Source::kExternalId:
      query.add("a.external_id");
      break;
    case Source::kCreated:
      query.add("a.created_at");
      break;
    case Source::kUpdated:
      query.add("a.updated_at");
      break;
    case Source::kTitle:
      query.add("a.title_key");
      break;
    case Source::kTerritoryThen:
    case Source::kCustom:
      assert(false && "it has no column");
      break;
  }
}

bool may_be_empty(const ObjectSpec& object, const Column& column) {
  if (column.source == Source::kField) return !object.fields[column.field].is_required;
  return column.source == Source::kExternalId;
}

void add_half(db::ListQuery& query, const ObjectSpec& object, const Asking& asking, Half half,
              std::int64_t limit) {
  const ListRequest& request = asking.request;
  const Order& order = request.order;
  const bool is_after = request.after && request.after->values.empty() == (half == Half::kEmpty);
  const db::Sql beyond = order.is_descending ? db::Sql(" < ") : db::Sql(" > ");
  if (may_be_empty(object, order.column)) {
    query.add(" AND ");
    add_column(query, object, order.column);
    query.add(half == Half::kEmpty ? db::Sql(" IS NULL") : db::Sql(" IS NOT NULL"));
  }
  if (is_after && half == Half::kEmpty)
    query.add(" AND a.").add(object.id_column).add(beyond, request.after->id);
  if (is_after && half == Half::kFilled) {
    query.add(" AND (");
    add_order_columns(query, object, order.column);
    query.add(", a.").add(object.id_column).add(")").add(beyond).add("(");
    for (const db::Value& value : request.after->values) query.add("", value).add(", ");
    query.add("", request.after->id).add(")");
  }
  add_order(query, object, asking, half);
  query.add(" LIMIT ", limit);
}

void add_order(db::ListQuery& query, const ObjectSpec& object, const Asking& asking, Half half) {
  if (half == Half::kFilled) {
    add_order_by(query, object, asking);
    return;
  }
  query.add(" ORDER BY a.").add(object.id_column);
  if (asking.request.order.is_descending) query.add(" DESC");
}

bool asks_for_territory(const Asking& asking) {
  return std::ranges::any_of(asking.request.conditions, [&](const Condition& condition) {
    return condition.column.source == Source::kTerritory && !condition.column.is_of_account &&
           &condition != answered(asking);
  });
}

}  // namespace bailiwick::crm
