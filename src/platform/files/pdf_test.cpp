// Goal: what is drawn stands on the page as text that can be found, fits where it is put, and is the same each time. Method: small documents, read back by
// pdftotext.
#include "platform/files/pdf.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "platform/files/pdf_access.hpp"
#include "tests/support/pdf_text.hpp"

namespace bailiwick::platform::files {
namespace {

using bailiwick::testing::PdfText;

PdfAbout about() {
  return {.title = "Zones & more",
          .subject = "A test",
          .author = "Somebody",
          .language = "nl",
          .created = *parse_instant("2026-11-27T10:00:00Z")};
}

std::string one_page(const std::function<void(PdfDocument&)>& draw) {
  return pdf_of(about(), [&](PdfDocument& document) {
    document.add_page();
    draw(document);
  });
}

TEST(Pdf, TextCanBeFoundOnTheRightPageAndThePagesAreKnown) {
  const std::string bytes = pdf_of(about(), [](PdfDocument& document) {
    for (int page = 1; page <= 3; ++page) {
      document.add_page(page == 2);
      document.heading({50, 50}, "Chapter " + std::to_string(page), 1, {.size = 16.0});
      document.text({50, 100},
                    "Friesland, Łódź -> 12x4, page " + std::to_string(document.page()) + " of " +
                        std::to_string(document.page_count()),
                    {});
    }
  });
  EXPECT_TRUE(bytes.starts_with("%PDF-1.5"));
  const PdfText text(bytes);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  ASSERT_EQ(text.pages().size(), 3U);
  EXPECT_TRUE(text.has(1, "Friesland, Łódź -> 12x4, page 2 of 3")) << text.pages()[1];
  EXPECT_TRUE(text.has(2, "Chapter 3"));
  EXPECT_FALSE(text.has(0, "Chapter 3"));
  EXPECT_NE(text.info().find("Title:           Zones & more"), std::string::npos) << text.info();
  EXPECT_NE(text.info().find("Author:          Somebody"), std::string::npos);
  EXPECT_NE(text.info().find("2026"), std::string::npos);
}

// The names of a list of tags, one after the other: "Document P".
std::string names_of_tags(const std::string& tags) {
  std::string names;
  for (std::size_t begin = 0; begin < tags.size();) {
    const std::size_t end = std::min(tags.find('\n', begin), tags.size());
    const std::size_t word = tags.find_first_not_of(' ', begin);
    if (word < end && tags[word] != '"')
      names +=
          (names.empty() ? "" : " ") + tags.substr(word, tags.find_first_of(" \n", word) - word);
    begin = end + 1;
  }
  return names;
}

TEST(Pdf, TextsAndPartsAreTaggedAndDecorationIsNot) {
  const std::string bytes = pdf_of(about(), [](PdfDocument& document) {
    for (int page = 1; page <= 2; ++page) {
      document.add_page(page == 2);
      document.heading({50, 50}, "Chapter", page, {.size = 16.0});
      document.text({50, 100}, "Said", {});
      document.text({50, 120}, "", {});
      document.begin(PdfPart::kFigure, "A map of " + std::to_string(page));
      document.clip({0, 0, 300, 300});
      document.text({100, 150}, "Label", {});
      document.unclip();
      document.end();
      document.begin(PdfPart::kDecoration);
      document.text({50, 500}, "Foot", {});
      document.end();
    }
  });
  const PdfText text(bytes);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_EQ(names_of_tags(text.tags()), "Document H1 P Figure H2 P Figure") << text.tags();
  EXPECT_NE(text.tags().find("Label"), std::string::npos);
  EXPECT_EQ(text.tags().find("Foot"), std::string::npos);
  EXPECT_TRUE(text.has(1, "Foot"));
  EXPECT_NE(text.info().find("Tagged:          yes"), std::string::npos) << text.info();
  EXPECT_NE(bytes.find(pdf_string("A map of 2")), std::string::npos);
  EXPECT_NE(bytes.find("/Lang " + pdf_string("nl")), std::string::npos);
}

TEST(Pdf, ATextThatIsTooLongIsCutOrTakesMoreLines) {
  const std::string sentence = "A territory is a part of the map that one person answers for.";
  PdfSize free;
  PdfSize cut;
  PdfSize wrapped;
  const std::string bytes = one_page([&](PdfDocument& document) {
    free = document.measured(sentence, {});
    cut = document.text({50, 50}, sentence, {}, {.width = 100.0});
    wrapped = document.text({50, 200}, sentence, {}, {.width = 100.0, .lines_max = 5});
  });
  EXPECT_GT(free.width, 200.0);
  EXPECT_LE(cut.width, 100.5);
  EXPECT_NEAR(cut.height, free.height, 0.01);
  EXPECT_LE(wrapped.width, 100.5);
  EXPECT_GT(wrapped.height, 2.5 * free.height);
  const PdfText text(bytes);
  if (!text.why_not().empty()) GTEST_SKIP() << text.why_not();
  EXPECT_TRUE(text.has(0, "one person answers for."));  // what was cut off can still be searched
}

TEST(Pdf, FiguresAreAsWideAsEachOther) {
  one_page([](PdfDocument& document) {
    EXPECT_NEAR(document.measured("1,111.1", {}).width, document.measured("8,888.8", {}).width,
                0.01);
  });
}

TEST(Pdf, ShapesAreDrawnAndTheSameDrawingGivesTheSameBytesOnEveryThread) {
  const auto draw = [](PdfDocument& document) {
    document.rectangle({10, 10, 100, 50}, pdf_colour(0xAABBCC), 4.0);
    document.clip({0, 0, 300, 300});
    document.fill({{{{0, 0}, {100, 0}, {100, 100}}, {{50, 10}, {90, 10}, {90, 50}}}},
                  pdf_colour(0x112233));
    document.outline({{{{0, 0}, {100, 0}, {100, 100}}}}, {.width = 2.0, .is_dashed = true});
    document.unclip();
    document.circle({200, 200}, 30, {});
    document.text({100, 300}, "Zeeland 42", {.weight = PdfWeight::kBold},
                  {.align = PdfAlign::kCentre});
  };
  const std::string first = one_page(draw);
  std::vector<std::string> others(6);
  std::vector<std::thread> threads;
  for (std::string& other : others) threads.emplace_back([&] { other = one_page(draw); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& other : others) EXPECT_EQ(other, first);
  EXPECT_NE(first, one_page([](PdfDocument&) {}));
}

}  // namespace
}  // namespace bailiwick::platform::files
