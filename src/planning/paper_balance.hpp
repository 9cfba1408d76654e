// How evenly a measure is divided, as a chart: a bar a territory, from the lowest deviation to the highest, with the band that was allowed.
#pragma once

#include <vector>

#include "planning/paper_words.hpp"
#include "platform/files/pdf.hpp"

namespace bailiwick::planning {

// More territories than that share bars, of which each is the one furthest from its share.
inline constexpr std::size_t kBalanceBarsMax = 500;

// Whether bars were cut off at the edge, being many times what is allowed. `deviations` has one at least. O(n log n).
bool draw_balance(platform::files::PdfDocument& document, const platform::files::PdfBox& box,
                  const PlanBalance& balance, std::vector<double> deviations,
                  const PaperNumbers& numbers);

// How far the axis reaches either way.
[[nodiscard]] double balance_reach(double tolerance, double worst);
// At most `most` of ascending values, in their order: of each run the one furthest from 0.
[[nodiscard]] std::vector<double> thinned(const std::vector<double>& ascending, std::size_t most);

}  // namespace bailiwick::planning
