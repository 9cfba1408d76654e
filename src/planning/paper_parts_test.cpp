// Goal: parts of papers say what they should and a territory is drawn among its neighbours. Method: documents read back by pdftotext.
#include "planning/paper_parts.hpp"

#include <gtest/gtest.h>

#include "tests/support/paper_world.hpp"
#include "tests/support/pdf_text.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::PdfText;
using platform::files::PdfDocument;
using testing::PaperWorld;

TEST(PaperParts, TheFooterNamesThePlanItsStateTheDayAndThePage) {
  const PaperScene scene = PaperWorld("AAB\nABB").scene(nullptr, PaperLanguage::kDutch);
  const PdfText text(platform::files::pdf_of({}, [&](PdfDocument& document) {
    for (int page = 0; page < 2; ++page) {
      document.add_page();
      paper_footer(document, scene);
    }
  }));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_TRUE(text.has(0, "Spring & summer (concept) · Afgedrukt op 27 november 2026"))
      << text.pages()[0];
  EXPECT_TRUE(text.has(1, "pagina 2 van 2"));
}

TEST(PaperParts, ATerritoryStandsAmongItsNeighbours) {
  const PaperScene scene = PaperWorld("AAABBBCCC\nAAABBBCCC").scene();
  const PdfText text(platform::files::pdf_of({}, [&](PdfDocument& document) {
    document.add_page();
    draw_territory_map(document, scene, 0, {50, 50, 300, 200});
    draw_locator(document, scene, 0, {400, 50, 100, 60});
  }));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_TRUE(text.has(0, "T0")) << text.pages()[0];
  EXPECT_TRUE(text.has(0, "T1"));
  EXPECT_FALSE(text.has(0, "T2"));  // too far away
}

TEST(PaperParts, StripsAndMapsBearTerritoriesWithoutUnitsAndEqualValues) {
  PaperWorld world("AA\nAA");
  world.change([](Desk& desk) { desk.board.territories.push_back({TerritoryId(), "Empty"}); });
  const PaperScene scene = world.scene();
  const std::string pdf = platform::files::pdf_of({}, [&](PdfDocument& document) {
    document.add_page();
    const std::vector<double> equal = {3.0, 3.0};
    paper_strip(document, {0, 0, 100, 20}, equal, scene.facts[1].travel);
    draw_territory_map(document, scene, 1, {50, 50, 300, 200});
    draw_locator(document, scene, 1, {400, 50, 100, 60});
  });
  EXPECT_FALSE(pdf.empty());
}

}  // namespace
}  // namespace bailiwick::planning
