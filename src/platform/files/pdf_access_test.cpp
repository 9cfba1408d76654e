// Goal: what cairo leaves out is added in a way that readers find, and other files stay as they are. Method: real documents, and damaged ones.
#include "platform/files/pdf_access.hpp"

#include <gtest/gtest.h>

#include "platform/files/pdf.hpp"
#include "tests/support/pdf_text.hpp"

namespace bailiwick::platform::files {
namespace {

std::string drawn() {
  return pdf_of({.title = "T", .subject = {}, .author = {}, .language = "en"},
                [](PdfDocument& document) {
                  document.add_page();
                  document.begin(PdfPart::kFigure, "A “map” of Łódź");
                  document.circle({100, 100}, 50, {});
                  document.end();
                  document.begin(PdfPart::kTable);
                  document.begin(PdfPart::kRow);
                  document.begin(PdfPart::kHeading);
                  document.text({50, 300}, "Name", {});
                  document.end();
                  document.end();
                  document.end();
                });
}

TEST(PdfAccess, LanguageTitleFiguresAndHeadingsAreSaidInAnUpdate) {
  const std::string bytes = drawn();
  const std::size_t first = bytes.find("%%EOF");
  ASSERT_NE(bytes.find("%%EOF", first + 1), std::string::npos) << "an update";
  const std::string update = bytes.substr(first);
  EXPECT_NE(update.find("/Lang <FEFF0065006E>"), std::string::npos) << update;
  EXPECT_NE(update.find("/DisplayDocTitle true"), std::string::npos);
  EXPECT_NE(update.find("/Alt " + pdf_string("A “map” of Łódź")), std::string::npos);
  EXPECT_NE(update.find("/Scope /Column"), std::string::npos);
  EXPECT_NE(update.find("/Prev "), std::string::npos);
  const bailiwick::testing::PdfText text(bytes);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_TRUE(text.has(0, "Name"));
  EXPECT_NE(text.info().find("Tagged:          yes"), std::string::npos);
}

// Also what has its update already.
TEST(PdfAccess, WhatIsNotOfTheFormStaysAsItIs) {
  const std::string bytes = drawn();
  for (const std::string& other :
       {std::string(), std::string("%PDF-1.4\n"), std::string("startxref\n99999\n%%EOF"), bytes,
        bytes.substr(100)})
    EXPECT_EQ(with_access(other, {.language = "en"}), other);
}

TEST(PdfAccess, DamageAnywhereIsNoReasonToFail) {
  const std::string bytes = drawn();
  const std::size_t table = bytes.find("xref\n0 ");
  for (std::size_t at = table; at < bytes.size(); ++at) {
    std::string damaged = bytes.substr(0, bytes.find("%%EOF") + 6);
    if (at >= damaged.size()) break;
    damaged[at] = '9';
    EXPECT_GE(with_access(damaged, {.language = "en", .figures = {"A"}}).size(), damaged.size());
  }
}

TEST(PdfAccess, ATextStringIsUtf16) {
  EXPECT_EQ(pdf_string(""), "<FEFF>");
  EXPECT_EQ(pdf_string("Aé€"), "<FEFF004100E920AC>");
  EXPECT_EQ(pdf_string("\U0001F5FA"), "<FEFFD83DDDFA>");
  EXPECT_EQ(pdf_string("\xFF"), "<FEFFFFFD>") << "no UTF-8";
}

}  // namespace
}  // namespace bailiwick::platform::files
