// Goal: a report says what was asked and reached, proven, changed and not met. Method: small plans, read back by pdftotext.
#include "planning/paper_report.hpp"

#include <gtest/gtest.h>

#include "platform/files/pdf_access.hpp"
#include "tests/support/paper_world.hpp"
#include "tests/support/pdf_text.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::PdfText;
using testing::PaperWorld;

TEST(PaperReport, WhatWasAskedReachedAndNotMetIsToldInEnglish) {
  PaperWorld world("AABB\nAABB");
  world.change([](Desk& desk) {
    desk.plan.summary = R"({"bound_km":4.5,"gap":0.0825,"bound_scope":"plans with these demands"})";
  });
  const PdfText text(plan_report(world.since([](Board& board) { board.territory_of[2] = 0; })));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  for (const char* said :
       {"Plan report", "Spring & summer", "Demands that are not met: ", "±10.0%", "20.00%",
        "2 asked, 2 reached", "All territories are in one piece.", "below 4.50 km", "8.25%",
        "Proven: plans with these demands", "One bar a territory",
        "What changes hands since the plan “Winter”", "1 of 8 units get another territory.",
        "T0: +20.00% of population where ±10.00% is allowed"})
    EXPECT_TRUE(text.has(said)) << said;
}

TEST(PaperReport, APlanThatMeetsAllIsToldInDutch) {
  const PaperWorld world("AABB\nAABB", 0.5);
  const PdfText text(plan_report(world.scene(nullptr, PaperLanguage::kDutch)));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  for (const char* said : {"Planrapport", "Aan alle eisen is voldaan.", "±50,0%",
                           "Over het best mogelijke is niets bewezen.",
                           "Er is geen eerder plan om dit mee te vergelijken."})
    EXPECT_TRUE(text.has(said)) << said;
  EXPECT_FALSE(text.has("Eisen waaraan niet is voldaan"));
  EXPECT_NE(text.tags().find("Table"), std::string::npos) << text.tags();
  EXPECT_NE(text.tags().find("Figure"), std::string::npos);
}

TEST(PaperReport, MapsAndChartsSayWhatTheyShow) {
  const std::string bytes = plan_report(PaperWorld("AABB\nAABB").scene());
  for (const char* shown :
       {"Map of the 2 territories of the plan. The table of territories lists them.",
        "Bars of population: the territories deviate from the equal share by −20.00% to "
        "+20.00%; ±10.00% is allowed."})
    EXPECT_NE(bytes.find(platform::files::pdf_string(shown)), std::string::npos) << shown;
}

TEST(PaperReport, ManyTerritoriesAndMeasuresTakeMorePages) {
  std::string drawing;
  for (int row = 0; row < 9; ++row) {
    for (int column = 0; column < 9; ++column) drawing += static_cast<char>('A' + row * 9 + column);
    drawing += '\n';
  }
  PaperScene scene = PaperWorld(drawing).scene();
  for (TerritoryFacts& facts : scene.facts)
    facts.measures.resize(kPlanBalanceMax, facts.measures[0]);
  const PdfText text(plan_report(scene));
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_GE(text.pages().size(), 5U);
  EXPECT_TRUE(text.has("T80"));
  const std::string last =
      "page " + std::to_string(text.pages().size()) + " of " + std::to_string(text.pages().size());
  EXPECT_TRUE(text.has(text.pages().size() - 1, last));
}

TEST(PaperReport, TheSamePlanGivesTheSameBytes) {
  const PaperScene scene = PaperWorld("AABB\nAABB").scene();
  EXPECT_EQ(plan_report(scene), plan_report(scene));
}

}  // namespace
}  // namespace bailiwick::planning
