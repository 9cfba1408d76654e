// For tests: a fresh database of either kind, gone at the end.
//
//   TEST_P(Suite, ...)   INSTANTIATE_TEST_SUITE_P(Both, Suite, on_both(), dialect_name);
//   SetUp(): if (auto why = why_not(GetParam())) GTEST_SKIP() << *why;
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"

namespace bailiwick::testing {

namespace db = platform::db;

// A folder of its own under the system's temporary one, gone at the end.
class DatabaseFolder {
 public:
  DatabaseFolder();
  ~DatabaseFolder();
  DatabaseFolder(DatabaseFolder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  DatabaseFolder& operator=(DatabaseFolder&&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }
  void write(std::string_view name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string read(std::string_view name) const {
    std::ifstream in(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::filesystem::path path_;
};

struct TestDatabase {
  std::unique_ptr<DatabaseFolder> folder;
  std::unique_ptr<db::Database> database;
  db::DatabaseOptions options;  // to open it once more
  std::string fault;            // why there is no database
};

// Why there can be no database of this kind here; nothing where there can.
[[nodiscard]] std::optional<std::string> why_not(db::Dialect dialect);

// A database with the tables of one migration's text, or of whole modules.
[[nodiscard]] TestDatabase make_database(db::Dialect dialect, std::string_view migration = {});
[[nodiscard]] TestDatabase make_database(db::Dialect dialect,
                                         std::span<const db::MigrationModule> modules);

[[nodiscard]] inline auto on_both() {
  return ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres);
}
[[nodiscard]] inline std::string dialect_name(const ::testing::TestParamInfo<db::Dialect>& info) {
  return info.param == db::Dialect::kSqlite ? "sqlite" : "postgres";
}

}  // namespace bailiwick::testing
