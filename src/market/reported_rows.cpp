#include "market/reported_rows.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "market/field_column.hpp"

namespace bailiwick::market {
namespace {

constexpr std::string_view kCustom = "custom.";

// Rates of one day, each asked for once.
class DayRates {
 public:
  explicit DayRates(const Reporting& reporting) : reporting_(reporting) {}

  // Nothing where there is no rate, or the amount would be too large.
  std::optional<Decimal> converted(Decimal amount, std::string_view currency) {
    auto found = rates_.find(currency);
    if (found == rates_.end()) found = rates_.emplace(std::string(currency), rate(currency)).first;
    return found->second ? product(amount, *found->second) : std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<Decimal> rate(std::string_view code) const {
    const auto currency = Currency::parse(code);
    if (!currency) return std::nullopt;
    if (*currency == reporting_.currency) return Decimal::whole(1);
    return reporting_.rates.rate(*currency, reporting_.currency, reporting_.day);
  }
  const Reporting& reporting_;
  std::map<std::string, std::optional<Decimal>, std::less<>> rates_;
};

}  // namespace

std::vector<MoneyField> money_fields(const formula::Schema& schema,
                                     std::initializer_list<const formula::Program*> programs) {
  std::vector<std::uint32_t> read;
  for (const formula::Program* program : programs)
    for (std::size_t f = 0; f < program->formulas().size(); ++f) {
      const auto fields = program->fields_of(f);
      read.insert(read.end(), fields.begin(), fields.end());
    }
  std::ranges::sort(read);
  read.erase(std::ranges::unique(read).begin(), read.end());
  std::vector<MoneyField> money;
  for (const std::uint32_t place : read) {
    const formula::Field& field = schema.fields[place];
    if (field.type.kind != formula::Kind::kDecimal || field.name.starts_with(kCustom)) continue;
    const auto currency =
        std::ranges::find(schema.fields, field.name + "_currency", &formula::Field::name);
    if (currency == schema.fields.end() || currency->type.kind != formula::Kind::kString) continue;
    money.push_back({place, static_cast<std::uint32_t>(currency - schema.fields.begin())});
  }
  return money;
}

ReportedRows::ReportedRows(const formula::Rows& rows, std::span<const MoneyField> fields,
                           const Reporting& reporting)
    : count_(rows.count),
      columns_(rows.columns.begin(), rows.columns.end()),
      amounts_(fields.size()),
      without_rate_(rows.count, 0) {
  DayRates rates(reporting);
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const FieldColumn amount(rows.columns[fields[f].amount]);
    const FieldColumn currency(rows.columns[fields[f].currency]);
    Amounts& own = amounts_[f];
    own.values.resize(count_);
    own.is_null.resize(count_, 1);
    for (std::size_t row = 0; row < count_; ++row) {
      const auto held = amount.decimal(row);
      if (!held) continue;
      const auto converted = rates.converted(*held, currency.text(row));
      own.values[row] = converted.value_or(Decimal());
      own.is_null[row] = converted ? 0 : 1;
      if (!converted) without_rate_[row] = 1;
    }
    columns_[fields[f].amount] = {.values = std::span<const Decimal>(own.values),
                                  .is_null = own.is_null};
  }
}

bool report_row(std::vector<formula::Value>& row, std::span<const MoneyField> fields,
                const Reporting& reporting) {
  DayRates rates(reporting);
  bool is_without_rate = false;
  for (const MoneyField& field : fields) {
    const auto* amount = std::get_if<Decimal>(&row[field.amount].data());
    const auto* currency = std::get_if<std::string>(&row[field.currency].data());
    if (amount == nullptr) continue;
    const auto converted =
        rates.converted(*amount, currency == nullptr ? std::string_view() : *currency);
    row[field.amount] = converted ? formula::Value(*converted) : formula::Value();
    is_without_rate = is_without_rate || !converted;
  }
  return is_without_rate;
}

}  // namespace bailiwick::market
