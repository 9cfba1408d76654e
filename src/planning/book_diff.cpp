#include "planning/book_diff.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "planning/assignment_model.hpp"
#include "planning/refusals.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;
using identity::Permission;

constexpr std::int32_t kDaysOfRevenue = 365;

// Where the accounts of units that change hands go: a flow each.
class MovedAccounts {
 public:
  MovedAccounts(const PlanDiff& plans, const std::string& country)
      : country_(comparable_unit(country)) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> flow_of;
    for (const UnitMove& move : plans.diff.moves) {
      const auto [at_flow, is_new] =
          flow_of.emplace(std::pair(move.from, move.to), static_cast<std::int32_t>(flows.size()));
      if (is_new) flows.push_back({.from = move.from, .to = move.to, .book = {}});
      units_.emplace(comparable_unit(plans.ours->ground->problem.unit_ids[at(move.unit)]),
                     at_flow->second);
    }
  }

  void place(AccountId account, std::string_view country, std::string_view postal_code) {
    if (comparable_unit(country) != country_) return;
    const auto found = units_.find(comparable_unit(postal_code));
    if (found == units_.end()) return;
    ++flows[at(found->second)].book.accounts;
    accounts_.emplace(account, found->second);
  }
  void bought(AccountId account, const Money& amount) {
    const auto found = accounts_.find(account);
    if (found != accounts_.end())
      flows[at(found->second)].book.revenue[amount.currency] += amount.minor;
  }

  std::vector<BookFlow> flows;

 private:
  std::string country_;
  std::unordered_map<std::string, std::int32_t> units_;
  std::unordered_map<AccountId, std::int32_t> accounts_;
};

}  // namespace

void Book::add(const Book& other) {
  accounts += other.accounts;
  for (const auto& [currency, minor] : other.revenue) revenue[currency] += minor;
}

std::vector<PersonBooks> books_of_people(const std::vector<BookFlow>& flows,
                                         const std::vector<BoardTerritory>& ours,
                                         const std::vector<BoardTerritory>& theirs,
                                         const std::map<TerritoryId, PersonId>& owners) {
  std::map<PersonId, PersonBooks> people;
  const auto owner = [&](const TerritoryId& territory) -> std::optional<PersonId> {
    const auto found = owners.find(territory);
    return found == owners.end() ? std::nullopt : std::optional(found->second);
  };
  for (const BookFlow& flow : flows) {
    const auto giver = owner(ours[at(flow.from)].id);
    const auto taker = owner(theirs[at(flow.to)].id);
    if (giver == taker) continue;
    if (giver) people[*giver].lost.add(flow.book);
    if (taker) people[*taker].gained.add(flow.book);
  }
  std::vector<PersonBooks> sorted;
  for (auto& [person, books] : people) {
    books.person = person;
    sorted.push_back(std::move(books));
  }
  std::ranges::stable_sort(sorted, std::greater{}, [](const PersonBooks& one) {
    return one.gained.accounts + one.lost.accounts;
  });
  return sorted;
}

Checked<BookDiff> BookDiffService::compare(const Principal& principal, PlanId plan,
                                           std::optional<PlanId> with,
                                           const std::string& country) const {
  if (const auto may = identity::require(principal, Permission::kCrmRead); !may)
    return fail(as_list(may.error()));
  if (comparable_unit(country).empty())
    return refuse(ErrorCode::kInvalidInput, "P116",
                  "Say whose postal codes the units are, as your accounts write the country: "
                  "\"US\".",
                  "/country");
  auto plans = scenarios_.compare(principal, plan, with);
  if (!plans) return fail(std::move(plans.error()));
  const LocalDate today = alignment_.today();
  MovedAccounts moved(*plans, country);
  auto read = books_.each_place(
      principal, today, [&](AccountId account, std::string_view where, std::string_view code) {
        moved.place(account, where, code);
      });
  BookDiff diff{.plans = std::move(*plans),
                .revenue_from = today.plus_days(-kDaysOfRevenue),
                .moved = {},
                .flows = {},
                .people = {}};
  if (read)
    read = books_.each_revenue(
        principal, diff.revenue_from, today.plus_days(1),
        [&](AccountId account, const Money& amount) { moved.bought(account, amount); });
  if (!read) return fail(as_list(read.error()));
  std::erase_if(moved.flows, [](const BookFlow& flow) { return flow.book.accounts == 0; });
  std::ranges::sort(moved.flows, {}, [](const BookFlow& flow) {
    return std::tuple(-flow.book.accounts, flow.from, flow.to);
  });
  for (const BookFlow& flow : moved.flows) diff.moved.add(flow.book);
  diff.flows = std::move(moved.flows);
  const auto owners = owners_on(alignment_, principal, today);
  if (!owners) return fail(as_list(owners.error()));
  diff.people = books_of_people(diff.flows, diff.plans.ours->board.territories,
                                diff.plans.theirs->board.territories, owners->people);
  return diff;
}

}  // namespace bailiwick::planning
