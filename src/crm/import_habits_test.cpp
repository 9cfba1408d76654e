// Goal: the decimal mark and the order of dates follow from the cells, and what cannot be known is said.
#include "crm/import_habits.hpp"

#include <gtest/gtest.h>

#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

// Of a table whose first column has numbers and whose second has dates.
FileHabits habits(std::string text, char delimiter = ';') {
  auto file = files::text_from_bytes("a.csv", "number;date\n" + std::move(text));
  const auto csv = files::parse_csv(std::move(*file));
  EXPECT_TRUE(csv);
  return habits_of(csv->table, delimiter, {.numbers = {0}, .dates = {1}});
}

TEST(Habits, AreThoseOfCellsThatCanOnlyBeReadInOneWay) {
  EXPECT_EQ(habits("1.234;\n12,5;\n").decimal_mark, ',');
  EXPECT_EQ(habits("1.234;\n12.5;\n").decimal_mark, '.');
  EXPECT_EQ(habits(";3/4/2026\n;26/11/2026\n").date_order, DateOrder::kDmy);
  EXPECT_EQ(habits(";3/4/2026\n;11/26/2026\n").date_order, DateOrder::kMdy);
  EXPECT_EQ(habits(";2026-11-26\n").date_order, DateOrder::kYmd);
  EXPECT_EQ(habits("12,5;26-11-2026\n").notes.size(), 0U);
}

TEST(Habits, ThatCannotBeKnownAreSaid) {
  const FileHabits dutch = habits("1.234;3-4-2026\n");
  EXPECT_EQ(dutch.decimal_mark, ',');
  EXPECT_EQ(dutch.date_order, DateOrder::kDmy);
  EXPECT_EQ(dutch.notes.size(), 2U);
  const FileHabits american = habits("1,234;3/4/2026\n", ',');
  EXPECT_EQ(american.decimal_mark, '.');
  EXPECT_EQ(american.date_order, DateOrder::kMdy);
  EXPECT_EQ(american.notes.size(), 2U);
  EXPECT_TRUE(habits("12;\nAcme;26-nov-2026\n").notes.empty());
}

TEST(Habits, OfYearsOfTwoDigitsAreCounted) {
  auto file = files::text_from_bytes("a.csv", "date\n31-12-24\n05-01-98\n2024-01-05\n");
  const auto csv = files::parse_csv(std::move(*file));
  ASSERT_TRUE(csv);
  const FileHabits found =
      habits_of(csv->table, ';', {.numbers = {}, .dates = {0}, .short_year_max = 2046});
  EXPECT_EQ(found.date_order, DateOrder::kDmy) << "they tell the order too";
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_EQ(found.notes[0], import_note::short_years(2, "31-12-24", 2046));
}

TEST(Habits, ThatDisagreeFollowTheMajority) {
  const FileHabits mixed = habits("1,5;26/11/2026\n2,5;11/26/2026\n2.55;12/31/2026\n");
  EXPECT_EQ(mixed.decimal_mark, ',');
  EXPECT_EQ(mixed.date_order, DateOrder::kMdy);
  EXPECT_EQ(mixed.notes.size(), 2U);
}

}  // namespace
}  // namespace bailiwick::crm
