#include "market/objective_json.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

namespace http = platform::http;
using Json = nlohmann::json;

constexpr std::int64_t kObjectiveAccountsMax = 1'000'000'000;

Money money_in(const Objective& objective, std::int64_t amount) {
  return {.minor = amount, .currency = objective.currency.value_or(Currency())};
}

}  // namespace

http::Schema objective_amount_schema() {
  return http::object("ObjectiveAmount",
                      {{"amount", http::text(1, 30)}, {"currency", http::text(3, 3)}});
}

http::Schema objective_accounts_schema() { return http::integer(0, kObjectiveAccountsMax); }

http::Schema objective_figure_schema() {
  return http::object("ObjectiveFigure",
                      {{"amount", http::text(1, 30), http::kOptional},
                       {"currency", http::text(3, 3), http::kOptional},
                       {"accounts", objective_accounts_schema(), http::kOptional}})
      .described("An amount in a currency, or of new accounts their number.");
}

Json money_json(const Objective& objective, std::int64_t amount) {
  const Money money = money_in(objective, amount);
  return {{"amount", amount_text(money)}, {"currency", money.currency.text()}};
}

Json figure_json(const Objective& objective, std::int64_t amount) {
  return objective.currency ? money_json(objective, amount) : Json{{"accounts", amount}};
}

std::string figure_text(const Objective& objective, std::int64_t amount) {
  if (!objective.currency) return std::to_string(amount);
  const Money money = money_in(objective, amount);
  return amount_text(money) + " " + std::string(money.currency.text());
}

}  // namespace bailiwick::market
