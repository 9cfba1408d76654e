// Which rule wins each account: all rules over columns of accounts, in batches. Pure.
//
// O(accounts * (steps of the formulas + rules / 64)), and a look-up an account for named and units rules. Numbers are in docs/benchmarks.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/workers.hpp"
#include "planning/assignment_book.hpp"
#include "planning/assignment_table.hpp"
#include "planning/bit_rows.hpp"

namespace bailiwick::planning {

// A row for whom two rules of different territories are equal but for the id.
struct Clash {
  std::size_t row = 0;
  RuleIndex winner = 0;
  RuleIndex other = 0;
};

struct OverlayMatch {
  std::size_t row = 0;
  RuleIndex rule = 0;  // the first of its territory's overlay rules that offers
};

inline constexpr std::int32_t kNoRule = -1;

struct RuleFigures {
  std::int64_t holds = 0;
  std::int64_t offers = 0;
  std::int64_t wins = 0;  // of an overlay rule: accounts that it adds
};

// What came of one batch. Of `holds` and `offers` a row is a rule, a bit of it a row of the batch.
struct Decided {
  std::size_t count = 0;
  BitRows holds;                       // a rule's own condition
  BitRows offers;                      // and those of the territories above, where it asks for them
  std::vector<std::int32_t> winners;   // a row: a rule, or kNoRule
  std::vector<Clash> clashes;          // at most one a row
  std::vector<OverlayMatch> overlays;  // at most one a row and territory
  std::vector<RuleFigures> figures;    // a rule
  BitRows open;                        // a territory: to its own rules; for decide() alone
  BitRows below;                       // a territory: to those of territories below it; likewise

  [[nodiscard]] bool does_hold(RuleIndex rule, std::size_t row) const {
    return holds.has(rule, row);
  }
  [[nodiscard]] bool does_offer(RuleIndex rule, std::size_t row) const {
    return offers.has(rule, row);
  }
};

// Errors of formula::check_rows. What `decided` held before is forgotten, its memory used again.
[[nodiscard]] Result<void> decide(const RuleBook& book, const AccountBatch& batch,
                                  Decided& decided);
[[nodiscard]] Result<Decided> decide(const RuleBook& book, const AccountBatch& batch);

struct AccountClash {
  AccountId account;
  RuleIndex winner = 0;
  RuleIndex other = 0;
};
struct AccountOverlay {
  AccountId account;
  RuleIndex rule = 0;
};

struct AssignmentOutcome {
  std::vector<AccountId> accounts;    // in the order in which they came
  std::vector<std::int32_t> winners;  // a rule each, or kNoRule
  std::vector<AccountOverlay> overlays;
  std::vector<RuleFigures> figures;  // a rule of the book; wins 0: it never does
  std::int64_t gaps = 0;             // accounts without a winner
  std::vector<AccountClash> clashed;
};

inline constexpr int kAssignmentThreads = 2;  // of a preview and of a job

// Adds up batches, each shared out among threads: what comes of it is the same for any number of them. The book must outlive it.
class AssignmentRun {
 public:
  // threads: 1 .. Workers::kThreadsLimit.
  explicit AssignmentRun(const RuleBook& book, int threads = 1) : book_(book), workers_(threads) {
    outcome_.figures.resize(book.rules.size());
  }
  [[nodiscard]] Result<void> add(const AccountBatch& batch);
  [[nodiscard]] const AssignmentOutcome& outcome() const { return outcome_; }

 private:
  void add(const AccountBatch& batch, const Decided& decided);

  const RuleBook& book_;
  Workers workers_;
  std::vector<Decided> decided_;  // a share of a batch each
  AssignmentOutcome outcome_;
};

}  // namespace bailiwick::planning
