// Makes a row of the catalogue from a C++ function: its kinds are read off its parameters.
#pragma once

#include "formula/catalogue.hpp"
#include "formula/lift.hpp"

namespace bailiwick::formula {

template <auto F>
constexpr Overload overload(std::string_view name, Form form, std::uint8_t cost = 1) {
  using Arguments = typename Lift<F>::Arguments;
  Overload row{.name = name,
               .form = form,
               .parameter_count = static_cast<std::uint8_t>(std::tuple_size_v<Arguments>),
               .result = kKindOf<typename Lift<F>::Result>,
               .cost = cost,
               .kernel = &Lift<F>::kernel};
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((row.parameters[I] = kKindOf<std::tuple_element_t<I, Arguments>>), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<Arguments>>());
  return row;
}

}  // namespace bailiwick::formula
