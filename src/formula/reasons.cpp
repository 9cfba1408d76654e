#include "formula/reasons.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "formula/kernel.hpp"
#include "formula/texts.hpp"

namespace bailiwick::formula {
namespace {

constexpr std::int64_t kQuotedMax = 60;               // characters of a text that a message shows
constexpr std::int64_t kMonthsThereAre = 9'999 * 12;  // years 1 to 9999
constexpr std::int32_t kLeapYear = 2'024;

// How a text is written that says a value.
struct WrittenForm {
  std::string_view function;
  std::string_view sentence;  // behind the text
};
constexpr std::array<WrittenForm, 6> kForms = {
    {{"int", "is no whole number: write digits only, and decimal(...) for a number with decimals."},
     {"decimal", "is no number: write digits with a point for the decimals."},
     {"bool", "is neither true nor false."},
     {"date", "is no day: write date(\"2026-11-25\")."},
     {"timestamp", "is no moment: write timestamp(\"2026-11-25T18:21:42Z\")."},
     {"duration", "is no duration: write \"90m\", \"-1.5h\" or \"1h30m5s\"."}}};

template <class T>
const T* in(const std::optional<Value>& value) {
  return value ? std::get_if<T>(&value->data()) : nullptr;
}

bool is_zero(const std::optional<Value>& value) {
  const auto* whole = in<std::int64_t>(value);
  const auto* decimal = in<Decimal>(value);
  return (whole != nullptr && *whole == 0) || (decimal != nullptr && *decimal == Decimal());
}

// "2026-02-30" is written as a day, and is none.
bool is_written_as_day(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() == kShape.size() &&
         std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
           return shape == '0' ? c >= '0' && c <= '9' : c == shape;
         });
}

std::string unreadable(const PartValues& part) {
  const auto* text = part.arguments.empty() ? nullptr : in<std::string>(part.arguments.front());
  if (text == nullptr) return "The text says no such value.";
  if (part.name == "date" && is_written_as_day(*text))
    return fmt::format("There is no day {}.", *text);
  const auto* form = std::find_if(kForms.begin(), kForms.end(), [&](const WrittenForm& one) {
    return one.function == part.name;
  });
  return fmt::format("{} {}", quoted(beginning(*text, kQuotedMax)),
                     form == kForms.end() ? "says no such value." : form->sentence);
}

std::string too_large(Kind kind) {
  switch (kind) {
    case Kind::kInt:
      return "This is too large: whole numbers end at 9,223,372,036,854,775,807 either way.";
    case Kind::kDecimal:
      return "This is too large: decimals end at 170,141,183,460,469,231,731.687303715884105727 "
             "either way.";
    case Kind::kDuration:
      return "This is too long: durations end at 315,576,000,000 seconds either way.";
    default:
      return "This is out of range: years run from 1 to 9999.";
  }
}

std::optional<NoAnswer> of_division(const PartValues& part) {
  if ((part.name != "/" && part.name != "%") || part.arguments.size() != 2) return std::nullopt;
  if (!is_zero(part.arguments[1])) return std::nullopt;
  return NoAnswer{"Nothing can be divided by 0.", 1};
}

std::optional<NoAnswer> of_rounding(const PartValues& part) {
  if (part.name != "round" || part.arguments.size() != 2) return std::nullopt;
  const auto* places = in<std::int64_t>(part.arguments[1]);
  if (places == nullptr || (*places >= 0 && *places <= Decimal::kPlaces)) return std::nullopt;
  return NoAnswer{fmt::format("round takes 0 to {} decimals, not {}.", Decimal::kPlaces, *places),
                  1};
}

std::optional<NoAnswer> of_substring(const PartValues& part) {
  if (part.name != "substring") return std::nullopt;
  const auto* text = in<std::string>(part.arguments[0]);
  const std::int64_t* from = nullptr;
  for (std::size_t i = 1; i < part.arguments.size(); ++i) {
    const auto* place = in<std::int64_t>(part.arguments[i]);
    if (place != nullptr && *place < 0)
      return NoAnswer{fmt::format("Characters are counted from 0; there is none at {}.", *place),
                      i};
    if (place != nullptr && text != nullptr && *place > character_count(*text))
      return NoAnswer{fmt::format("The text has {} characters, and none at {}.",
                                  character_count(*text), *place),
                      i};
    if (place != nullptr && from != nullptr && *place < *from)
      return NoAnswer{fmt::format("The part ends at {}, before it begins at {}.", *place, *from),
                      i};
    from = place;
  }
  return std::nullopt;
}

// Of date(year, month, day): a part that no day has.
std::optional<NoAnswer> of_date(const PartValues& part) {
  if (part.name != "date" || part.arguments.size() != 3) return std::nullopt;
  const auto* year = in<std::int64_t>(part.arguments[0]);
  const auto* month = in<std::int64_t>(part.arguments[1]);
  const auto* day = in<std::int64_t>(part.arguments[2]);
  if (year != nullptr && (*year < 1 || *year > 9'999))
    return NoAnswer{fmt::format("Years run from 1 to 9999; {} is none.", *year), 0};
  if (month != nullptr && (*month < 1 || *month > 12))
    return NoAnswer{fmt::format("Months run from 1 to 12; {} is none.", *month), 1};
  if (day != nullptr && (*day < 1 || *day > 31))
    return NoAnswer{fmt::format("Days run from 1 to 31; {} is none.", *day), 2};
  if (month == nullptr || day == nullptr) return std::nullopt;
  const auto narrow = [](std::int64_t number) { return static_cast<std::int32_t>(number); };
  const std::int32_t in_year = year == nullptr ? kLeapYear : narrow(*year);
  if (local_date({in_year, narrow(*month), narrow(*day)})) return std::nullopt;
  if (year == nullptr) return NoAnswer{fmt::format("The month {} has no day {}.", *month, *day), 2};
  return NoAnswer{fmt::format("There is no day {:04}-{:02}-{:02}.", *year, *month, *day)};
}

std::optional<NoAnswer> of_months(const PartValues& part) {
  if (part.name != "addMonths" || part.arguments.size() != 2) return std::nullopt;
  const auto* months = in<std::int64_t>(part.arguments[1]);
  if (months == nullptr || (*months > -kMonthsThereAre && *months < kMonthsThereAre))
    return std::nullopt;
  return NoAnswer{too_large(Kind::kDate), 1};
}

}  // namespace

std::optional<NoAnswer> no_answer_of(const PartValues& part) {
  const bool is_same_for_all = part.own.has_value();
  if (is_same_for_all && part.own->status() <= Status::kNull) return std::nullopt;
  for (const auto find : {of_division, of_rounding, of_substring, of_date, of_months})
    if (auto found = find(part)) return found;
  if (!is_same_for_all) return std::nullopt;
  switch (part.own->status()) {
    case Status::kMissing:
      return NoAnswer{
          "A value is needed here, and null is none; x == null asks whether x has one."};
    case Status::kUnreadable:
      return NoAnswer{unreadable(part),
                      part.arguments.empty() ? std::nullopt : std::optional<std::size_t>(0)};
    case Status::kOverflow:
      return NoAnswer{too_large(part.kind)};
    case Status::kTooLong:
      return NoAnswer{
          fmt::format("A text that a formula makes has at most {} bytes.", kMadeTextLimit)};
    default:
      return NoAnswer{fmt::format("This has no answer: {}.", reason_of(part.own->status()))};
  }
}

}  // namespace bailiwick::formula
