#include "planning/lead_names.hpp"

#include "alignment/scope.hpp"
#include "alignment/service.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {

namespace identity = platform::identity;

Result<void> LeadNames::add(const std::optional<TerritoryId>& territory,
                            const std::optional<PersonId>& owner, const LeadWhy& why) {
  if (territory && !territories_.contains(*territory)) {
    const auto names = alignment::territory_names(connection_, tenant_, {&*territory, 1});
    if (!names) return tl::unexpected(names.error());
    territories_.insert(names->begin(), names->end());
  }
  Result<void> added;
  if (owner) added = add_person(*owner);
  for (const ToldCandidate& candidate : why.candidates)
    if (added) added = add_person(candidate.person);
  return added;
}

Result<void> LeadNames::add_person(PersonId person) {
  if (people_.contains(person)) return {};
  const auto found = identity::find_person(connection_, {tenant_, person});
  if (!found) return tl::unexpected(found.error());
  if (*found && !(*found)->name.empty()) people_.emplace(person, (*found)->name);
  return {};
}

Result<void> hide_account(platform::db::Connection& connection, const identity::Principal& viewer,
                          LocalDate day, LeadWhy& why) {
  if (!why.account) return {};
  // Whoever sees everything sees accounts of no territory too.
  if (alignment::reach_of(viewer) == alignment::Reach::kEverything) return {};
  const auto seen = alignment::visible_accounts(connection, viewer, day, {&*why.account, 1});
  if (!seen) return tl::unexpected(seen.error());
  if (seen->empty()) why.account.reset();
  return {};
}

}  // namespace bailiwick::planning
