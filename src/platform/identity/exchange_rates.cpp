#include "platform/identity/exchange_rates.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/core.h>

#include "platform/identity/codes.hpp"
#include "platform/identity/company_store.hpp"

namespace bailiwick::platform::identity {
namespace {

using Key = std::tuple<Currency, Currency, LocalDate>;
Key key_of(const Quote& quote) { return {quote.currency, quote.against, quote.from}; }

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

Errors mistakes_of(const Quote& quote) {
  Errors errors;
  const bool is_any = quote.currency == Currency() || quote.against == Currency();
  if (is_any || quote.currency == quote.against)
    errors.push_back(mistake(
        "I070", "A rate is of two different currencies, each by its three letters: EUR, USD.",
        "/currency"));
  if (quote.units <= 0 || quote.units >= kQuoteUnitsMax)
    errors.push_back(
        mistake("I071",
                "A rate is above 0 and below 1,000,000,000, with at most 9 decimals; a currency "
                "that is worth less is quoted the other way round.",
                "/rate"));
  return errors;
}

// Files may hold currencies of long ago, as those of central banks do; what one person enters is a currency of today.
Errors unknown_currencies(const Quote& quote) {
  Errors errors;
  const auto look = [&errors](Currency currency, std::string_view pointer) {
    if (currency == Currency() || is_currency(currency.text())) return;
    errors.push_back(mistake("I070",
                             fmt::format("There is no currency {}: use the code of one that ISO "
                                         "4217 lists, such as EUR.",
                                         currency.text()),
                             std::string(pointer)));
  };
  look(quote.currency, "/currency");
  look(quote.against, "/against");
  return errors;
}

// Every mistake, each once for a pair and day.
Errors mistakes_of(std::span<const Quote> quotes) {
  Errors errors;
  std::map<Key, std::int64_t> seen;
  for (const Quote& quote : quotes) {
    for (Error& error : mistakes_of(quote)) errors.push_back(std::move(error));
    const auto [at, is_new] = seen.emplace(key_of(quote), quote.units);
    if (!is_new && at->second != quote.units)
      errors.push_back(
          mistake("I075",
                  fmt::format("{} {} to {} is there twice, as {} and as {}.", to_text(quote.from),
                              quote.currency.text(), quote.against.text(), quote_text(at->second),
                              quote_text(quote.units)),
                  ""));
  }
  return errors;
}

audit::Details details_of(const Quote& quote) {
  return audit::Details()
      .code("currency", quote.currency.text())
      .code("against", quote.against.text())
      .date("from", quote.from)
      .code("rate", quote_text(quote.units));
}

auto refuse_unknown() {
  return fail(ErrorCode::kNotFound, "I073",
              "There is no rate of these currencies from that day on.");
}

}  // namespace

Result<std::vector<KeptRate>> ExchangeRates::list(const Principal& principal,
                                                  const RateAsk& ask) const {
  if (const auto may = require(principal, Permission::kCompanyRead); !may)
    return tl::unexpected(may.error());
  return database_.read(
      [&](db::Connection& connection) { return list_rates(connection, principal.tenant, ask); });
}

Result<Currency> ExchangeRates::reporting(const Principal& principal) const {
  if (const auto may = require(principal, Permission::kCompanyRead); !may)
    return tl::unexpected(may.error());
  const auto company = database_.read(
      [&](db::Connection& connection) { return find_company(connection, principal.tenant); });
  if (!company) return tl::unexpected(company.error());
  return Currency::parse(*company ? (*company)->currency : "").value_or(Currency());
}

Result<ExchangeRates::Sorted> ExchangeRates::sorted(db::Connection& connection, TenantId tenant,
                                                    std::span<const Quote> quotes) const {
  Sorted sorted;
  if (quotes.empty()) return sorted;
  const auto [first, last] = std::ranges::minmax_element(quotes, {}, &Quote::from);
  const auto kept = rates_between(connection, tenant, first->from, last->from);
  if (!kept) return tl::unexpected(kept.error());
  std::map<Key, const KeptRate*> there;
  for (const KeptRate& rate : *kept) there.emplace(key_of(rate.quote), &rate);
  std::map<Key, bool> done;
  for (const Quote& quote : quotes) {
    if (!done.emplace(key_of(quote), true).second) continue;
    const auto found = there.find(key_of(quote));
    if (found != there.end() && found->second->quote.units == quote.units) {
      ++sorted.said.unchanged;
      continue;
    }
    if (found != there.end()) sorted.superseded.push_back(found->second->id);
    ++(found != there.end() ? sorted.said.corrected : sorted.said.added);
    sorted.fresh.push_back(
        {.id = ids_.next(), .quote = quote, .recorded_at = {}, .recorded_by = {}});
  }
  return sorted;
}

Result<RatesSet> ExchangeRates::put(db::Connection& connection, const Principal& principal,
                                    std::span<const Quote> quotes, Mode mode) const {
  auto what = sorted(connection, principal.tenant, quotes);
  if (!what) return tl::unexpected(what.error());
  const auto count = count_rates(connection, principal.tenant);
  if (!count) return tl::unexpected(count.error());
  if (*count + what->said.added > kRatesMax)
    return fail(ErrorCode::kLimit, "I074",
                fmt::format("A company keeps at most {} rates; there are {} already: leave out "
                            "currencies or days that you do not need.",
                            kRatesMax, *count));
  if (mode == Mode::kRehearse || what->fresh.empty()) return what->said;
  const RateChange change{.tenant = principal.tenant, .by = principal.person, .at = now_()};
  for (const Uuid& id : what->superseded)
    if (const auto done = supersede_rate(connection, change, id); !done)
      return tl::unexpected(done.error());
  if (const auto done = insert_rates(connection, change, what->fresh); !done)
    return tl::unexpected(done.error());
  const auto details = quotes.size() == 1 ? details_of(quotes.front())
                                          : audit::Details()
                                                .number("added", what->said.added)
                                                .number("corrected", what->said.corrected);
  const auto told = log_.append(
      connection, {.tenant = principal.tenant,
                   .actor = actor_of(principal),
                   .action = quotes.size() == 1 ? audit::Word("exchange_rate.set")
                                                : audit::Word("exchange_rates.imported"),
                   .subject = {},
                   .details = details});
  if (!told) return tl::unexpected(told.error());
  return what->said;
}

Checked<KeptRate> ExchangeRates::set(const Principal& principal, const Quote& quote) const {
  if (const auto may = require(principal, Permission::kRatesManage); !may)
    return fail(Errors{may.error()});
  if (Errors errors = unknown_currencies(quote); !errors.empty()) return fail(std::move(errors));
  const auto done = set_many(principal, {&quote, 1}, Mode::kKeep);
  if (!done) return tl::unexpected(done.error());
  const auto found = database_.read([&](db::Connection& connection) {
    return rates_between(connection, principal.tenant, quote.from, quote.from);
  });
  if (!found) return fail(Errors{found.error()});
  for (const KeptRate& rate : *found)
    if (key_of(rate.quote) == key_of(quote)) return rate;
  return fail(Errors{refuse_unknown().value()});
}

Result<void> ExchangeRates::remove(const Principal& principal, const Quote& quote) const {
  if (const auto may = require(principal, Permission::kRatesManage); !may) return may;
  return database_.write([&](db::Connection& connection) -> Result<void> {
    const auto found = rates_between(connection, principal.tenant, quote.from, quote.from);
    if (!found) return tl::unexpected(found.error());
    const auto rate = std::ranges::find(*found, key_of(quote),
                                        [](const KeptRate& one) { return key_of(one.quote); });
    if (rate == found->end()) return refuse_unknown();
    const auto done = supersede_rate(
        connection, {.tenant = principal.tenant, .by = principal.person, .at = now_()}, rate->id);
    if (!done) return done;
    const auto told = log_.append(connection, {.tenant = principal.tenant,
                                               .actor = actor_of(principal),
                                               .action = "exchange_rate.removed",
                                               .subject = {},
                                               .details = details_of(rate->quote)});
    if (!told) return tl::unexpected(told.error());
    return {};
  });
}

Checked<RatesSet> ExchangeRates::set_many(const Principal& principal, std::span<const Quote> quotes,
                                          Mode mode) const {
  if (const auto may = require(principal, Permission::kRatesManage); !may)
    return fail(Errors{may.error()});
  Errors mistakes = mistakes_of(quotes);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const auto done = database_.write(
      [&](db::Connection& connection) { return put(connection, principal, quotes, mode); });
  if (!done) return fail(Errors{done.error()});
  return *done;
}

}  // namespace bailiwick::platform::identity
