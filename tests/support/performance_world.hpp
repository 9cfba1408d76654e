// For tests of performance: a company with random accounts that move between territories, orders and opportunities in several currencies and some rates; all of it
// kept in plain lists too, from which every number can be told by looking at each record. Shares nothing with what is tested.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/rng.hpp"
#include "platform/identity/exchange_rates.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::testing {

__extension__ using Wide = __int128;

// An amount that the judge adds up: in 10^-8 of the reporting currency, and what has no rate, a currency at a time.
struct Judged {
  Wide units = 0;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> left = {};  // minor units, count
};

class PerformanceTest : public CrmTest {
 protected:
  struct Term {
    LocalDate from;
    LocalDate to;  // exclusive
    int region = -1;
  };
  struct Account {
    std::string id = {};
    std::optional<std::string> industry = {};
    std::optional<std::int64_t> employees = {};
    std::optional<std::string> growth = {};
    std::optional<std::string> level = {};
    std::optional<bool> is_vip = {};
    std::vector<Term> terms = {};
    bool is_hidden = false;
  };
  struct Amount {
    std::int64_t cents = 0;
    std::string currency = {};
  };
  struct Order {
    std::size_t account = 0;
    LocalDate day = {};
    Amount amount = {};
    std::string kind = {};
    bool is_hidden = false;
  };
  struct Deal {
    std::size_t account = 0;
    std::string stage = {};
    std::optional<LocalDate> close = {};
    std::optional<Amount> amount = {};
    std::optional<std::int64_t> probability = {};
    std::string owner = {};
    LocalDate recorded = {};
    std::optional<LocalDate> opened = {};
  };
  struct Rate {
    std::string currency = {};  // 1 of it = ten_thousandths / 10,000 USD
    LocalDate from = {};
    std::int64_t ten_thousandths = 0;
  };

  // Today is the day of world->now; the company reports in USD.
  void make_world(std::uint64_t seed) {
    Rng rng(seed);
    today = utc_date(world->now);
    for (const char* name : {"west", "east"}) regions.push_back(add_region(name));
    settings_made();
    for (int i = 0; i < 9; ++i) add_account(rng, i);
    const Instant now = world->now;
    for (int i = 0; i < 60; ++i) add_order(rng);
    for (int i = 0; i < 45; ++i) add_deal(rng, now);
    world->now = now;
    for (int i = 0; i < 8; ++i) add_rate(rng);
    accounts[0].is_hidden = true;
    EXPECT_TRUE(records().hide(
        admin, *crm::RecordId::parse(crm::ObjectKind::kAccount, accounts[0].id), std::nullopt));
  }

  // The region of an account on a day; -1: none.
  static int region_on(const Account& account, LocalDate day) {
    for (const Term& term : account.terms)
      if (term.from <= day && day < term.to) return term.region;
    return -1;
  }

  // What the viewer sees: everybody (-1), or the rep of a region.
  bool sees_account(std::size_t account, int viewer) const {
    if (accounts[account].is_hidden) return false;
    return viewer < 0 || region_on(accounts[account], today) == viewer;
  }
  bool sees(const Order& order, int viewer) const {
    return !order.is_hidden && sees_account(order.account, viewer);
  }
  bool sees(const Deal& deal, int viewer) const {
    if (accounts[deal.account].is_hidden) return false;
    return sees_account(deal.account, viewer) ||
           deal.owner == regions[static_cast<std::size_t>(viewer)].rep.principal.person.text();
  }
  const Principal& principal(int viewer) {
    return viewer < 0 ? admin : regions[static_cast<std::size_t>(viewer)].rep.principal;
  }

  void judge(Judged& sum, const Amount& amount, LocalDate day, std::int64_t times = 1) const {
    std::int64_t rate = amount.currency == "USD" ? 10'000 : 0;
    std::optional<LocalDate> latest;
    for (const Rate& one : rates) {
      if (one.currency != amount.currency || one.from > day) continue;
      if (latest && *latest > one.from) continue;
      latest = one.from;
      rate = one.ten_thousandths;
    }
    if (rate == 0) {
      sum.left[amount.currency].first += amount.cents * times;
      ++sum.left[amount.currency].second;
      return;
    }
    // Cents of two decimals, whole yen: in 10^-8.
    const std::int64_t scale = amount.currency == "JPY" ? 10'000 : 100;
    sum.units += static_cast<Wide>(amount.cents) * rate * scale * times;
  }
  // As it is told: rounded half to even to cents, after division by `parts`.
  static std::string shown(const Judged& sum, std::int64_t parts = 1) {
    const Wide unit = static_cast<Wide>(1'000'000) * parts;
    const bool is_negative = sum.units < 0;
    const Wide size = is_negative ? -sum.units : sum.units;
    auto cents = static_cast<std::int64_t>(size / unit);
    const Wide twice = size % unit * 2;
    if (twice > unit || (twice == unit && cents % 2 != 0)) ++cents;
    std::string text = (is_negative && cents != 0 ? "-" : "") + std::to_string(cents / 100) + "." +
                       (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100);
    for (const auto& [currency, left] : sum.left)
      text += " " + currency + " " + std::to_string(left.first / parts) + " x" +
              std::to_string(left.second);
    return text;
  }

  std::vector<Region> regions;
  std::vector<Account> accounts;
  std::vector<Order> orders;
  std::vector<Deal> deals;
  std::vector<Rate> rates;
  LocalDate today;

 private:
  static bool is_one_of(Rng& rng, std::uint64_t count) { return rng.below(count) == 0; }
  LocalDate past(Rng& rng, std::uint64_t days) const {
    return today.plus_days(-static_cast<std::int32_t>(rng.below(days)));
  }

  void settings_made() {
    for (const auto& [key, type] :
         {std::pair("level", crm::FieldType::kText), std::pair("vip", crm::FieldType::kTruth)})
      EXPECT_TRUE(settings().add_field(
          admin, {.object = crm::ObjectKind::kAccount, .key = key, .label = key, .type = type}));
  }

  void add_account(Rng& rng, int number) {
    Account account;
    Json body = {{"name", "Account " + std::to_string(number)}, {"custom", Json::object()}};
    const char* industries[] = {"Food", "Retail \"and\" more"};
    if (!is_one_of(rng, 4)) body["industry"] = *(account.industry = industries[rng.below(2)]);
    const std::int64_t sizes[] = {0, 9, 10, 49, 50, 999, 1'000};
    if (!is_one_of(rng, 5)) body["employees"] = *(account.employees = sizes[rng.below(7)]);
    const char* growths[] = {"-0.01", "0", "0.05", "0.199999", "0.2"};
    if (!is_one_of(rng, 5)) body["growth"] = *(account.growth = growths[rng.below(5)]);
    const char* levels[] = {"gold", "silver"};
    if (!is_one_of(rng, 3)) body["custom"]["level"] = *(account.level = levels[rng.below(2)]);
    if (!is_one_of(rng, 3)) body["custom"]["vip"] = *(account.is_vip = is_one_of(rng, 2));
    const Json made = add(admin, crm::ObjectKind::kAccount, body);
    account.id = made.at("id");
    // A few terms, one after the other, some with no territory between them.
    LocalDate from = today.plus_days(-1'200);
    while (from <= today) {
      LocalDate to = from.plus_days(1 + static_cast<std::int32_t>(rng.below(700)));
      const bool is_last = to > today;
      const int region = is_one_of(rng, 5) ? -1 : static_cast<int>(rng.below(2));
      if (is_last) to = today.plus_days(10'000);
      if (region >= 0) align(account.id, {from, to, region}, is_last);
      account.terms.push_back({from, to, region});
      from = to;
    }
    accounts.push_back(std::move(account));
  }

  void align(const std::string& account, const Term& term, bool is_last) {
    const alignment::AccountMove move{
        .account =
            alignment::AccountId(crm::RecordId::parse(crm::ObjectKind::kAccount, account)->uuid),
        .territory = regions[static_cast<std::size_t>(term.region)].territory};
    const alignment::Period period{.from = term.from,
                                   .to = is_last ? std::nullopt : std::optional(term.to)};
    EXPECT_TRUE(parts().alignment.align_accounts(admin, {&move, 1}, {.period = period}));
  }

  static Amount amount(Rng& rng) {
    const char* currencies[] = {"USD", "EUR", "JPY"};
    return {.cents = static_cast<std::int64_t>(rng.below(2'000'000)) - 200'000,
            .currency = currencies[rng.below(3)]};
  }
  static Json json_of_amount(const Amount& amount) {
    const Money money{amount.cents, *Currency::parse(amount.currency)};
    return {{"amount", amount_text(money)}, {"currency", amount.currency}};
  }

  void add_order(Rng& rng) {
    Order order{.account = rng.below(accounts.size()),
                .day = past(rng, 1'100),
                .amount = amount(rng),
                .kind = is_one_of(rng, 3) ? "invoice" : "order"};
    const Json made = add(admin, crm::ObjectKind::kOrder,
                          {{"account", accounts[order.account].id},
                           {"kind", order.kind},
                           {"day", to_text(order.day)},
                           {"amount", json_of_amount(order.amount)}});
    order.is_hidden = is_one_of(rng, 12);
    if (order.is_hidden) {
      EXPECT_TRUE(records().hide(admin, id_of(made), std::nullopt));
    }
    orders.push_back(std::move(order));
  }

  void add_deal(Rng& rng, Instant now) {
    const char* stages[] = {"standard.needs", "standard.proposal", "standard.won", "standard.won",
                            "standard.lost"};
    Deal deal{.account = rng.below(accounts.size()), .stage = stages[rng.below(5)]};
    world->now = now.plus_seconds(-static_cast<std::int64_t>(rng.below(400)) * 86'400);
    deal.recorded = utc_date(world->now);
    Json body = {{"name", "Deal"}, {"account", accounts[deal.account].id}, {"stage", deal.stage}};
    if (!is_one_of(rng, 8)) body["close_date"] = to_text(*(deal.close = past(rng, 900)));
    if (!is_one_of(rng, 6)) body["amount"] = json_of_amount(*(deal.amount = amount(rng)));
    if (is_one_of(rng, 2))
      body["probability"] = *(deal.probability = static_cast<std::int64_t>(rng.below(101)));
    if (is_one_of(rng, 2)) body["opened"] = to_text(*(deal.opened = past(rng, 900)));
    // Whoever adds it, unless somebody else is named.
    deal.owner =
        is_one_of(rng, 3) ? regions[rng.below(2)].rep.principal.person.text() : admin.person.text();
    body["owner"] = deal.owner;
    add(admin, crm::ObjectKind::kOpportunity, body);
    deals.push_back(std::move(deal));
  }

  void add_rate(Rng& rng) {
    const Rate rate{.currency = is_one_of(rng, 3) ? "JPY" : "EUR",
                    .from = past(rng, 1'300),
                    .ten_thousandths = 1 + static_cast<std::int64_t>(rng.below(20'000))};
    for (const Rate& other : rates)
      if (other.currency == rate.currency && other.from == rate.from) return;
    const identity::ExchangeRates service(world->database(), world->log(), world->ids(),
                                          world->clock());
    const auto set = service.set(admin, {.currency = *Currency::parse(rate.currency),
                                         .against = *Currency::parse("USD"),
                                         .from = rate.from,
                                         .units = rate.ten_thousandths * 100'000});
    EXPECT_TRUE(set) << set.error().front().message;
    rates.push_back(rate);
  }
};

}  // namespace bailiwick::testing
