// Goal: each row is written or told what is wrong with it, parents before their children. Method: a small table of records behind
// the ports, on both databases.
#include "crm/import_pass.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "platform/files/csv.hpp"
#include "tests/support/import_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;
namespace support = bailiwick::testing;
using platform::db::Connection;

class ImportPassTest : public support::PlatformTest {
 protected:
  ImportPassTest() : PlatformTest({support::test_record_migrations()}) {}

  // Of "id,name,parent" rows of accounts.
  void load(std::string rows, WrongValues wrong_values = WrongValues::kRejectRow) {
    auto file = files::text_from_bytes("a.csv", "id,name,parent\n" + std::move(rows));
    file_.emplace(std::move(*files::parse_csv(std::move(*file), {.keeps_bad_rows = true})));
    ImportOrder order;
    order.mapping = {{"id", "external_id"}, {"name", "name"}, {"parent", "parent"}};
    order.wrong_values = wrong_values;
    plan_ = make_plan(schema_, file_->table.columns(), order).value();
    pass_.emplace(ImportPass::Ports{records_, records_}, ImportActor{tenant_, person_}, plan_,
                  *file_);
  }
  ImportOutcome all(bool is_dry) {
    ImportOutcome outcome;
    rejects_.clear();
    left_out_.clear();
    for (std::size_t begin = 0; begin < pass_->row_count();) {
      const ImportBlock block = pass_->block_at(begin);
      const auto settle = [&](Connection& connection) {
        return pass_->settle(connection, pass_->read(block), is_dry);
      };
      const auto done = is_dry ? read(settle) : write(settle);
      EXPECT_TRUE(done);
      add_to(outcome, done->outcome);
      rejects_ += done->rejects;
      left_out_ += done->left_out;
      begin = block.end;
    }
    return outcome;
  }
  static std::string rules(const ImportOutcome& outcome) {
    std::string text;
    for (const ImportProblem& problem : outcome.problems)
      text += fmt::format("{}{}:{}", text.empty() ? "" : " ", problem.line, problem.rule);
    return text;
  }

  ImportSchema schema_ = import_schema(ObjectKind::kAccount);
  support::TestRecords records_{ids_};
  std::optional<files::Csv> file_;
  ImportPlan plan_;
  std::optional<ImportPass> pass_;
  std::string rejects_;
  std::string left_out_;
};
INSTANTIATE_TEST_SUITE_P(Both, ImportPassTest, support::on_both(), support::dialect_name);

TEST_P(ImportPassTest, ParentsAreWrittenBeforeTheirChildren) {
  load("1,Child,2\n2,Parent,3\n3,Top,\n,Loose,Top\n");
  EXPECT_EQ(all(true).added, 4);
  EXPECT_EQ(support::TestRecords::all(database()), "");
  EXPECT_EQ(all(false).added, 4);
  EXPECT_EQ(support::TestRecords::all(database()), "1:Child>Parent Loose>Top 2:Parent>Top 3:Top");
}

TEST_P(ImportPassTest, ARowOfAnotherLengthIsOneBadRow) {
  load("1,Short\n2,Good,\n3,Long,,x,y\n4,\"Quoted\"x,\n");
  const ImportOutcome rehearsed = all(true);
  EXPECT_EQ(rules(rehearsed), "2:F009 4:F009 5:F010");
  EXPECT_EQ(rehearsed.problems[0].message, "There are 2 fields where the first line has 3.");
  EXPECT_NE(rejects_.find("1,Short,,There are 2 fields"), std::string::npos) << rejects_;
  EXPECT_EQ(all(false).added, 1);
  EXPECT_EQ(support::TestRecords::all(database()), "2:Good");
}

TEST_P(ImportPassTest, AValueThatIsLeftOutLeavesItsFieldAsItIs) {
  load("1,A,\n2,B,1\n");
  EXPECT_EQ(all(false).added, 2);
  // Its parent is not known, so B keeps the one that it has.
  load("2,Better,nobody\n3,C,nobody\n4,D,1\n", WrongValues::kLeaveOut);
  const ImportOutcome dry = all(true);
  EXPECT_EQ(rules(dry), "2:K042 3:K042");
  EXPECT_EQ(dry.left_out, 2);
  EXPECT_EQ(dry.rejected, 0);
  EXPECT_NE(left_out_.find("2,parent,parent,nobody,"), std::string::npos) << left_out_;
  const ImportOutcome wet = all(false);
  EXPECT_EQ(wet.left_out, 2);
  EXPECT_EQ(wet.added, 2);
  EXPECT_EQ(wet.updated, 1);
  EXPECT_EQ(support::TestRecords::all(database()), "1:A 2:Better>A 3:C 4:D>A");
}

TEST_P(ImportPassTest, WhatWasDeletedWhereItComesFromStaysOut) {
  auto file = files::text_from_bytes("a.csv", "Id,Name,IsDeleted\n1,Kept,false\n2,Gone,true\n");
  file_.emplace(std::move(*files::parse_csv(std::move(*file))));
  ImportOrder order;
  order.mapping = {{"Id", "external_id"}, {"Name", "name"}};
  plan_ = make_plan(schema_, file_->table.columns(), order).value();
  pass_.emplace(ImportPass::Ports{records_, records_}, ImportActor{tenant_, person_}, plan_,
                *file_);
  EXPECT_EQ(rules(all(true)), "3:K067");
  EXPECT_EQ(all(false).added, 1);
  EXPECT_EQ(support::TestRecords::all(database()), "1:Kept");
  // Whoever reads the column as a field says that it means something else.
  order.mapping.push_back({"IsDeleted", "is_key_account"});
  plan_ = make_plan(schema_, file_->table.columns(), order).value();
  pass_.emplace(ImportPass::Ports{records_, records_}, ImportActor{tenant_, person_}, plan_,
                *file_);
  EXPECT_EQ(rules(all(true)), "");
}

TEST_P(ImportPassTest, WordsThatAreNotOursAreCounted) {
  auto file = files::text_from_bytes("a.csv", "name,kind\nA,odd\nB,odd\nC,customer\nD,strange\n");
  file_.emplace(std::move(*files::parse_csv(std::move(*file))));
  ImportOrder order;
  order.mapping = {{"name", "name"}, {"kind", "kind"}};
  plan_ = make_plan(schema_, file_->table.columns(), order).value();
  pass_.emplace(ImportPass::Ports{records_, records_}, ImportActor{tenant_, person_}, plan_,
                *file_);
  EXPECT_EQ(all(true).unknown_values,
            (std::vector<UnknownValue>{{"kind", "odd", 2}, {"kind", "strange", 1}}));
  order.meanings = {{"kind", "odd", "customer"}, {"kind", "strange", ""}};
  plan_ = make_plan(schema_, file_->table.columns(), order).value();
  const ImportOutcome told = all(true);
  EXPECT_TRUE(told.unknown_values.empty());
  EXPECT_EQ(told.added, 4);
}

TEST_P(ImportPassTest, TheSameFileTwiceChangesNothing) {
  load("1,Child,2\n2,Parent,\n");
  EXPECT_EQ(all(false).added, 2);
  EXPECT_EQ(all(true).unchanged, 2);
  const ImportOutcome again = all(false);
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_EQ(again.added + again.updated + again.rejected, 0);
  load("1,Child,\n2,Other,\n");
  EXPECT_EQ(all(true).updated, 2);
  EXPECT_EQ(all(false).updated, 2);
  EXPECT_EQ(support::TestRecords::all(database()), "1:Child 2:Other");
}

TEST_P(ImportPassTest, EveryProblemIsTheSameDryAndWet) {
  load("1,A,\n1,B,\n2,,\n3,C,2\n4,D,3\n5,E,6\n6,F,5\n7,G,nobody\n8,refused,\n9,H,8\n10,I,1\n");
  const ImportOutcome dry = all(true);
  // Rows that go round in a circle are in the last level.
  EXPECT_EQ(rules(dry), "3:K044 4:K041 9:K042 10:T999 5:K045 11:K045 6:K045 7:K045 8:K045");
  EXPECT_EQ(dry.rejected, 9);
  EXPECT_EQ(dry.added, 2);
  const ImportOutcome wet = all(false);
  EXPECT_EQ(rules(wet), rules(dry));
  EXPECT_EQ(wet.added, 2);
  EXPECT_EQ(support::TestRecords::all(database()), "1:A 10:I>A");
  EXPECT_NE(
      rejects_.find(
          "1,B,,\"id: The external id \"\"1\"\" is that of line 2 too. Leave one out. (K044)\""),
      std::string::npos)
      << rejects_;
}

TEST_P(ImportPassTest, BlocksAreOfOneLevelAndNoLongerThanTheLimit) {
  std::string rows;
  for (std::size_t row = 0; row < kImportBatchRows + 10; ++row)
    rows += fmt::format("{},N{},{}\n", row, row, row == 5 ? "0" : "");
  load(rows);
  EXPECT_EQ(pass_->block_at(0).end, kImportBatchRows);
  EXPECT_EQ(pass_->block_at(kImportBatchRows).end, kImportBatchRows + 9);
  EXPECT_EQ(pass_->block_at(kImportBatchRows + 9).end, kImportBatchRows + 10);
  EXPECT_EQ(all(false).added, static_cast<std::int64_t>(kImportBatchRows) + 10);
}

TEST_P(ImportPassTest, OnlyTheFirstProblemsAreKept) {
  std::string rows;
  for (std::size_t row = 0; row < kProblemsShown + 1; ++row) rows += fmt::format("{},,\n", row);
  load(rows);
  const ImportOutcome outcome = all(true);
  EXPECT_EQ(outcome.problems.size(), kProblemsShown);
  EXPECT_EQ(outcome.rejected, static_cast<std::int64_t>(kProblemsShown) + 1);
}

}  // namespace
}  // namespace bailiwick::crm
