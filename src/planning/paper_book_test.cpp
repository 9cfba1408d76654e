// Goal: workbooks hold every territory, unit and change. Method: the tables before they become files.
#include "planning/paper_book.hpp"

#include <gtest/gtest.h>

#include "tests/support/paper_world.hpp"

namespace bailiwick::planning {
namespace {

using platform::files::XlsxCell;
using platform::files::XlsxSheet;
using testing::PaperWorld;

PaperScene changed_scene(PaperLanguage language = PaperLanguage::kEnglish) {
  return PaperWorld("AABB\nAABB").since([](Board& board) { board.territory_of[2] = 0; }, language);
}

TEST(PaperBook, APlanHasARowATerritoryAUnitAndAChange) {
  const auto book = plan_workbook(changed_scene());
  ASSERT_EQ(book.sheets.size(), 3U);
  EXPECT_EQ(book.sheets[0].name, "Territories");
  ASSERT_EQ(book.sheets[0].rows.size(), 2U);
  EXPECT_EQ(book.sheets[0].rows[0][1], XlsxCell(std::string("T0")));
  EXPECT_EQ(book.sheets[0].rows[0][4], XlsxCell(60.0));
  EXPECT_EQ(book.sheets[0].rows[0][5], XlsxCell(0.6));
  EXPECT_EQ(book.sheets[1].rows.size(), 8U);
  ASSERT_EQ(book.sheets[2].rows.size(), 1U);
  EXPECT_EQ(book.sheets[2].rows[0][0], XlsxCell(std::string("u02")));
  EXPECT_EQ(book.sheets[2].rows[0][3], XlsxCell(10.0));
  for (const XlsxSheet& sheet : book.sheets)
    for (const auto& row : sheet.rows) EXPECT_LE(row.size(), sheet.columns.size()) << sheet.name;
}

TEST(PaperBook, ATerritoryHasItsFactsItsUnitsAndWhatCameAndWent) {
  const PaperScene scene = changed_scene(PaperLanguage::kDutch);
  const auto gained = territory_workbook(scene, 1);
  EXPECT_EQ(gained.sheets[0].name, "Feiten");
  EXPECT_EQ(gained.sheets[0].rows[0][1], XlsxCell(40.0));
  EXPECT_EQ(gained.sheets[0].rows[0][5], XlsxCell(2.0));
  EXPECT_EQ(gained.sheets[1].rows.size(), 4U);
  ASSERT_EQ(gained.sheets[2].rows.size(), 1U);
  EXPECT_EQ(gained.sheets[2].rows[0][3], XlsxCell(std::string("erbij")));
  const auto lost = territory_workbook(scene, 0);
  ASSERT_EQ(lost.sheets[2].rows.size(), 1U);
  EXPECT_EQ(lost.sheets[2].rows[0][3], XlsxCell(std::string("eraf")));
}

TEST(PaperBook, WithoutAPlanBeforeNothingChanged) {
  const PaperScene scene = PaperWorld("AABB\nAABB").scene();
  EXPECT_TRUE(plan_workbook(scene).sheets[2].rows.empty());
  EXPECT_TRUE(territory_workbook(scene, 0).sheets[2].rows.empty());
}

}  // namespace
}  // namespace bailiwick::planning
