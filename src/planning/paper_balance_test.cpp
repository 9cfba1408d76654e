// Goal: the chart of balance shows the worst of many territories and says when it cuts bars off. Method: values by hand.
#include "planning/paper_balance.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

using platform::files::PdfDocument;

TEST(PaperBalance, TheAxisShowsTheBandAndTheWorstUpToALimit) {
  EXPECT_DOUBLE_EQ(balance_reach(0.1, 0.02), 0.13);  // all well within
  EXPECT_DOUBLE_EQ(balance_reach(0.1, 0.2), 0.22);
  EXPECT_DOUBLE_EQ(balance_reach(0.1, 5.0), 0.8);
  EXPECT_GT(balance_reach(0.0, 0.0), 0.0);
}

TEST(PaperBalance, OfManyTerritoriesTheWorstOfEachRunIsShown) {
  const std::vector<double> values = {-5.0, -1.0, 0.5, 1.0, 2.0, 9.0};
  EXPECT_EQ(thinned(values, 6), values);
  EXPECT_EQ(thinned(values, 3), (std::vector<double>{-5.0, 1.0, 9.0}));
}

TEST(PaperBalance, BarsThatAreCutOffAreTold) {
  const std::string pdf = platform::files::pdf_of({}, [](PdfDocument& document) {
    document.add_page();
    const PaperNumbers numbers(PaperLanguage::kEnglish);
    const PlanBalance balance{.measure = "population", .tolerance = 0.1};
    EXPECT_FALSE(draw_balance(document, {50, 50, 400, 90}, balance, {0.05, -0.02}, numbers));
    EXPECT_TRUE(draw_balance(document, {50, 50, 400, 90}, balance, {0.05, 4.0}, numbers));
  });
  EXPECT_FALSE(pdf.empty());
}

}  // namespace
}  // namespace bailiwick::planning
