#include "planning/value_text.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include <fmt/core.h>

namespace bailiwick::planning {
namespace {

constexpr double kMetresPerMile = 1609.344;

// The number before `suffix`, not negative; no value where the text ends differently.
std::optional<double> number_before(std::string_view text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return std::nullopt;
  text.remove_suffix(suffix.size());
  const std::optional<double> number = parse_number(text);
  return number && *number >= 0 ? number : std::nullopt;
}

std::string with_separators(std::string digits) {
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_share(std::string_view text) {
  if (const auto hundredths = number_before(text, "%")) return *hundredths / 100.0;
  const std::optional<double> share = number_before(text, "");
  return share && *share <= 1.0 ? share : std::nullopt;
}

std::optional<double> parse_kilometres(std::string_view text) {
  if (const auto km = number_before(text, "km")) return km;
  if (const auto mi = number_before(text, "mi")) return *mi * kMetresPerMile / 1000.0;
  if (const auto m = number_before(text, "m")) return *m / 1000.0;
  return number_before(text, "");
}

std::optional<double> parse_seconds(std::string_view text) {
  if (const auto s = number_before(text, "s")) return s;
  if (const auto m = number_before(text, "m")) return *m * 60.0;
  if (const auto h = number_before(text, "h")) return *h * 3600.0;
  return number_before(text, "");
}

std::optional<std::pair<std::int64_t, std::int64_t>> parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::optional<std::int64_t> low = parse_count(text.substr(0, dash));
  const std::optional<std::int64_t> high =
      dash == std::string_view::npos ? low : parse_count(text.substr(dash + 1));
  if (!low || !high || *low > *high) return std::nullopt;
  return std::pair{*low, *high};
}

std::optional<std::pair<std::string, std::string>> split_pair(std::string_view text) {
  const std::size_t at = text.rfind('=');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return std::nullopt;
  return std::pair{std::string(text.substr(0, at)), std::string(text.substr(at + 1))};
}

std::string grouped(double value, int digits) {
  if (!std::isfinite(value)) return "-";
  std::string text = fmt::format("{:.{}f}", std::abs(value), digits);
  const std::size_t point = std::min(text.find('.'), text.size());
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  const std::string sign = value < 0 && !is_zero ? "-" : "";
  return sign + with_separators(text.substr(0, point)) + text.substr(point);
}

std::string grouped(std::int64_t value) {
  const std::string text = std::to_string(value);
  return value < 0 ? "-" + with_separators(text.substr(1)) : with_separators(text);
}

std::string decimal_text(std::int64_t value, int decimals) {
  if (decimals == 0) return std::to_string(value);
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const std::int64_t whole = value / scale;
  const std::int64_t rest = value % scale;
  return fmt::format("{}{}.{:0{}}", value < 0 ? "-" : "", std::abs(whole), std::abs(rest),
                     decimals);
}

std::string percent(double share, int digits) { return grouped(share * 100.0, digits) + "%"; }

}  // namespace bailiwick::planning
