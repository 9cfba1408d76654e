// What the demonstration calls its companies and people, and how they are reached. Telephone numbers and addresses of the web are of ranges that are kept
// free for fiction (555-0100 to 555-0199; the domain .example). From a seed: the same calls give the same names on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/rng.hpp"
#include "main/demo_places.hpp"

namespace bailiwick {

// A kind of company: what it is called, how large it is, and who buys there.
struct DemoTrade {
  std::string_view industry;
  std::array<std::string_view, 4> words;  // "Family Dental"
  std::int64_t employees_least = 1;
  int doublings = 1;               // employees: at most so many times the double of the least
  std::int64_t revenue_least = 0;  // dollars a year for each employee
  std::int64_t revenue_most = 0;
  std::array<std::string_view, 3> titles;
};
[[nodiscard]] std::span<const DemoTrade> demo_trades();

// "Hollis Dental, LLC": "hollis-dental.example". Legal forms do not count.
[[nodiscard]] std::string demo_domain(std::string_view company);
// "Hollis Dental" of "Hollis Dental, LLC".
[[nodiscard]] std::string without_legal_form(std::string_view company);

struct DemoName {
  std::string first;
  std::string last;
};
[[nodiscard]] std::string demo_email(const DemoName& person, const std::string& domain);

// No two companies have the same domain, no two people the same name, no two numbers the same last nine digits.
class DemoNames {
 public:
  explicit DemoNames(std::uint64_t seed) : rng_(seed) {}

  [[nodiscard]] std::string company(const DemoTrade& trade, const DemoPlace& place);
  [[nodiscard]] DemoName person();
  [[nodiscard]] std::string street();
  // Empty where none is left there.
  [[nodiscard]] std::string phone(const DemoPlace& place);
  // Sizes are spread evenly over the doublings.
  [[nodiscard]] std::int64_t employees(const DemoTrade& trade);

 private:
  [[nodiscard]] std::string draft(const DemoTrade& trade, const DemoPlace& place);
  [[nodiscard]] std::string_view surname();

  Rng rng_;
  std::set<std::string> domains_;
  std::set<std::pair<std::string_view, std::string_view>> people_;
  std::set<int> numbers_;
};

}  // namespace bailiwick
