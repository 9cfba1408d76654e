// A second evaluator of formulas, to judge the first: it walks the tree of one row by recursion, with values that know their type, and
// shares with the product the tree, the values and the arithmetic of base alone. Slow and plain on purpose.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/time.hpp"
#include "formula/schema.hpp"
#include "formula/tree.hpp"

namespace bailiwick::walker {

using formula::Duration;
using formula::Kind;
using formula::Node;
using formula::NodeKind;
using formula::Operator;
using formula::Status;
using formula::Value;
using Int = std::int64_t;

inline Value failed(Status status) { return Value::failure(status); }
inline Value whole(Int value) { return Value(value); }
inline Value truth(bool value) { return Value(value); }
inline Value text(std::string value) { return Value(std::move(value)); }

template <class T>
const T& as(const Value& value) {
  return std::get<T>(value.data());
}

// An int where a decimal is wanted.
inline Value widened(const Value& value, Kind kind) {
  return value.kind() == Kind::kInt && kind == Kind::kDecimal
             ? Value(Decimal::whole(as<Int>(value)))
             : value;
}

// A text as its characters.
inline std::u32string characters(const std::string& bytes) {
  std::u32string out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = 0;
    for (std::size_t k = 0; k < size; ++k)
      code = code << 8 | static_cast<unsigned char>(bytes[i + k]);
    out += code;  // the bytes one after the other: enough to tell characters apart
    i += size;
  }
  return out;
}
inline std::string bytes_of(const std::u32string& text) {
  std::string out;
  for (const char32_t code : text) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      const auto byte = static_cast<char>(code >> shift & 0xFF);
      if (byte != '\0' || shift == 0) out += byte;
    }
  }
  return out;
}

class Walker {
 public:
  Walker(const formula::Tree& tree, const formula::Schema& schema, const std::vector<Value>& row)
      : tree_(tree), schema_(schema), row_(row) {}

  [[nodiscard]] Value run() const { return value_of(tree_.root()); }

 private:
  [[nodiscard]] std::size_t field_of(const Node& node) const {
    for (std::size_t i = 0; i < schema_.fields.size(); ++i) {
      if (schema_.fields[i].name == tree_.names[node.payload]) return i;
    }
    return schema_.fields.size();
  }
  [[nodiscard]] std::vector<formula::NodeIndex> children(const Node& node) const {
    const auto span = tree_.children_of(node);
    return {span.begin(), span.end()};
  }

  // -- static types --

  [[nodiscard]] Kind widest(const std::vector<formula::NodeIndex>& nodes) const {
    Kind kind = Kind::kNull;
    for (const auto node : nodes) {
      const Kind next = kind_of(node);
      if (next == Kind::kDecimal || kind == Kind::kNull) kind = next;
    }
    return kind;
  }
  [[nodiscard]] Kind kind_of(formula::NodeIndex index) const {
    const Node& node = tree_.nodes[index];
    const auto parts = children(node);
    switch (node.kind) {
      case NodeKind::kLiteral:
        return tree_.literals[node.payload].kind();
      case NodeKind::kName:
        return schema_.fields[field_of(node)].type.kind;
      case NodeKind::kList:
        return Kind::kNull;
      case NodeKind::kOperator:
        return kind_of_operator(node, parts);
      case NodeKind::kFunction:
      case NodeKind::kMethod:
        break;
    }
    static const std::map<std::string, Kind> kResults = {
        {"has", Kind::kBool},         {"size", Kind::kInt},
        {"startsWith", Kind::kBool},  {"endsWith", Kind::kBool},
        {"contains", Kind::kBool},    {"lowerAscii", Kind::kString},
        {"trim", Kind::kString},      {"substring", Kind::kString},
        {"indexOf", Kind::kInt},      {"replace", Kind::kString},
        {"int", Kind::kInt},          {"decimal", Kind::kDecimal},
        {"string", Kind::kString},    {"round", Kind::kDecimal},
        {"floor", Kind::kDecimal},    {"date", Kind::kDate},
        {"year", Kind::kInt},         {"weekday", Kind::kInt},
        {"addMonths", Kind::kDate},   {"timestamp", Kind::kTimestamp},
        {"duration", Kind::kDuration}};
    const auto found = kResults.find(tree_.names[node.payload]);
    return found != kResults.end() ? found->second : widest(parts);  // abs, min, max, coalesce
  }
  [[nodiscard]] Kind kind_of_operator(const Node& node,
                                      const std::vector<formula::NodeIndex>& parts) const {
    switch (node.op) {
      case Operator::kConditional:
        return widest({parts[1], parts[2]});
      case Operator::kAdd:
      case Operator::kSubtract:
      case Operator::kMultiply:
      case Operator::kDivide:
      case Operator::kRemainder:
        break;
      case Operator::kNegate:
        return kind_of(parts[0]);
      default:
        return Kind::kBool;
    }
    const Kind a = kind_of(parts[0]);
    const Kind b = kind_of(parts[1]);
    if (a == Kind::kDate || b == Kind::kDate) return a == b ? Kind::kInt : Kind::kDate;
    if (a == Kind::kTimestamp || b == Kind::kTimestamp)
      return a == b ? Kind::kDuration : Kind::kTimestamp;
    return a == Kind::kDecimal || b == Kind::kDecimal ? Kind::kDecimal : a;
  }

  // -- values --

  [[nodiscard]] Value value_of(formula::NodeIndex index) const {
    const Node& node = tree_.nodes[index];
    switch (node.kind) {
      case NodeKind::kLiteral:
        return tree_.literals[node.payload];
      case NodeKind::kName:
        return row_[field_of(node)];
      case NodeKind::kList:
        return {};
      case NodeKind::kOperator:
        return widened(operation(node), kind_of(index));
      case NodeKind::kFunction:
      case NodeKind::kMethod:
        return widened(call(node), kind_of(index));
    }
    return {};
  }

  // Null as an operand is a value that is missing.
  [[nodiscard]] Value operand(formula::NodeIndex index) const {
    const Value value = value_of(index);
    return value.status() == Status::kNull ? failed(Status::kMissing) : value;
  }

  [[nodiscard]] Value operation(const Node& node) const {
    const auto parts = children(node);
    switch (node.op) {
      case Operator::kAnd:
      case Operator::kOr: {
        const bool decides = node.op == Operator::kOr;
        const Value a = operand(parts[0]);
        const Value b = operand(parts[1]);
        if (a == truth(decides) || b == truth(decides)) return truth(decides);
        if (!a.is_value()) return a;
        return b.is_value() ? truth(!decides) : b;
      }
      case Operator::kConditional: {
        const Value condition = operand(parts[0]);
        if (!condition.is_value()) return condition;
        return value_of(parts[as<bool>(condition) ? 1 : 2]);
      }
      case Operator::kEqual:
      case Operator::kNotEqual: {
        const Value equal = equality(value_of(parts[0]), value_of(parts[1]));
        return equal.is_value() ? truth(as<bool>(equal) == (node.op == Operator::kEqual)) : equal;
      }
      case Operator::kIn: {
        const Value asked = value_of(parts[0]);
        if (asked.status() > Status::kNull) return asked;
        bool is_found = false;
        for (const auto element : children(tree_.nodes[parts[1]])) {
          const Value equal = equality(asked, value_of(element));
          if (!equal.is_value()) return equal;
          is_found = is_found || as<bool>(equal);
        }
        return truth(is_found);
      }
      default:
        break;
    }
    const Value a = operand(parts[0]);
    if (!a.is_value()) return a;
    if (parts.size() == 1) return sign(node.op, a);
    const Value b = operand(parts[1]);
    if (!b.is_value()) return b;
    const bool is_decimal =
        kind_of(parts[0]) == Kind::kDecimal || kind_of(parts[1]) == Kind::kDecimal;
    const Kind kind = is_decimal ? Kind::kDecimal : Kind::kNull;
    if (node.op >= Operator::kLess && node.op <= Operator::kGreaterOrEqual)
      return compared(node.op, widened(a, kind), widened(b, kind));
    return arithmetic(node.op, widened(a, kind), widened(b, kind));
  }

  static Value equality(const Value& a, const Value& b) {
    if (a.status() > Status::kNull) return a;
    if (b.status() > Status::kNull) return b;
    if (!a.is_value() || !b.is_value()) return truth(a.status() == b.status());
    const bool is_decimal = a.kind() == Kind::kDecimal || b.kind() == Kind::kDecimal;
    const Kind kind = is_decimal ? Kind::kDecimal : Kind::kNull;
    return truth(widened(a, kind) == widened(b, kind));
  }

  static Value compared(Operator op, const Value& a, const Value& b) {
    // The variants hold the same alternative, and compare as their values do.
    const bool is_less = a.data().index() == b.data().index() && less(a, b);
    const bool is_greater = less(b, a);
    switch (op) {
      case Operator::kLess:
        return truth(is_less);
      case Operator::kLessOrEqual:
        return truth(!is_greater);
      case Operator::kGreater:
        return truth(is_greater);
      default:
        return truth(!is_less);
    }
  }
  static bool less(const Value& a, const Value& b) {
    switch (a.kind()) {
      case Kind::kBool:
        return !as<bool>(a) && as<bool>(b);
      case Kind::kInt:
        return as<Int>(a) < as<Int>(b);
      case Kind::kDecimal:
        return as<Decimal>(a) < as<Decimal>(b);
      case Kind::kString:
        return as<std::string>(a) < as<std::string>(b);
      case Kind::kDate:
        return as<LocalDate>(a) < as<LocalDate>(b);
      case Kind::kTimestamp:
        return as<Instant>(a) < as<Instant>(b);
      default:
        return as<Duration>(a) < as<Duration>(b);
    }
  }

  // Whole numbers are reckoned in 128 bits and looked at afterwards.
  static Value narrow(Int128 value) {
    if (value > INT64_MAX || value < INT64_MIN) return failed(Status::kOverflow);
    return whole(static_cast<Int>(value));
  }
  static Value taken(std::optional<Decimal> value) {
    return value ? Value(*value) : failed(Status::kOverflow);
  }
  static Value date_at(Int128 days) {
    const auto first = local_date({1, 1, 1})->days();
    const auto last = local_date({9999, 12, 31})->days();
    if (days < first || days > last) return failed(Status::kOverflow);
    return Value(LocalDate(static_cast<std::int32_t>(days)));
  }
  static Value instant_at(Int micros) {
    const Value day = date_at(micros >= 0 ? micros / 86'400'000'000
                                          : -((-micros + 86'399'999'999) / 86'400'000'000));
    return day.is_value() ? Value(Instant(micros)) : day;
  }
  static Value duration_at(Int micros) {
    if (micros > formula::kDurationMicrosMax || micros < -formula::kDurationMicrosMax)
      return failed(Status::kOverflow);
    return Value(Duration{micros});
  }

  static Value sign(Operator op, const Value& a) {
    if (op == Operator::kNot) return truth(!as<bool>(a));
    if (a.kind() == Kind::kInt) return narrow(-static_cast<Int128>(as<Int>(a)));
    if (a.kind() == Kind::kDecimal) return Value(-as<Decimal>(a));
    return Value(Duration{-as<Duration>(a).micros});
  }

  static Value arithmetic(Operator op, const Value& a, const Value& b) {
    if (a.kind() == Kind::kInt && b.kind() == Kind::kInt)
      return of_ints(op, as<Int>(a), as<Int>(b));
    if (a.kind() == Kind::kDecimal) return of_decimals(op, as<Decimal>(a), as<Decimal>(b));
    if (a.kind() == Kind::kString) {
      std::string sum = as<std::string>(a) + as<std::string>(b);
      return sum.size() > 2048 ? failed(Status::kTooLong) : text(std::move(sum));
    }
    const Int factor = op == Operator::kSubtract ? -1 : 1;
    if (a.kind() == Kind::kDate && b.kind() == Kind::kDate)
      return whole(Int{as<LocalDate>(a).days()} - as<LocalDate>(b).days());
    if (a.kind() == Kind::kDate)
      return date_at(Int128{as<LocalDate>(a).days()} + Int128{factor} * as<Int>(b));
    if (b.kind() == Kind::kDate) return date_at(Int128{as<LocalDate>(b).days()} + as<Int>(a));
    if (a.kind() == Kind::kTimestamp && b.kind() == Kind::kTimestamp)
      return duration_at(as<Instant>(a).micros() - as<Instant>(b).micros());
    if (a.kind() == Kind::kTimestamp)
      return instant_at(as<Instant>(a).micros() + factor * as<Duration>(b).micros);
    if (b.kind() == Kind::kTimestamp)
      return instant_at(as<Instant>(b).micros() + as<Duration>(a).micros);
    return duration_at(as<Duration>(a).micros + factor * as<Duration>(b).micros);
  }
  static Value of_ints(Operator op, Int128 a, Int128 b) {
    if (op == Operator::kAdd) return narrow(a + b);
    if (op == Operator::kSubtract) return narrow(a - b);
    if (op == Operator::kMultiply) return narrow(a * b);
    if (b == 0) return failed(Status::kDivisionByZero);
    return narrow(op == Operator::kDivide ? a / b : a % b);
  }
  static Value of_decimals(Operator op, Decimal a, Decimal b) {
    if (op == Operator::kAdd) return taken(sum(a, b));
    if (op == Operator::kSubtract) return taken(difference(a, b));
    if (op == Operator::kMultiply) return taken(product(a, b));
    if (b == Decimal()) return failed(Status::kDivisionByZero);
    return taken(quotient(a, b));
  }

  // -- functions --

  [[nodiscard]] Value call(const Node& node) const {
    const std::string& name = tree_.names[node.payload];
    const auto parts = children(node);
    if (name == "has") {
      const Value value = value_of(parts[0]);
      return value.status() > Status::kNull ? value : truth(value.is_value());
    }
    if (name == "coalesce") {
      for (const auto part : parts) {
        const Value value = value_of(part);
        if (value.status() != Status::kNull) return value;
      }
      return {};
    }
    std::vector<Value> given;
    for (const auto part : parts) {
      given.push_back(operand(part));
      if (!given.back().is_value()) return given.back();
    }
    if (name == "min" || name == "max") return extreme(name == "min", given, widest(parts));
    if (given[0].kind() == Kind::kString && node.kind == NodeKind::kMethod)
      return on_text(name, given);
    return on_number_or_time(name, given);
  }

  static Value extreme(bool is_least, const std::vector<Value>& given, Kind kind) {
    Value best = widened(given[0], kind);
    for (const Value& value : given) {
      const Value next = widened(value, kind);
      if (is_least ? less(next, best) : less(best, next)) best = next;
    }
    return best;
  }

  static Value on_text(const std::string& name, const std::vector<Value>& given) {
    const std::string& bytes = as<std::string>(given[0]);
    const std::u32string subject = characters(bytes);
    const auto other = [&](std::size_t i) { return characters(as<std::string>(given[i])); };
    if (name == "size") return whole(static_cast<Int>(subject.size()));
    if (name == "startsWith") return truth(subject.starts_with(other(1)));
    if (name == "endsWith") return truth(subject.ends_with(other(1)));
    if (name == "contains") return truth(subject.find(other(1)) != std::u32string::npos);
    if (name == "indexOf") {
      const auto found = subject.find(other(1));
      return whole(found == std::u32string::npos ? -1 : static_cast<Int>(found));
    }
    if (name == "lowerAscii") {
      std::string lower = bytes;
      for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      return lower.size() > 2048 ? failed(Status::kTooLong) : text(lower);
    }
    if (name == "trim") {
      std::u32string left = subject;
      const auto is_space = [](char32_t c) {
        return c == ' ' || c == '\t' || c == '\n' || c == 0xC2A0;
      };
      while (!left.empty() && is_space(left.front())) left.erase(0, 1);
      while (!left.empty() && is_space(left.back())) left.pop_back();
      return text(bytes_of(left));
    }
    if (name == "substring") {
      const Int from = as<Int>(given[1]);
      const Int to = given.size() > 2 ? as<Int>(given[2]) : static_cast<Int>(subject.size());
      if (from < 0 || to < from || to > static_cast<Int>(subject.size()))
        return failed(Status::kOutOfRange);
      return text(bytes_of(
          subject.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from))));
    }
    return {};
  }

  static Value on_number_or_time(const std::string& name, const std::vector<Value>& given) {
    const Value& a = given[0];
    if (name == "abs") {
      const bool is_negative = a.kind() == Kind::kInt       ? as<Int>(a) < 0
                               : a.kind() == Kind::kDecimal ? as<Decimal>(a) < Decimal()
                                                            : as<Duration>(a).micros < 0;
      return is_negative ? sign(Operator::kNegate, a) : a;
    }
    if (name == "round" || name == "floor") {
      const Decimal value = as<Decimal>(widened(a, Kind::kDecimal));
      const Int places = given.size() > 1 ? as<Int>(given[1]) : 0;
      if (places < 0 || places > 18) return failed(Status::kOutOfRange);
      return taken(rounded(value, static_cast<int>(places),
                           name == "round" ? Rounding::kHalfEven : Rounding::kDown));
    }
    if (name == "decimal") return widened(a, Kind::kDecimal);
    if (name == "string") return text(formula::to_plain_text(a));
    if (name == "int") {
      if (a.kind() == Kind::kString) return int_of(as<std::string>(a));
      if (a.kind() == Kind::kInt) return a;
      const auto value = truncated(as<Decimal>(a));
      return value ? whole(*value) : failed(Status::kOverflow);
    }
    if (name == "date") return Value(*parse_date(as<std::string>(a)));
    if (name == "timestamp") return Value(*parse_instant(as<std::string>(a)));
    if (name == "duration")
      return Value(
          Duration{as<Int>(int_of(as<std::string>(a).substr(0, as<std::string>(a).size() - 1))) *
                   60'000'000});  // minutes
    if (name == "year") return whole(year_month_day(as<LocalDate>(a)).year);
    if (name == "weekday") return whole(((as<LocalDate>(a).days() + 3) % 7 + 7) % 7 + 1);
    if (name == "addMonths") return months_on(as<LocalDate>(a), as<Int>(given[1]));
    return {};
  }
  static Value int_of(const std::string& digits) {
    Int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool is_all = error == std::errc() && end == digits.data() + digits.size();
    return is_all ? whole(value) : failed(Status::kUnreadable);
  }
  static Value months_on(LocalDate date, Int months) {
    if (months > 200'000 || months < -200'000) return failed(Status::kOverflow);
    YearMonthDay parts = year_month_day(date);
    const Int step = months < 0 ? -1 : 1;
    for (Int i = 0; i != months; i += step) {
      parts.month += static_cast<std::int32_t>(step);
      if (parts.month == 13 || parts.month == 0) {
        parts.year += static_cast<std::int32_t>(step);
        parts.month = parts.month == 13 ? 1 : 12;
      }
    }
    if (parts.year < 1 || parts.year > 9999) return failed(Status::kOverflow);
    while (!local_date(parts)) --parts.day;
    return Value(*local_date(parts));
  }

  const formula::Tree& tree_;
  const formula::Schema& schema_;
  const std::vector<Value>& row_;
};

}  // namespace bailiwick::walker
