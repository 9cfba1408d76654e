// Goal: a file's numbers come to the units that its rows mean, and everything that did not fit is told. Method: small files by hand, and random ones against
// a judge that looks every cell up in a map.
#include "market/measure_join.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

namespace files = platform::files;

const std::vector<std::string> kCodes = {"00501", "00544", "10001", "10002", "20500"};

files::Csv csv_of(std::string text) {
  auto file = files::text_from_bytes("measures.csv", std::move(text));
  EXPECT_TRUE(file);
  auto csv = files::parse_csv(std::move(*file));
  EXPECT_TRUE(csv) << csv.error().front().message;
  return std::move(*csv);
}

Checked<Join> joined(std::string text, const JoinRequest& request = {}) {
  return join_of(csv_of(std::move(text)), kCodes, request);
}

std::string values(const JoinColumn& column) {
  std::string all = text_of(column.values);
  std::ranges::replace(all, '\n', '|');
  return all;
}

std::string rule_of(const Checked<Join>& join) { return join ? "none" : join.error().front().rule; }

TEST(MeasureJoinTest, AColumnOfAmountsOrSharesHasOneSign) {
  const auto join = joined(
      "code;price;share;mixed\n00501;€ 12,50;12,5%;€ 1\n00544;€ 3;7,25 %;$ 2\n10001;4;0%;€ 3\n",
      {.columns = {"price", "share", "mixed"}});
  ASSERT_TRUE(join) << join.error().front().message;
  EXPECT_EQ(join->columns[0].sign, "€");
  EXPECT_EQ(join->columns[0].numbers, 3) << "one without a sign is a number too";
  EXPECT_EQ(join->columns[1].sign, "%");
  EXPECT_EQ(values(join->columns[1]).substr(0, 5), "12.5|") << "not a share of one";
  EXPECT_EQ(join->columns[2].sign, "€");
  EXPECT_EQ(join->columns[2].numbers, 2);
  ASSERT_EQ(join->columns[2].not_numbers.count, 1);
  EXPECT_EQ(join->columns[2].not_numbers.examples[0].text, "$ 2");
}

TEST(MeasureJoinTest, TheCodesAreFoundByWhatTheyMatch) {
  const auto join = joined(
      "place,postcode,people,beds\nHoltsville,501,120,3\nHoltsville,00544,7,\nNew "
      "York,10001,25000,x\nNowhere,99999,1,1\n");
  ASSERT_TRUE(join) << join.error().front().message;
  EXPECT_EQ(join->code_column, "postcode");
  EXPECT_EQ(join->rows, 4);
  EXPECT_EQ(join->matched, 3);
  EXPECT_TRUE(join->is_sound());
  ASSERT_EQ(join->mended.count, 1);
  EXPECT_EQ(join->mended.examples[0].code, "501");
  EXPECT_EQ(join->mended.examples[0].meant, "00501");
  EXPECT_EQ(join->mended.examples[0].line, 2);
  ASSERT_EQ(join->unknown.count, 1);
  EXPECT_EQ(join->unknown.examples[0].code, "99999");
  EXPECT_EQ(join->unknown.examples[0].meant, "");
  EXPECT_EQ(join->without.examples, (std::vector<std::string>{"10002", "20500"}));
  EXPECT_EQ(join->left_out, (std::vector<std::string>{"place", "beds"})) << "a third of its cells";
  ASSERT_EQ(join->columns.size(), 1U);
  EXPECT_EQ(join->columns[0].key, "people");
  EXPECT_EQ(values(join->columns[0]), "120|7|25000||");
}

TEST(MeasureJoinTest, WhatIsNoNumberIsToldAndHasNoValue) {
  const auto join =
      joined("zip,beds\n00501,3\n00544,\n10001,x\n", {.code = {}, .columns = {"beds"}});
  ASSERT_TRUE(join);
  const JoinColumn& beds = join->columns[0];
  EXPECT_EQ(beds.numbers, 1);
  EXPECT_EQ(beds.empty, 1);
  ASSERT_EQ(beds.not_numbers.count, 1);
  EXPECT_EQ(beds.not_numbers.examples[0].text, "x");
  EXPECT_EQ(beds.not_numbers.examples[0].line, 4);
  EXPECT_EQ(values(beds), "3||||");
}

TEST(MeasureJoinTest, WhereNoCellDecidesTheDelimiterSaysWhatTheMarkIs) {
  const std::string dutch = "zip;people\n00501;12.500\n00544;8.300\n10001;1.234\n";
  const auto assumed = joined(dutch);
  ASSERT_TRUE(assumed);
  EXPECT_EQ(values(assumed->columns[0]), "12500|8300|1234||");
  ASSERT_EQ(assumed->notes.size(), 1U);
  EXPECT_NE(assumed->notes[0].find("\"12.500\" in the column \"people\""), std::string::npos);
  EXPECT_NE(assumed->notes[0].find("decimal mark \",\""), std::string::npos);
  const auto asked = joined(dutch, {.columns = {"people"}, .decimal_mark = '.'});
  ASSERT_TRUE(asked);
  EXPECT_EQ(values(asked->columns[0]), "12.5|8.3|1.234||");
  EXPECT_TRUE(asked->notes.empty()) << "it was said";
  const auto tabs = joined("zip\tpeople\n00501\t12,500\n00544\t8,300\n");
  ASSERT_TRUE(tabs);
  EXPECT_EQ(values(tabs->columns[0]), "12500|8300|||");
  EXPECT_EQ(tabs->notes.size(), 1U);
}

TEST(MeasureJoinTest, ColumnsThatDecideDecideForTheOthers) {
  const auto points = joined("zip;people;age;lat\n00501;12.500;35.5;4\n00544;8.300;40.25;5\n");
  ASSERT_TRUE(points);
  EXPECT_EQ(values(points->columns[0]), "12.5|8.3|||");
  EXPECT_TRUE(points->notes.empty());
  const auto commas = joined("zip\tpeople\tage\n00501\t12.500\t35,5\n00544\t8.300\t40,25\n");
  ASSERT_TRUE(commas);
  EXPECT_EQ(values(commas->columns[0]), "12500|8300|||");
  EXPECT_EQ(values(commas->columns[1]), "35.5|40.25|||");
  EXPECT_TRUE(commas->notes.empty());
  const auto days = joined("zip;people;day\n00501;12.500;1.2.2026\n00544;8.300;2.2.2026\n");
  ASSERT_TRUE(days);
  EXPECT_EQ(days->notes.size(), 1U) << "days are no numbers and decide nothing";
}

TEST(MeasureJoinTest, CodesThatAProgramChangedAreMended) {
  const std::vector<std::string> codes = {"1012AB", "1013AC", "2000"};
  const auto join = join_of(csv_of("pc;n\n1012 ab;1\n1013AC;2\n2000.0;3\n2000-17;4\n"), codes, {});
  ASSERT_TRUE(join) << join.error().front().message;
  EXPECT_EQ(join->mended.count, 2);
  ASSERT_EQ(join->unknown.count, 1);
  EXPECT_EQ(join->unknown.examples[0].meant, "2000");
  EXPECT_EQ(values(join->columns[0]), "1|2|3");
}

TEST(MeasureJoinTest, UnitsThatRepeatAreRefusedAddedUpOrTheLastCounts) {
  const char* file = "zip,n,m\n501,1,\n00501,2,5\n10001,4,1\n00501,3,\n";
  const auto refused = joined(file);
  ASSERT_TRUE(refused);
  EXPECT_FALSE(refused->is_sound());
  EXPECT_EQ(refused->repeated.count, 1);
  EXPECT_EQ(repeats_refused(*refused).rule, "M083");
  const auto sum = joined(file, {.repeats = Repeats::kSum});
  EXPECT_TRUE(sum->is_sound());
  EXPECT_EQ(values(sum->columns[0]), "6||4||");
  EXPECT_EQ(values(sum->columns[1]), "5||1||");
  const auto last = joined(file, {.repeats = Repeats::kLast});
  EXPECT_EQ(values(last->columns[0]), "3||4||");
  EXPECT_EQ(values(last->columns[1]), "||1||") << "the last row has none";
}

TEST(MeasureJoinTest, FilesThatCannotBeJoinedAreRefused) {
  EXPECT_EQ(rule_of(joined("zip,n\nx,1\ny,2\n")), "M080");
  EXPECT_EQ(rule_of(joined("zip,n\n00501,1\n", {.code = "n"})), "M080");
  EXPECT_EQ(rule_of(joined("zip,n\n00501,1\n", {.code = "zipp"})), "M081");
  EXPECT_EQ(rule_of(joined("zip,n\n00501,1\n", {.columns = {"m"}})), "M081");
  EXPECT_EQ(rule_of(joined("zip,n\n00501,1\n", {.columns = {"n", "N"}})), "M081");
  EXPECT_EQ(rule_of(joined("zip,n\n00501,1\n", {.columns = {"zip"}})), "M081");
  EXPECT_EQ(rule_of(joined("zip,n\n00501,many\n")), "M081");
  std::string head = "zip";
  std::string row = "00501";
  for (std::size_t c = 0; c <= kMeasuresMax; ++c) {
    head += fmt::format(",n{}", c);
    row += ",1";
  }
  EXPECT_EQ(rule_of(joined(head + "\n" + row + "\n")), "M082");
  std::string rows = "zip,n\n";
  for (std::size_t r = 0; r < kJoinRowsMax; ++r) rows += "00501,1\n";
  EXPECT_EQ(rule_of(joined(rows)), "none");
  EXPECT_EQ(rule_of(joined(rows + "00501,1\n")), "M082");
}

TEST(MeasureJoinTest, ColumnsWithOneKeyGetNumbers) {
  const auto join = joined("zip,Beds (a),beds a,accounts,lon\n00501,1,2,3,4\n");
  ASSERT_TRUE(join);
  ASSERT_EQ(join->columns.size(), 3U) << "a place on Earth is no measure unless it is asked for";
  EXPECT_EQ(join->columns[0].key, "beds_a");
  EXPECT_EQ(join->columns[1].key, "beds_a_2");
  EXPECT_EQ(join->columns[2].key, "accounts_joined");
}

TEST(MeasureJoinTest, RandomFilesAreJoinedAsAMapWould) {
  Rng rng(3);
  for (int round = 0; round < 200; ++round) {
    std::string text = "n,code,m\n";
    std::map<std::string, std::pair<Decimal, int>> sums;
    std::int64_t unknown = 0;
    for (std::uint64_t row = rng.below(12) + 1; row > 0; --row) {
      const bool is_known = rng.below(5) != 0;
      const std::string code =
          is_known ? kCodes[rng.below(kCodes.size())] : fmt::format("3{:04}", rng.below(9999));
      const auto hundredths = static_cast<std::int64_t>(rng.below(100'000));
      text += fmt::format("x,{},{}.{:02}\n", code, hundredths / 100, hundredths % 100);
      if (!is_known) {
        ++unknown;
        continue;
      }
      auto& [total, count] = sums[code];
      total = *sum(total, *quotient(Decimal::whole(hundredths), Decimal::whole(100)));
      ++count;
    }
    const auto join = joined(text, {.code = {}, .columns = {"m"}, .repeats = Repeats::kSum});
    if (sums.empty()) {
      EXPECT_EQ(rule_of(join), "M080");
      continue;
    }
    ASSERT_TRUE(join) << join.error().front().message;
    EXPECT_EQ(join->unknown.count, unknown);
    std::int64_t repeated = 0;
    for (std::size_t unit = 0; unit < kCodes.size(); ++unit) {
      const auto found = sums.find(kCodes[unit]);
      const auto& value = join->columns[0].values[unit];
      ASSERT_EQ(value.has_value(), found != sums.end());
      if (!value) continue;
      EXPECT_EQ(*value, found->second.first);
      repeated += found->second.second > 1 ? 1 : 0;
    }
    EXPECT_EQ(join->repeated.count, repeated);
  }
}

}  // namespace
}  // namespace bailiwick::market
