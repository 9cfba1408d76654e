#include "planning/assignment_run.hpp"

#include <algorithm>
#include <bit>

#include "formula/evaluate.hpp"

namespace bailiwick::planning {
namespace {

using Word = BitRows::Word;
using Bits = std::vector<Word>;

std::size_t words_of(std::size_t count) { return (count + 63) / 64; }

void set_bit(Bits& bits, std::size_t row) { bits[row / 64] |= Word{1} << (row % 64); }

// By sums side by side within a word (H. S. Warren, Hacker's Delight, 5-1): without an instruction of its own, which not every processor of ours has,
// std::popcount is a call.
std::int64_t count_of(Word word) {
  word -= word >> 1U & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2U & 0x3333333333333333);
  word = (word + (word >> 4U)) & 0x0f0f0f0f0f0f0f0f;
  return static_cast<std::int64_t>((word * 0x0101010101010101) >> 56U);
}

std::int64_t count_of(std::span<const Word> bits) {
  std::int64_t count = 0;
  for (const Word word : bits)
    if (word != 0) count += count_of(word);
  return count;
}

template <class F>
void each_bit(Word word, std::size_t first_row, F&& on_row) {
  for (; word != 0; word &= word - 1)
    on_row(first_row + static_cast<std::size_t>(std::countr_zero(word)));
}

// Those that the index does not have.
Result<void> hold_formulas(const RuleBook& book, const AccountBatch& batch, Decided& decided) {
  std::vector<std::size_t> formulas;
  std::vector<RuleIndex> rules;
  for (RuleIndex i = 0; i < book.rules.size(); ++i) {
    if (!book.rules[i].formula || book.conditions.has(i)) continue;
    formulas.push_back(*book.rules[i].formula);
    rules.push_back(i);
  }
  if (formulas.empty()) return {};
  return formula::evaluate_each(
      book.program, formulas, batch.rows, [&](const formula::Batch& some) {
        const std::span<Word> row = decided.holds[rules[some.formula]];
        each_truth_word(some, [&](std::size_t w, Word truths) { row[w] = truths; });
      });
}

void hold_named(const RuleBook& book, const AccountBatch& batch, Decided& decided) {
  if (book.named.empty()) return;
  for (std::size_t row = 0; row < batch.rows.count; ++row)
    if (const auto found = book.named.find(batch.ids[row]); found != book.named.end())
      for (const RuleIndex rule : found->second) decided.holds.set(rule, row);
}

void hold_units(const RuleBook& book, const AccountBatch& batch, Decided& decided) {
  if (book.units.is_empty()) return;
  const formula::Column& countries = batch.rows.columns[*book.country_field];
  const formula::Column& codes = batch.rows.columns[*book.postal_code_field];
  for (std::size_t row = 0; row < batch.rows.count; ++row) {
    const auto code = text_at(codes, row);
    if (!code || code->empty()) continue;
    book.units.find(text_at(countries, row).value_or(std::string_view()), *code,
                    [&](RuleIndex rule) { decided.holds.set(rule, row); });
  }
}

// A rule offers where it holds and, of every territory above that has rules, one holds too; one that names the account asks nothing of them. What is open to the territories below
// hangs on what holds all the way up either way.
void offer(const RuleBook& book, Decided& decided) {
  BitRows& open = decided.open;
  BitRows& below = decided.below;
  for (std::size_t t = 0; t < book.territories.size(); ++t) {
    const BookTerritory& territory = book.territories[t];
    const std::span<Word> own = open[t];
    if (territory.above)
      std::ranges::copy(below[*territory.above], own.begin());
    else
      std::ranges::fill(own, ~Word{0});
    const std::span<Word> down = below[t];
    for (const RuleIndex rule : territory.rules) {
      const std::span<const Word> holds = decided.holds[rule];
      const std::span<Word> offers = decided.offers[rule];
      const bool is_named = book.rules[rule].rule.kind() == RuleKind::kNamed;
      for (std::size_t w = 0; w < own.size(); ++w) {
        const Word open = holds[w] & own[w];
        offers[w] = is_named ? holds[w] : open;
        down[w] |= open;
      }
    }
  }
}

// Rules of equal precedence, from `first` on, take what is not taken yet.
RuleIndex take_class(const RuleBook& book, RuleIndex first, Bits& taken, Decided& decided) {
  const std::size_t words = words_of(decided.count);
  Bits here(words, 0);
  Bits clashed(words, 0);
  RuleIndex rule = first;
  for (; rule < book.rules.size() && book.is_equal_precedence(first, rule); ++rule) {
    if (book.rules[rule].rule.is_overlay) continue;
    const std::uint32_t territory = book.rules[rule].territory;
    const std::span<const Word> offers = decided.offers[rule];
    for (std::size_t w = 0; w < words; ++w) {
      const Word free = offers[w] & ~taken[w];
      if (free == 0) continue;
      each_bit(free & ~here[w], w * 64,
               [&](std::size_t row) { decided.winners[row] = static_cast<std::int32_t>(rule); });
      each_bit(free & here[w] & ~clashed[w], w * 64, [&](std::size_t row) {
        const auto winner = static_cast<RuleIndex>(decided.winners[row]);
        if (book.rules[winner].territory == territory) return;
        decided.clashes.push_back({.row = row, .winner = winner, .other = rule});
        set_bit(clashed, row);
      });
      here[w] |= free;
    }
  }
  for (std::size_t w = 0; w < words; ++w) taken[w] |= here[w];
  return rule;
}

void add_overlays(const RuleBook& book, Decided& decided) {
  const std::size_t words = words_of(decided.count);
  std::vector<Bits> taken(book.territories.size());
  for (RuleIndex rule = 0; rule < book.rules.size(); ++rule) {
    if (!book.rules[rule].rule.is_overlay) continue;
    Bits& had = taken[book.rules[rule].territory];
    had.resize(words, 0);
    for (std::size_t w = 0; w < words; ++w) {
      const Word fresh = decided.offers[rule][w] & ~had[w];
      each_bit(fresh, w * 64,
               [&](std::size_t row) { decided.overlays.push_back({.row = row, .rule = rule}); });
      had[w] |= fresh;
    }
  }
}

void count(const RuleBook& book, Decided& decided) {
  decided.figures.assign(book.rules.size(), {});
  for (RuleIndex rule = 0; rule < book.rules.size(); ++rule) {
    decided.figures[rule].holds = count_of(decided.holds[rule]);
    decided.figures[rule].offers = count_of(decided.offers[rule]);
  }
  for (const std::int32_t winner : decided.winners)
    if (winner != kNoRule) ++decided.figures[static_cast<std::size_t>(winner)].wins;
  for (const OverlayMatch& match : decided.overlays) ++decided.figures[match.rule].wins;
}

// Some of a batch's rows, as a batch of its own.
struct Share {
  std::span<const AccountId> ids;
  std::vector<formula::Column> columns;

  [[nodiscard]] AccountBatch batch() const { return {ids, {columns, ids.size()}}; }
};

formula::Column part_of(const formula::Column& column, std::size_t first, std::size_t count) {
  formula::Column part = column;
  std::visit(
      [&](auto& values) {
        if constexpr (requires { values.codes; })
          values.codes = values.codes.subspan(first, count);
        else
          values = values.subspan(first, count);
      },
      part.values);
  if (!part.is_null.empty()) part.is_null = part.is_null.subspan(first, count);
  return part;
}

// As many as there are threads, of about one size.
std::vector<Share> shares_of(const AccountBatch& batch, int threads) {
  std::vector<Share> shares;
  const std::size_t whole = (batch.ids.size() + static_cast<std::size_t>(threads) - 1) /
                            static_cast<std::size_t>(threads);
  const std::size_t size = std::max<std::size_t>(words_of(whole) * 64, 64);
  for (std::size_t first = 0; first < batch.ids.size(); first += size) {
    const std::size_t count = std::min(size, batch.ids.size() - first);
    Share share{.ids = batch.ids.subspan(first, count), .columns = {}};
    for (const formula::Column& column : batch.rows.columns)
      share.columns.push_back(part_of(column, first, count));
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace

Result<void> decide(const RuleBook& book, const AccountBatch& batch, Decided& decided) {
  decided.count = batch.rows.count;
  decided.holds.reset(book.rules.size(), batch.rows.count);
  decided.offers.reset(book.rules.size(), batch.rows.count);
  decided.open.reset(book.territories.size(), batch.rows.count);
  decided.below.reset(book.territories.size(), batch.rows.count);
  decided.winners.assign(batch.rows.count, kNoRule);
  decided.clashes.clear();
  decided.overlays.clear();
  auto held = book.conditions.hold(batch.rows, decided.holds);
  if (held) held = hold_formulas(book, batch, decided);
  if (!held) return held;
  hold_named(book, batch, decided);
  hold_units(book, batch, decided);
  offer(book, decided);
  Bits taken(words_of(batch.rows.count), 0);
  for (RuleIndex rule = 0; rule < book.rules.size();) rule = take_class(book, rule, taken, decided);
  add_overlays(book, decided);
  const auto by_row = [](const auto& a, const auto& b) { return a.row < b.row; };
  std::stable_sort(decided.clashes.begin(), decided.clashes.end(), by_row);
  std::stable_sort(decided.overlays.begin(), decided.overlays.end(), by_row);
  count(book, decided);
  return {};
}

Result<Decided> decide(const RuleBook& book, const AccountBatch& batch) {
  Decided decided;
  const auto done = decide(book, batch, decided);
  if (!done) return tl::unexpected(done.error());
  return decided;
}

Result<void> AssignmentRun::add(const AccountBatch& batch) {
  const std::vector<Share> shares = shares_of(batch, workers_.thread_count());
  decided_.resize(std::max(decided_.size(), shares.size()));
  std::vector<Result<void>> done(shares.size());
  workers_.run(shares.size(), [&](std::size_t share, int) {
    done[share] = decide(book_, shares[share].batch(), decided_[share]);
  });
  for (std::size_t share = 0; share < shares.size(); ++share) {
    if (!done[share]) return tl::unexpected(done[share].error());
    add(shares[share].batch(), decided_[share]);
  }
  return {};
}

void AssignmentRun::add(const AccountBatch& batch, const Decided& decided) {
  outcome_.accounts.insert(outcome_.accounts.end(), batch.ids.begin(), batch.ids.end());
  outcome_.winners.insert(outcome_.winners.end(), decided.winners.begin(), decided.winners.end());
  for (RuleIndex rule = 0; rule < book_.rules.size(); ++rule) {
    RuleFigures& all = outcome_.figures[rule];
    const RuleFigures& some = decided.figures[rule];
    all.holds += some.holds;
    all.offers += some.offers;
    all.wins += some.wins;
  }
  outcome_.gaps += std::ranges::count(decided.winners, kNoRule);
  for (const OverlayMatch& match : decided.overlays)
    outcome_.overlays.push_back({.account = batch.ids[match.row], .rule = match.rule});
  for (const Clash& clash : decided.clashes)
    outcome_.clashed.push_back(
        {.account = batch.ids[clash.row], .winner = clash.winner, .other = clash.other});
}

}  // namespace bailiwick::planning
