// What sheets and reports have in common: how they look, their footer, sections, strips and maps.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "planning/paper_scene.hpp"
#include "platform/files/pdf.hpp"
#include "platform/files/pdf_table.hpp"

namespace bailiwick::planning {

inline constexpr double kPaperMargin = 42.0;
inline constexpr double kPaperPrintStep = 0.35;  // points: no map need be finer
inline constexpr double kPaperFoot = 30.0;       // room for the footer above the margin
inline constexpr platform::files::PdfColour kPaperInk = platform::files::pdf_colour(0x1B2430);
inline constexpr platform::files::PdfColour kPaperSoft = platform::files::pdf_colour(0x5A6675);
inline constexpr platform::files::PdfColour kPaperRule = platform::files::pdf_colour(0xD0D6DD);
inline constexpr platform::files::PdfColour kPaperTint = platform::files::pdf_colour(0xEDF0F4);
inline constexpr platform::files::PdfColour kPaperAccent = platform::files::pdf_colour(0x1D4F7C);
inline constexpr platform::files::PdfColour kPaperWarn = platform::files::pdf_colour(0xA8480F);

[[nodiscard]] platform::files::PdfFont paper_ink(
    double size, platform::files::PdfWeight weight = platform::files::PdfWeight::kRegular);
[[nodiscard]] platform::files::PdfFont paper_soft(double size);
[[nodiscard]] platform::files::PdfTableStyle paper_table_style();

// A pattern with what is put in for its {}.
[[nodiscard]] std::string paper_text(std::string_view pattern, std::string_view first,
                                     std::string_view second = {}, std::string_view third = {},
                                     std::string_view fourth = {});
// Plan, state and page number at the foot of the page.
void paper_footer(platform::files::PdfDocument& document, const PaperScene& scene);
// A heading with a rule above it; how far down it reaches.
double paper_section(platform::files::PdfDocument& document, platform::files::PdfPoint at,
                     double width, std::string_view title);
// Values as ticks with a box around their middle half, their median, and where one of them is. Those further outside the box than twice its width are left
// out. `ascending` has one at least.
void paper_strip(platform::files::PdfDocument& document, const platform::files::PdfBox& box,
                 std::span<const double> ascending, const FactsPlace& place);

// A territory and its units among its neighbours.
void draw_territory_map(platform::files::PdfDocument& document, const PaperScene& scene,
                        std::int32_t territory, const platform::files::PdfBox& box);
// Where in the plan a territory is.
void draw_locator(platform::files::PdfDocument& document, const PaperScene& scene,
                  std::int32_t territory, const platform::files::PdfBox& box);

}  // namespace bailiwick::planning
