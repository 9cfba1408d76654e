// Goal: rows come after the rows that they name, circles are found, and repeated ids too. Method: small families, and random ones
// judged by the property that defines the order.
#include "crm/import_file_rows.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/rng.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

// Of "id,name,parent" rows.
class Family {
 public:
  explicit Family(std::string rows, ImportSource source = ImportSource::kNone) {
    auto file = files::text_from_bytes("a.csv", "id,name,parent\n" + std::move(rows));
    table_.emplace(std::move(files::parse_csv(std::move(*file))->table));
    ImportOrder order;
    order.mapping = {{"id", "external_id"}, {"name", "name"}, {"parent", "parent"}};
    plan_ = make_plan(schema_, table_->columns(), order).value();
    plan_.source = source;
    rows_.emplace(plan_, *table_);
  }
  const FileRows& rows() const { return *rows_; }
  std::size_t count() const { return table_->row_count(); }
  // "0 2 / 1": the rows of each level.
  std::string levels() const {
    std::string text;
    std::size_t place = 0;
    for (const std::size_t end : rows_->level_ends()) {
      text += place == 0 ? "" : " /";
      for (; place < end; ++place)
        text += fmt::format("{}{}", text.empty() ? "" : " ", rows_->row_at(place));
    }
    return text;
  }

 private:
  ImportSchema schema_ = import_schema(ObjectKind::kAccount);
  std::optional<files::Table> table_;
  ImportPlan plan_;
  std::optional<FileRows> rows_;
};

TEST(FileRows, ComeAfterTheRowsThatTheyName) {
  const Family family("1,A,3\n2,B,\n3,C,B\n4,D,elsewhere\n");
  EXPECT_EQ(family.levels(), "1 3 / 2 / 0");
  EXPECT_EQ(family.rows().parent(0), 2U);
  EXPECT_EQ(family.rows().parent(2), 1U);  // by name
  EXPECT_FALSE(family.rows().parent(3));
  EXPECT_EQ(family.rows().parent_field(), object_of(ObjectKind::kAccount).at("parent"));
  EXPECT_EQ(Family("1,A,\n2,B,\n").levels(), "0 1");
}

TEST(FileRows, OfSalesforceAreNamedByEitherFormOfAnId) {
  const std::string rows =
      "001A0000006Vm9uIAC,A,\n001A0000006Vm9v,B,001A0000006Vm9u\n001A0000006Vm9u,C,\n";
  const Family family(rows, ImportSource::kSalesforce);
  EXPECT_EQ(family.rows().parent(1), 0U);
  EXPECT_EQ(family.rows().same_id(2), 0U);
  const Family other(rows);
  EXPECT_EQ(other.rows().parent(1), 2U);
  EXPECT_FALSE(other.rows().same_id(2));
}

TEST(FileRows, OfTerritoriesHaveNamesOfTheirOwn) {
  const auto schema = import_schema(ObjectKind::kTerritory);
  auto file = files::text_from_bytes("a.csv", "id,name\n1,North\n2,South\n3, NORTH\n4,\n5,\n");
  const auto csv = files::parse_csv(std::move(*file));
  ImportOrder order;
  order.mapping = {{"id", "external_id"}, {"name", "name"}};
  const auto plan = make_plan(schema, csv->table.columns(), order).value();
  const FileRows rows(plan, csv->table);
  EXPECT_EQ(rows.same_name(2), 0U);
  for (const std::size_t row : {0U, 1U, 3U, 4U}) EXPECT_FALSE(rows.same_name(row)) << row;
}

TEST(FileRows, OfACircleAreFound) {
  const Family family("1,A,2\n2,B,1\n3,C,1\n4,D,\n5,E,5\n");
  EXPECT_EQ(family.levels(), "3 / 0 1 2 4");
  for (const std::size_t row : {0U, 1U, 2U, 4U}) EXPECT_TRUE(family.rows().is_circular(row));
  EXPECT_FALSE(family.rows().is_circular(3));
}

TEST(FileRows, NameNoParentWhereSeveralAreCalledSo) {
  const Family family("1,A,\n2,A,\n3,C,A\n");
  EXPECT_FALSE(family.rows().parent(2));
}

TEST(FileRows, ThatRepeatAnIdNameTheFirst) {
  const Family family("1,A,\n2,B,\n1,C,\n,D,\n,E,\n1,F,\n");
  EXPECT_FALSE(family.rows().same_id(0));
  EXPECT_EQ(family.rows().same_id(2), 0U);
  EXPECT_EQ(family.rows().same_id(5), 0U);
  EXPECT_FALSE(family.rows().same_id(4));
}

TEST(FileRows, AreEachOnceInTheOrder) {
  Rng rng(17);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const auto count = 1 + rng.below(12);
    for (std::uint64_t row = 0; row < count; ++row) {
      const auto parent = rng.below(count + 3);
      text += fmt::format("{},N{},{}\n", row, row, parent < count ? fmt::format("{}", parent) : "");
    }
    const Family family(text);
    std::vector<std::size_t> level_of(family.count(), ~std::size_t{0});
    std::size_t place = 0;
    for (std::size_t level = 0; level < family.rows().level_ends().size(); ++level)
      for (; place < family.rows().level_ends()[level]; ++place) {
        const std::size_t row = family.rows().row_at(place);
        EXPECT_EQ(level_of[row], ~std::size_t{0}) << text;
        level_of[row] = level;
      }
    EXPECT_EQ(place, family.count());
    for (std::size_t row = 0; row < family.count(); ++row) {
      const auto parent = family.rows().parent(row);
      if (family.rows().is_circular(row)) continue;
      if (parent) {
        EXPECT_EQ(level_of[row], level_of[*parent] + 1) << text;
      } else {
        EXPECT_EQ(level_of[row], 0U) << text;
      }
    }
  }
}

}  // namespace
}  // namespace bailiwick::crm
