#include "platform/config/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include <fmt/core.h>

#include "base/nearest.hpp"

namespace bailiwick::platform::config {
namespace {

using Unit = std::pair<std::string_view, std::int64_t>;

constexpr std::array<Unit, 8> kByteUnits = {{{"", 1},
                                             {"B", 1},
                                             {"kB", 1'000},
                                             {"MB", 1'000'000},
                                             {"GB", 1'000'000'000},
                                             {"KiB", 1 << 10},
                                             {"MiB", 1 << 20},
                                             {"GiB", 1 << 30}}};
constexpr std::array<Unit, 4> kTimeUnits = {{{"", 1}, {"s", 1}, {"m", 60}, {"h", 3'600}}};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Digits and then one of the units.
template <std::size_t N>
std::optional<std::int64_t> with_unit(std::string_view text, const std::array<Unit, N>& units) {
  text = trimmed(text);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  const std::string_view unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  for (const auto& [name, factor] : units) {
    if (unit != name) continue;
    if (number > std::numeric_limits<std::int64_t>::max() / factor) return std::nullopt;
    return number * factor;
  }
  return std::nullopt;
}

std::optional<std::int64_t> whole(std::string_view text) {
  return with_unit(text, std::array<Unit, 1>{{{"", 1}}});
}

std::optional<std::int64_t> number_of(const Key& key, std::string_view text) {
  if (key.kind == Kind::kBytes) return parse_bytes(text);
  if (key.kind == Kind::kSeconds) return parse_seconds(text);
  return whole(text);
}

Result<void> set_number(const Key& key, std::string_view text, std::string_view origin,
                        Config& config) {
  const auto number = number_of(key, text);
  if (!number) {
    return fail(
        ErrorCode::kInvalidInput, "C004",
        fmt::format("{} ({}) takes {}, not \"{}\".", key.name, origin, kind_text(key), text));
  }
  if (*number < key.least || *number > key.most) {
    return fail(
        ErrorCode::kInvalidInput, "C005",
        fmt::format("{} ({}) takes {}; {} is outside.", key.name, origin, kind_text(key), text));
  }
  config.*std::get<std::int64_t Config::*>(key.member) = *number;
  return {};
}

Result<void> check_word(const Key& key, std::string_view text, std::string_view origin) {
  const std::vector<std::string> words = words_of(key);
  if (std::find(words.begin(), words.end(), text) != words.end()) return {};
  return fail(ErrorCode::kInvalidInput, "C005",
              fmt::format("{} ({}) takes {}, not \"{}\".{}", key.name, origin, kind_text(key), text,
                          did_you_mean(text, words)));
}

}  // namespace

Result<void> set_value(const Key& key, std::string_view text, std::string_view origin,
                       Config& config) {
  if (std::holds_alternative<std::int64_t Config::*>(key.member))
    return set_number(key, text, origin, config);
  if (const auto* texts = std::get_if<std::vector<std::string> Config::*>(&key.member)) {
    config.*(*texts) = split_list(text);
    return {};
  }
  if (key.kind == Kind::kWord) {
    if (const Result<void> fits = check_word(key, text, origin); !fits) return fits;
  }
  config.*std::get<std::string Config::*>(key.member) = std::string(text);
  return {};
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> elements;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (const std::string_view element = trimmed(text.substr(0, end)); !element.empty())
      elements.emplace_back(element);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return elements;
}

std::string kind_text(const Key& key) {
  switch (key.kind) {
    case Kind::kText:
      return "a text";
    case Kind::kTexts:
      return "a list of texts";
    case Kind::kWhole:
      return fmt::format("a whole number from {} to {}", key.least, key.most);
    case Kind::kBytes:
      return fmt::format("a size such as 16MB, from {} to {} bytes", key.least, key.most);
    case Kind::kSeconds:
      return fmt::format("a time such as 90s or 5m, from {} to {} seconds", key.least, key.most);
    case Kind::kWord:
      break;
  }
  std::string list;
  for (const std::string& word : words_of(key)) list += (list.empty() ? "" : ", ") + word;
  return "one of " + list;
}

std::optional<std::int64_t> parse_bytes(std::string_view text) {
  return with_unit(text, kByteUnits);
}

std::optional<std::int64_t> parse_seconds(std::string_view text) {
  return with_unit(text, kTimeUnits);
}

}  // namespace bailiwick::platform::config
