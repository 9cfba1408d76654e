// From figures by group to the lines of a table: sorted, cut, with a rest; and how figures are put together and whether they can be told. Pure.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "crm/performance.hpp"

namespace bailiwick::crm {

void put(PipelineFigures& sum, const PipelineFigures& more);
void put(WinFigures& sum, const WinFigures& more);
void put(CycleFigures& sum, const CycleFigures& more);
void put(RevenueFigures& sum, const RevenueFigures& more);

// Whether every sum fits into what can be told in that currency, and what was not converted into its own.
[[nodiscard]] bool is_told(const ReportedSum& sum, Currency reporting);
[[nodiscard]] bool is_told(const PipelineFigures& figures, Currency reporting);
[[nodiscard]] bool is_told(const WinFigures& figures, Currency reporting);
[[nodiscard]] bool is_told(const CycleFigures& figures, Currency reporting);
[[nodiscard]] bool is_told(const RevenueFigures& figures, Currency reporting);

// By what lines are sorted, the greatest first: the amount, and where there is none the count.
using Weight = std::pair<Decimal, std::int64_t>;
[[nodiscard]] Weight weight_of(const PipelineFigures& figures);
[[nodiscard]] Weight weight_of(const WinFigures& figures);
[[nodiscard]] Weight weight_of(const CycleFigures& figures);
[[nodiscard]] Weight weight_of(const RevenueFigures& figures);

// Whether nothing was counted.
[[nodiscard]] bool is_nothing(const PipelineFigures& figures);
[[nodiscard]] bool is_nothing(const WinFigures& figures);
[[nodiscard]] bool is_nothing(const CycleFigures& figures);
[[nodiscard]] bool is_nothing(const RevenueFigures& figures);

// Where a group's value stands among those with an order of their own (classes, periods); 0 of all others.
[[nodiscard]] std::size_t order_of(GroupBy by, const std::string& value);

// Lines with a group each, in their order: classes and periods in theirs, others the greatest first; then the one without a value, then the one of
// accounts elsewhere. What is beyond the limit goes into `rest`.
template <class Figures>
void settle(PerformanceTable<Figures>& table, GroupBy by, std::size_t lines_max) {
  auto& lines = table.lines;
  std::ranges::stable_sort(lines, [&](const auto& a, const auto& b) {
    const auto last = [](const LineGroup& group) {
      return group.is_elsewhere ? 2 : group.value ? 0 : 1;
    };
    if (last(a.group) != last(b.group)) return last(a.group) < last(b.group);
    const std::string& x = a.group.value ? *a.group.value : std::string();
    const std::string& y = b.group.value ? *b.group.value : std::string();
    const std::size_t place = order_of(by, x);
    if (place != order_of(by, y)) return place < order_of(by, y);
    if (by == GroupBy::kPeriod) return x < y;
    const Weight first = weight_of(a.figures);
    const Weight second = weight_of(b.figures);
    return first != second ? first > second : x < y;
  });
  if (lines.size() <= lines_max) return;
  table.rest.emplace();
  for (std::size_t l = lines_max; l < lines.size(); ++l) put(*table.rest, lines[l].figures);
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(lines_max), lines.end());
}

}  // namespace bailiwick::crm
