// Which formula rules hold for an account, found without asking each rule: for conditions whose parts compare one field each with constants,
// as most do ("industry in [...] && employees > 500"). Pure.
//
// The constants of all rules divide each field's values into classes, in each of which every rule's part is everywhere the same. A class has
// a row of bits, a rule each; the rules that hold for an account are the AND of its classes' rows: O(fields * (log constants + rules / 64)) an
// account. Bit-vector classification: Lakshman & Stiliadis, High-Speed Policy-based Packet Forwarding, SIGCOMM 1998. Which of the parts hold in
// a class the formula engine itself says, once.
//
// Of a condition with other parts too ("... && revenue > 2 * potential") those are asked of the engine, in the batches where the rest of it holds for
// somebody.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "base/text_hash.hpp"
#include "formula/column.hpp"
#include "formula/evaluate.hpp"
#include "formula/program.hpp"
#include "planning/bit_rows.hpp"

namespace bailiwick::planning {

struct ConditionPart;

// Calls on_word(index, word) with every 64 lanes of a batch of truths as bits, index counting words from the first row of all. No answer is not true.
template <class OnWord>
void each_truth_word(const formula::Batch& batch, OnWord&& on_word) {
  const auto* values = static_cast<const std::uint8_t*>(batch.lanes.values);
  const formula::Status* status = batch.lanes.status;
  const std::size_t step = batch.lanes.is_constant ? 0 : 1;
  for (std::size_t first = 0; first < batch.count; first += BitRows::kWordBits) {
    const std::size_t count = std::min(BitRows::kWordBits, batch.count - first);
    BitRows::Word word = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t lane = (first + i) * step;
      const bool is_true =
          values[lane] != 0 && (status == nullptr || status[lane] == formula::Status::kValue);
      word |= static_cast<BitRows::Word>(is_true) << i;
    }
    on_word((batch.first_row + first) / BitRows::kWordBits, word);
  }
}

class ConditionIndex {
 public:
  struct Rule {
    std::uint32_t rule = 0;   // by which it is called here
    std::size_t formula = 0;  // of the program
  };
  // So much may the rows of bits take in memory; beyond it, no rule is indexed.
  static constexpr std::size_t kBytesMax = 64 << 20;

  ConditionIndex() = default;
  // Rules whose conditions have no such part are left out: they are for the formula engine.
  ConditionIndex(const formula::Program& program, std::span<const Rule> rules);

  [[nodiscard]] bool has(std::uint32_t rule) const { return is_indexed_.contains(rule); }
  // Sets, of each rule of the index, the bits of the rows that it holds for; a row of `holds` is a rule, a bit of it a row of the accounts, none of them set. Errors of
  // formula::check_rows.
  [[nodiscard]] Result<void> hold(const formula::Rows& rows, BitRows& holds) const;

 private:
  // The classes of a field. Of numbers and days, in their order: below the first constant, the constant, between it and the next ...; of truths:
  // false, true; of texts: any other, then a constant each. The last class: null.
  struct Field {
    std::uint32_t field = 0;  // of the schema
    formula::Kind kind = formula::Kind::kNull;
    std::vector<Int128> bounds = {};
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> words = {};
    std::vector<std::uint64_t> bits = {};  // a class: words_ words

    [[nodiscard]] std::uint32_t class_count() const;
    [[nodiscard]] std::uint32_t class_at(Int128 value) const;
    [[nodiscard]] std::uint32_t class_at(std::string_view text) const;
    [[nodiscard]] formula::Value value_in(std::uint32_t one) const;
    void classes_of(const formula::Column& column, std::vector<std::uint32_t>& classes) const;
  };
  // A part of conditions, and the rules that have it, by their bits.
  struct Part {
    std::string text;
    std::vector<std::uint32_t> bits;
  };
  using Parts = std::map<std::uint32_t, std::vector<Part>>;
  // What the classes do not say of a rule.
  struct Rest {
    std::uint32_t rule = 0;
    std::string text;
  };

  struct Reading {
    std::map<std::uint32_t, std::map<std::string, std::vector<std::uint32_t>>> by_text = {};
    std::map<std::uint32_t, Field> fields = {};
  };
  [[nodiscard]] Parts read(const formula::Program& program, std::span<const Rule> rules);
  static void add_part(const formula::Schema& schema, const ConditionPart& part, std::uint32_t bit,
                       Reading& reading);
  bool compile_rests(const formula::Schema& schema);
  [[nodiscard]] Result<void> hold_rests(const formula::Rows& rows, BitRows& holds) const;
  bool fill(Field& field, const std::vector<Part>& parts, const formula::Schema& schema) const;
  void clear();

  std::size_t words_ = 0;             // of a row of bits
  std::vector<std::uint32_t> rules_;  // in the order of their bits
  std::unordered_set<std::uint32_t> is_indexed_;
  std::vector<Field> fields_;
  std::vector<Rest> rests_;  // a formula of rest_ each
  std::optional<formula::Program> rest_ = {};
  formula::Schema schema_;
  std::vector<std::uint8_t> is_read_;  // a field of the schema
};

}  // namespace bailiwick::planning
