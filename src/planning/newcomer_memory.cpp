#include "planning/newcomer_memory.hpp"

#include <algorithm>

namespace bailiwick::planning {

std::vector<Newcomer> NewcomerMemory::unlooked(TenantId tenant, const std::string& conditions,
                                               std::span<const Newcomer> all) const {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(tenant);
  if (known == known_.end() || known->second.conditions != conditions)
    return {all.begin(), all.end()};
  const std::vector<Newcomer>& looked = known->second.looked;
  std::vector<Newcomer> open;
  for (const Newcomer& one : all) {
    const auto found = std::ranges::lower_bound(looked, one.account, {}, &Newcomer::account);
    if (found == looked.end() || *found != one) open.push_back(one);
  }
  return open;
}

void NewcomerMemory::remember(TenantId tenant, const std::string& conditions,
                              std::span<const Newcomer> looked) {
  const std::lock_guard lock(mutex_);
  Known& known = known_[tenant];
  if (known.conditions != conditions) known = {.conditions = conditions, .looked = {}};
  std::vector<Newcomer> all;
  all.reserve(known.looked.size() + looked.size());
  // Of an account that was looked at twice, the later look holds.
  std::ranges::set_union(looked, known.looked, std::back_inserter(all), {}, &Newcomer::account,
                         &Newcomer::account);
  if (all.size() > kNewcomersKept) all.resize(kNewcomersKept);
  known.looked = std::move(all);
}

}  // namespace bailiwick::planning
