// The small texts of options and reports: "2%", "20km", "450-550", "1,234,567".
//
// Readers accept exactly what they name and return no value for anything else (also for NaN, infinities and
// numbers out of range). Writers round half away from zero at the digits asked for. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace bailiwick::planning {

// A finite decimal number, all of the text: "12", "-0.5", "1e3".
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
// A whole number without a sign.
[[nodiscard]] std::optional<std::int64_t> parse_count(std::string_view text);
// "2%" is 0.02 and so is "0.02". A number above 1 needs its percent sign: "2" is refused, "150%" is 1.5.
[[nodiscard]] std::optional<double> parse_share(std::string_view text);
// "20km", "20000m", "12mi" or plain kilometres "20"; not negative.
[[nodiscard]] std::optional<double> parse_kilometres(std::string_view text);
// "10", "10s", "5m" (minutes), "1h"; not negative.
[[nodiscard]] std::optional<double> parse_seconds(std::string_view text);
// "500" is 500 to 500; "450-550" is 450 to 550. The first is not above the second.
[[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> parse_range(
    std::string_view text);
// "a=b" is (a, b), split at the last '=' so that names may hold one; no value where a part is empty.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> split_pair(std::string_view text);

// 1234567.891 with one digit: "1,234,567.9".
[[nodiscard]] std::string grouped(double value, int digits);
[[nodiscard]] std::string grouped(std::int64_t value);
// values / 10^decimals exactly, without grouping: (12345, 2) is "123.45".
[[nodiscard]] std::string decimal_text(std::int64_t value, int decimals);
// 0.01234 is "1.23%".
[[nodiscard]] std::string percent(double share, int digits);

}  // namespace bailiwick::planning
