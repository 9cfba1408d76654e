#include "formula/catalogue.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "formula/functions.hpp"
#include "formula/overload.hpp"
#include "formula/texts.hpp"
#include "formula/times.hpp"

namespace bailiwick::formula {
namespace {

using functions::Int;
using functions::Text;

// -- string(x) --

template <class T>
Status text_of(Arena& arena, T value, Text& out) {
  out = arena.copy(to_plain_text(Value(value)));
  return Status::kValue;
}
Text same_text(Text text) { return text; }
template <class T>
T same(T value) {
  return value;
}

// -- the parts of dates and times, as CEL counts them --

Int month_from_zero(LocalDate date) { return functions::month(date) - 1; }
Int day_from_zero(LocalDate date) { return functions::day(date) - 1; }
Int weekday_from_sunday(LocalDate date) { return weekday_of(date) % 7; }
template <auto F>
Int of_instant(Instant instant) {
  return F(utc_date(instant));
}
template <Int Unit, Int Modulus>
Int part_of_instant(Instant instant) {
  return micros_of_day(instant) / Unit % Modulus;
}
template <Int Unit>
Int whole_of_duration(Duration duration) {
  return duration.micros / Unit;
}
Int millis_of_duration(Duration duration) { return duration.micros / 1'000 % 1'000; }

// -- the least and the most --

template <class T>
T least(T a, T b) {
  return b < a ? b : a;
}
template <class T>
T most(T a, T b) {
  return a < b ? b : a;
}

constexpr Int kMilli = 1'000;
constexpr Int kSecond = 1'000'000;
constexpr Int kMinute = 60 * kSecond;
constexpr Int kHour = 60 * kMinute;

constexpr std::array kFunctions = {
    overload<&functions::abs_int>("abs", Form::kFunction),
    overload<&functions::abs_decimal>("abs", Form::kFunction),
    overload<&functions::abs_duration>("abs", Form::kFunction),
    overload<&functions::add_months>("addMonths", Form::kFunction),
    overload<&functions::bool_of_text>("bool", Form::kFunction),
    overload<&same<bool>>("bool", Form::kFunction),
    overload<&functions::ceil_of>("ceil", Form::kFunction),
    overload<&functions::contains>("contains", Form::kMethod, kCostOfSearch),
    overload<&functions::date_of_text>("date", Form::kFunction),
    overload<&functions::date_of_instant>("date", Form::kFunction),
    overload<&same<LocalDate>>("date", Form::kFunction),
    overload<&functions::date_of_parts>("date", Form::kFunction),
    overload<&functions::day>("day", Form::kFunction),
    overload<&functions::decimal_of_text>("decimal", Form::kFunction),
    overload<&functions::decimal_of_int>("decimal", Form::kFunction),
    overload<&same<Decimal>>("decimal", Form::kFunction),
    overload<&functions::duration_of_text>("duration", Form::kFunction),
    overload<&same<Duration>>("duration", Form::kFunction),
    overload<&end_of_month>("endOfMonth", Form::kFunction),
    overload<&functions::ends_with>("endsWith", Form::kMethod),
    overload<&functions::floor_of>("floor", Form::kFunction),
    overload<&functions::day>("getDate", Form::kMethod),
    overload<&of_instant<&functions::day>>("getDate", Form::kMethod),
    overload<&day_from_zero>("getDayOfMonth", Form::kMethod),
    overload<&of_instant<&day_from_zero>>("getDayOfMonth", Form::kMethod),
    overload<&weekday_from_sunday>("getDayOfWeek", Form::kMethod),
    overload<&of_instant<&weekday_from_sunday>>("getDayOfWeek", Form::kMethod),
    overload<&day_of_year>("getDayOfYear", Form::kMethod),
    overload<&of_instant<&day_of_year>>("getDayOfYear", Form::kMethod),
    overload<&functions::year>("getFullYear", Form::kMethod),
    overload<&of_instant<&functions::year>>("getFullYear", Form::kMethod),
    overload<&part_of_instant<kHour, 24>>("getHours", Form::kMethod),
    overload<&whole_of_duration<kHour>>("getHours", Form::kMethod),
    overload<&part_of_instant<kMilli, 1'000>>("getMilliseconds", Form::kMethod),
    overload<&millis_of_duration>("getMilliseconds", Form::kMethod),
    overload<&part_of_instant<kMinute, 60>>("getMinutes", Form::kMethod),
    overload<&whole_of_duration<kMinute>>("getMinutes", Form::kMethod),
    overload<&month_from_zero>("getMonth", Form::kMethod),
    overload<&of_instant<&month_from_zero>>("getMonth", Form::kMethod),
    overload<&part_of_instant<kSecond, 60>>("getSeconds", Form::kMethod),
    overload<&whole_of_duration<kSecond>>("getSeconds", Form::kMethod),
    overload<&index_of>("indexOf", Form::kMethod, kCostOfSearch),
    overload<&functions::int_of_decimal>("int", Form::kFunction),
    overload<&functions::int_of_text>("int", Form::kFunction),
    overload<&functions::int_of_instant>("int", Form::kFunction),
    overload<&same<Int>>("int", Form::kFunction),
    overload<&functions::lower>("lowerAscii", Form::kMethod, kCostOfText),
    overload<&most<Int>>("max", Form::kFunction),
    overload<&most<Decimal>>("max", Form::kFunction),
    overload<&most<Text>>("max", Form::kFunction),
    overload<&most<LocalDate>>("max", Form::kFunction),
    overload<&most<Instant>>("max", Form::kFunction),
    overload<&most<Duration>>("max", Form::kFunction),
    overload<&least<Int>>("min", Form::kFunction),
    overload<&least<Decimal>>("min", Form::kFunction),
    overload<&least<Text>>("min", Form::kFunction),
    overload<&least<LocalDate>>("min", Form::kFunction),
    overload<&least<Instant>>("min", Form::kFunction),
    overload<&least<Duration>>("min", Form::kFunction),
    overload<&functions::month>("month", Form::kFunction),
    overload<&functions::quarter>("quarter", Form::kFunction),
    overload<&functions::replace>("replace", Form::kMethod, kCostOfText),
    overload<&functions::round_whole>("round", Form::kFunction),
    overload<&functions::round_to>("round", Form::kFunction),
    overload<&character_count>("size", Form::kFunctionOrMethod, kCostOfSearch),
    overload<&start_of_month>("startOfMonth", Form::kFunction),
    overload<&functions::starts_with>("startsWith", Form::kMethod),
    overload<&same_text>("string", Form::kFunction),
    overload<&text_of<bool>>("string", Form::kFunction, kCostOfText),
    overload<&text_of<Int>>("string", Form::kFunction, kCostOfText),
    overload<&text_of<Decimal>>("string", Form::kFunction, kCostOfText),
    overload<&text_of<LocalDate>>("string", Form::kFunction, kCostOfText),
    overload<&text_of<Instant>>("string", Form::kFunction, kCostOfText),
    overload<&text_of<Duration>>("string", Form::kFunction, kCostOfText),
    overload<&functions::substring_from>("substring", Form::kMethod, kCostOfSearch),
    overload<&functions::substring>("substring", Form::kMethod, kCostOfSearch),
    overload<&functions::instant_of_text>("timestamp", Form::kFunction),
    overload<&functions::instant_of_date>("timestamp", Form::kFunction),
    overload<&functions::instant_of_int>("timestamp", Form::kFunction),
    overload<&same<Instant>>("timestamp", Form::kFunction),
    overload<&trimmed_text>("trim", Form::kMethod, kCostOfSearch),
    overload<&functions::upper>("upperAscii", Form::kMethod, kCostOfText),
    overload<&weekday_of>("weekday", Form::kFunction),
    overload<&functions::year>("year", Form::kFunction),
};

bool may_be(Form form, Written written) {
  switch (written) {
    case Written::kAsOperator:
      return form == Form::kOperator;
    case Written::kAsFunction:
      return form == Form::kFunction || form == Form::kFunctionOrMethod;
    case Written::kAsMethod:
      return form == Form::kMethod || form == Form::kFunctionOrMethod;
  }
  return false;
}

// How many ints become decimals for the arguments to fit; nothing where they do not.
std::optional<std::size_t> promotions(const Overload& row, std::span<const Kind> arguments) {
  if (row.parameter_count != arguments.size()) return std::nullopt;
  std::size_t count = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == row.parameters[i]) continue;
    if (arguments[i] != Kind::kInt || row.parameters[i] != Kind::kDecimal) return std::nullopt;
    ++count;
  }
  return count;
}

}  // namespace

std::span<const Overload> catalogue_of_functions() { return kFunctions; }

std::vector<const Overload*> overloads_of(std::string_view name, Written written) {
  std::vector<const Overload*> found;
  const auto rows =
      written == Written::kAsOperator ? catalogue_of_operators() : catalogue_of_functions();
  for (const Overload& row : rows) {
    if (row.name == name && may_be(row.form, written)) found.push_back(&row);
  }
  return found;
}

const Overload* find_overload(std::string_view name, Written written,
                              std::span<const Kind> arguments) {
  const Overload* best = nullptr;
  std::size_t least_count = 0;
  for (const Overload* row : overloads_of(name, written)) {
    const auto count = promotions(*row, arguments);
    if (!count || (best != nullptr && *count >= least_count)) continue;
    best = row;
    least_count = *count;
  }
  return best;
}

const std::vector<std::string>& function_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names = {"has", "coalesce"};
    for (const Overload& row : kFunctions) names.emplace_back(row.name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }();
  return kNames;
}

std::string shown(const Overload& overload) {
  std::vector<std::string> kinds;
  for (std::size_t i = 0; i < overload.parameter_count; ++i)
    kinds.push_back(name_of({overload.parameters[i], false}));
  if (overload.form == Form::kOperator) {
    return kinds.size() == 1 ? fmt::format("{}{}", overload.name, kinds[0])
                             : fmt::format("{} {} {}", kinds[0], overload.name, kinds[1]);
  }
  const bool is_method = overload.form == Form::kMethod;
  std::string list;
  for (std::size_t i = is_method ? 1 : 0; i < kinds.size(); ++i)
    list += (list.empty() ? "" : ", ") + kinds[i];
  return fmt::format("{}{}({})", is_method ? kinds[0] + "." : "", overload.name, list);
}

}  // namespace bailiwick::formula
