// What to do next: the accounts that somebody sees in the order in which they deserve the next hour, and how the company weighs that. docs/spec/next.md.
//
// The list needs market.read and crm.read and stores nothing; market.manage changes the policy, which is told to the audit log and, as next_policy.updated {}, to
// those who may read it. Thread-safe.
// Errors: I001; M034 it changed since it was read (kPrecondition), M090 a model does not fit the fields any more (kConflict), M130 a weight or share out of range,
// M131 more accounts than a list has: name a territory (kLimit), M132 no such territory within the scope (kNotFound); those of the sources.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "market/contact_source.hpp"
#include "market/icp_service.hpp"
#include "market/market_counter.hpp"
#include "market/next_rank.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::market {

inline constexpr std::int64_t kNextAccountsMax = 50'000;  // that are ranked
inline constexpr std::int64_t kNextShownMax = 200;

// All of them outlive the service.
struct NextParts {
  MarketParts market;
  const MarketCounter& counter;
  const ContactSource& contacts;
};

struct NextAsk {
  std::optional<bool> is_existing = {};  // absent: both
  std::optional<TerritoryId> territory = {};
  std::int64_t limit = 25;  // 1 .. kNextShownMax
  std::int64_t least = 0;   // points, 0 .. 100 * kNextUnit
};

struct NextPage {
  Currency currency;
  NextPolicy policy;
  std::vector<NextAccount> accounts;  // those that are ranked
  NextList list;                      // of them; `items` those that were asked for
};

class NextService {
 public:
  using Principal = platform::identity::Principal;

  explicit NextService(NextParts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] Checked<NextPage> list(const Principal& principal, const NextAsk& ask) const;
  [[nodiscard]] Result<NextPolicy> policy(const Principal& principal) const;
  // version: as it was read; absent: whichever it is.
  [[nodiscard]] Checked<NextPolicy> change(const Principal& principal, NextPolicy policy,
                                           std::optional<std::int64_t> version) const;

 private:
  [[nodiscard]] Result<AccountReach> reach_of(const Principal& principal, const NextAsk& ask) const;

  NextParts parts_;
};

}  // namespace bailiwick::market
