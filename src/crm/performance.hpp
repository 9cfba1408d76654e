// What is asked of performance and what it tells, as plain values, with its pure rules: classes, intervals, percentiles. docs/spec/performance.md has the meaning.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/exchange.hpp"
#include "crm/fiscal_period.hpp"
#include "crm/object.hpp"

namespace bailiwick::crm {

// Sums that are weighted by a probability count hundredths of a minor unit.
inline constexpr std::int64_t kPercentParts = 100;

inline constexpr std::int32_t kPerformanceDaysMax = 3'660;
inline constexpr std::size_t kPerformanceLinesMax = 500;
inline constexpr std::int32_t kNewBusinessDays = 365;
inline constexpr std::size_t kAgeClasses = 4;  // 0-30, 31-60, 61-90, over 90 days

enum class GroupBy {
  kNone,
  kTerritory,
  kIndustry,
  kCountry,
  kSize,
  kGrowth,
  kCustom,
  kOwner,
  kPipeline,
  kPeriod
};
[[nodiscard]] std::optional<GroupBy> parse_group_by(std::string_view word);  // "custom.KEY" too

enum class TerritoryOn { kThen, kToday };

struct PerformanceAsk {
  std::optional<Days> span = {};  // needed but for the pipeline
  std::string by = "none";
  TerritoryOn as = TerritoryOn::kThen;
  PeriodKind period = PeriodKind::kMonth;
  std::string kind = "order";  // of revenue: "order" or "invoice"
};

// The class of a number of employees: "0-9", "10-49", "50-249", "250-999", "1000+", and its bounds.
struct SizeClass {
  std::string_view name;
  std::int64_t least = 0;
  std::optional<std::int64_t> most = {};
};
[[nodiscard]] const std::vector<SizeClass>& size_classes();
[[nodiscard]] std::size_t size_class_of(std::int64_t employees);

// The class of a growth, in units of 10^-6 as accounts keep it: from `least` to below `below`.
struct GrowthClass {
  std::string_view name;  // "shrinking", "steady", "growing", "fast"
  std::optional<std::int64_t> least = {};
  std::optional<std::int64_t> below = {};
};
[[nodiscard]] const std::vector<GrowthClass>& growth_classes();
[[nodiscard]] std::size_t growth_class_of(std::int64_t growth);

// The 95% score interval of a share: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical
// Association 22 (1927), doi:10.1080/01621459.1927.10502953. hits of count > 0.
struct ShareInterval {
  double least = 0;
  double most = 1;
};
[[nodiscard]] ShareInterval share_interval(std::int64_t hits, std::int64_t count);

// How often each number of days came, and the number below which a share of them lies: type 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
// Packages", The American Statistician 50 (1996), doi:10.1080/00031305.1996.10473566. O(different numbers).
using DayCounts = std::map<std::int32_t, std::int64_t>;
[[nodiscard]] double quantile(const DayCounts& counts, double share);  // counts is not empty

[[nodiscard]] std::size_t age_class_of(std::int64_t days);

// A line's group: what the records in it have in common.
struct LineGroup {
  std::optional<std::string> value = {};  // absent: they have none
  std::string label = {};                 // empty where the value speaks for itself
  bool is_elsewhere = false;              // of accounts out of the asker's sight
  std::optional<std::string> where = {};  // the list's conditions, as JSON
};

struct PipelineFigures {
  std::int64_t count = 0;
  std::int64_t without_amount = 0;
  ReportedSum amount = {};
  ReportedSum weighted =
      {};  // of amounts times a probability in percent: a hundredth of it is told
  std::array<std::int64_t, kAgeClasses> ages{};
};
struct WinFigures {
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::int64_t without_amount = 0;
  ReportedSum won_amount = {};
  ReportedSum lost_amount = {};
};
struct CycleFigures {
  DayCounts days = {};
  std::int64_t count = 0;
  std::int64_t unmeasured = 0;
};
struct RevenueFigures {
  std::int64_t count = 0;
  std::int64_t customers = 0;
  std::int64_t new_customers = 0;
  ReportedSum amount = {};
  ReportedSum new_business = {};
  ReportedSum existing_business = {};
  ReportedSum previous = {};
  ReportedSum year_before = {};
};

template <class Figures>
struct PerformanceLine {
  LineGroup group = {};
  Figures figures = {};
};
template <class Figures>
struct PerformanceTable {
  Currency reporting = {};
  std::vector<PerformanceLine<Figures>> lines = {};
  std::optional<Figures> rest = {};  // beyond kPerformanceLinesMax
  Figures total = {};
  std::optional<std::string> where = {};  // of all records
  std::int64_t undated = 0;               // closed opportunities that lie in no period
};

struct StageLine {
  std::string stage = {};
  std::string label = {};
  std::int64_t probability = 0;
  PipelineFigures figures = {};
  std::optional<std::string> where = {};
};
struct PipelineReport {
  PerformanceTable<PipelineFigures> table = {};
  std::vector<StageLine> stages = {};  // in the pipelines' order
};

struct RevenuePeriod {
  Period period = {};
  std::int64_t count = 0;
  ReportedSum amount = {};
  ReportedSum new_business = {};
  ReportedSum year_before = {};           // of the whole period
  ReportedSum year_before_compared = {};  // of it the days that ComparedDays has
  std::string where = {};                 // empty: it is to come
};
struct RevenueReport {
  PerformanceTable<RevenueFigures> table = {};
  std::vector<RevenuePeriod> series = {};
  ComparedDays days = {};
};

}  // namespace bailiwick::crm
