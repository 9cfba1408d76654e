#include "crm/performance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace bailiwick::crm {
namespace {

constexpr std::array<std::string_view, 10> kGroupNames = {
    "none",   "territory", "industry", "country",  "size",
    "growth", "custom.",   "owner",    "pipeline", "period"};
constexpr double kNormal95 = 1.959963984540054;  // the 97.5th percentile of the standard normal
constexpr std::int64_t kPercent = 10'000;        // of growth, in units of 10^-6

}  // namespace

std::optional<GroupBy> parse_group_by(std::string_view word) {
  if (word.starts_with("custom.")) return GroupBy::kCustom;
  const auto* found = std::ranges::find(kGroupNames, word);
  if (found == kGroupNames.end()) return std::nullopt;
  return static_cast<GroupBy>(found - kGroupNames.begin());
}

const std::vector<SizeClass>& size_classes() {
  static const std::vector<SizeClass> classes = {{"0-9", 0, 9},
                                                 {"10-49", 10, 49},
                                                 {"50-249", 50, 249},
                                                 {"250-999", 250, 999},
                                                 {"1000+", 1'000, std::nullopt}};
  return classes;
}

std::size_t size_class_of(std::int64_t employees) {
  std::size_t at = size_classes().size() - 1;
  while (at > 0 && employees < size_classes()[at].least) --at;
  return at;
}

const std::vector<GrowthClass>& growth_classes() {
  static const std::vector<GrowthClass> classes = {{"shrinking", std::nullopt, 0},
                                                   {"steady", 0, 5 * kPercent},
                                                   {"growing", 5 * kPercent, 20 * kPercent},
                                                   {"fast", 20 * kPercent, std::nullopt}};
  return classes;
}

std::size_t growth_class_of(std::int64_t growth) {
  std::size_t at = growth_classes().size() - 1;
  while (at > 0 && growth < *growth_classes()[at].least) --at;
  return at;
}

ShareInterval share_interval(std::int64_t hits, std::int64_t count) {
  assert(count > 0 && hits >= 0 && hits <= count);
  const auto n = static_cast<double>(count);
  const double share = static_cast<double>(hits) / n;
  const double z2 = kNormal95 * kNormal95;
  const double middle = share + z2 / (2 * n);
  const double half = kNormal95 * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  const double whole = 1 + z2 / n;
  return {.least = hits == 0 ? 0 : std::max(0.0, (middle - half) / whole),
          .most = hits == count ? 1 : std::min(1.0, (middle + half) / whole)};
}

double quantile(const DayCounts& counts, double share) {
  assert(!counts.empty());
  std::int64_t count = 0;
  for (const auto& [days, times] : counts) count += times;
  const double place = static_cast<double>(count - 1) * share;
  const auto lower = static_cast<std::int64_t>(std::floor(place));
  const double beyond = place - static_cast<double>(lower);
  std::int64_t passed = 0;
  auto at = counts.begin();
  while (passed + at->second <= lower) passed += (at++)->second;
  const double low = at->first;
  if (lower + 1 < passed + at->second || beyond == 0) return low;
  return low + beyond * (std::next(at)->first - low);
}

std::size_t age_class_of(std::int64_t days) {
  if (days <= 30) return 0;
  if (days <= 60) return 1;
  return days <= 90 ? 2 : 3;
}

}  // namespace bailiwick::crm
