// Every operator and function of the language: what it is called, what it takes and gives, and how it is computed.
//
// What the language knows is in this table and nowhere else; an editor may offer its names. Logic, conditions, equality, `in`,
// has and coalesce, which look at more than values, are in kernels.hpp. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formula/kernel.hpp"

namespace bailiwick::formula {

enum class Form : std::uint8_t { kOperator, kFunction, kMethod, kFunctionOrMethod };

inline constexpr std::size_t kParametersMax = 3;

struct Overload {
  std::string_view name;  // "+" for an operator
  Form form = Form::kFunction;
  std::array<Kind, kParametersMax> parameters = {};  // a method's first is what it is called on
  std::uint8_t parameter_count = 0;
  Kind result = Kind::kNull;
  std::uint8_t cost = 1;  // of one row
  Kernel kernel = nullptr;
};

inline constexpr std::uint8_t kCostOfSearch = 10;
inline constexpr std::uint8_t kCostOfText = 200;

// Overloads of a name stand together.
[[nodiscard]] std::span<const Overload> catalogue_of_operators();
[[nodiscard]] std::span<const Overload> catalogue_of_functions();

// How a call is written, which decides what it may name.
enum class Written : std::uint8_t { kAsOperator, kAsFunction, kAsMethod };

// The overload that fits: the exact one, else the one that takes the fewest ints as decimals. Nothing where none does.
[[nodiscard]] const Overload* find_overload(std::string_view name, Written written,
                                            std::span<const Kind> arguments);
// All overloads that are called so and may be written so.
[[nodiscard]] std::vector<const Overload*> overloads_of(std::string_view name, Written written);
// All names of functions, methods and special forms (has, coalesce, min, max), sorted: for "did you mean".
[[nodiscard]] const std::vector<std::string>& function_names();
// "round(decimal, int)", "string.startsWith(string)", "int + int"
[[nodiscard]] std::string shown(const Overload& overload);

}  // namespace bailiwick::formula
