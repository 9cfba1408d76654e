// Random formulas that are well typed, and random columns for them to read; always the same for a seed.
#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rng.hpp"
#include "formula/column.hpp"

namespace bailiwick::formula {

// How a failing test shows a value.
inline void PrintTo(const Value& value, std::ostream* out) { *out << to_literal(value); }

}  // namespace bailiwick::formula

namespace bailiwick::test {

using formula::Kind;

inline const formula::Schema& world_schema() {
  static const formula::Schema kSchema{{{"b", {Kind::kBool, false}},
                                        {"maybe_b", {Kind::kBool, true}},
                                        {"i", {Kind::kInt, false}},
                                        {"maybe_i", {Kind::kInt, true}},
                                        {"d", {Kind::kDecimal, false}},
                                        {"maybe_d", {Kind::kDecimal, true}},
                                        {"s", {Kind::kString, false}},
                                        {"maybe_s", {Kind::kString, true}},
                                        {"day", {Kind::kDate, false}},
                                        {"maybe_day", {Kind::kDate, true}},
                                        {"at", {Kind::kTimestamp, true}},
                                        {"span", {Kind::kDuration, true}}}};
  return kSchema;
}

// Well-typed formulas by recursion on their depth.
class FormulaMaker {
 public:
  explicit FormulaMaker(Rng& rng) : rng_(rng) {}

  std::string of(Kind kind, int depth) {
    if (depth == 0 || rng_.below(6) == 0) return leaf(kind);
    if (rng_.below(8) == 0)
      return "(" + of(Kind::kBool, depth - 1) + " ? " + of(kind, depth - 1) + " : " +
             of_or_null(kind, depth - 1) + ")";
    if (rng_.below(10) == 0)
      return "coalesce(" + of(kind, depth - 1) + ", " + of(kind, depth - 1) + ")";
    if (kind != Kind::kBool && rng_.below(10) == 0)
      return pick({"min", "max"}) + "(" + of(kind, depth - 1) + ", " + of(kind, depth - 1) + ", " +
             of(kind, depth - 1) + ")";
    switch (kind) {
      case Kind::kBool:
        return truth(depth - 1);
      case Kind::kInt:
        return whole(depth - 1);
      case Kind::kDecimal:
        return decimal(depth - 1);
      case Kind::kString:
        return text(depth - 1);
      case Kind::kDate:
        return date(depth - 1);
      case Kind::kTimestamp:
        return of(Kind::kTimestamp, depth - 1) + pick({" + ", " - "}) + of(Kind::kDuration, 0);
      default:
        return rng_.below(2) == 0
                   ? "(" + of(Kind::kTimestamp, 0) + " - " + of(Kind::kTimestamp, 0) + ")"
                   : "abs(" + of(Kind::kDuration, depth - 1) + ")";
    }
  }
  Kind any_kind() { return static_cast<Kind>(1 + rng_.below(7)); }

 private:
  std::string pick(std::initializer_list<const char*> choices) {
    return choices.begin()[rng_.below(choices.size())];
  }
  std::string of_or_null(Kind kind, int depth) {
    return rng_.below(6) == 0 ? "null" : of(kind, depth);
  }

  std::string leaf(Kind kind) {
    switch (kind) {
      case Kind::kBool:
        return pick({"b", "maybe_b", "true", "false"});
      case Kind::kInt:
        return pick({"i", "maybe_i", "0", "2", "-3", "500", "9223372036854775807"});
      case Kind::kDecimal:
        return pick({"d", "maybe_d", "0.5", "-1.25", "1e15", "100.0"});
      case Kind::kString:
        return pick({"s", "maybe_s", "\"\"", "\"US\"", "\"62\"", "'é x '"});
      case Kind::kDate:
        return pick({"day", "maybe_day", "date(\"2024-02-29\")"});
      case Kind::kTimestamp:
        return pick({"at", "timestamp(\"2026-01-01T00:00:00Z\")"});
      default:
        return pick({"span", "duration(\"90m\")"});
    }
  }

  std::string truth(int depth) {
    const Kind kind = any_kind();
    switch (rng_.below(9)) {
      case 0:
      case 1:
        return "(" + of(Kind::kBool, depth) + " && " + of(Kind::kBool, depth) + ")";
      case 2:
      case 3:
        return "(" + of(Kind::kBool, depth) + " || " + of(Kind::kBool, depth) + ")";
      case 4:
        return "!" + of(Kind::kBool, depth);
      case 5:
        return "(" + of(kind, depth) + pick({" == ", " != "}) + of_or_null(kind, depth) + ")";
      case 6:
        return "(" + of(kind, depth) + pick({" < ", " <= ", " > ", " >= "}) +
               number_like(kind, depth) + ")";
      case 7:
        return membership(kind, depth);
      default:
        return of(Kind::kString, depth) + "." + pick({"startsWith", "endsWith", "contains"}) + "(" +
               of(Kind::kString, 0) + ")";
    }
  }
  // A decimal may stand beside an int.
  std::string number_like(Kind kind, int depth) {
    if (kind == Kind::kInt && rng_.below(3) == 0) return of(Kind::kDecimal, depth);
    return of(kind, depth);
  }
  std::string membership(Kind kind, int depth) {
    std::string list;
    const std::size_t count = rng_.below(12);
    for (std::size_t i = 0; i < count; ++i)
      list += (i == 0 ? "" : ", ") + (rng_.below(9) == 0 ? "null" : leaf(kind));
    return "(" + of(kind, depth) + " in [" + list + "])";
  }

  std::string whole(int depth) {
    switch (rng_.below(7)) {
      case 0:
        return of(Kind::kString, depth) + ".size()";
      case 1:
        return of(Kind::kString, depth) + ".indexOf(" + of(Kind::kString, 0) + ")";
      case 2:
        return "int(" + of(rng_.below(2) == 0 ? Kind::kDecimal : Kind::kString, depth) + ")";
      case 3:
        return "(" + of(Kind::kDate, depth) + " - " + of(Kind::kDate, depth) + ")";
      case 4:
        return pick({"year", "weekday"}) + "(" + of(Kind::kDate, depth) + ")";
      case 5:
        return pick({"-", "abs"}) + "(" + of(Kind::kInt, depth) + ")";
      default:
        return "(" + of(Kind::kInt, depth) + pick({" + ", " - ", " * ", " / ", " % "}) +
               of(Kind::kInt, depth) + ")";
    }
  }
  std::string decimal(int depth) {
    switch (rng_.below(4)) {
      case 0:
        return "round(" + of(Kind::kDecimal, depth) + ", " + of(Kind::kInt, 0) + ")";
      case 1:
        return pick({"floor", "-", "abs"}) + "(" + of(Kind::kDecimal, depth) + ")";
      default: {
        const bool is_left = rng_.below(2) == 0;
        const std::string sign = pick({" + ", " - ", " * ", " / "});
        return "(" + of(is_left ? Kind::kDecimal : Kind::kInt, depth) + sign +
               of(is_left ? Kind::kInt : Kind::kDecimal, depth) + ")";
      }
    }
  }
  std::string text(int depth) {
    switch (rng_.below(4)) {
      case 0:
        return "(" + of(Kind::kString, depth) + " + " + of(Kind::kString, depth) + ")";
      case 1:
        return of(Kind::kString, depth) + ".substring(" + pick({"0", "1", "i"}) +
               pick({"", ", 2", ", maybe_i"}) + ")";
      case 2:
        return of(Kind::kString, depth) + "." + pick({"trim", "lowerAscii"}) + "()";
      default:
        return "string(" + of(any_kind(), depth) + ")";
    }
  }
  std::string date(int depth) {
    if (rng_.below(3) == 0)
      return "addMonths(" + of(Kind::kDate, depth) + ", " + of(Kind::kInt, 0) + ")";
    return "(" + of(Kind::kDate, depth) + pick({" + ", " - "}) + of(Kind::kInt, depth) + ")";
  }

  Rng& rng_;
};

// Rows of world_schema() as values and, from them, as columns.
class RandomRows {
 public:
  RandomRows(Rng& rng, std::size_t count) {
    for (std::size_t row = 0; row < count; ++row) {
      std::vector<formula::Value> values;
      for (const formula::Field& field : world_schema().fields)
        values.push_back(field.type.is_optional && rng.below(4) == 0
                             ? formula::Value()
                             : value_of(rng, field.type.kind));
      values_.push_back(std::move(values));
    }
    for (std::size_t field = 0; field < world_schema().fields.size(); ++field) fill(rng, field);
  }
  RandomRows(const RandomRows&) = delete;
  RandomRows& operator=(const RandomRows&) = delete;

  [[nodiscard]] const std::vector<std::vector<formula::Value>>& values() const { return values_; }
  [[nodiscard]] formula::Rows rows() const { return {columns_, values_.size()}; }

 private:
  static formula::Value value_of(Rng& rng, Kind kind) {
    static const std::int64_t kWholes[] = {0, 1, -1, 2, 7, 500, -500, 12, INT64_MAX, INT64_MIN};
    static const char* kDecimals[] = {
        "0", "0.5", "-1.25", "2.5", "1000000", "170141183460469231731.5", "0.000000000000000001",
        "-7"};
    static const char* kTexts[] = {"",  "US", "us", "62",        "31", " a b\t",
                                   "é", "12", "-7", "x\xC2\xA0", "NL", "日本"};
    static const std::int32_t kDays[] = {0, 20'783, 19'782, -719'162, 2'932'896, -1, 11'016};
    static const std::int64_t kMicros[] = {0, -1, 1'795'630'902'000'123, formula::kFirstMicros,
                                           formula::kLastMicros};
    static const std::int64_t kSpans[] = {0, 1, -5'400'000'000, formula::kDurationMicrosMax,
                                          -formula::kDurationMicrosMax};
    switch (kind) {
      case Kind::kBool:
        return formula::Value(rng.below(2) == 0);
      case Kind::kInt:
        return formula::Value(kWholes[rng.below(std::size(kWholes))]);
      case Kind::kDecimal:
        return formula::Value(*parse_decimal(kDecimals[rng.below(std::size(kDecimals))]));
      case Kind::kString:
        return formula::Value(std::string(kTexts[rng.below(std::size(kTexts))]));
      case Kind::kDate:
        return formula::Value(LocalDate(kDays[rng.below(std::size(kDays))]));
      case Kind::kTimestamp:
        return formula::Value(Instant(kMicros[rng.below(std::size(kMicros))]));
      default:
        return formula::Value(formula::Duration{kSpans[rng.below(std::size(kSpans))]});
    }
  }

  // One column a type of value; what null rows hold is anything.
  struct Store {
    std::vector<std::uint8_t> is_null, truths;
    std::vector<std::int64_t> wholes;
    std::vector<Decimal> decimals;
    std::vector<std::string_view> texts, words;
    std::vector<std::uint32_t> codes;
    std::vector<LocalDate> days;
    std::vector<Instant> instants;
    std::vector<formula::Duration> spans;
  };

  template <class T>
  void collect(std::size_t field, std::vector<T>& out) {
    for (const auto& row : values_) {
      const auto* value = std::get_if<std::conditional_t<std::is_same_v<T, std::uint8_t>, bool, T>>(
          &row[field].data());
      out.push_back(value != nullptr ? static_cast<T>(*value) : T{});
    }
  }

  void fill(Rng& rng, std::size_t field) {
    stores_.push_back(std::make_unique<Store>());
    Store& store = *stores_.back();
    if (world_schema().fields[field].type.is_optional) {
      for (const auto& row : values_) store.is_null.push_back(row[field].is_value() ? 0 : 1);
    }
    formula::Column column;
    column.is_null = store.is_null;
    switch (world_schema().fields[field].type.kind) {
      case Kind::kBool:
        collect(field, store.truths);
        column.values = std::span<const std::uint8_t>(store.truths);
        break;
      case Kind::kInt:
        collect(field, store.wholes);
        column.values = std::span<const std::int64_t>(store.wholes);
        break;
      case Kind::kDecimal:
        collect(field, store.decimals);
        column.values = std::span<const Decimal>(store.decimals);
        break;
      case Kind::kString:
        column.values = texts(rng, field, store);
        break;
      case Kind::kDate:
        collect(field, store.days);
        column.values = std::span<const LocalDate>(store.days);
        break;
      case Kind::kTimestamp:
        collect(field, store.instants);
        column.values = std::span<const Instant>(store.instants);
        break;
      default:
        collect(field, store.spans);
        column.values = std::span<const formula::Duration>(store.spans);
        break;
    }
    columns_.push_back(column);
  }

  // Plain or as a dictionary, as chance will have it.
  formula::Column::Values texts(Rng& rng, std::size_t field, Store& store) {
    for (const auto& row : values_) {
      const auto* value = std::get_if<std::string>(&row[field].data());
      store.texts.push_back(value != nullptr ? std::string_view(*value) : std::string_view("?"));
    }
    if (rng.below(2) == 0) return std::span<const std::string_view>(store.texts);
    for (const std::string_view text : store.texts) {
      std::uint32_t code = 0;
      while (code < store.words.size() && store.words[code] != text) ++code;
      if (code == store.words.size()) store.words.push_back(text);
      store.codes.push_back(code);
    }
    return formula::DictionaryColumn{store.codes, store.words};
  }

  std::vector<std::vector<formula::Value>> values_;
  std::vector<std::unique_ptr<Store>> stores_;
  std::vector<formula::Column> columns_;
};

}  // namespace bailiwick::test
