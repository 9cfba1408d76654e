#include "crm/account_fields.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <string>

#include "alignment/service.hpp"
#include "crm/field_value.hpp"
#include "crm/record_formula.hpp"
#include "crm/record_store.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

constexpr std::string_view kCustomPrefix = "custom.";

const ObjectSpec& account_object() { return object_of(ObjectKind::kAccount); }

// Which columns of a row make which values.
class FieldReader {
 public:
  FieldReader(const formula::Schema& fields, const std::vector<CustomField>& custom)
      : custom_(custom), values_(fields.fields.size()) {
    const ObjectSpec& object = account_object();
    for (std::size_t f = 0; f < fields.fields.size(); ++f) {
      const std::string& name = fields.fields[f].name;
      if (name == "external_id")
        external_id_ = f;
      else if (name == "territory")
        territory_ = f;
      else if (name.starts_with(kCustomPrefix))
        of_custom_.emplace(name.substr(kCustomPrefix.size()), f);
    }
    for (const FieldSpec& field : object.fields) {
      Own own{.field = &field, .value = place_of(fields, field.name), .currency = {}};
      if (field.type == FieldType::kMoney)
        own.currency = place_of(fields, std::string(field.name) + "_currency");
      if (own.value || own.currency) own_.push_back(own);
    }
  }

  [[nodiscard]] bool wants_territory() const { return territory_.has_value(); }

  void add_columns(db::ListQuery& query) const {
    query.add("SELECT a.account_id");
    if (external_id_) query.add(", a.external_id");
    for (const Own& own : own_) {
      query.add(", a.").add(own.field->column);
      if (own.field->type == FieldType::kMoney) query.add(", a.").add(own.field->currency_column);
    }
    if (!of_custom_.empty()) query.add(", a.custom");
    if (territory_) query.add(", t.territory_id");
  }

  std::span<const formula::Value> read(const db::Row& row) {
    std::size_t column = 1;
    if (external_id_) {
      const auto id = row.optional_text(column++);
      values_[*external_id_] = id && !id->empty() ? formula::Value(*id) : formula::Value();
    }
    for (const Own& own : own_) {
      const FieldValue value = value_from_row(*own.field, row, column);
      if (own.value) values_[*own.value] = formula_value(*own.field, value);
      if (own.currency) values_[*own.currency] = formula_currency(value);
    }
    if (!of_custom_.empty()) read_custom(row.text(column++));
    if (territory_)
      values_[*territory_] = row.is_null(column)
                                 ? formula::Value()
                                 : formula::Value("territory_" + to_base32(row.uuid(column)));
    return values_;
  }

 private:
  struct Own {
    const FieldSpec* field = nullptr;
    std::optional<std::size_t> value;
    std::optional<std::size_t> currency;
  };

  static std::optional<std::size_t> place_of(const formula::Schema& fields, std::string_view name) {
    const auto found = std::ranges::find(fields.fields, name, &formula::Field::name);
    if (found == fields.fields.end()) return std::nullopt;
    return static_cast<std::size_t>(found - fields.fields.begin());
  }

  void read_custom(std::string_view text) {
    const auto kept = custom_values(text, custom_);
    for (const CustomField& field : custom_) {
      const auto place = of_custom_.find(field.key);
      if (place == of_custom_.end()) continue;
      const auto value = kept.find(field.key);
      values_[place->second] = value == kept.end()
                                   ? formula::Value()
                                   : formula_value(CustomSpec(field).spec(), value->second);
    }
  }

  const std::vector<CustomField>& custom_;
  std::vector<formula::Value> values_;
  std::vector<Own> own_;
  std::optional<std::size_t> external_id_;
  std::optional<std::size_t> territory_;
  std::map<std::string, std::size_t, std::less<>> of_custom_;
};

}  // namespace

Result<void> each_account_fields(db::Connection& connection, const AccountsOn& accounts,
                                 const std::vector<CustomField>& custom,
                                 const formula::Schema& fields, const RunOfIds& run,
                                 const OnAccountValues& on_account) {
  FieldReader reader(fields, custom);
  db::ListQuery query("");
  reader.add_columns(query);
  query.add(" FROM account a");
  if (reader.wants_territory())
    alignment::add_account_territory_join(query, accounts.tenant, accounts.day);
  query.add(" WHERE a.tenant_id = ", accounts.tenant).add(" AND a.account_id > ", run.after);
  if (!run.ids.empty()) {
    query.add(" AND a.account_id IN (", run.ids.front());
    for (const Uuid& id : run.ids.subspan(1)) query.add(", ", id);
    query.add(")");
  }
  query.add(" AND a.is_deleted = 0 ORDER BY a.account_id LIMIT ", run.limit);
  return query.run(connection,
                   [&](const db::Row& row) { on_account(row.uuid(0), reader.read(row)); });
}

Result<std::vector<NewAccount>> newcomers(db::Connection& connection, const AccountsOn& accounts,
                                          Instant since) {
  db::ListQuery query("SELECT a.account_id, a.updated_at FROM account a");
  alignment::add_account_territory_join(query, accounts.tenant, accounts.day);
  query.add(" WHERE a.tenant_id = ", accounts.tenant).add(" AND a.updated_at >= ", since);
  query.add(" AND a.is_deleted = 0 AND t.account_id IS NULL ORDER BY a.account_id");
  std::vector<NewAccount> found;
  const auto read = query.run(connection, [&](const db::Row& row) {
    found.push_back({row.uuid(0), row.instant(1)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace bailiwick::crm
