// Goal: a check writes nothing; a run writes all or nothing, or the good rows and each once, however often it is interrupted. Method: the
// handlers on both databases, with a writer that fails and a context that stops when it is told to.
#include "crm/import_job.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "crm/import_pass.hpp"
#include "crm/import_store.hpp"
#include "crm/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/indexes_later.hpp"
#include "tests/support/import_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace jobs = platform::jobs;
namespace support = bailiwick::testing;
using platform::db::Connection;
using support::ImportContext;

class ImportJobTest : public support::PlatformTest {
 protected:
  ImportJobTest()
      : PlatformTest({platform::audit::audit_migrations(), crm_migrations(),
                      support::test_record_migrations()}) {}

  // An import of "id,name,parent" rows whose job is queued.
  void ask(const std::string& rows, ImportMode mode, ImportState state = ImportState::kRunning,
           WrongValues wrong_values = WrongValues::kRejectRow) {
    import_ = Import();
    import_.id = ImportId(ids_.next());
    import_.name = "a.csv";
    import_.state = state;
    import_.order = ImportOrder{.mapping = mapping_,
                                .defaults = {},
                                .form = {},
                                .mode = mode,
                                .wrong_values = wrong_values};
    import_.job = jobs::JobId(ids_.next());
    import_.created_by = person_;
    import_.created_at = clock_.now();
    job_ = {};
    job_.tenant = tenant_;
    job_.id = *import_.job;
    job_.created_by = person_;
    job_.payload = import_payload(import_.id);
    ASSERT_TRUE(write([&](Connection& connection) -> Result<void> {
      if (auto added = import_store::insert(connection, tenant_, import_); !added) return added;
      const std::string text = "id,name,parent\n" + rows;
      const std::size_t half = text.size() / 2;
      auto put = import_store::put_chunk(connection, key(), import_store::Part::kFile, 0,
                                         text.substr(0, half));
      if (!put) return put;
      return import_store::put_chunk(connection, key(), import_store::Part::kFile, 1,
                                     text.substr(half));
    }));
  }
  import_store::ImportKey key() const { return {tenant_, import_.id}; }

  // Runs the handler and, where it gives a value, what it saves. The rule of its error, or "".
  std::string attempt(const jobs::JobKind& kind, std::size_t stop_after = 1'000'000) {
    ImportContext context(job_, stop_after);
    const auto outcome = kind.run(context);
    messages_ = context.messages;
    if (!outcome) return outcome.error().rule;
    EXPECT_TRUE(write([&](Connection& connection) { return outcome->save(connection); }));
    result_ = nlohmann::json::parse(outcome->result);
    return "";
  }
  std::string run(std::size_t stop_after = 1'000'000) {
    return attempt(import_run_kind(parts_), stop_after);
  }

  Import now() {
    return read([&](Connection& connection) { return import_store::find(connection, key()); })
        .value()
        .value();
  }
  std::string rejects() { return chunks(import_store::Part::kRejects); }
  std::string chunks(import_store::Part part) {
    std::string text;
    for (std::int64_t index = 0;;) {
      const auto chunk = read([&](Connection& connection) {
        return import_store::chunk_from(connection, key(), part, index);
      });
      if (!chunk.value()) return text;
      text += (*chunk)->content;
      index = (*chunk)->index + 1;
    }
  }
  std::string records() { return support::TestRecords::all(database()); }
  std::int64_t record_count() {
    return read([](Connection& connection) {
             return platform::db::query_one(
                 connection, "SELECT COUNT(*) FROM test_record", {},
                 [](const platform::db::Row& row) { return row.int64(0); });
           })
        .value()
        .value();
  }

  decltype(ImportOrder::mapping) mapping_ = {
      {"id", "external_id"}, {"name", "name"}, {"parent", "parent"}};
  Import import_;
  jobs::Job job_;
  std::vector<std::string> messages_;
  nlohmann::json result_;
  platform::audit::Log log_{clock_.wall(), platform::audit::SealKey{7}};
  support::TestRecords records_{ids_};
  // The database is there only once the test begins.
  struct Parts {
    ImportJobTest& test;
    operator ImportJobParts() const {
      return {
          .database = test.database(),
          .writer = test.records_,
          .finder = test.records_,
          .schema = [](Connection&, TenantId,
                       ObjectKind object) { return Result<ImportSchema>(import_schema(object)); },
          .log = test.log_};
    }
  } parts_{*this};
};
INSTANTIATE_TEST_SUITE_P(Both, ImportJobTest, support::on_both(), support::dialect_name);

TEST_P(ImportJobTest, ACheckWritesNothing) {
  ask("1,A,2\n2,B,\n3,,\n", ImportMode::kAllOrNothing, ImportState::kChecking);
  EXPECT_EQ(attempt(import_check_kind(parts_)), "");
  EXPECT_EQ(now().state, ImportState::kChecked);
  EXPECT_EQ(now().outcome->added, 2);
  EXPECT_EQ(now().outcome->rejected, 1);
  EXPECT_EQ(now().outcome->problems.front().line, 4);
  EXPECT_EQ(now().rows_done, 0);
  EXPECT_EQ(result_["import"], import_.id.text());
  EXPECT_EQ(result_["rejected"], 1);
  EXPECT_EQ(rejects(), "3,,,name: name is required and this row has none. (K041)\n");
  EXPECT_EQ(records(), "");
  EXPECT_EQ(messages_.back(), "3 of 3 rows checked, 1 with problems");
  // Once more: nothing is there twice.
  EXPECT_EQ(attempt(import_check_kind(parts_)), "");
  EXPECT_EQ(rejects(), "3,,,name: name is required and this row has none. (K041)\n");
}

TEST_P(ImportJobTest, AllOrNothingIsNothingWhereARowIsWrong) {
  ask("1,A,\n2,,\n", ImportMode::kAllOrNothing);
  EXPECT_EQ(run(), "K055");
  EXPECT_EQ(now().state, ImportState::kFailed);
  EXPECT_EQ(now().outcome->added, 0);
  EXPECT_EQ(now().outcome->rejected, 1);
  EXPECT_EQ(records(), "");
  EXPECT_NE(rejects().find("K041"), std::string::npos);
}

TEST_P(ImportJobTest, AllOrNothingIsAllWhereNoneIs) {
  ask("1,A,2\n2,B,\n", ImportMode::kAllOrNothing);
  EXPECT_EQ(run(), "");
  EXPECT_EQ(now().state, ImportState::kDone);
  EXPECT_EQ(*now().outcome, ImportOutcome{.added = 2});
  EXPECT_EQ(records(), "1:A>B 2:B");
  // The job's end was not told: the attempt after it finds all done.
  EXPECT_EQ(run(), "");
  EXPECT_EQ(*now().outcome, ImportOutcome{.added = 2});
  EXPECT_EQ(records(), "1:A>B 2:B");
}

TEST_P(ImportJobTest, AllOrNothingIsNothingWhenItIsCancelledOrFails) {
  ask("1,A,2\n2,B,\n", ImportMode::kAllOrNothing);
  EXPECT_EQ(run(1), "K058");
  EXPECT_EQ(run(2), "K058");  // one block is written
  EXPECT_EQ(run(3), "K058");  // all are written
  EXPECT_EQ(records(), "");
  records_.fail_at = records_.writes + 2;  // the second block
  EXPECT_EQ(run(), "D002");
  records_.fail_at = 0;
  EXPECT_EQ(records(), "");
  EXPECT_EQ(run(), "");
  EXPECT_EQ(record_count(), 2);
}

TEST_P(ImportJobTest, GoodRowsAreKeptAndTheOthersTold) {
  ask("1,A,\n2,,\n3,refused,\n4,D,2\n", ImportMode::kGoodRows);
  EXPECT_EQ(run(), "");
  EXPECT_EQ(now().state, ImportState::kDone);
  EXPECT_EQ(now().outcome->added, 1);
  EXPECT_EQ(now().outcome->rejected, 3);
  EXPECT_EQ(now().outcome->problems.size(), 3U);
  EXPECT_EQ(records(), "1:A");
  EXPECT_NE(rejects().find("T999"), std::string::npos);
  EXPECT_NE(rejects().find("K045"), std::string::npos);
}

TEST_P(ImportJobTest, WhatIsLeftOutIsListedOnceInEitherMode) {
  for (const ImportMode mode : {ImportMode::kAllOrNothing, ImportMode::kGoodRows}) {
    ask("1,A,nobody\n2,B,\n", mode, ImportState::kRunning, WrongValues::kLeaveOut);
    EXPECT_EQ(run(), "");
    EXPECT_EQ(now().outcome->left_out, 1);
    EXPECT_EQ(now().outcome->rejected, 0);
    ASSERT_EQ(now().outcome->problems.size(), 1U);
    EXPECT_TRUE(now().outcome->problems[0].is_left_out);
    const std::string list = chunks(import_store::Part::kLeftOut);
    EXPECT_TRUE(list.starts_with("2,parent,parent,nobody,")) << list;
    EXPECT_EQ(std::ranges::count(list, '\n'), 1) << list;
    EXPECT_EQ(records(), "1:A 2:B");
  }
}

TEST_P(ImportJobTest, GoodRowsGoOnWhereTheyWereInterruptedAndNoRowIsWrittenTwice) {
  // No row has an external id: only rows_done keeps them from being added twice.
  std::string rows;
  for (std::size_t row = 0; row < 2 * kImportBatchRows + 10; ++row)
    rows += fmt::format(",N{},\n", row);
  rows += ",,\n";
  ask(rows, ImportMode::kGoodRows);
  const auto batch = static_cast<std::int64_t>(kImportBatchRows);
  records_.fail_at = 2;
  EXPECT_EQ(run(), "D002");
  records_.fail_at = 0;
  EXPECT_EQ(record_count(), batch);
  EXPECT_EQ(now().outcome->added, batch);
  EXPECT_EQ(now().state, ImportState::kRunning);
  EXPECT_EQ(run(2), "K058");  // cancelled after one more block
  EXPECT_EQ(record_count(), 2 * batch);
  EXPECT_EQ(run(), "");
  EXPECT_EQ(record_count(), 2 * batch + 10);
  EXPECT_EQ(now().outcome->added, 2 * batch + 10);
  EXPECT_EQ(now().outcome->rejected, 1);
  EXPECT_EQ(run(), "");
  EXPECT_EQ(record_count(), 2 * batch + 10);
}

TEST_P(ImportJobTest, AnAttemptThatWasOvertakenKeepsNothing) {
  ask("1,A,\n", ImportMode::kGoodRows);
  // While this attempt writes, another finishes: the writer's moment is used to move the import on.
  class Overtaking final : public RecordWriter {
   public:
    Overtaking(const RecordWriter& inner, const import_store::ImportKey& key, jobs::JobId job)
        : inner_(inner), key_(key), job_(job) {}
    Result<std::vector<Written>> write(Connection& connection,
                                       const RecordBatch& batch) const override {
      EXPECT_TRUE(import_store::advance(connection, key_, {job_, 0, 1}, {}).value());
      return inner_.write(connection, batch);
    }

   private:
    const RecordWriter& inner_;
    import_store::ImportKey key_;
    jobs::JobId job_;
  };
  const Overtaking writer(records_, key(), job_.id);
  const ImportJobParts usual = parts_;
  const ImportJobParts parts{usual.database, writer, usual.finder, usual.schema, usual.log};
  EXPECT_EQ(attempt(import_run_kind(parts)), "K056");
  EXPECT_EQ(records(), "");
}

TEST_P(ImportJobTest, AJobWithoutItsImportOrFileFails) {
  ask("1,A,\n", ImportMode::kGoodRows);
  ASSERT_TRUE(write([&](Connection& connection) {
    return import_store::clear(connection, key(), import_store::Part::kFile);
  }));
  EXPECT_EQ(run(), "K057");
  job_.id = jobs::JobId(ids_.next());
  EXPECT_EQ(run(), "K050");
  job_.payload = "{}";
  EXPECT_EQ(run(), "K050");
}

TEST_P(ImportJobTest, ACancelIsHeardWhileIndexesAreMadeAndLeavesThemAsTheyWere) {
  if (GetParam() != platform::db::Dialect::kSqlite) GTEST_SKIP() << "indexes stay";
  const auto indexes = [&] {
    return read([](Connection& connection) {
             return platform::db::query_all(
                 connection,
                 "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'account' "
                 "ORDER BY name",
                 {}, [](const platform::db::Row& row) { return std::string(row.text(0)); });
           })
        .value();
  };
  const auto before = indexes();
  std::string rows;
  for (std::int64_t row = 0; row < platform::db::kIndexesLaterRows; ++row)
    rows += fmt::format("{},Account {},\n", row, row);
  mapping_.pop_back();  // a parent is looked up, and wants the indexes
  ask(rows, ImportMode::kAllOrNothing);
  ImportContext context(job_);
  context.stop_at = "Making the rows findable";
  const auto outcome = import_run_kind(parts_).run(context);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().rule, "K058");
  EXPECT_EQ(context.messages.back(), context.stop_at) << "no index was waited for";
  EXPECT_EQ(record_count(), 0);
  EXPECT_EQ(indexes(), before);
  EXPECT_GT(before.size(), 2U);
}

}  // namespace
}  // namespace bailiwick::crm
