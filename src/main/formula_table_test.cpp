// Goal: columns get the narrowest type that all of their cells have, and hold the cells' values. Method: a table with a column a type.
#include "main/formula_table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "platform/files/csv.hpp"

namespace bailiwick {
namespace {

using formula::Kind;
using formula::Value;

platform::files::Table table_of(const std::string& text) {
  auto file = platform::files::text_from_bytes("accounts.csv", text);
  EXPECT_TRUE(file);
  auto csv = platform::files::parse_csv(std::move(*file));
  EXPECT_TRUE(csv);
  return std::move(csv->table);
}

TEST(FormulaTable, columns_get_the_narrowest_type_of_their_cells) {
  const auto table = table_of(
      "zip,people,growth,since,active,name,mixed,empty\n"
      "00501,12,0.5,2026-01-31,true,A,1,\n"
      "10001,-7,3,2024-02-29,false,B,2x,\n"
      "10002,,,,,,,\n");
  std::vector<Kind> kinds;
  for (std::size_t column = 0; column < table.column_count(); ++column)
    kinds.push_back(kind_of_column(table, column));
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::kString, Kind::kInt, Kind::kDecimal, Kind::kDate,
                                      Kind::kBool, Kind::kString, Kind::kString, Kind::kString}));
  const FormulaTable made(table);
  EXPECT_TRUE(formula::check_rows(made.schema(), made.rows()));
  EXPECT_EQ(made.row(1)[1], Value(std::int64_t{-7}));
  EXPECT_EQ(made.row(1)[2], Value(Decimal::whole(3)));
  EXPECT_EQ(made.row(0)[0], Value(std::string("00501")));
  EXPECT_EQ(made.row(2)[3], Value());
}

TEST(FormulaTable, columns_that_are_named_are_text) {
  const auto table = table_of("industry,n\n62,1\n31,2\n");
  const std::vector<std::string> texts = {"industry"};
  const FormulaTable made(table, texts);
  EXPECT_EQ(made.row(0), (std::vector<Value>{Value(std::string("62")), Value(std::int64_t{1})}));
}

TEST(FormulaTable, a_date_that_does_not_exist_makes_its_column_text) {
  EXPECT_EQ(kind_of_column(table_of("day\n2026-02-28\n2026-02-29\n"), 0), Kind::kString);
}

}  // namespace
}  // namespace bailiwick
