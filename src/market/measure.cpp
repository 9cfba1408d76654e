#include "market/measure.hpp"

#include <algorithm>
#include <cassert>

#include "formula/words.hpp"

namespace bailiwick::market {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"joined", "derived", "live"};
constexpr std::array<std::string_view, 2> kAdds = {"sum", "mean"};

struct Live {
  std::string_view key;
  std::string_view name;
  std::string_view unit;  // empty: the currency
};
constexpr std::array<Live, kLiveMeasures> kLive = {{{"accounts", "Accounts", "accounts"},
                                                    {"customers", "Customers", "accounts"},
                                                    {"revenue", "Revenue of the last 365 days", ""},
                                                    {"open_pipeline", "Open pipeline", ""},
                                                    {"workload_hours", "Workload a year", "hours"},
                                                    {"potential", "Potential a year", ""},
                                                    {"white_space", "White space", ""}}};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto* found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view name_of(MeasureKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::optional<MeasureKind> parse_measure_kind(std::string_view word) {
  return parse<MeasureKind>(kKinds, word);
}
std::string_view name_of(MeasureAdds adds) { return kAdds[static_cast<std::size_t>(adds)]; }
std::optional<MeasureAdds> parse_measure_adds(std::string_view word) {
  return parse<MeasureAdds>(kAdds, word);
}

std::vector<Measure> live_measures(std::string_view currency) {
  std::vector<Measure> all;
  for (const Live& live : kLive)
    all.push_back({.key = std::string(live.key),
                   .name = std::string(live.name),
                   .unit = std::string(live.unit.empty() ? currency : live.unit),
                   .kind = MeasureKind::kLive});
  return all;
}

std::optional<LiveMeasure> live_measure_of(std::string_view key) {
  const auto* found = std::ranges::find(kLive, key, &Live::key);
  if (found == kLive.end()) return std::nullopt;
  return static_cast<LiveMeasure>(found - kLive.begin());
}

bool is_measure_key(std::string_view key) {
  if (key.empty() || key.size() > kMeasureKeyMax || !is_lower(key.front())) return false;
  if (formula::is_reserved(key)) return false;
  return std::ranges::all_of(key, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_taken_key(std::string_view key) {
  return key == kAreaField || live_measure_of(key).has_value();
}

std::string key_of_column(std::string_view column) {
  std::string key;
  for (char c : column) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_lower(c) || is_digit(c))
      key += c;
    else if (!key.empty() && key.back() != '_')
      key += '_';
  }
  constexpr std::string_view kBehind = "_joined";
  key.resize(std::min(key.size(), kMeasureKeyMax - kBehind.size()));
  while (!key.empty() && key.back() == '_') key.pop_back();
  if (key.empty()) key = "column";
  if (!is_lower(key.front())) key.insert(0, "m_");
  if (is_taken_key(key) || formula::is_reserved(key)) key += kBehind;
  assert(is_measure_key(key) && !is_taken_key(key));
  return key;
}

MeasureSummary summary_of(std::span<const std::optional<Decimal>> values) {
  MeasureSummary summary;
  std::vector<Decimal> sorted;
  for (const auto& value : values) {
    if (!value) continue;
    sorted.push_back(*value);
    summary.sum = added(summary.sum, *value);
  }
  summary.count = static_cast<std::int64_t>(sorted.size());
  if (sorted.empty()) return summary;
  std::ranges::sort(sorted);
  summary.least = sorted.front();
  summary.most = sorted.back();
  constexpr std::size_t kSteps = kQuantiles - 1;
  for (std::size_t step = 0; step <= kSteps; ++step) {
    const std::size_t rank = (sorted.size() * step + kSteps - 1) / kSteps;
    summary.quantiles.push_back(sorted[std::max<std::size_t>(rank, 1) - 1]);
  }
  return summary;
}

std::optional<MeasureRank> rank_of(std::span<const std::optional<Decimal>> values,
                                   std::size_t place) {
  if (!values[place]) return std::nullopt;
  MeasureRank rank{.rank = 1, .count = 0};
  for (const auto& value : values) {
    if (!value) continue;
    ++rank.count;
    if (*value > *values[place]) ++rank.rank;
  }
  return rank;
}

Decimal added(Decimal a, Decimal b) {
  if (const auto both = sum(a, b)) return *both;
  return a.is_negative() ? -Decimal::highest() : Decimal::highest();
}

std::string text_of(std::span<const std::optional<Decimal>> values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += '\n';
    if (values[i]) text += to_text(*values[i]);
  }
  return text;
}

std::optional<MeasureValues> parse_values(std::string_view text) {
  MeasureValues values;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    values.emplace_back();
    if (!line.empty() && !(values.back() = parse_decimal(line))) return std::nullopt;
    if (end == text.size()) return values;
    begin = end + 1;
  }
}

}  // namespace bailiwick::market
