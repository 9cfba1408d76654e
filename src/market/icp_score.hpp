// How well accounts fit a profile: criteria compiled once, then marks for whole columns of accounts, scores, and what decided one. Pure.
//
//   score = 100 * (sum of the weights of the criteria that hold) / (sum of all weights)
//
// O(accounts * steps of the formulas). A program may be used by any number of threads at once.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formula/advice.hpp"
#include "formula/program.hpp"
#include "market/account_source.hpp"
#include "market/model.hpp"

namespace bailiwick::market {

struct IcpProgram {
  std::vector<Criterion> criteria;
  formula::Program program;  // a formula a criterion, in their order
};

// Every mistake of every formula (Q..., advice among them where it is asked for), each naming its criterion by its place and name, with the
// pointer /criteria/N/formula.
[[nodiscard]] Checked<IcpProgram> compile_criteria(
    const formula::Schema& schema, std::span<const Criterion> criteria,
    formula::Advice advice = formula::Advice::kNotAsked);

[[nodiscard]] Score score_of(std::span<const Criterion> criteria, const Marks& marks);

// Marks a row. Errors of formula::check_rows.
[[nodiscard]] Result<std::vector<Marks>> marks_of(const IcpProgram& program,
                                                  const formula::Rows& rows);

enum class Mark { kHeld, kFailed, kUnknown };
[[nodiscard]] std::string_view name_of(Mark mark);  // "held", "failed", "unknown"

inline constexpr std::size_t kClausesMax = 20;  // of one criterion

// A part of a formula that decided, with its value.
struct Clause {
  std::string text;
  formula::Value value;
};
struct CriterionMark {
  Mark mark = Mark::kFailed;
  std::vector<Clause> clauses;  // the first kClausesMax
};
struct Explanation {
  Score score;
  std::vector<CriterionMark> criteria;  // one each, in their order
};
// Of one account: a value a field of the schema.
[[nodiscard]] Explanation explain_score(const IcpProgram& program,
                                        std::span<const formula::Value> row);

inline constexpr std::size_t kBins = 10;

// The bin of a score: [0, 10), [10, 20), ... [90, 100].
[[nodiscard]] std::size_t bin_of(const Score& score);

// Accounts together. Means are of scores, 0 .. 100; 0 of no accounts.
struct ScoreMean {
  std::int64_t accounts = 0;
  std::int64_t held = 0;  // sum of the weights that hold

  [[nodiscard]] double value(std::int64_t total_weight) const;
};
struct MarkCounts {
  std::int64_t held = 0;
  std::int64_t failed = 0;
  std::int64_t unknown = 0;
};
struct RankedAccount {
  AccountId account;
  std::string name;
  std::optional<TerritoryId> territory;
  Score score;
};
struct ScoreTable {
  std::int64_t total_weight = 0;
  ScoreMean all;
  std::array<std::int64_t, kBins> bins = {};
  std::map<TerritoryId, ScoreMean> territories;
  ScoreMean nowhere;                 // accounts without a territory
  std::vector<MarkCounts> criteria;  // one each, in their order
  std::vector<RankedAccount> best;   // the highest score first, then the lower id
  std::int64_t without_rate = 0;     // accounts whose money the criteria could not read
};

// Adds up accounts, their money reported (reported_rows.hpp), keeping the `best_max` that score highest. The program must outlive it.
class ScoreRun {
 public:
  ScoreRun(const IcpProgram& program, std::size_t best_max);

  // Those that `is_seen` lets through.
  using IsSeen = std::function<bool(const std::optional<TerritoryId>&)>;
  [[nodiscard]] Result<void> add(const AccountBatch& batch, const IsSeen& is_seen);
  // Once, at the end.
  [[nodiscard]] ScoreTable take();

 private:
  void rank(const AccountBatch& batch, std::size_t row, const Score& score);

  const IcpProgram& program_;
  std::size_t best_max_;
  ScoreTable table_;
};

}  // namespace bailiwick::market
