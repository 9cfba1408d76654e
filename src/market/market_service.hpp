// The market as somebody sees it: its size, the white space in it, an account, a territory beside its peers. docs/spec/potential.md has the meaning.
//
// Needs market.read and crm.read, and looks at the accounts that the asker sees today. What is of the whole company comes from the last count (as_of); what a
// smaller scope sees is counted when it is asked for. Of peers only medians and ranks are told. Thread-safe.
// Errors: I001; M090 a model does not fit the fields (kConflict), M096 no such territory within the scope (kNotFound), M097 the company was not counted yet
// (kConflict), M035 no such account within the scope (kNotFound); those of the sources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/layer_ports.hpp"
#include "market/market_counter.hpp"
#include "market/peers.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kSizeItemsMax = 200;

// Shares and sums of one group of accounts.
struct MarketNumbers {
  Figures figures = {};
  Decimal tam = {};
  Decimal sam = {};
  Decimal som = {};
  std::optional<Decimal> penetration = {};
};
struct MarketItem {
  std::string key;   // a territory's id or the word; empty: accounts that have none
  std::string name;  // the territory's
  MarketNumbers numbers;
};
struct MarketSize {
  Currency currency;
  MarketNumbers all = {};
  std::vector<MarketItem> items = {};  // the most potential first, at most kSizeItemsMax
  std::int64_t other_count = 0;
  MarketNumbers others = {};
  bool is_from_units = false;         // tam
  std::optional<Instant> as_of = {};  // absent: counted just now
};

struct WhiteSpaceItem {
  AccountId account;
  std::string name;
  std::optional<TerritoryId> territory;
  Decimal potential;
  Decimal revenue;
  Decimal white_space;
  std::optional<Score> score;
};
struct WhiteSpacePage {
  Currency currency;
  std::vector<WhiteSpaceItem> items = {};
  std::optional<std::int64_t> next = {};  // the place of the next page's first
  std::optional<Instant> as_of = {};
};
struct WhiteSpaceAsk {
  std::optional<TerritoryId> territory = {};
  std::int64_t from = 0;
  std::int64_t limit = 50;
};

struct MarketAccount {
  AccountId account;
  Currency currency;
  Potential potential = {};
  std::optional<PotentialRule> rule = {};
  std::vector<Clause> parts = {};  // of the rule's amount
  AccountFigures figures = {};
  Visits visits = {};
  std::optional<std::string> visit_rule = {};
  Workload workload = {};
  std::optional<std::string> unit = {};  // the code
  std::int64_t accounts_in_unit = 0;     // that are to be visited
};

struct TerritoryPage {
  TerritoryId territory;
  std::string name;
  Currency currency;
  std::optional<Instant> as_of;  // of the peers; absent: the company was not counted yet
  TerritoryStanding standing;
  std::vector<WhiteSpaceItem> white_space;  // the most, at most kPageAccounts
  std::vector<Unconverted> unconverted;
  std::int64_t without_rate = 0;  // accounts whose money formulas could not read
};
inline constexpr std::size_t kPageAccounts = 10;

// All of them outlive the service. `territories`: null where nobody knows whose a unit is.
struct MarketServiceParts {
  const MarketCounter& counter;
  const UnitTerritories* territories = nullptr;
};

class MarketService {
 public:
  using Principal = platform::identity::Principal;

  explicit MarketService(MarketServiceParts parts) : parts_(parts) {}

  [[nodiscard]] Checked<MarketSize> size(const Principal& principal,
                                         market_store::Grouping grouping) const;
  [[nodiscard]] Checked<WhiteSpacePage> white_space(const Principal& principal,
                                                    const WhiteSpaceAsk& ask) const;
  [[nodiscard]] Checked<MarketAccount> account(const Principal& principal, AccountId account) const;
  [[nodiscard]] Checked<TerritoryPage> territory(const Principal& principal,
                                                 TerritoryId territory) const;

 private:
  MarketServiceParts parts_;
};

}  // namespace bailiwick::market
