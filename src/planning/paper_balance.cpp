#include "planning/paper_balance.hpp"

#include <algorithm>
#include <cmath>

#include "planning/paper_parts.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::PdfBox;

constexpr double kReachMost = 8.0;  // times what is allowed
constexpr double kAxisWidth = 44.0;

}  // namespace

double balance_reach(double tolerance, double worst) {
  if (tolerance <= 0.0) return std::max(worst * 1.05, 1e-6);
  return std::clamp(worst * 1.1, 1.3 * tolerance, kReachMost * tolerance);
}

std::vector<double> thinned(const std::vector<double>& ascending, std::size_t most) {
  if (ascending.size() <= most) return ascending;
  std::vector<double> kept;
  for (std::size_t i = 0; i < most; ++i) {
    const auto from = ascending.begin() + static_cast<std::ptrdiff_t>(i * ascending.size() / most);
    const auto to =
        ascending.begin() + static_cast<std::ptrdiff_t>((i + 1) * ascending.size() / most);
    kept.push_back(
        *std::max_element(from, to, [](double a, double b) { return std::abs(a) < std::abs(b); }));
  }
  return kept;
}

bool draw_balance(files::PdfDocument& document, const PdfBox& box, const PlanBalance& balance,
                  std::vector<double> deviations, const PaperNumbers& numbers) {
  std::ranges::sort(deviations);
  const double worst = std::max(std::abs(deviations.front()), std::abs(deviations.back()));
  const double reach = balance_reach(balance.tolerance, worst);
  document.text({box.x, box.y},
                numbers.signed_share(deviations.front(), 2) + " … " +
                    numbers.signed_share(deviations.back(), 2),
                paper_soft(8.0), {.width = box.width, .align = files::PdfAlign::kRight});
  document.text({box.x, box.y}, balance.measure, paper_ink(8.5, files::PdfWeight::kBold),
                {.width = box.width - 110.0});
  document.begin(
      files::PdfPart::kFigure,
      paper_text(paper_words(numbers.language()).shows_balance, balance.measure,
                 numbers.signed_share(deviations.front(), 2),
                 numbers.signed_share(deviations.back(), 2), numbers.share(balance.tolerance, 2)));
  const PdfBox plot{box.x + kAxisWidth, box.y + 15.0, box.width - kAxisWidth, box.height - 17.0};
  const double zero = plot.y + plot.height / 2.0;
  const auto y = [&](double deviation) {
    return zero - std::clamp(deviation / reach, -1.0, 1.0) * plot.height / 2.0;
  };
  document.rectangle(
      {plot.x, y(balance.tolerance), plot.width, y(-balance.tolerance) - y(balance.tolerance)},
      kPaperTint);
  const std::vector<double> bars = thinned(deviations, kBalanceBarsMax);
  const double step = plot.width / static_cast<double>(bars.size());
  const double gap = step > 4.0 ? 1.0 : 0.0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const bool is_outside = std::abs(bars[i]) > balance.tolerance * (1.0 + 1e-9);
    const double top = std::min(y(bars[i]), zero);
    document.rectangle(
        {plot.x + static_cast<double>(i) * step + gap / 2.0, top,
         step - gap + (gap > 0.0 ? 0.0 : 0.1), std::max(std::abs(y(bars[i]) - zero), 0.3)},
        is_outside ? kPaperWarn : files::pdf_colour(0x7FA6CC));
  }
  const auto mark = [&](double deviation, const files::PdfStroke& stroke) {
    document.line({plot.x, y(deviation)}, {plot.right(), y(deviation)}, stroke);
    document.text({box.x, y(deviation)},
                  numbers.signed_share(deviation, balance.tolerance < 0.01 ? 2 : 1),
                  paper_soft(7.0),
                  {.width = kAxisWidth - 5.0,
                   .align = files::PdfAlign::kRight,
                   .anchor = files::PdfAnchor::kMiddle});
  };
  mark(balance.tolerance, {.colour = kPaperSoft, .width = 0.5, .is_dashed = true});
  mark(0.0, {.colour = kPaperInk, .width = 0.6});
  mark(-balance.tolerance, {.colour = kPaperSoft, .width = 0.5, .is_dashed = true});
  document.end();
  return worst > reach * (1.0 + 1e-9);
}

}  // namespace bailiwick::planning
