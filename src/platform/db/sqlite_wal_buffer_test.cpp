// Goal: what is written through the layer is what was written, whenever it is read, and no failure of the disk is lost. Method: the
// same random transactions on a database with the layer and one without, and a log that may not grow.
#include "platform/db/sqlite_wal_buffer.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "base/rng.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

Handle open(const std::string& file, const char* vfs) {
  sqlite3* handle = nullptr;
  EXPECT_EQ(sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs),
            SQLITE_OK);
  return Handle(handle);
}

int run(const Handle& handle, const std::string& sql) {
  return sqlite3_exec(handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
}

std::vector<std::string> rows(const Handle& handle, const char* sql) {
  std::vector<std::string> found;
  const auto add = [](void* into, int count, char** values, char**) {
    std::string row;
    for (int i = 0; i < count; ++i) row += std::string(values[i] ? values[i] : "NULL") + "|";
    static_cast<std::vector<std::string>*>(into)->push_back(row);
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(handle.get(), sql, add, &found, nullptr), SQLITE_OK);
  return found;
}

constexpr char kRows[] = "SELECT x, y, length(z), hex(substr(z, 1, 4)) FROM t ORDER BY x";

// A cache of ten pages, so that a transaction spills into the log and reads back from there.
Handle make(const std::string& file, const char* vfs) {
  Handle handle = open(file, vfs);
  EXPECT_EQ(run(handle,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = 10;"
                "PRAGMA wal_autocheckpoint = 60;"
                "CREATE TABLE t (x INTEGER PRIMARY KEY, y INTEGER, z BLOB);"
                "CREATE INDEX t_y ON t (y);"),
            SQLITE_OK);
  return handle;
}

std::string random_statement(Rng& rng) {
  const std::string x = std::to_string(rng.below(400));
  const std::string y = std::to_string(rng.below(1'000'000));
  switch (rng.below(4)) {
    case 0:
      return "DELETE FROM t WHERE x = " + x + ";";
    case 1:
      return "UPDATE t SET y = " + y + " WHERE x % 17 = " + x + " % 17;";
    default:
      return "INSERT OR REPLACE INTO t VALUES (" + x + ", " + y + ", zeroblob(" +
             std::to_string(rng.below(9'000)) + "));";
  }
}

TEST(WalBuffer, IsTheSameDatabaseAsWithoutIt) {
  const testing::DatabaseFolder folder;
  const Handle with = make(folder.file("with.db"), wal_buffer_vfs());
  const Handle without = make(folder.file("without.db"), nullptr);
  const Handle reader = open(folder.file("with.db"), nullptr);
  Rng rng(7);
  for (int transaction = 0; transaction < 150; ++transaction) {
    std::string sql = "BEGIN;";
    for (std::uint64_t i = 0, count = 1 + rng.below(40); i < count; ++i)
      sql += random_statement(rng);
    const bool is_kept = rng.below(4) != 0;
    EXPECT_EQ(run(with, sql), SQLITE_OK);
    EXPECT_EQ(run(without, sql), SQLITE_OK);
    if (transaction % 10 == 0) {
      EXPECT_EQ(rows(with, kRows), rows(without, kRows));
    }
    const std::string end = is_kept ? "COMMIT" : "ROLLBACK";
    EXPECT_EQ(run(with, end), SQLITE_OK);
    EXPECT_EQ(run(without, end), SQLITE_OK);
    ASSERT_EQ(rows(reader, kRows), rows(without, kRows)) << "a reader of the system's own files";
  }
  EXPECT_EQ(rows(reader, "PRAGMA integrity_check"), (std::vector<std::string>{"ok|"}));
}

// A limit on the size of files is a disk that is full.
TEST(WalBuffer, TellsACommitThatTheDiskIsFull) {
  const testing::DatabaseFolder folder;
  const Handle handle = make(folder.file("full.db"), wal_buffer_vfs());
  EXPECT_EQ(run(handle, "INSERT INTO t VALUES (1, 1, zeroblob(100))"), SQLITE_OK);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tight = before;
  tight.rlim_cur = 100'000;
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &tight);
  const int refused = run(handle, "INSERT INTO t VALUES (2, 2, zeroblob(150000))");
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_NE(refused, SQLITE_OK);
  EXPECT_EQ(run(handle, "INSERT INTO t VALUES (3, 3, zeroblob(100))"), SQLITE_OK);
  EXPECT_EQ(rows(handle, "SELECT x FROM t"), (std::vector<std::string>{"1|", "3|"}));
  EXPECT_EQ(rows(handle, "PRAGMA integrity_check"), (std::vector<std::string>{"ok|"}));
}

}  // namespace
}  // namespace bailiwick::platform::db
