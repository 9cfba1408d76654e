// Goal: a table keeps its headings on every page and loses no row. Method: a table of more rows than a page, read back by pdftotext.
#include "platform/files/pdf_table.hpp"

#include <gtest/gtest.h>

#include "tests/support/pdf_text.hpp"

namespace bailiwick::platform::files {
namespace {

using bailiwick::testing::PdfText;

TEST(PdfTable, HeadingsRepeatAndNoRowIsLost) {
  double end = 0.0;
  const std::string bytes = pdf_of(
      {.title = "T", .subject = {}, .author = {}, .language = "en"}, [&](PdfDocument& document) {
        const auto next = [&document]() -> PdfTable::Place {
          document.add_page();
          return {.at = {40, 40}, .bottom = 40 + 14 * 11};
        };
        PdfTable table(document, {{"Name", 80.0}, {"Amount", 60.0, PdfAlign::kRight}}, {}, next(),
                       next);
        EXPECT_EQ(table.width(), 140.0);
        for (int row = 1; row <= 25; ++row) {
          const std::string name =
              row == 7 ? "Noordoostpolder en omgeving" : "row" + std::to_string(row);
          const std::vector<PdfCell> cells = {{name}, {std::to_string(1000 + row), row == 8}};
          table.row(cells);
        }
        end = table.end();
      });
  EXPECT_NEAR(end, 40 + 14 * 6,
              0.01);  // headings and the five rows that are left for the third page
  const PdfText text(bytes);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  ASSERT_EQ(text.pages().size(), 3U);
  for (std::size_t page = 0; page < 3; ++page) EXPECT_TRUE(text.has(page, "Amount")) << page;
  EXPECT_TRUE(text.has(0, "row10"));
  EXPECT_TRUE(text.has(1, "row11"));
  EXPECT_TRUE(text.has(2, "1025"));
  EXPECT_TRUE(text.has(0, "Noordoost"));
  const auto count = [&](std::string_view tag) {
    std::size_t found = 0;
    for (std::size_t at = text.tags().find(tag); at != std::string::npos;
         at = text.tags().find(tag, at + 1))
      ++found;
    return found;
  };
  EXPECT_EQ(count("  Table"), 1U) << text.tags();
  EXPECT_EQ(count("  TR"), 26U);
  EXPECT_EQ(count("  TH"), 2U) << "headings that repeat are decoration";
  EXPECT_EQ(count("  TD"), 50U);
}

}  // namespace
}  // namespace bailiwick::platform::files
