// Goal: tables are read as spreadsheets of several countries write them, and every bad row is told with its line.
#include "platform/files/csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bailiwick::platform::files {
namespace {

Checked<Csv> parse(std::string text, const CsvOptions& options = {}) {
  return parse_csv(TextFile{"t.csv", std::move(text), {}}, options);
}

std::vector<std::string> row_of(const Csv& csv, std::size_t row) {
  std::vector<std::string> fields;
  for (std::size_t c = 0; c < csv.table.column_count(); ++c)
    fields.emplace_back(csv.table.field(row, c));
  return fields;
}

using Fields = std::vector<std::string>;

std::vector<std::string> rules_of(const Checked<Csv>& csv) {
  std::vector<std::string> rules;
  if (!csv) {
    for (const Error& error : csv.error()) rules.push_back(error.rule);
  }
  return rules;
}

TEST(Csv, commas_semicolons_and_tabs_are_told_by_the_header) {
  for (const char delimiter : {',', ';', '\t'}) {
    std::string text = "id|name\n1|a\n2|b\n";
    for (char& c : text) c = c == '|' ? delimiter : c;
    const auto csv = parse(text);
    ASSERT_TRUE(csv);
    EXPECT_EQ(csv->delimiter, delimiter);
    EXPECT_EQ(csv->table.columns(), (Fields{"id", "name"}));
    EXPECT_EQ(row_of(*csv, 1), (Fields{"2", "b"}));
  }
}

TEST(Csv, a_delimiter_inside_quotes_is_no_delimiter) {
  const auto csv = parse("id;\"a,b,c,d\"\n1;\"x;y\"\n");
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->delimiter, ';');
  EXPECT_EQ(row_of(*csv, 0), (Fields{"1", "x;y"}));
}

TEST(Csv, quotes_hold_quotes_delimiters_line_ends_and_blanks) {
  const auto csv = parse("a,b,c\n\"he said \"\"no\"\"\",\"x\ny\r\nz\", \" s \" \n1,2,3\n");
  ASSERT_TRUE(csv);
  EXPECT_EQ(row_of(*csv, 0), (Fields{"he said \"no\"", "x\ny\r\nz", " s "}));
  EXPECT_EQ(csv->table.line_of(0), 2);
  EXPECT_EQ(csv->table.line_of(1), 5);  // the quoted field took two lines more
}

TEST(Csv, unquoted_fields_are_trimmed_and_may_hold_a_quote) {
  EXPECT_EQ(row_of(*parse("a,b\n  5\" pipe ,\t7\n"), 0), (Fields{"5\" pipe", "7"}));
}

TEST(Csv, every_kind_of_line_end_and_a_missing_last_one_are_read) {
  for (const std::string_view text :
       {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r"}) {
    const auto csv = parse(std::string(text));
    ASSERT_TRUE(csv) << text;
    EXPECT_EQ(csv->table.row_count(), 2U);
    EXPECT_EQ(row_of(*csv, 1), (Fields{"3", "4"}));
    EXPECT_EQ(csv->table.line_of(1), 3);
  }
}

TEST(Csv, empty_lines_are_skipped_and_comments_where_they_may_be) {
  EXPECT_EQ(parse("a,b\n\n1,2\n  \n")->table.row_count(), 1U);
  const auto csv = parse("# a;b;c;d;e\na,b\n# note\n1,2\n", {.has_comments = true});
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->table.columns(), (Fields{"a", "b"}));
  EXPECT_EQ(csv->table.line_of(0), 4);
  EXPECT_EQ(parse("a,b\n#1,2\n")->table.row_count(), 1U);
}

TEST(Csv, without_a_header_columns_are_numbered) {
  const auto csv = parse("x,y\nz,w\n", {.has_header = false});
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->table.columns(), (Fields{"1", "2"}));
  EXPECT_EQ(csv->table.row_count(), 2U);
}

TEST(Csv, ragged_rows_are_all_told_with_their_lines) {
  const auto csv = parse("a,b\n1\n1,2\n1,2,3\n");
  EXPECT_EQ(rules_of(csv), (Fields{"F009", "F009"}));
  EXPECT_NE(csv.error()[0].message.find("line 2: there is 1 field where"), std::string::npos);
  EXPECT_NE(csv.error()[1].message.find("line 4"), std::string::npos);
}

TEST(Csv, what_parts_fields_is_told_by_a_first_line_or_by_the_header) {
  const auto named = parse("sep=;\r\na,b;c\r\n1;2\r\n");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->delimiter, ';');
  EXPECT_EQ(named->table.columns(), (Fields{"a,b", "c"}));
  EXPECT_EQ(named->table.line_of(0), 3);
  const auto bars = parse("a|b\n1|2,5\n");
  ASSERT_TRUE(bars);
  EXPECT_EQ(bars->delimiter, '|');
  EXPECT_EQ(bars->table.field(0, 1), "2,5");
  EXPECT_EQ(parse("sep=x\n1\n")->table.columns(), (Fields{"sep=x"}));
}

TEST(Csv, bad_rows_are_kept_beside_the_others_where_that_is_asked) {
  const auto csv = parse("a,b\n1\n1,2\n1,2,3\n\"x\"y,2\n", {.keeps_bad_rows = true});
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->table.row_count(), 4U);
  EXPECT_EQ(csv->table.field(0, 1), "");
  EXPECT_EQ(csv->table.field(2, 1), "2");
  ASSERT_EQ(csv->bad_rows.size(), 3U);
  EXPECT_EQ(csv->bad_rows[0].row, 0U);
  EXPECT_EQ(csv->bad_rows[0].error.message, "There is 1 field where the first line has 2.");
  EXPECT_EQ(csv->bad_rows[1].row, 2U);
  EXPECT_EQ(csv->bad_rows[2].error.rule, "F010");
  EXPECT_EQ(rules_of(parse("a,b\n1\n1,\"open\n", {.keeps_bad_rows = true})), (Fields{"F010"}));
}

TEST(Csv, beyond_the_limit_errors_are_counted) {
  std::string text = "a,b\n";
  for (std::size_t i = 0; i < kErrorsLimit + 7; ++i) text += "1\n";
  const auto csv = parse(text);
  ASSERT_EQ(rules_of(csv).size(), kErrorsLimit + 1);
  EXPECT_EQ(csv.error().back().rule, "F011");
  EXPECT_NE(csv.error().back().message.find(" 7 more"), std::string::npos);
}

TEST(Csv, quotes_that_do_not_close_or_are_followed_by_text_are_told) {
  EXPECT_EQ(rules_of(parse("a,b\n1,\"open\n2,3\n")), (Fields{"F010"}));
  EXPECT_EQ(rules_of(parse("a,b\n\"x\"y,2\n3,4\n")), (Fields{"F010"}));
}

TEST(Csv, columns_of_one_name_and_too_many_columns_are_refused) {
  EXPECT_EQ(rules_of(parse("a,b,a\n1,2,3\n")), (Fields{"F008"}));
  EXPECT_TRUE(parse(std::string(kColumnsLimit - 1, ',') + "\n"));
  EXPECT_EQ(rules_of(parse(std::string(kColumnsLimit, ',') + "\n")), (Fields{"F012"}));
}

TEST(Csv, a_byte_order_mark_that_is_data_is_quoted_so_that_it_stays) {
  const std::vector<std::string_view> fields = {"\xEF\xBB\xBFx", "y"};
  std::string text;
  append_csv_row(text, fields);
  const auto csv = parse_csv(text_from_bytes("t", text).value(), {.has_header = false});
  ASSERT_TRUE(csv);
  EXPECT_EQ(row_of(*csv, 0), Fields(fields.begin(), fields.end()));
}

TEST(Csv, what_is_written_reads_back) {
  const std::vector<std::string_view> fields = {
      "plain", "with,comma", "with \"quote\"", "two\nlines", "", " blank ", "#1"};
  std::string text = "1,2,3,4,5,6,7\n";
  append_csv_row(text, fields);
  const auto csv = parse(text, {.has_comments = true});
  ASSERT_TRUE(csv);
  EXPECT_EQ(row_of(*csv, 0), Fields(fields.begin(), fields.end()));
}

}  // namespace
}  // namespace bailiwick::platform::files
