// Where the demonstration's accounts and leads are: the units of its data set, or a hundred cities of the United States where it has none.
//
// Of a unit its id counts as a postal code; the columns lon and lat are needed, city, state and population are used where they are there. Pure.
// Errors: those of reading the units.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace bailiwick {

struct DemoState {
  std::string_view code;    // "OH"
  std::string_view region;  // of the census: West, Midwest, South, Northeast
  int area_code = 0;        // one of its telephone numbers
};
// The states and the District of Columbia; null: there is none of that code.
[[nodiscard]] const DemoState* find_demo_state(std::string_view code);
// Their codes, in alphabetical order.
[[nodiscard]] std::vector<std::string_view> states_of_region(std::string_view region);

struct DemoPlace {
  std::string postal_code = {};
  std::string city = {};   // empty: not known
  std::string state = {};  // its code; empty: not known
  std::string lon = {};    // with six decimals at most
  std::string lat = {};
  std::string region = {};  // of its state, else of where it lies
  std::int64_t people = 1;  // how often something is there, beside the others
};
struct DemoPlaces {
  std::vector<DemoPlace> all;
  bool has_states = false;  // each of them
};
// Rows without a position are left out. Of an empty text the hundred cities.
[[nodiscard]] Checked<DemoPlaces> demo_places_of(const std::string& units_csv);

// `count` of them in their order, some perhaps more than once: all over the list, and more where more people are.
[[nodiscard]] std::vector<const DemoPlace*> spread(const DemoPlaces& places, std::size_t count);

}  // namespace bailiwick
