#include "formula/plan.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::formula {
namespace {

// What the fields of two parts come to.
std::int32_t together(std::int32_t a, std::int32_t b) {
  if (a == kNoField || a == b) return b;
  return b == kNoField ? a : kManyFields;
}

// What tells a list from others. Its elements are sorted.
std::string key_of(const ConstantSet& set) {
  std::string key = name_of({set.kind, set.has_null});
  for (const std::int64_t number : set.numbers) key += ' ' + std::to_string(number);
  for (const Decimal& number : set.decimals) key += ' ' + to_text(number);
  for (const std::string& text : set.texts) key += ' ' + quoted(text);
  return key;
}

}  // namespace

StepIndex PlanBuilder::add(const Step& step) {
  plan_.steps.push_back(step);
  return static_cast<StepIndex>(plan_.steps.size() - 1);
}

StepIndex PlanBuilder::field(std::uint32_t index, Type type) {
  const auto [there, is_new] = fields_.emplace(index, kNoStep);
  if (is_new) {
    there->second = add({.step = StepKind::kField,
                         .type = type,
                         .payload = index,
                         .field = static_cast<std::int32_t>(index)});
  }
  return there->second;
}

StepIndex PlanBuilder::constant(const Value& value, Kind kind) {
  const auto [there, is_new] = constants_.emplace(std::pair(kind, to_literal(value)), kNoStep);
  if (is_new) {
    put(value, kind, plan_.constants.emplace_back());
    there->second = add({.step = StepKind::kConstant,
                         .type = {kind, value.status() == Status::kNull},
                         .payload = static_cast<std::uint32_t>(plan_.constants.size() - 1)});
  }
  return there->second;
}

Value PlanBuilder::value_of(StepIndex step) const {
  const Step& constant = at(step);
  assert(constant.step == StepKind::kConstant);
  return value_at(plan_.constants[constant.payload].lanes(), constant.type.kind, 0);
}

Value PlanBuilder::folded(const CallSpec& spec, std::span<const StepIndex> arguments) const {
  std::array<Lanes, 3> lanes;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    lanes[i] = plan_.constants[at(arguments[i]).payload].lanes();
  Arena arena;
  Cell cell;
  Call call{.arguments = std::span(lanes).first(arguments.size()),
            .count = 1,
            .values = cell.raw,
            .status = &cell.status,
            .arena = &arena,
            .set = spec.set};
  spec.kernel(call);
  const Lanes result{
      .values = cell.raw, .status = call.has_status ? &cell.status : nullptr, .is_constant = true};
  return value_at(result, spec.type.kind, 0);
}

StepIndex PlanBuilder::call(const CallSpec& spec, std::span<const StepIndex> arguments) {
  assert(!arguments.empty() && arguments.size() <= 3);
  Step step{.step = StepKind::kCall,
            .type = spec.type,
            .kernel = spec.kernel,
            .argument_count = static_cast<std::uint8_t>(arguments.size()),
            .cost = spec.cost,
            .set = spec.set};
  bool are_constants = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    step.arguments[i] = arguments[i];
    step.field = together(step.field, at(arguments[i]).field);
    are_constants = are_constants && at(arguments[i]).step == StepKind::kConstant;
  }
  if (are_constants) return constant(folded(spec, arguments), spec.type.kind);
  const CallKey key{reinterpret_cast<std::uintptr_t>(spec.kernel), step.arguments,
                    step.argument_count, spec.set};
  const auto [there, is_new] = calls_.emplace(key, kNoStep);
  if (is_new) there->second = add(step);
  return there->second;
}

const ConstantSet* PlanBuilder::set(Kind kind, std::span<const StepIndex> constants) {
  ConstantSet& set = plan_.sets.emplace_back();
  set.kind = kind;
  for (const StepIndex step : constants) {
    const Value value = value_of(step);
    if (!value.is_value()) {
      set.has_null = true;
      continue;
    }
    Cell cell;
    put(value, kind, cell);
    const Value there = value_at(cell.lanes(), kind, 0);
    if (const auto* text = std::get_if<std::string>(&there.data())) set.texts.push_back(*text);
    if (const auto* number = std::get_if<Decimal>(&there.data())) set.decimals.push_back(*number);
    if (const auto* number = std::get_if<std::int64_t>(&there.data()))
      set.numbers.push_back(*number);
    if (const auto* truth = std::get_if<bool>(&there.data())) set.numbers.push_back(*truth ? 1 : 0);
    if (const auto* date = std::get_if<LocalDate>(&there.data()))
      set.numbers.push_back(date->days());
    if (const auto* at = std::get_if<Instant>(&there.data())) set.numbers.push_back(at->micros());
    if (const auto* span = std::get_if<Duration>(&there.data()))
      set.numbers.push_back(span->micros);
  }
  std::sort(set.texts.begin(), set.texts.end());
  std::sort(set.decimals.begin(), set.decimals.end());
  std::sort(set.numbers.begin(), set.numbers.end());
  for (const std::string& text : set.texts) set.lookup.insert(text);
  // The same list written twice is one, so that the steps on it are one too.
  const auto [there, is_new] = sets_.emplace(key_of(set), &set);
  if (!is_new) plan_.sets.pop_back();
  return there->second;
}

std::vector<StepIndex> steps_below(const Plan& plan, StepIndex root) {
  std::vector<bool> is_needed(root + std::size_t{1}, false);
  is_needed[root] = true;
  std::vector<StepIndex> found;
  for (std::size_t i = root + std::size_t{1}; i-- > 0;) {
    if (!is_needed[i]) continue;
    found.push_back(static_cast<StepIndex>(i));
    for (const StepIndex argument : plan.steps[i].argument_span()) is_needed[argument] = true;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace bailiwick::formula
