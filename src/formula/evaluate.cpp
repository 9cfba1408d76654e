#include "formula/evaluate.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <type_traits>

#include "formula/schedule.hpp"

namespace bailiwick::formula {
namespace {

// Where a step's lanes stand during a batch.
struct Slot {
  alignas(kLaneBytes) std::array<std::byte, kLanes * kLaneBytes> values;
  std::array<Status, kLanes> status;
};

// A dictionary is worth it where its words are fewer than the rows.
constexpr std::size_t kRowsPerWordMin = 2;

// What a lifted step gives for each word of its dictionary, and last for null.
struct WordTable {
  Answers answers;
  std::vector<std::string_view> texts;  // of a step that gives strings
};

const void* data_of(const Column::Values& values, std::size_t first) {
  return std::visit(
      [&](const auto& held) -> const void* {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, DictionaryColumn>)
          return held.codes.data() + first;
        else
          return held.data() + first;
      },
      values);
}

Answers::Values answer_room(Kind kind) {
  switch (kind) {
    case Kind::kNull:
    case Kind::kBool:
      return std::vector<std::uint8_t>();
    case Kind::kInt:
      return std::vector<std::int64_t>();
    case Kind::kDecimal:
      return std::vector<Decimal>();
    case Kind::kString:
      return std::vector<std::string>();
    case Kind::kDate:
      return std::vector<LocalDate>();
    case Kind::kTimestamp:
      return std::vector<Instant>();
    case Kind::kDuration:
      return std::vector<Duration>();
  }
  return {};
}

template <class T>
using LaneOf = std::conditional_t<std::is_same_v<T, std::string>, std::string_view, T>;

// Puts the rows of a batch behind those that `answers` has.
void append(Answers& answers, const Batch& batch) {
  const std::size_t before = answers.size();
  std::visit(
      [&](auto& held) {
        using T = typename std::decay_t<decltype(held)>::value_type;
        const auto* lanes = static_cast<const LaneOf<T>*>(batch.lanes.values);
        if (batch.lanes.is_constant)
          held.insert(held.end(), batch.count, T(lanes[0]));
        else
          held.insert(held.end(), lanes, lanes + batch.count);
      },
      answers.values);
  if (batch.lanes.status == nullptr && answers.status.empty()) return;
  answers.status.resize(before + batch.count, Status::kValue);
  if (batch.lanes.status == nullptr) return;
  for (std::size_t i = 0; i < batch.count; ++i)
    answers.status[before + i] = batch.lanes.status[batch.lanes.is_constant ? 0 : i];
}

class Evaluator {
 public:
  // `roots` of `program`, over rows that have been checked.
  Evaluator(const Program& program, const Rows& rows, std::vector<StepIndex> roots)
      : plan_(program.plan()), rows_(rows), roots_(std::move(roots)) {
    std::vector<FieldUse> uses;
    for (const Column& column : rows.columns) uses.push_back(use_of(column, rows.count));
    schedule_ = schedule(plan_, roots_, uses);
    slots_ = std::make_unique_for_overwrite<Slot[]>(schedule_.slot_count);
    lanes_.resize(schedule_.steps.size());
    tables_.resize(schedule_.steps.size());
    for (std::size_t i = 0; i < schedule_.steps.size(); ++i) {
      if (schedule_.steps[i].is_lifted) tables_[i] = make_table(program, schedule_.steps[i].step);
    }
    for (std::size_t i = 0; i < roots_.size(); ++i)
      roots_at_.emplace_back(schedule_.position_of[roots_[i]], i);
    std::sort(roots_at_.begin(), roots_at_.end());
  }

  void run(const Sink& sink) {
    for (std::size_t first = 0; first < rows_.count; first += kLanes) {
      count_ = std::min(kLanes, rows_.count - first);
      arena_.clear();
      auto root = roots_at_.begin();
      for (std::size_t i = 0; i < schedule_.steps.size(); ++i) {
        compute(i, first);
        for (; root != roots_at_.end() && root->first == i; ++root) {
          sink({.formula = root->second,
                .first_row = first,
                .count = count_,
                .kind = plan_.steps[schedule_.steps[i].step].type.kind,
                .lanes = lanes_[i]});
        }
      }
    }
  }

 private:
  static FieldUse use_of(const Column& column, std::size_t row_count) {
    const auto* words = std::get_if<DictionaryColumn>(&column.values);
    if (words == nullptr) return FieldUse::kPlain;
    return words->words.size() * kRowsPerWordMin <= row_count ? FieldUse::kLifted
                                                              : FieldUse::kDecoded;
  }

  void compute(std::size_t i, std::size_t first) {
    const ScheduledStep& scheduled = schedule_.steps[i];
    const Step& step = plan_.steps[scheduled.step];
    if (scheduled.is_lifted) return gather(i, first);
    switch (step.step) {
      case StepKind::kConstant:
        lanes_[i] = plan_.constants[step.payload].lanes();
        return;
      case StepKind::kField:
        return read(i, step, first);
      case StepKind::kCall:
        return call(i, step);
    }
  }

  void call(std::size_t i, const Step& step) {
    std::array<Lanes, 3> arguments;
    for (std::size_t a = 0; a < step.argument_count; ++a)
      arguments[a] = lanes_[schedule_.position_of[step.arguments[a]]];
    Slot& slot = slots_[schedule_.steps[i].slot];
    Call call{.arguments = std::span(arguments).first(step.argument_count),
              .count = count_,
              .values = slot.values.data(),
              .status = slot.status.data(),
              .arena = &arena_,
              .set = step.set};
    step.kernel(call);
    lanes_[i] = {.values = slot.values.data(),
                 .status = call.has_status ? slot.status.data() : nullptr};
  }

  // A field as it stands in its column; words in place of codes.
  void read(std::size_t i, const Step& step, std::size_t first) {
    const Column& column = rows_.columns[step.payload];
    const Status* status = nulls_of(column, first);
    const auto* words = std::get_if<DictionaryColumn>(&column.values);
    if (words == nullptr) {
      lanes_[i] = {.values = data_of(column.values, first), .status = status};
      return;
    }
    std::byte* room = slots_[schedule_.steps[i].slot].values.data();
    auto* out = reinterpret_cast<std::string_view*>(room);
    for (std::size_t row = 0; row < count_; ++row)
      out[row] = words->words[words->codes[first + row]];
    lanes_[i] = {.values = room, .status = status};
  }

  // Flags of nulls are statuses already: 0 is kValue, 1 is kNull.
  static const Status* nulls_of(const Column& column, std::size_t first) {
    static_assert(sizeof(Status) == 1 && static_cast<int>(Status::kNull) == 1 &&
                  static_cast<int>(Status::kValue) == 0);
    if (column.is_null.empty()) return nullptr;
    return reinterpret_cast<const Status*>(column.is_null.data() + first);
  }

  // The step for every word and for null, by an evaluator of its own over the words as a plain column.
  std::unique_ptr<WordTable> make_table(const Program& program, StepIndex root) {
    const auto field = static_cast<std::size_t>(plan_.steps[root].field);
    const auto& dictionary = std::get<DictionaryColumn>(rows_.columns[field].values);
    std::vector<std::string_view> words(dictionary.words.begin(), dictionary.words.end());
    words.emplace_back();
    std::vector<std::uint8_t> is_null(words.size(), 0);
    is_null.back() = 1;
    std::vector<Column> columns(rows_.columns.size());
    columns[field] = {std::span<const std::string_view>(words), is_null};
    auto table = std::make_unique<WordTable>();
    table->answers.type = plan_.steps[root].type;
    table->answers.values = answer_room(table->answers.type.kind);
    Evaluator words_evaluator(program, {columns, words.size()}, {root});
    words_evaluator.run([&](const Batch& batch) { append(table->answers, batch); });
    if (const auto* texts = std::get_if<std::vector<std::string>>(&table->answers.values))
      table->texts.assign(texts->begin(), texts->end());
    return table;
  }

  void gather(std::size_t i, std::size_t first) {
    const Step& step = plan_.steps[schedule_.steps[i].step];
    const Column& column = rows_.columns[static_cast<std::size_t>(step.field)];
    const auto& dictionary = std::get<DictionaryColumn>(column.values);
    const std::uint32_t* codes = dictionary.codes.data() + first;
    std::array<std::uint32_t, kLanes> with_nulls;
    if (!column.is_null.empty()) {
      const auto null_code = static_cast<std::uint32_t>(dictionary.words.size());
      for (std::size_t row = 0; row < count_; ++row)
        with_nulls[row] = column.is_null[first + row] != 0 ? null_code : codes[row];
      codes = with_nulls.data();
    }
    Slot& slot = slots_[schedule_.steps[i].slot];
    const WordTable& table = *tables_[i];
    std::visit(
        [&](const auto& held) {
          using T = LaneOf<typename std::decay_t<decltype(held)>::value_type>;
          const T* values = nullptr;
          if constexpr (std::is_same_v<T, std::string_view>)
            values = table.texts.data();
          else
            values = held.data();
          auto* out = reinterpret_cast<T*>(slot.values.data());
          for (std::size_t row = 0; row < count_; ++row) out[row] = values[codes[row]];
        },
        table.answers.values);
    const bool has_status = !table.answers.status.empty();
    if (has_status) {
      for (std::size_t row = 0; row < count_; ++row)
        slot.status[row] = table.answers.status[codes[row]];
    }
    lanes_[i] = {.values = slot.values.data(), .status = has_status ? slot.status.data() : nullptr};
  }

  const Plan& plan_;
  Rows rows_;
  std::vector<StepIndex> roots_;
  std::vector<std::pair<std::uint32_t, std::size_t>> roots_at_;  // place in the schedule, formula
  Schedule schedule_;
  std::unique_ptr<Slot[]> slots_;
  std::vector<Lanes> lanes_;
  std::vector<std::unique_ptr<WordTable>> tables_;
  Arena arena_;
  std::size_t count_ = 0;
};

}  // namespace

Result<void> evaluate_each(const Program& program, std::span<const std::size_t> formulas,
                           const Rows& rows, const Sink& sink) {
  std::vector<std::uint8_t> is_read(program.schema().fields.size(), 0);
  for (const std::size_t formula : formulas) {
    for (const std::uint32_t field : program.fields_of(formula)) is_read[field] = 1;
  }
  if (auto checked = check_rows(program.schema(), rows, is_read); !checked) return checked;
  std::vector<StepIndex> roots;
  for (const std::size_t formula : formulas)
    roots.push_back(program.formulas()[formula].meaning.root);
  Evaluator(program, rows, std::move(roots)).run(sink);
  return {};
}

Result<Answers> evaluate(const Program& program, std::size_t formula, const Rows& rows) {
  Answers answers;
  answers.type = program.formulas()[formula].meaning.type;
  answers.values = answer_room(answers.type.kind);
  std::visit([&](auto& held) { held.reserve(rows.count); }, answers.values);
  const std::array formulas = {formula};
  auto done =
      evaluate_each(program, formulas, rows, [&](const Batch& batch) { append(answers, batch); });
  if (!done) return tl::unexpected<Error>(std::move(done.error()));
  return answers;
}

std::vector<Value> values_of(const Program& program, std::span<const StepIndex> steps,
                             std::span<const Value> row) {
  assert(row.size() == program.schema().fields.size());
  const Plan& plan = program.plan();
  std::vector<std::uint32_t> position_of(steps.empty() ? 0 : steps.back() + std::size_t{1},
                                         kNoSlot);
  std::deque<Cell> cells(steps.size());
  Arena arena;
  std::vector<Value> values;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = plan.steps[steps[i]];
    position_of[steps[i]] = static_cast<std::uint32_t>(i);
    Cell& cell = cells[i];
    if (step.step == StepKind::kField) {
      put(row[step.payload], step.type.kind, cell);
    } else if (step.step == StepKind::kConstant) {
      const Cell& constant = plan.constants[step.payload];
      std::copy(std::begin(constant.raw), std::end(constant.raw), std::begin(cell.raw));
      cell.status = constant.status;
    } else {
      std::array<Lanes, 3> arguments;
      for (std::size_t a = 0; a < step.argument_count; ++a)
        arguments[a] = cells[position_of[step.arguments[a]]].lanes();
      Call call{.arguments = std::span(arguments).first(step.argument_count),
                .count = 1,
                .values = cell.raw,
                .status = &cell.status,
                .arena = &arena,
                .set = step.set};
      step.kernel(call);
      if (!call.has_status) cell.status = Status::kValue;
    }
    values.push_back(value_at(cell.lanes(), step.type.kind, 0));
  }
  return values;
}

Value evaluate_row(const Program& program, std::size_t formula, std::span<const Value> row) {
  const auto steps = steps_below(program.plan(), program.formulas()[formula].meaning.root);
  return values_of(program, steps, row).back();
}

std::vector<Value> evaluate_row(const Program& program, std::span<const Value> row) {
  std::vector<StepIndex> steps(program.plan().steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) steps[i] = static_cast<StepIndex>(i);
  const auto values = values_of(program, steps, row);
  std::vector<Value> answers;
  for (const Formula& formula : program.formulas()) answers.push_back(values[formula.meaning.root]);
  return answers;
}

}  // namespace bailiwick::formula
