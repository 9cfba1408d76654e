// Goal: every note says the same as a sentence and as a code with values.
#include "crm/import_note.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

TEST(ImportNote, HasWhatItsSentenceNames) {
  const std::vector<ImportNote> notes = {
      import_note::marks_differ({"1,5", "2.5"}, ','),
      import_note::mark_unknown("1.234", '.'),
      import_note::dates_differ({"26/11/2026", "11/26/2026"}, DateOrder::kMdy),
      import_note::dates_unknown("3/4/2026", DateOrder::kDmy),
      import_note::short_years(2, "31-12-24", 2046),
      import_note::ranges("51-200"),
      import_note::company_currency(*Currency::parse("EUR")),
      import_note::order_kind("invoice", "facturen.csv")};
  for (const ImportNote& note : notes) {
    EXPECT_FALSE(note.code.empty());
    for (const auto& [name, value] : note.values)
      EXPECT_NE(note.text.find(value), std::string::npos) << note.code << " " << name;
  }
  EXPECT_EQ(notes[2].code, "dates_differ_month");
  EXPECT_EQ(notes[3].code, "dates_unknown_day");
  EXPECT_EQ(notes[7].code, "kind_invoice");
  EXPECT_EQ(import_note::converted("a.csv", true, "Said.").code, "utf16");
  EXPECT_EQ(import_note::converted("a.csv", false, "Said.").code, "windows_1252");
}

TEST(ImportNote, OfYearsOfTwoDigitsCountsThem) {
  EXPECT_EQ(import_note::short_years(1, "31-12-24", 2046).text,
            "1 date, \"31-12-24\", has a year of two digits, read as one from 1947 to 2046.");
  EXPECT_EQ(import_note::short_years(3, "31-12-24", 2046).values.at("count"), "3");
}

}  // namespace
}  // namespace bailiwick::crm
