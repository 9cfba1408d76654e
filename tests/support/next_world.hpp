// For tests of what to do next: the market's company with its counter, and contacts in memory.
#pragma once

#include <algorithm>
#include <optional>

#include "market/next_service.hpp"
#include "tests/support/measure_world.hpp"

namespace bailiwick::testing {

// What the test says, of whatever accounts are meant.
class ContactsInMemory final : public market::ContactSource {
 public:
  [[nodiscard]] Result<market::Contacts> contacts(const market::AccountReach&, PersonId,
                                                  Instant) const override {
    market::Contacts sorted = all;
    std::ranges::sort(sorted.contacts, {}, &market::AccountContact::account);
    std::ranges::sort(sorted.closing, {}, &market::AccountClosing::account);
    return sorted;
  }
  [[nodiscard]] Result<std::int64_t> count(const market::AccountReach&,
                                           std::int64_t) const override {
    return counted;
  }
  // The entry of an account, made where there is none.
  market::AccountContact& of(market::AccountId account) {
    const auto found = std::ranges::find(all.contacts, account, &market::AccountContact::account);
    if (found != all.contacts.end()) return *found;
    return all.contacts.emplace_back(market::AccountContact{.account = account});
  }

  market::Contacts all;
  std::int64_t counted = 1;
};

class NextTest : public MeasureTest {
 protected:
  void SetUp() override {
    MeasureTest::SetUp();
    if (IsSkipped()) return;
    next.emplace(market::NextParts{market_parts(), *counter, contacts});
  }

  ContactsInMemory contacts;
  std::optional<market::NextService> next;
};

}  // namespace bailiwick::testing
