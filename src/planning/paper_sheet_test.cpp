// Goal: a sheet is one page that says where a territory is, what it has and what changed. Method: small plans, read back by pdftotext.
#include "planning/paper_sheet.hpp"

#include <gtest/gtest.h>

#include "platform/files/pdf_access.hpp"
#include "tests/support/paper_world.hpp"
#include "tests/support/pdf_text.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using bailiwick::testing::PdfText;
using testing::PaperWorld;

TEST(PaperSheet, OnePageTellsFactsAndChangesInEnglish) {
  const PaperScene scene = PaperWorld("AABB\nAABB").since([](Board& board) {
    board.territory_of[2] = 0;  // the first of the east was the west's
    board.territories[0].name = "Old west";
  });
  const PdfText text(territory_sheet(scene, 1));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  ASSERT_EQ(text.pages().size(), 1U);
  for (const char* said :
       {"Territory sheet", "T1", "Plan “Spring & summer” (draft) · 27 November 2026",
        "Its place among all 2 territories", "40.0%", "−20.0%", "2 of 2", "in one piece",
        "Since the plan “Winter”", "+10", "With territory", "T0", "page 1 of 1"})
    EXPECT_TRUE(text.has(0, said)) << said << "\n" << text.pages()[0];
}

TEST(PaperSheet, IsTaggedForThoseWhoHaveItReadAloud) {
  const PaperScene scene =
      PaperWorld("AABB\nAABB").since([](Board& board) { board.territory_of[2] = 0; });
  const std::string bytes = territory_sheet(scene, 1);
  EXPECT_NE(
      bytes.find(files::pdf_string("Map of the territory T1 and its units among its neighbours.")),
      std::string::npos);
  const PdfText text(bytes);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  const std::string& tags = text.tags();
  const std::size_t title = tags.find("H1");
  const std::size_t map = tags.find("Figure");
  const std::size_t places = tags.find("Table");
  EXPECT_TRUE(title < map && map < tags.find("H2") && tags.find("H2") < places) << tags;
  EXPECT_LT(places, tags.find("40.0%"));
  EXPECT_NE(tags.find("TH"), std::string::npos);
  EXPECT_EQ(tags.find("page 1 of 1"), std::string::npos) << "the footer is decoration";
}

TEST(PaperSheet, TheSameInDutchAndWithoutAPlanBefore) {
  const PaperScene scene = PaperWorld("AABB\nAABB").scene(nullptr, PaperLanguage::kDutch);
  const PdfText text(territory_sheet(scene, 0));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  for (const char* said : {"Rayonblad", "27 november 2026", "60,0%", "+20,0%",
                           "Er is geen eerder plan om dit mee te vergelijken."})
    EXPECT_TRUE(text.has(0, said)) << said << "\n" << text.pages()[0];
}

TEST(PaperSheet, AnEmptyTerritoryAndOneThatDidNotChangeAreSheetsToo) {
  PaperWorld world("AABB\nAABB");
  world.change([](Desk& desk) { desk.board.territories.push_back({TerritoryId(), "Later"}); });
  const PaperScene scene = world.since([](Board& board) { board.territories.pop_back(); });
  const PdfText empty(territory_sheet(scene, 2));
  const PdfText same(territory_sheet(scene, 0));
  if (!empty.why_not().empty()) GTEST_SKIP() << empty.why_not();
  EXPECT_TRUE(empty.has(0, "This territory is new.")) << empty.pages()[0];
  EXPECT_TRUE(empty.has(0, "This territory has no units."));
  EXPECT_TRUE(same.has(0, "Nothing came and nothing went"));
}

TEST(PaperSheet, ManyMeasuresAndNamesThatAreTooLongStillFitOnOnePage) {
  PaperWorld world("AABB\nAABB");
  world.change([](Desk& desk) { desk.board.territories[0].name = std::string(180, 'W'); });
  PaperScene scene = world.since([](Board& board) { board.territory_of[2] = 0; });
  for (TerritoryFacts& facts : scene.facts) {
    facts.measures.resize(kPlanBalanceMax, facts.measures[0]);
    facts.since->amounts.resize(kPlanBalanceMax, facts.since->amounts[0]);
    facts.since->exchanges.resize(40, facts.since->exchanges[0]);
  }
  const PdfText text(territory_sheet(scene, 0));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_EQ(text.pages().size(), 1U);
  EXPECT_TRUE(text.has(0, "and 33 more"));
}

}  // namespace
}  // namespace bailiwick::planning
