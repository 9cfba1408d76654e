#include "planning/assignment_run.hpp"

#include <algorithm>
#include <bit>

#include "formula/evaluate.hpp"

namespace bailiwick::planning {
namespace {

using Word = std::uint64_t;
using Bits = std::vector<Word>;

std::size_t words_of(std::size_t count) { return (count + 63) / 64; }

void set_bit(Bits& bits, std::size_t row) { bits[row / 64] |= Word{1} << (row % 64); }

std::int64_t count_of(const Bits& bits) {
  std::int64_t count = 0;
  for (const Word word : bits) count += std::popcount(word);
  return count;
}

template <class F>
void each_bit(Word word, std::size_t first_row, F&& on_row) {
  for (; word != 0; word &= word - 1)
    on_row(first_row + static_cast<std::size_t>(std::countr_zero(word)));
}

// The lanes that are true, as bits. No answer is not true.
void take_truths(const formula::Batch& batch, Bits& bits) {
  const auto* values = static_cast<const std::uint8_t*>(batch.lanes.values);
  const formula::Status* status = batch.lanes.status;
  const std::size_t step = batch.lanes.is_constant ? 0 : 1;
  for (std::size_t first = 0; first < batch.count; first += 64) {
    const std::size_t count = std::min<std::size_t>(64, batch.count - first);
    Word word = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t lane = (first + i) * step;
      const bool is_true =
          values[lane] != 0 && (status == nullptr || status[lane] == formula::Status::kValue);
      word |= static_cast<Word>(is_true) << i;
    }
    bits[(batch.first_row + first) / 64] = word;
  }
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
      book.program, formulas, batch.rows,
      [&](const formula::Batch& some) { take_truths(some, decided.holds[rules[some.formula]]); });
}

void hold_named(const RuleBook& book, const AccountBatch& batch, Decided& decided) {
  if (book.named.empty()) return;
  for (std::size_t row = 0; row < batch.rows.count; ++row)
    if (const auto found = book.named.find(batch.ids[row]); found != book.named.end())
      for (const RuleIndex rule : found->second) set_bit(decided.holds[rule], row);
}

void hold_units(const RuleBook& book, const AccountBatch& batch, Decided& decided) {
  if (book.units.is_empty()) return;
  const formula::Column& countries = batch.rows.columns[*book.country_field];
  const formula::Column& codes = batch.rows.columns[*book.postal_code_field];
  for (std::size_t row = 0; row < batch.rows.count; ++row) {
    const auto code = text_at(codes, row);
    if (!code || code->empty()) continue;
    book.units.find(text_at(countries, row).value_or(std::string_view()), *code,
                    [&](RuleIndex rule) { set_bit(decided.holds[rule], row); });
  }
}

// A rule offers where it holds and, of every territory above that has rules, one holds too.
void offer(const RuleBook& book, Decided& decided) {
  const std::size_t words = words_of(decided.count);
  std::vector<Bits> open(book.territories.size());   // to the territory's own rules
  std::vector<Bits> below(book.territories.size());  // to those of territories below it
  for (std::size_t t = 0; t < book.territories.size(); ++t) {
    const BookTerritory& territory = book.territories[t];
    open[t] = territory.above ? below[*territory.above] : Bits(words, ~Word{0});
    below[t].assign(words, 0);
    for (const RuleIndex rule : territory.rules)
      for (std::size_t w = 0; w < words; ++w) {
        decided.offers[rule][w] = decided.holds[rule][w] & open[t][w];
        below[t][w] |= decided.offers[rule][w];
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
    for (std::size_t w = 0; w < words; ++w) {
      const Word free = decided.offers[rule][w] & ~taken[w];
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

Result<Decided> decide(const RuleBook& book, const AccountBatch& batch) {
  Decided decided;
  decided.count = batch.rows.count;
  const Bits none(words_of(batch.rows.count), 0);
  decided.holds.assign(book.rules.size(), none);
  decided.offers.assign(book.rules.size(), none);
  decided.winners.assign(batch.rows.count, kNoRule);
  auto held = book.conditions.hold(batch.rows, decided.holds);
  if (held) held = hold_formulas(book, batch, decided);
  if (!held) return tl::unexpected(held.error());
  hold_named(book, batch, decided);
  hold_units(book, batch, decided);
  offer(book, decided);
  Bits taken = none;
  for (RuleIndex rule = 0; rule < book.rules.size();) rule = take_class(book, rule, taken, decided);
  add_overlays(book, decided);
  const auto by_row = [](const auto& a, const auto& b) { return a.row < b.row; };
  std::stable_sort(decided.clashes.begin(), decided.clashes.end(), by_row);
  std::stable_sort(decided.overlays.begin(), decided.overlays.end(), by_row);
  return decided;
}

Result<void> AssignmentRun::add(const AccountBatch& batch) {
  const std::vector<Share> shares = shares_of(batch, workers_.thread_count());
  std::vector<Result<Decided>> decided(shares.size());
  workers_.run(shares.size(), [&](std::size_t share, int) {
    decided[share] = decide(book_, shares[share].batch());
  });
  for (std::size_t share = 0; share < shares.size(); ++share) {
    if (!decided[share]) return tl::unexpected(decided[share].error());
    add(shares[share].batch(), *decided[share]);
  }
  return {};
}

void AssignmentRun::add(const AccountBatch& batch, const Decided& decided) {
  outcome_.accounts.insert(outcome_.accounts.end(), batch.ids.begin(), batch.ids.end());
  outcome_.winners.insert(outcome_.winners.end(), decided.winners.begin(), decided.winners.end());
  for (RuleIndex rule = 0; rule < book_.rules.size(); ++rule) {
    outcome_.figures[rule].holds += count_of(decided.holds[rule]);
    outcome_.figures[rule].offers += count_of(decided.offers[rule]);
  }
  for (const std::int32_t winner : decided.winners) {
    if (winner == kNoRule)
      ++outcome_.gaps;
    else
      ++outcome_.figures[static_cast<std::size_t>(winner)].wins;
  }
  for (const OverlayMatch& match : decided.overlays) {
    ++outcome_.figures[match.rule].wins;
    outcome_.overlays.push_back({.account = batch.ids[match.row], .rule = match.rule});
  }
  outcome_.clashes += static_cast<std::int64_t>(decided.clashes.size());
  for (const Clash& clash : decided.clashes)
    if (outcome_.clash_examples.size() < kExamplesMax)
      outcome_.clash_examples.push_back(
          {.account = batch.ids[clash.row], .winner = clash.winner, .other = clash.other});
}

}  // namespace bailiwick::planning
