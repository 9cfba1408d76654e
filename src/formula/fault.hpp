// A mistake in a formula, with its place in the text, and the text that shows it to people. Pure.
//
// Rules (docs/errors/formula.md): Q001 .. Q009 how a formula is written, Q010 .. Q029 names and types, Q030 .. Q039 limits,
// Q040 .. Q049 schemas and definitions, Q050 .. Q059 columns, Q060 .. Q069 advice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::formula {

// Bytes [offset, offset + size) of a formula's text.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;

  [[nodiscard]] std::uint32_t end() const { return offset + size; }
  friend bool operator==(const Span&, const Span&) = default;
};

// From the first byte of `first` to the last of `last`.
[[nodiscard]] Span joined(Span first, Span last);

struct Fault {
  std::string rule;
  std::string message;      // a sentence or two, without the place
  Span at;                  // what is wrong; size 0 at the end of the text
  std::string replacement;  // what should stand at `at` instead, where that is clear; else empty
  std::string definition = {};  // the name of the formula it is in, where several are compiled
  ErrorCode code = ErrorCode::kInvalidInput;
};

using Faults = std::vector<Fault>;
inline constexpr std::size_t kFaultsLimit = 50;  // of one compilation; the rest is not told

// What reading a formula gives: it, or its first mistake; or all of them.
template <class T>
using OrFault = tl::expected<T, Fault>;
template <class T>
using OrFaults = tl::expected<T, Faults>;

// Line and column of a byte, both from 1; a column is a character (UTF-8 code point), a tab too.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};
[[nodiscard]] Place place_of(std::string_view text, std::uint32_t offset);

// The message with its place, and below it the line with the fault underlined by ^. Long lines are cut around the fault to
// kExcerptWidth characters.
inline constexpr std::size_t kExcerptWidth = 80;
[[nodiscard]] Error to_error(const Fault& fault, std::string_view text);
[[nodiscard]] Errors to_errors(const Faults& faults, std::string_view text);

}  // namespace bailiwick::formula
