#include "main/contact_source.hpp"

#include "main/market_source.hpp"

namespace bailiwick {
namespace {

std::optional<LocalDate> day_of(const std::optional<Instant>& at) {
  return at ? std::optional(utc_date(*at)) : std::nullopt;
}

// Appends the entries of a list of the CRM's as the market's.
template <class To, class From, class Map>
Result<void> take(std::vector<To>& all, const Result<std::vector<From>>& list, Map map) {
  if (!list) return tl::unexpected(list.error());
  all.reserve(list->size());
  for (const From& one : *list) all.push_back(map(one));
  return {};
}

Result<market::Contacts> read_contacts(platform::db::Connection& connection,
                                       const crm::AccountsAsked& asked, PersonId person,
                                       Instant now) {
  using market::AccountId;
  market::Contacts all;
  const LocalDate today = utc_date(now);
  auto done = take(all.contacts, crm::account_contacts(connection, asked, now),
                   [](const crm::AccountContacts& one) {
                     return market::AccountContact{.account = AccountId(one.account),
                                                   .contacted = day_of(one.contacted),
                                                   .visited = day_of(one.visited),
                                                   .is_planned = one.is_planned};
                   });
  if (done)
    done = take(all.signs, crm::newest_opportunities(connection, asked),
                [](const crm::AccountOpening& one) {
                  return market::AccountSign{AccountId(one.account), utc_date(one.at)};
                });
  if (done)
    done =
        take(all.closing,
             crm::closing_opportunities(connection, asked, today.plus_days(market::kClosingDays)),
             [](const crm::ClosingOpportunity& one) {
               return market::AccountClosing{AccountId(one.account),
                                             {one.opportunity, one.name, one.day, one.amount}};
             });
  if (done)
    done = take(
        all.tasks, crm::due_tasks(connection, asked, person, today), [](const crm::DueTask& one) {
          return market::AccountTask{AccountId(one.account), {one.task, one.subject, one.due}};
        });
  if (!done) return tl::unexpected(done.error());
  return all;
}

}  // namespace

Result<market::Contacts> CrmContactSource::contacts(const market::AccountReach& reach,
                                                    PersonId person, Instant now) const {
  return accounts_.of_accounts(asked_of(reach), [&](auto& connection, const auto& asked) {
    return read_contacts(connection, asked, person, now);
  });
}

Result<std::int64_t> CrmContactSource::count(const market::AccountReach& reach,
                                             std::int64_t most) const {
  return accounts_.of_accounts(asked_of(reach), [&](auto& connection, const auto& asked) {
    return crm::count_accounts(connection, asked, most);
  });
}

}  // namespace bailiwick
