#include "formula/value.hpp"

#include <fmt/core.h>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "formula/times.hpp"

namespace bailiwick::formula {
namespace {

constexpr std::array<std::string_view, 8> kKindNames = {"null",   "bool", "int",       "decimal",
                                                        "string", "date", "timestamp", "duration"};
constexpr std::array<std::string_view, 8> kKindNouns = {
    "null", "a bool", "an int", "a decimal", "a string", "a date", "a timestamp", "a duration"};

}  // namespace

// Not in the header: inlined, g++ 12 takes the variant's string for uninitialised.
Value::Value(Data data) : data_(std::move(data)) {
  if (!std::holds_alternative<Null>(data_)) status_ = Status::kValue;
}

std::string name_of(Type type) {
  std::string name(kKindNames[static_cast<std::size_t>(type.kind)]);
  if (type.is_optional && type.kind != Kind::kNull) name += '?';
  return name;
}

std::string_view noun_of(Kind kind) { return kKindNouns[static_cast<std::size_t>(kind)]; }

std::string_view reason_of(Status status) {
  switch (status) {
    case Status::kValue:
    case Status::kNull:
      return "";
    case Status::kMissing:
      return "a value is missing";
    case Status::kOverflow:
      return "the number is too large";
    case Status::kDivisionByZero:
      return "division by zero";
    case Status::kUnreadable:
      return "the text says no such value";
    case Status::kOutOfRange:
      return "out of range";
    case Status::kTooLong:
      return "the text is too long";
  }
  return "";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string to_plain_text(const Value& value) {
  if (!value.is_value())
    return value.status() == Status::kNull ? "null"
                                           : fmt::format("<{}>", reason_of(value.status()));
  return std::visit(
      [](const auto& data) -> std::string {
        using T = std::decay_t<decltype(data)>;
        if constexpr (std::is_same_v<T, Null>) {
          return "null";
        } else if constexpr (std::is_same_v<T, bool>) {
          return data ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          return std::to_string(data);
        } else if constexpr (std::is_same_v<T, std::string>) {
          return data;
        } else if constexpr (std::is_same_v<T, Instant>) {
          return short_text(data);
        } else if constexpr (std::is_same_v<T, Duration>) {
          return duration_text(data);
        } else {
          return to_text(data);
        }
      },
      value.data());
}

std::string to_literal(const Value& value) {
  std::string text = to_plain_text(value);
  switch (value.kind()) {
    case Kind::kDecimal:
      return text.find('.') == std::string::npos ? text + ".0" : text;
    case Kind::kString:
      return quoted(text);
    case Kind::kDate:
    case Kind::kTimestamp:
    case Kind::kDuration:
      return fmt::format("{}({})", name_of({value.kind(), false}), quoted(text));
    default:
      return text;
  }
}

}  // namespace bailiwick::formula
