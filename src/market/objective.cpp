#include "market/objective.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/core.h>

#include "market/apportion.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::market {
namespace {

constexpr std::array<std::string_view, 4> kShareWays = {"weights", "even", "potential",
                                                        "prior_period"};
constexpr std::array<std::string_view, 4> kMetrics = {"revenue", "new_business_revenue",
                                                      "existing_business_revenue", "new_accounts"};

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

}  // namespace

std::string_view name_of(Metric metric) { return kMetrics[static_cast<std::size_t>(metric)]; }

std::optional<Metric> parse_metric(std::string_view word) {
  const auto* found = std::ranges::find(kMetrics, word);
  if (found == kMetrics.end()) return std::nullopt;
  return static_cast<Metric>(found - kMetrics.begin());
}

std::string_view name_of(ShareBy by) { return kShareWays[static_cast<std::size_t>(by)]; }

std::optional<ShareBy> parse_share_by(std::string_view word) {
  const auto* found = std::ranges::find(kShareWays, word);
  if (found == kShareWays.end()) return std::nullopt;
  return static_cast<ShareBy>(found - kShareWays.begin());
}

Errors mistakes_of(const Objective& objective, const Currency& reporting) {
  Errors errors;
  if (!platform::identity::is_name(objective.name))
    errors.push_back(
        mistake("M031", fmt::format("A name has 1 to {} characters.", kNameLengthMax), "/name"));
  if (objective.last_day < objective.first_day ||
      objective.last_day.days() - objective.first_day.days() >= kPeriodDaysMax)
    errors.push_back(mistake(
        "M042",
        fmt::format("A period ends on its first day or later, within {} days.", kPeriodDaysMax),
        "/last_day"));
  if (objective.target < 1 || objective.target > kTargetMax)
    errors.push_back(
        mistake("M043", "A target is above 0: an amount, or of new accounts a number.", "/target"));
  if (is_money(objective.metric) && objective.currency != reporting)
    errors.push_back(
        mistake("M043",
                fmt::format("The target is an amount in {}, in which your company reports.",
                            reporting.text()),
                "/target/currency"));
  return errors;
}

void divide(Objective& objective) {
  std::vector<ObjectiveShare>& shares = objective.shares;
  std::map<std::optional<TerritoryId>, std::vector<std::size_t>> parts;
  for (std::size_t i = 0; i < shares.size(); ++i) parts[shares[i].within].push_back(i);
  // From above to below: what is divided is known before its parts are.
  struct Whole {
    std::optional<TerritoryId> share;
    std::int64_t amount = 0;
  };
  std::vector<Whole> wholes = {{std::nullopt, objective.target}};
  for (std::size_t next = 0; next < wholes.size(); ++next) {
    const auto found = parts.find(wholes[next].share);
    if (found == parts.end()) continue;
    const std::vector<std::size_t>& group = found->second;
    std::vector<std::int64_t> weights;
    for (const std::size_t i : group) weights.push_back(shares[i].weight);
    if (std::ranges::all_of(weights, [](std::int64_t weight) { return weight == 0; }))
      weights.assign(weights.size(), 1);
    const auto amounts = apportion(wholes[next].amount, weights);
    for (std::size_t i = 0; i < group.size(); ++i) {
      shares[group[i]].amount = amounts[i];
      wholes.push_back({shares[group[i]].territory, amounts[i]});
    }
  }
}

}  // namespace bailiwick::market
