#include "market/next_service.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/core.h>

#include "alignment/scope.hpp"
#include "market/next_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

// The entry of an account in a list that ascends by account; null where there is none.
template <class Entry>
const Entry* entry_of(const std::vector<Entry>& list, AccountId account) {
  const auto at = std::ranges::lower_bound(list, account, {}, &Entry::account);
  return at != list.end() && at->account == account ? &*at : nullptr;
}

// Former customers and partners are nobody's next sale.
bool is_ranked(const ReckonedAccount& account) {
  return account.kind != "former_customer" && account.kind != "partner";
}

NextAccount next_of(const ReckonedAccount& account) {
  NextAccount next;
  next.account = account.id;
  next.name = std::string(account.name);
  next.territory = account.territory;
  const AccountSales& sales = account.figures.sales;
  next.is_existing = sales.has_revenue || sales.revenue_before > Decimal();
  next.potential = account.figures.potential;
  next.revenue = std::max(sales.revenue, Decimal());
  next.before = std::max(sales.revenue_before, Decimal());
  if (account.score) {
    const auto& [held, total] = std::pair(account.figures.fit_held, account.figures.fit_total);
    const auto share =
        quotient(Decimal::whole(100 * held), Decimal::whole(std::max<std::int64_t>(total, 1)));
    next.score = share ? rounded(*share, 4, Rounding::kHalfEven) : std::nullopt;
  }
  next.visits_a_year = account.visits.a_year;
  next.complexity = account.complexity;
  return next;
}

// Adds what was done and is open; false where a visit is planned already.
bool add_contacts(NextAccount& next, const Contacts& all) {
  if (const AccountContact* contact = entry_of(all.contacts, next.account)) {
    if (contact->is_planned) return false;
    next.contacted = contact->contacted;
    next.visited = contact->visited;
    next.sign = contact->contacted;
  }
  if (const AccountSign* sign = entry_of(all.signs, next.account))
    next.sign = next.sign ? std::max(*next.sign, sign->day) : sign->day;
  if (const AccountClosing* closing = entry_of(all.closing, next.account))
    next.closing = closing->deal;
  if (const AccountTask* task = entry_of(all.tasks, next.account)) next.task = task->task;
  return true;
}

Errors mistakes_of(const NextPolicy& policy) {
  Errors errors;
  std::int64_t sum = 0;
  for (std::size_t part = 0; part < kNextParts; ++part) {
    const std::int64_t weight = policy.weights[part];
    sum += weight;
    if (weight < 0 || weight > kPartWeightMax)
      errors.push_back({ErrorCode::kInvalidInput, "M130",
                        fmt::format("A weight is a whole number from 0 to {}.", kPartWeightMax),
                        fmt::format("/{}", name_of(static_cast<NextPart>(part)))});
  }
  if (errors.empty() && sum == 0)
    errors.push_back({ErrorCode::kInvalidInput, "M130",
                      "One weight at least must be above 0, or nothing would tell accounts apart.",
                      "/value"});
  if (policy.new_share < 0 || policy.new_share > kNextUnit)
    errors.push_back({ErrorCode::kInvalidInput, "M130",
                      "The share of new business is from 0 to 1, with at most four decimals.",
                      "/new_share"});
  return errors;
}

}  // namespace

Result<AccountReach> NextService::reach_of(const Principal& principal, const NextAsk& ask) const {
  AccountReach reach{.tenant = principal.tenant, .viewer = &principal};
  if (ask.territory) {
    const auto scope = parts_.market.database.read([&](db::Connection& connection) {
      return alignment::read_scope(connection, principal, utc_date(parts_.market.now()));
    });
    if (!scope) return tl::unexpected(scope.error());
    if (!scope->has(*ask.territory))
      return fail(ErrorCode::kNotFound, "M132", "There is no such territory within your scope.");
    reach.territories = {&*ask.territory, 1};
  }
  const auto count = parts_.contacts.count(reach, kNextAccountsMax);
  if (!count) return tl::unexpected(count.error());
  if (*count > kNextAccountsMax)
    return fail(
        ErrorCode::kLimit, "M131",
        fmt::format("A list ranks at most {} accounts, and you see more. Choose a territory.",
                    kNextAccountsMax));
  return reach;
}

Checked<NextPage> NextService::list(const Principal& principal, const NextAsk& ask) const {
  for (const Permission permission : {Permission::kMarketRead, Permission::kCrmRead})
    if (const auto may = identity::require(principal, permission); !may)
      return fail(Errors{may.error()});
  const auto reach = reach_of(principal, ask);
  if (!reach) return fail(Errors{reach.error()});
  const auto reckoning = parts_.counter.reckoning(principal.tenant);
  if (!reckoning) return fail(reckoning.error());
  const Instant now = parts_.market.now();
  const auto contacts = parts_.contacts.contacts(*reach, principal.person, now);
  if (!contacts) return fail(Errors{contacts.error()});
  NextPage page;
  page.currency = reckoning->currency;
  const auto read = parts_.counter.each(*reckoning, *reach, [&](const ReckonedAccount& account) {
    if (!is_ranked(account)) return;
    NextAccount next = next_of(account);
    if (add_contacts(next, *contacts)) page.accounts.push_back(std::move(next));
  });
  if (!read) return fail(Errors{read.error()});
  const auto policy = parts_.market.database.read(
      [&](db::Connection& connection) { return next_store::policy(connection, principal.tenant); });
  if (!policy) return fail(Errors{policy.error()});
  page.policy = *policy;
  page.list = rank_next(page.accounts, page.policy, utc_date(now));
  std::vector<NextItem>& items = page.list.items;
  std::erase_if(items, [&](const NextItem& item) {
    const bool is_other =
        ask.is_existing && page.accounts[item.index].is_existing != *ask.is_existing;
    return is_other || item.points < ask.least;
  });
  if (std::ssize(items) > ask.limit) items.resize(static_cast<std::size_t>(ask.limit));
  return page;
}

Result<NextPolicy> NextService::policy(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.market.database.read(
      [&](db::Connection& connection) { return next_store::policy(connection, principal.tenant); });
}

Checked<NextPolicy> NextService::change(const Principal& principal, NextPolicy policy,
                                        std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  if (Errors errors = mistakes_of(policy); !errors.empty()) return fail(std::move(errors));
  const auto done =
      parts_.market.database.write([&](db::Connection& connection) -> Result<NextPolicy> {
        const auto before = next_store::policy(connection, principal.tenant);
        if (!before) return tl::unexpected(before.error());
        if (version && *version != before->version)
          return fail(ErrorCode::kPrecondition, "M034",
                      "The weights were changed since you read them: read them again and repeat "
                      "your change.");
        NextPolicy after = policy;
        after.version = before->version + 1;
        const auto put = next_store::put_policy(
            connection,
            {.tenant = principal.tenant, .at = parts_.market.now(), .by = principal.person}, after);
        if (!put) return tl::unexpected(put.error());
        const auto logged = parts_.market.log.append(
            connection, {principal.tenant, identity::actor_of(principal), "next_policy.changed",
                         "next_policy", audit::Details().number("version", after.version)});
        if (!logged) return tl::unexpected(logged.error());
        const auto told = parts_.market.outbox.emit(
            connection, {.tenant = principal.tenant,
                         .name = "next_policy.updated",
                         .audience = {.permission = Permission::kMarketRead},
                         .data = "{}"});
        if (!told) return tl::unexpected(told.error());
        return after;
      });
  if (!done) return fail(Errors{done.error()});
  return *done;
}

}  // namespace bailiwick::market
