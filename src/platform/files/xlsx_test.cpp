// Goal: a workbook holds what it was given, as numbers and texts and never as formulas, and the same each time. Method: its parts unpacked by Python's zipfile.
#include "platform/files/xlsx.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/unpacked.hpp"

namespace bailiwick::platform::files {
namespace {

using bailiwick::testing::unpacked;

XlsxWorkbook workbook() {
  return {.title = "Plan",
          .author = "Somebody",
          .created = *parse_instant("2026-11-27T10:00:00Z"),
          .sheets = {{.name = "Facts: all/1",
                      .columns = {{"Territory", 20.0, XlsxForm::kText},
                                  {"Amount", 12.0, XlsxForm::kNumber},
                                  {"Share", 9.0, XlsxForm::kPercent}},
                      .rows = {{std::string("=1+1"), 12.5, 0.25},
                               {std::string("+cmd|' /C calc'!A0"), 1e6, XlsxCell()},
                               {std::string("-2"), 0.0, 1.0},
                               {std::string("@SUM(A1)"), -3.0, 0.5},
                               {std::string("<Zuid> & \"Łódź\""), 7.0, 0.125}}},
                     {.name = "Units", .columns = {{"Unit"}}, .rows = {}}}};
}

TEST(Xlsx, NumbersAreNumbersAndTextsAreNeverFormulas) {
  const auto bytes = xlsx_of(workbook());
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto sheet = unpacked(*bytes, "xl/worksheets/sheet1.xml");
  if (!sheet) GTEST_SKIP() << "python3 is not there to unpack it";
  EXPECT_EQ(sheet->find("<f>"), std::string::npos) << *sheet;
  EXPECT_NE(sheet->find("<v>12.5</v>"), std::string::npos) << *sheet;
  EXPECT_NE(sheet->find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(sheet->find("<autoFilter ref=\"A1:C6\"/>"), std::string::npos);
  EXPECT_NE(sheet->find("width=\"20."), std::string::npos);
  const auto texts = unpacked(*bytes, "xl/sharedStrings.xml");
  ASSERT_TRUE(texts);
  EXPECT_NE(texts->find("<t>=1+1</t>"), std::string::npos) << *texts;
  EXPECT_NE(texts->find("&lt;Zuid&gt; &amp; \"Łódź\""), std::string::npos) << *texts;
  const auto book = unpacked(*bytes, "xl/workbook.xml");
  EXPECT_NE(book->find("name=\"Facts- all-1\""), std::string::npos) << *book;
  EXPECT_NE(unpacked(*bytes, "docProps/core.xml")->find("2026-11-27T10:00:00Z"), std::string::npos);
}

TEST(Xlsx, TheSameTablesGiveTheSameBytesOnEveryThread) {
  const auto first = xlsx_of(workbook());
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->starts_with("PK"));
  std::vector<std::string> others(6);
  std::vector<std::thread> threads;
  for (std::string& other : others)
    threads.emplace_back([&] { other = xlsx_of(workbook()).value_or(""); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& other : others) EXPECT_EQ(other, *first);
}

TEST(Xlsx, WhatNoSheetCanHoldIsRefused) {
  XlsxWorkbook large = workbook();
  large.sheets[1].rows.assign(kSheetRowsMax + 1, {});
  const auto refused = xlsx_of(large);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "F085");
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
  XlsxWorkbook twice = workbook();
  twice.sheets[1].name = twice.sheets[0].name;
  EXPECT_EQ(xlsx_of(twice).error().rule, "F085");
  XlsxWorkbook none = workbook();
  none.sheets.clear();
  EXPECT_EQ(xlsx_of(none).error().rule, "F085");
}

}  // namespace
}  // namespace bailiwick::platform::files
