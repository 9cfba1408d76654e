// The words of the validator and of the checker: figures, names, and the list that keeps reports readable.
//
// Figures are exact: an amount is printed from its integer, with thousands separators and its decimals. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory::wording {

// "9,818,605" or, with two decimals, "98,186.05".
[[nodiscard]] std::string amount_text(std::int64_t amount, int decimals);
// "population 9,818,605".
[[nodiscard]] std::string measure_text(const Measure& measure, std::int64_t amount);
// A plain number with at most `decimals` decimals, trailing zeros dropped: "1,234.5".
[[nodiscard]] std::string number_text(double value, int decimals);
// A share as a percentage with at most three decimals: 0.005 is "0.5%".
[[nodiscard]] std::string percent_text(double share);
// "1 unit", "3 units".
[[nodiscard]] std::string count_text(std::int64_t count, std::string_view singular,
                                     std::string_view plural);
// "unit 06037"; a unit without an id is named by its place in the list, from 1.
[[nodiscard]] std::string unit_text(const Problem& problem, UnitIndex u);
// "territory North", or "territory 3" (numbered from 1) where the planner gave no name.
[[nodiscard]] std::string territory_text(const Problem& problem, TerritoryIndex t);
// What stands behind the word: "75001" or its place, "North" or its number.
[[nodiscard]] std::string unit_name(const Problem& problem, UnitIndex u);
[[nodiscard]] std::string territory_name(const Problem& problem, TerritoryIndex t);
// A text with a capital letter, for the start of a sentence.
[[nodiscard]] std::string capitalised(std::string text);

// What limits a territory, in brackets: "(mean 6,128,159 + 5%)", "(target 10 - 5%)", "(its capacity)".
// A limit that another cause tightened below the tolerance's is given by `window`, as window_of made it.
[[nodiscard]] std::string upper_reason(const Problem& problem, const BalanceRule& rule,
                                       const Window& window);
[[nodiscard]] std::string lower_reason(const Problem& problem, const BalanceRule& rule,
                                       const Window& window);

// Collects errors; of one rule at most kListedLimit are worded, the rest is counted.
class Findings {
 public:
  static constexpr std::int32_t kListedLimit = 20;

  // `make` returns the message; it is called only for a finding that is listed. `rule` outlives this object.
  template <class Make>
  void add(ErrorCode code, std::string_view rule, Make&& make) {
    Tally& tally = tallies_[rule];
    tally.code = code;
    if (++tally.count <= kListedLimit) errors_.push_back(Error{code, std::string(rule), make()});
  }

  [[nodiscard]] bool is_empty() const { return errors_.empty(); }
  [[nodiscard]] bool has(std::string_view rule) const { return tallies_.contains(rule); }
  [[nodiscard]] const Errors& listed() const { return errors_; }
  // How many findings are counted but not listed.
  [[nodiscard]] std::int64_t unlisted_count() const;
  // The listed errors, then for each rule with more of them one error that counts the others.
  [[nodiscard]] Errors take() &&;

 private:
  struct Tally {
    std::int64_t count = 0;
    ErrorCode code = ErrorCode::kInvalidInput;
  };
  std::map<std::string_view, Tally> tallies_;
  Errors errors_;
};

}  // namespace bailiwick::engine::territory::wording
