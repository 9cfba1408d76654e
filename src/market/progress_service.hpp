// How far objectives are, as somebody sees it: of the shares of their territories, and of the whole where they see the whole company.
//
// Segments read money in the reporting currency, at today's rates (reported_rows.hpp). Needs market.read and crm.read. Counted when it is asked for, from the records as they are now, in O(sales of the period); of a segment O(accounts) too. Thread-safe.
// Errors: I001; M040 there is no such objective (kNotFound), M046 a sum that is too large to be told (kLimit); those of formulas, where the segment does not fit the
// company's fields any more, and of the sources.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "market/icp_service.hpp"
#include "market/progress.hpp"

namespace bailiwick::market {

struct ShareProgress {
  TerritoryId territory;
  Progress progress;
};
struct ObjectiveProgress {
  Objective objective;  // with the shares that are told
  LocalDate today;
  SoldAs from = SoldAs::kDocuments;
  PeriodDays days = {};
  std::optional<Progress> whole = {};     // to whoever sees the whole company
  std::optional<Reached> elsewhere = {};  // likewise, where there are shares
  std::vector<ShareProgress> shares = {};
  std::int64_t without_rate =
      0;  // accounts within the scope whose money the segment could not read
};

// The days on which a company works; nothing where it has not written them down.
using ReadWorkDays =
    std::function<Result<std::optional<WorkDays>>(platform::db::Connection&, TenantId)>;

struct ProgressParts {
  MarketParts market;
  const SaleSource& sales;  // outlives the service
  ReadWorkDays work_days;
};

class ProgressService {
 public:
  using Principal = platform::identity::Principal;

  explicit ProgressService(ProgressParts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] Checked<ObjectiveProgress> progress(const Principal& principal,
                                                    ObjectiveId id) const;

 private:
  ProgressParts parts_;
};

// What was read for a tally.
struct TalliedSales {
  SoldAs from = SoldAs::kDocuments;
  // An entry an account whose money the segment could not read for want of a rate: the territory that it belongs to today.
  std::vector<std::optional<TerritoryId>> without_rate = {};
};

// The sales of the objective's period until `last_day`, of the accounts that its segment holds for today, added to the tally.
struct TallyAsk {
  TenantId tenant;
  const Objective& objective;
  LocalDate last_day;
  std::optional<LocalDate> territories_on = {};  // absent: each sale's own day
};
[[nodiscard]] Checked<TalliedSales> tally_sales(const ProgressParts& parts, const TallyAsk& ask,
                                                SalesTally& tally);

}  // namespace bailiwick::market
