#include "planning/condition_index.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>
#include <variant>

#include "formula/evaluate.hpp"
#include "planning/assignment_table.hpp"
#include "planning/condition_parts.hpp"

namespace bailiwick::planning {
namespace {

using formula::Kind;
using formula::Value;
using Word = std::uint64_t;

constexpr std::size_t kBlock = 64;
constexpr std::uint32_t kTruths = 2;
constexpr std::size_t kFewWords = 8;  // are compared one by one: sooner than hashed

bool is_ordered(Kind kind) {
  return kind == Kind::kInt || kind == Kind::kDecimal || kind == Kind::kDate;
}
bool is_indexable(Kind kind) {
  return is_ordered(kind) || kind == Kind::kString || kind == Kind::kBool;
}

Int128 key_of(std::int64_t value) { return value; }
Int128 key_of(Decimal value) { return value.units(); }
Int128 key_of(LocalDate value) { return value.days(); }

// Where the classes of a field change because of that constant.
void add_bounds(Kind kind, const Value& constant, std::vector<Int128>& bounds) {
  if (!constant.is_value()) return;
  const auto* whole = std::get_if<std::int64_t>(&constant.data());
  const auto* decimal = std::get_if<Decimal>(&constant.data());
  const auto* day = std::get_if<LocalDate>(&constant.data());
  if (kind == Kind::kDate && day != nullptr) bounds.push_back(key_of(*day));
  if (kind == Kind::kDecimal && decimal != nullptr) bounds.push_back(key_of(*decimal));
  if (kind == Kind::kDecimal && whole != nullptr) bounds.push_back(key_of(Decimal::whole(*whole)));
  if (kind == Kind::kInt && whole != nullptr) bounds.push_back(*whole);
  if (kind == Kind::kInt && decimal != nullptr) {
    // The whole numbers on both sides.
    const Int128 down = decimal->units() / Decimal::kUnit - (decimal->is_negative() ? 1 : 0);
    for (const Int128 near : {down, down + 1, down + 2})
      if (near >= INT64_MIN && near <= INT64_MAX) bounds.push_back(near);
  }
}

// The rows of a 64 by 64 matrix of bits become its columns: Warren, Hacker's Delight (2013), 7-3.
void transpose(std::array<Word, kBlock>& rows) {
  Word mask = 0x00000000FFFFFFFF;
  for (std::size_t width = 32; width != 0; width >>= 1, mask ^= mask << width) {
    for (std::size_t at = 0; at < kBlock; at = ((at | width) + 1) & ~width) {
      const Word swapped = ((rows[at] >> width) ^ rows[at | width]) & mask;
      rows[at] ^= swapped << width;
      rows[at | width] ^= swapped;
    }
  }
}

std::string all_of(const std::vector<std::string>& conditions) {
  std::string all;
  for (const std::string& one : conditions) all += (all.empty() ? "(" : " && (") + one + ")";
  return all;
}

void clear_bit(Word* words, std::uint32_t bit) {
  words[bit / kBlock] &= ~(Word{1} << (bit % kBlock));
}

}  // namespace

std::uint32_t ConditionIndex::Field::class_count() const {
  if (kind == Kind::kBool) return kTruths + 1;
  if (kind == Kind::kString) return static_cast<std::uint32_t>(words.size()) + 2;
  return static_cast<std::uint32_t>(2 * bounds.size()) + 2;
}

std::uint32_t ConditionIndex::Field::class_at(Int128 value) const {
  const auto at = std::lower_bound(bounds.begin(), bounds.end(), value);
  const auto place = static_cast<std::uint32_t>(at - bounds.begin());
  return 2 * place + (at != bounds.end() && *at == value ? 1 : 0);
}

std::uint32_t ConditionIndex::Field::class_at(std::string_view text) const {
  if (words.size() <= kFewWords) {
    for (const auto& [word, place] : words)
      if (word == text) return place;
    return 0;
  }
  const auto at = words.find(text);
  return at == words.end() ? 0 : at->second;
}

// A value of that class; of a class that has none, one of a neighbour.
Value ConditionIndex::Field::value_in(std::uint32_t one) const {
  if (one + 1 == class_count()) return {};
  if (kind == Kind::kBool) return Value(one == 1);
  if (kind == Kind::kString) {
    // No constant is that long.
    std::string other = "-";
    for (const auto& [word, place] : words) {
      if (place == one) return Value(word);
      other += word;
    }
    return Value(other);
  }
  const std::size_t place = one / 2;
  if (bounds.empty())
    return kind == Kind::kDate  ? Value(LocalDate(0))
           : kind == Kind::kInt ? Value(std::int64_t{0})
                                : Value(Decimal());
  Int128 key = bounds[std::min(place, bounds.size() - 1)];
  if (one % 2 == 0) key = place == 0 ? bounds[0] - 1 : bounds[place - 1] + 1;
  const bool is_whole = key >= INT64_MIN && key <= INT64_MAX;
  if (kind == Kind::kInt) return Value(is_whole ? static_cast<std::int64_t>(key) : INT64_MAX);
  if (kind == Kind::kDate) return Value(LocalDate(static_cast<std::int32_t>(key)));
  return Value(Decimal::from_units(key));
}

void ConditionIndex::Field::classes_of(const formula::Column& column,
                                       std::vector<std::uint32_t>& classes) const {
  const std::uint32_t null = class_count() - 1;
  classes.resize(column.size());
  std::visit(
      [&](const auto& values) {
        using Values = std::decay_t<decltype(values)>;
        if constexpr (std::is_same_v<Values, formula::DictionaryColumn>) {
          std::vector<std::uint32_t> of_word;
          for (const std::string_view word : values.words) of_word.push_back(class_at(word));
          for (std::size_t row = 0; row < classes.size(); ++row)
            classes[row] = of_word[values.codes[row]];
        } else if constexpr (std::is_same_v<Values, std::span<const std::string_view>>) {
          for (std::size_t row = 0; row < classes.size(); ++row)
            classes[row] = class_at(values[row]);
        } else if constexpr (std::is_same_v<Values, std::span<const std::uint8_t>>) {
          std::copy(values.begin(), values.end(), classes.begin());
        } else if constexpr (requires { key_of(values[0]); }) {
          for (std::size_t row = 0; row < classes.size(); ++row)
            classes[row] = class_at(key_of(values[row]));
        }
      },
      column.values);
  for (std::size_t row = 0; row < column.is_null.size(); ++row)
    if (column.is_null[row] != 0) classes[row] = null;
}

// Adds a part of the rule with that bit, and its constants to the classes of its field.
void ConditionIndex::add_part(const formula::Schema& schema, const ConditionPart& part,
                              std::uint32_t bit, Reading& reading) {
  reading.by_text[part.field][part.text].push_back(bit);
  Field& field = reading.fields[part.field];
  field.field = part.field;
  field.kind = schema.fields[part.field].type.kind;
  for (const Value& constant : part.compared) {
    const auto* word = constant.is_value() ? std::get_if<std::string>(&constant.data()) : nullptr;
    if (word != nullptr)
      field.words.emplace(*word, static_cast<std::uint32_t>(field.words.size()) + 1);
    else
      add_bounds(field.kind, constant, field.bounds);
  }
}

// The parts of all rules that can be indexed, by their fields; and the constants, as the fields' classes.
ConditionIndex::Parts ConditionIndex::read(const formula::Program& program,
                                           std::span<const Rule> rules) {
  const formula::Schema& schema = program.schema();
  Reading reading;
  for (const Rule& rule : rules) {
    ConditionParts parts = parts_of(program, rule.formula);
    std::erase_if(parts.plain, [&](const ConditionPart& part) {
      if (is_indexable(schema.fields[part.field].type.kind)) return false;
      parts.rest.push_back(part.text);
      return true;
    });
    if (parts.plain.empty()) continue;
    if (!parts.rest.empty()) {
      const std::string rest = all_of(parts.rest);
      // By itself it may use other formulas by name, which are not there.
      if (!formula::compile(schema, {{.name = "rest", .text = rest, .wanted = Kind::kBool}}))
        continue;
      rests_.push_back({rule.rule, rest});
    }
    const auto bit = static_cast<std::uint32_t>(rules_.size());
    rules_.push_back(rule.rule);
    is_indexed_.insert(rule.rule);
    for (const ConditionPart& part : parts.plain) add_part(schema, part, bit, reading);
  }
  Parts parts;
  for (auto& [index, field] : reading.fields) {
    std::ranges::sort(field.bounds);
    field.bounds.erase(std::unique(field.bounds.begin(), field.bounds.end()), field.bounds.end());
    fields_.push_back(std::move(field));
    for (auto& [text, bits] : reading.by_text[index])
      parts[index].push_back({text, std::move(bits)});
  }
  return parts;
}

// Compiles what the classes do not say; false where it cannot be compiled together.
bool ConditionIndex::compile_rests(const formula::Schema& schema) {
  if (rests_.empty()) return true;
  std::vector<formula::Definition> definitions;
  for (std::size_t r = 0; r < rests_.size(); ++r)
    definitions.push_back(
        {.name = "rest_" + std::to_string(r), .text = rests_[r].text, .wanted = Kind::kBool});
  auto program = formula::compile(schema, definitions);
  if (!program) return false;
  rest_.emplace(std::move(*program));
  return true;
}

// Asks the formula engine about every part in every class; false where it cannot.
bool ConditionIndex::fill(Field& field, const std::vector<Part>& parts,
                          const formula::Schema& schema) const {
  const formula::Field& spec = schema.fields[field.field];
  std::vector<formula::Definition> definitions;
  for (std::size_t p = 0; p < parts.size(); ++p)
    definitions.push_back(
        {.name = "part_" + std::to_string(p), .text = parts[p].text, .wanted = Kind::kBool});
  const auto program = formula::compile({{spec}}, definitions);
  if (!program) return false;
  // What is never null has no row for that.
  const std::uint32_t count = field.class_count() - (spec.type.is_optional ? 0 : 1);
  AccountTable classes(program->schema());
  for (std::uint32_t one = 0; one < count; ++one) {
    const Value value = field.value_in(one);
    classes.add(AccountId(), std::span(&value, 1));
  }
  std::vector<std::size_t> all(parts.size());
  for (std::size_t p = 0; p < all.size(); ++p) all[p] = p;
  field.bits.assign(field.class_count() * words_, ~Word{0});
  const auto take = [&](const formula::Batch& batch) {
    each_truth_word(batch, [&](std::size_t w, Word truths) {
      const std::size_t first = w * kBlock;
      const std::size_t last = std::min(first + kBlock, batch.first_row + batch.count);
      for (std::size_t one = first; one < last; ++one) {
        if ((truths >> (one - first) & 1U) != 0) continue;
        for (const std::uint32_t bit : parts[batch.formula].bits)
          clear_bit(&field.bits[one * words_], bit);
      }
    });
  };
  return formula::evaluate_each(*program, all, classes.batch().rows, take).has_value();
}

void ConditionIndex::clear() {
  fields_.clear();
  rests_.clear();
  rest_.reset();
  rules_.clear();
  is_indexed_.clear();
}

ConditionIndex::ConditionIndex(const formula::Program& program, std::span<const Rule> rules) {
  const Parts parts = read(program, rules);
  words_ = (rules_.size() + kBlock - 1) / kBlock;
  std::size_t bytes = 0;
  for (const Field& field : fields_) bytes += field.class_count() * words_ * sizeof(Word);
  bool is_filled = bytes <= kBytesMax && compile_rests(program.schema());
  for (Field& field : fields_)
    is_filled = is_filled && fill(field, parts.at(field.field), program.schema());
  if (!is_filled) clear();
  schema_ = program.schema();
  is_read_.assign(schema_.fields.size(), 0);
  for (const Field& field : fields_) is_read_[field.field] = 1;
}

Result<void> ConditionIndex::hold(const formula::Rows& rows, BitRows& holds) const {
  if (rules_.empty()) return {};
  const auto checked = formula::check_rows(schema_, rows, is_read_);
  if (!checked) return checked;
  std::vector<std::vector<std::uint32_t>> classes(fields_.size());
  for (std::size_t f = 0; f < fields_.size(); ++f)
    fields_[f].classes_of(rows.columns[fields_[f].field], classes[f]);
  std::vector<Word> block(kBlock * words_);
  std::array<Word, kBlock> square;
  for (std::size_t first = 0; first < rows.count; first += kBlock) {
    const std::size_t count = std::min(kBlock, rows.count - first);
    for (std::size_t row = 0; row < count; ++row) {
      Word* own = &block[row * words_];
      for (std::size_t f = 0; f < fields_.size(); ++f) {
        const Word* bits = &fields_[f].bits[classes[f][first + row] * words_];
        for (std::size_t w = 0; w < words_; ++w) own[w] = f == 0 ? bits[w] : own[w] & bits[w];
      }
    }
    for (std::size_t w = 0; w < words_; ++w) {
      Word any = 0;
      for (std::size_t row = 0; row < kBlock; ++row) {
        square[row] = row < count ? block[row * words_ + w] : 0;
        any |= square[row];
      }
      if (any == 0) continue;
      transpose(square);
      const std::size_t last = std::min(kBlock, rules_.size() - w * kBlock);
      for (std::size_t bit = 0; bit < last; ++bit)
        if (square[bit] != 0) holds[rules_[w * kBlock + bit]][first / kBlock] = square[bit];
    }
  }
  return hold_rests(rows, holds);
}

// Of the rules that hold for somebody as far as the classes say.
Result<void> ConditionIndex::hold_rests(const formula::Rows& rows, BitRows& holds) const {
  std::vector<std::size_t> asked;
  for (std::size_t r = 0; r < rests_.size(); ++r)
    if (std::ranges::any_of(holds[rests_[r].rule], [](Word word) { return word != 0; }))
      asked.push_back(r);
  if (asked.empty()) return {};
  return formula::evaluate_each(*rest_, asked, rows, [&](const formula::Batch& batch) {
    const std::span<Word> row = holds[rests_[asked[batch.formula]].rule];
    each_truth_word(batch, [&](std::size_t w, Word truths) { row[w] &= truths; });
  });
}

}  // namespace bailiwick::planning
