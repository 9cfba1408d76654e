// Goal: a map has names where they fit and numbers where they do not, and what is too dense is shown larger. Method: grids, read back by pdftotext; points by hand.
#include "planning/paper_plan_map.hpp"

#include <gtest/gtest.h>

#include "tests/support/paper_world.hpp"
#include "tests/support/pdf_text.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::PdfText;
using platform::files::PdfDocument;
using testing::PaperWorld;

TEST(PaperPlanMap, AMapHasNamesWhereTheyFitAndNumbersWhereTheyDoNot) {
  PaperWorld world("AAABBB\nAAABBB\nCCCDDD\nCCCDDD");
  const auto drawn = [](const PaperScene& scene, double size, bool& are_numbers) {
    PlanMapDrawing map(scene);
    const std::string pdf = platform::files::pdf_of({}, [&](PdfDocument& document) {
      document.add_page();
      map.draw(document, {50, 50, size, size}, {100, 100});
    });
    are_numbers = map.are_numbers();
    EXPECT_EQ(map.part_count(), 0U);
    return pdf;
  };
  bool are_numbers = true;
  const PdfText names(drawn(world.scene(), 400.0, are_numbers));
  EXPECT_FALSE(are_numbers);
  world.change([](Desk& desk) {
    for (BoardTerritory& t : desk.board.territories)
      t.name += " of the whole northern seaboard and beyond";
  });
  const PdfText numbers(drawn(world.scene(), 100.0, are_numbers));
  EXPECT_TRUE(are_numbers);
  if (!names.why_not().empty()) GTEST_SKIP() << names.why_not();
  EXPECT_TRUE(names.has(0, "T3")) << names.pages()[0];
  EXPECT_TRUE(numbers.has(0, "4"));
  EXPECT_FALSE(numbers.has(0, "seaboard"));
}

TEST(PaperPlanMap, WhatIsTooDenseIsFramedAndShownLarger) {
  std::string drawing;
  for (int row = 0; row < 9; ++row) {
    for (int column = 0; column < 9; ++column) drawing += static_cast<char>('A' + row * 9 + column);
    drawing += '\n';
  }
  const PaperScene scene = PaperWorld(drawing).scene();
  PlanMapDrawing map(scene);
  const PdfText text(platform::files::pdf_of({}, [&](PdfDocument& document) {
    document.add_page();
    map.draw(document, {50, 50, 60, 60}, {400, 8'000});  // a column of the map each
    document.add_page();
    for (std::size_t part = 0; part < map.part_count(); ++part)
      map.draw_part(document, part, {50, 50, 400, 8'000});
  }));
  EXPECT_GE(map.part_count(), 4U);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_TRUE(text.has(0, "D")) << text.pages()[0];
  EXPECT_FALSE(text.has(0, "41"));
}

TEST(PaperPlanMap, PartsAreWhereTheMostPlacesAreAndNeverForAFew) {
  std::vector<geo::PlanePoint> places;
  for (int i = 0; i < 10; ++i) places.push_back({1'000.0 + i, 1'000.0});
  for (int i = 0; i < 7; ++i) places.push_back({5'000.0 + i, 0.0});
  for (int i = 0; i < 5; ++i) places.push_back({9'000.0 + i, 0.0});
  const auto parts = dense_parts(places, 100.0, 50.0);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_NEAR((parts[0].x_low + parts[0].x_high) / 2.0, 1'004.5, 1e-9);
  EXPECT_NEAR(parts[0].x_high - parts[0].x_low, 100.0, 1e-9);
  EXPECT_NEAR((parts[1].x_low + parts[1].x_high) / 2.0, 5'003.0, 1e-9);
  EXPECT_TRUE(dense_parts({}, 100.0, 50.0).empty());
  EXPECT_EQ(part_letter(2), "C");
}

}  // namespace
}  // namespace bailiwick::planning
