#include "market/icp_score.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include <fmt/core.h>

#include "formula/evaluate.hpp"
#include "formula/explain.hpp"

namespace bailiwick::market {
namespace {

constexpr std::array<std::string_view, 3> kMarks = {"held", "failed", "unknown"};

constexpr CriteriaSet bit(std::size_t criterion) { return CriteriaSet{1} << criterion; }

void take_lanes(const formula::Batch& batch, std::span<Marks> marks) {
  const auto* values = static_cast<const std::uint8_t*>(batch.lanes.values);
  const formula::Status* status = batch.lanes.status;
  const std::size_t step = batch.lanes.is_constant ? 0 : 1;
  for (std::size_t i = 0; i < batch.count; ++i) {
    const std::size_t lane = i * step;
    Marks& row = marks[batch.first_row + i];
    const bool is_answer = status == nullptr || status[lane] == formula::Status::kValue;
    if (!is_answer)
      row.unknown |= bit(batch.formula);
    else if (values[lane] != 0)
      row.held |= bit(batch.formula);
  }
}

Mark mark_of(const formula::Value& value) {
  if (!value.is_value()) return Mark::kUnknown;
  return value == formula::Value(true) ? Mark::kHeld : Mark::kFailed;
}

bool is_before(const RankedAccount& a, const RankedAccount& b) {
  if (a.score.held != b.score.held) return a.score.held > b.score.held;
  return a.account < b.account;
}

}  // namespace

std::string_view name_of(Mark mark) { return kMarks[static_cast<std::size_t>(mark)]; }

Checked<IcpProgram> compile_criteria(const formula::Schema& schema,
                                     std::span<const Criterion> criteria, formula::Advice advice) {
  std::vector<formula::Definition> definitions;
  for (std::size_t c = 0; c < criteria.size(); ++c)
    definitions.push_back({.name = fmt::format("criterion {}", c + 1),
                           .text = criteria[c].formula,
                           .wanted = formula::Kind::kBool});
  auto program = formula::compile(schema, definitions, advice);
  if (program) return IcpProgram{{criteria.begin(), criteria.end()}, std::move(*program)};
  Errors errors;
  for (formula::Fault& fault : program.error()) {
    const auto found = std::ranges::find(definitions, fault.definition, &formula::Definition::name);
    if (found == definitions.end()) {
      errors.push_back({fault.code, fault.rule, fault.message});
      continue;
    }
    const auto c = static_cast<std::size_t>(found - definitions.begin());
    fault.definition.clear();
    Error error = formula::to_error(fault, found->text);
    error.message =
        fmt::format("In criterion {}, \"{}\": {}", c + 1, criteria[c].name, error.message);
    error.pointer = fmt::format("/criteria/{}/formula", c);
    errors.push_back(std::move(error));
  }
  return fail(std::move(errors));
}

Score score_of(std::span<const Criterion> criteria, const Marks& marks) {
  Score score;
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    score.total += criteria[c].weight;
    if ((marks.held & bit(c)) != 0) score.held += criteria[c].weight;
    if ((marks.unknown & bit(c)) != 0) score.unknown += criteria[c].weight;
  }
  return score;
}

Result<std::vector<Marks>> marks_of(const IcpProgram& program, const formula::Rows& rows) {
  std::vector<Marks> marks(rows.count);
  if (rows.count == 0) return marks;
  std::vector<std::size_t> formulas(program.criteria.size());
  std::iota(formulas.begin(), formulas.end(), std::size_t{0});
  const auto done =
      formula::evaluate_each(program.program, formulas, rows,
                             [&](const formula::Batch& batch) { take_lanes(batch, marks); });
  if (!done) return tl::unexpected(done.error());
  return marks;
}

Explanation explain_score(const IcpProgram& program, std::span<const formula::Value> row) {
  Explanation explanation;
  Marks marks;
  for (std::size_t c = 0; c < program.criteria.size(); ++c) {
    const auto told = formula::explain(program.program, c, row);
    CriterionMark mark{.mark = mark_of(told.value), .clauses = {}};
    for (const std::size_t part : told.deciding) {
      if (mark.clauses.size() == kClausesMax) break;
      mark.clauses.push_back({told.parts[part].text, told.parts[part].value});
    }
    if (mark.mark == Mark::kHeld) marks.held |= bit(c);
    if (mark.mark == Mark::kUnknown) marks.unknown |= bit(c);
    explanation.criteria.push_back(std::move(mark));
  }
  explanation.score = score_of(program.criteria, marks);
  return explanation;
}

std::size_t bin_of(const Score& score) {
  const auto bins = static_cast<std::int64_t>(kBins);
  return static_cast<std::size_t>(std::min(score.held * bins / score.total, bins - 1));
}

double ScoreMean::value(std::int64_t total_weight) const {
  if (accounts == 0 || total_weight == 0) return 0.0;
  return 100.0 * static_cast<double>(held) /
         (static_cast<double>(accounts) * static_cast<double>(total_weight));
}

ScoreRun::ScoreRun(const IcpProgram& program, std::size_t best_max)
    : program_(program), best_max_(best_max) {
  table_.total_weight = score_of(program.criteria, {}).total;
  table_.criteria.resize(program.criteria.size());
}

Result<void> ScoreRun::add(const AccountBatch& batch, const IsSeen& is_seen) {
  const auto marks = marks_of(program_, batch.rows);
  if (!marks) return tl::unexpected(marks.error());
  const auto count = [](ScoreMean& mean, const Score& score) {
    ++mean.accounts;
    mean.held += score.held;
  };
  for (std::size_t row = 0; row < batch.ids.size(); ++row) {
    const auto& territory = batch.territories[row];
    if (!is_seen(territory)) continue;
    const Score score = score_of(program_.criteria, (*marks)[row]);
    count(table_.all, score);
    count(territory ? table_.territories[*territory] : table_.nowhere, score);
    ++table_.bins[bin_of(score)];
    for (std::size_t c = 0; c < program_.criteria.size(); ++c) {
      MarkCounts& counts = table_.criteria[c];
      const bool is_held = ((*marks)[row].held & bit(c)) != 0;
      const bool is_unknown = ((*marks)[row].unknown & bit(c)) != 0;
      ++(is_held ? counts.held : is_unknown ? counts.unknown : counts.failed);
    }
    rank(batch, row, score);
  }
  return {};
}

// `best` is a heap with the worst of them on top until take().
void ScoreRun::rank(const AccountBatch& batch, std::size_t row, const Score& score) {
  if (best_max_ == 0) return;
  auto& best = table_.best;
  RankedAccount account{
      .account = batch.ids[row], .name = {}, .territory = batch.territories[row], .score = score};
  if (best.size() == best_max_) {
    if (!is_before(account, best.front())) return;
    std::ranges::pop_heap(best, is_before);
    best.pop_back();
  }
  account.name = batch.names[row];
  best.push_back(std::move(account));
  std::ranges::push_heap(best, is_before);
}

ScoreTable ScoreRun::take() {
  std::ranges::sort(table_.best, is_before);
  return std::move(table_);
}

}  // namespace bailiwick::market
