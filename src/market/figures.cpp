#include "market/figures.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "market/measure.hpp"
#include "market/potential.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<const char*, std::int64_t Figures::*>, 11> kCounts = {
    {{"accounts", &Figures::accounts},
     {"customers", &Figures::customers},
     {"unknown", &Figures::unknown},
     {"serviceable", &Figures::serviceable},
     {"without_rate", &Figures::without_rate},
     {"visited_customers", &Figures::visited_customers},
     {"won", &Figures::won},
     {"lost", &Figures::lost},
     {"fit_held", &Figures::fit_held},
     {"fit_total", &Figures::fit_total},
     {"distances", &Figures::distances}}};
constexpr std::array<std::pair<const char*, Decimal Figures::*>, 8> kSums = {
    {{"revenue", &Figures::revenue},
     {"revenue_before", &Figures::revenue_before},
     {"pipeline", &Figures::pipeline},
     {"potential", &Figures::potential},
     {"serviceable_potential", &Figures::serviceable_potential},
     {"white_space", &Figures::white_space},
     {"hours", &Figures::hours},
     {"distance_sum", &Figures::distance_sum}}};

void add_unconverted(std::vector<Unconverted>& all, const Unconverted& one) {
  const auto found = std::ranges::lower_bound(all, one.currency, {}, &Unconverted::currency);
  if (found == all.end() || found->currency != one.currency) {
    all.insert(found, one);
    return;
  }
  found->amount = added(found->amount, one.amount);
  found->count += one.count;
}

void add_top(std::vector<Decimal>& top, Decimal revenue) {
  if (revenue <= Decimal()) return;
  if (top.size() == kTopCustomers && revenue <= top.back()) return;
  top.insert(std::ranges::upper_bound(top, revenue, std::greater<>()), revenue);
  if (top.size() > kTopCustomers) top.pop_back();
}

IndustryCount* industry_of(Figures& figures, std::string_view name) {
  if (name.empty()) return nullptr;
  const auto found = figures.industries.find(name);
  if (found != figures.industries.end()) return &found->second;
  if (figures.industries.size() == kIndustriesMax) return nullptr;
  return &figures.industries[std::string(name)];
}

}  // namespace

void add_amount(AccountSales& sales, Decimal AccountSales::*sum, const Money& amount,
                const std::optional<Decimal>& rate) {
  const auto converted = rate ? product(amount_of(amount), *rate) : std::nullopt;
  if (converted)
    sales.*sum = added(sales.*sum, *converted);
  else
    add_unconverted(sales.unconverted,
                    {.currency = amount.currency, .amount = amount_of(amount), .count = 1});
}

void Figures::add(const AccountFigures& account) {
  ++accounts;
  customers += account.is_customer ? 1 : 0;
  unknown += account.potential ? 0 : 1;
  serviceable += account.is_serviceable ? 1 : 0;
  without_rate += account.is_without_rate ? 1 : 0;
  visited_customers += account.is_customer && account.sales.is_visited ? 1 : 0;
  won += account.sales.won;
  lost += account.sales.lost;
  fit_held += account.fit_held;
  fit_total += account.fit_total;
  revenue = added(revenue, account.sales.revenue);
  revenue_before = added(revenue_before, account.sales.revenue_before);
  pipeline = added(pipeline, account.sales.pipeline);
  hours = added(hours, account.hours);
  if (account.potential) {
    potential = added(potential, *account.potential);
    if (account.is_serviceable)
      serviceable_potential = added(serviceable_potential, *account.potential);
    white_space = added(white_space, white_space_of(*account.potential, account.sales.revenue));
  }
  if (account.distance_km) {
    ++distances;
    distance_sum = added(distance_sum, *account.distance_km);
  }
  add_top(top, account.sales.revenue);
  if (IndustryCount* industry = industry_of(*this, account.industry)) {
    ++industry->accounts;
    industry->customers += account.is_customer ? 1 : 0;
  }
  for (const Unconverted& one : account.sales.unconverted) add_unconverted(unconverted, one);
}

void Figures::add(const Figures& others) {
  for (const auto& [name, count] : kCounts) this->*count += others.*count;
  for (const auto& [name, sum] : kSums) this->*sum = added(this->*sum, others.*sum);
  for (const Decimal revenue_of_one : others.top) add_top(top, revenue_of_one);
  for (const auto& [name, counts] : others.industries)
    if (IndustryCount* industry = industry_of(*this, name)) {
      industry->accounts += counts.accounts;
      industry->customers += counts.customers;
    }
  for (const Unconverted& one : others.unconverted) add_unconverted(unconverted, one);
}

std::string text_of(const Figures& figures) {
  Json json;
  for (const auto& [name, count] : kCounts) json[name] = figures.*count;
  for (const auto& [name, sum] : kSums) json[name] = to_text(figures.*sum);
  json["top"] = Json::array();
  for (const Decimal revenue : figures.top) json["top"].push_back(to_text(revenue));
  json["industries"] = Json::object();
  for (const auto& [name, counts] : figures.industries)
    json["industries"][name] = {counts.accounts, counts.customers};
  json["unconverted"] = Json::array();
  for (const Unconverted& one : figures.unconverted)
    json["unconverted"].push_back({one.currency.text(), to_text(one.amount), one.count});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Figures> parse_figures(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Figures figures;
  try {
    const auto number = [](const Json& value) {
      return parse_decimal(value.get<std::string>()).value_or(Decimal());
    };
    // Counts stored before accounts without a rate were told have none.
    if (!json.contains("without_rate")) json["without_rate"] = 0;
    for (const auto& [name, count] : kCounts) figures.*count = json.at(name).get<std::int64_t>();
    for (const auto& [name, sum] : kSums) figures.*sum = number(json.at(name));
    for (const Json& revenue : json.at("top")) figures.top.push_back(number(revenue));
    for (const auto& [name, counts] : json.at("industries").items())
      figures.industries[name] = {.accounts = counts.at(0).get<std::int64_t>(),
                                  .customers = counts.at(1).get<std::int64_t>()};
    for (const Json& one : json.at("unconverted"))
      figures.unconverted.push_back(
          {.currency = Currency::parse(one.at(0).get<std::string>()).value_or(Currency()),
           .amount = number(one.at(1)),
           .count = one.at(2).get<std::int64_t>()});
  } catch (const Json::exception&) {
    return std::nullopt;
  }
  return figures;
}

std::optional<Decimal> share_of(Decimal a, Decimal b, int places) {
  if (b <= Decimal()) return std::nullopt;
  const auto share = quotient(a, b);
  return share ? rounded(*share, places, Rounding::kHalfEven) : std::nullopt;
}

}  // namespace bailiwick::market
