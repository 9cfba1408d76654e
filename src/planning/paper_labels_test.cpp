// Goal: a label takes the largest size that fits, or none. Method: a square.
#include "planning/paper_labels.hpp"

#include <gtest/gtest.h>

#include <array>

namespace bailiwick::planning {
namespace {

using platform::files::PdfDocument;
using platform::files::PdfShape;

TEST(PaperLabels, TheLargestSizeThatFitsIsTaken) {
  const std::string pdf = platform::files::pdf_of({}, [](PdfDocument& document) {
    document.add_page();
    const PdfShape square{{{{0, 0}, {60, 0}, {60, 60}, {0, 60}}}};
    constexpr std::array<double, 3> kSizes = {30.0, 10.0, 5.0};
    const auto label = [&](const char* text) {
      return paper_label(document, square, text, kSizes, document.page_box());
    };
    EXPECT_DOUBLE_EQ(label("ab").font.size, 30.0);
    EXPECT_DOUBLE_EQ(label("Zeeland").font.size, 10.0);
    EXPECT_TRUE(label("Zeeland").place);
    EXPECT_FALSE(label("Zeeland and all the islands of the south").place);
    EXPECT_FALSE(paper_label(document, {}, "a", kSizes, document.page_box()).place);
    put_label(document, label("Zeeland and all the islands of the south"));
    put_label(document, label("ab"));
  });
  EXPECT_FALSE(pdf.empty());
}

}  // namespace
}  // namespace bailiwick::planning
