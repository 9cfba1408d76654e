// Which newcomers were looked at, so that they are not looked at again as long as neither they nor what decides changed. Kept while the program runs; of each
// company the last conditions alone, and at most kNewcomersKept newcomers: those beyond are looked at each time.
//
// Questions cost O(newcomers log newcomers). Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "planning/assignment_table.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kNewcomersKept = 1'000'000;  // a company; 24 bytes each

class NewcomerMemory {
 public:
  // Those of `all` (ascending by account) that were not looked at under these conditions, or changed since then. `conditions`: a text of all that decides.
  [[nodiscard]] std::vector<Newcomer> unlooked(TenantId tenant, const std::string& conditions,
                                               std::span<const Newcomer> all) const;
  // They were looked at (ascending). Other conditions than before: all that was known of the company is forgotten.
  void remember(TenantId tenant, const std::string& conditions, std::span<const Newcomer> looked);

 private:
  struct Known {
    std::string conditions;
    std::vector<Newcomer> looked;  // ascending by account
  };
  mutable std::mutex mutex_;
  std::map<TenantId, Known> known_;
};

}  // namespace bailiwick::planning
