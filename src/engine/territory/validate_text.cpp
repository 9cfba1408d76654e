#include "engine/territory/validate_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace bailiwick::engine::territory::wording {
namespace {

// Puts a comma before every third digit from the right.
std::string with_separators(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string target_text(const Problem& problem, const BalanceRule& rule, const Window& window) {
  const Measure& measure = problem.measures[static_cast<std::size_t>(rule.measure)];
  const bool is_mean = rule.shares.empty() && !rule.target;
  const double target = window.target / std::pow(10.0, measure.decimals);
  // A mean is seldom whole; two digits more than the measure has would only pretend precision.
  const int decimals = target < 100.0 ? measure.decimals + 2 : measure.decimals;
  return (is_mean ? "mean " : "target ") + number_text(target, decimals);
}

}  // namespace

std::string amount_text(std::int64_t amount, int decimals) {
  assert(decimals >= 0 && decimals <= kDecimalsLimit);
  std::string digits = std::to_string(amount);
  std::string text;
  if (amount < 0) {
    text = "-";
    digits.erase(0, 1);
  }
  const auto fraction = static_cast<std::size_t>(decimals);
  std::string padded(digits.size() <= fraction ? fraction + 1 - digits.size() : 0, '0');
  padded += digits;
  const std::size_t whole = padded.size() - fraction;
  text += with_separators(std::string_view(padded).substr(0, whole));
  if (fraction > 0) {
    text += '.';
    text += padded.substr(whole);
  }
  return text;
}

std::string measure_text(const Measure& measure, std::int64_t amount) {
  return measure.name + " " + amount_text(amount, measure.decimals);
}

std::string number_text(double value, int decimals) {
  if (std::isnan(value)) return "not a number";
  if (std::isinf(value)) return value > 0.0 ? "infinity" : "-infinity";
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                 std::chars_format::fixed, decimals)
                       .ptr;
  std::string digits(buffer.data(), end);
  std::string fraction;
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    fraction = digits.substr(point);
    digits.resize(point);
    fraction.resize(fraction.find_last_not_of("0.") == std::string::npos
                        ? 0
                        : fraction.find_last_not_of("0") + 1);
  }
  const bool is_zero = fraction.empty() && digits == "0";
  return (value < 0.0 && !is_zero ? "-" : "") + with_separators(digits) + fraction;
}

std::string percent_text(double share) { return number_text(share * 100.0, 3) + "%"; }

std::string count_text(std::int64_t count, std::string_view singular, std::string_view plural) {
  return amount_text(count, 0) + " " + std::string(count == 1 ? singular : plural);
}

std::string unit_text(const Problem& problem, UnitIndex u) {
  const auto i = static_cast<std::size_t>(u);
  if (i < problem.unit_ids.size() && !problem.unit_ids[i].empty())
    return "unit " + problem.unit_ids[i];
  return "the unit at place " + amount_text(std::int64_t{u} + 1, 0);
}

std::string territory_text(const Problem& problem, TerritoryIndex t) {
  return "territory " + territory_name(problem, t);
}

std::string unit_name(const Problem& problem, UnitIndex u) {
  const auto i = static_cast<std::size_t>(u);
  const bool is_named = i < problem.unit_ids.size() && !problem.unit_ids[i].empty();
  return is_named ? problem.unit_ids[i] : std::to_string(u + 1);
}

std::string territory_name(const Problem& problem, TerritoryIndex t) {
  const auto i = static_cast<std::size_t>(t);
  const bool is_named = i < problem.hints.size() && !problem.hints[i].name.empty();
  return is_named ? problem.hints[i].name : std::to_string(t + 1);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string upper_reason(const Problem& problem, const BalanceRule& rule, const Window& window) {
  if (!rule.tolerance) return "(its capacity)";
  const double by_tolerance = window.target * (1.0 + *rule.tolerance);
  if (!rule.caps.empty() && static_cast<double>(window.upper) < std::floor(by_tolerance))
    return "(its capacity)";
  return "(" + target_text(problem, rule, window) + " + " + percent_text(*rule.tolerance) + ")";
}

std::string lower_reason(const Problem& problem, const BalanceRule& rule, const Window& window) {
  return "(" + target_text(problem, rule, window) + " - " +
         percent_text(rule.tolerance.value_or(1.0)) + ")";
}

std::int64_t Findings::unlisted_count() const {
  std::int64_t count = 0;
  for (const auto& [rule, tally] : tallies_)
    count += std::max<std::int64_t>(tally.count - kListedLimit, 0);
  return count;
}

Errors Findings::take() && {
  for (const auto& [rule, tally] : tallies_) {
    const std::int64_t rest = tally.count - kListedLimit;
    if (rest <= 0) continue;
    errors_.push_back(Error{tally.code, std::string(rule),
                            count_text(rest, "more finding", "more findings") + " of this kind (" +
                                std::string(rule) + ") " + (rest == 1 ? "is" : "are") +
                                " not listed."});
  }
  return std::move(errors_);
}

}  // namespace bailiwick::engine::territory::wording
