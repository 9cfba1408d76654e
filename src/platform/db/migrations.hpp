// Migrations: what makes an empty database, or one of any earlier version, into that of this program.
//
// A capability's migrations are files 001_name.sql, 002_name.sql, ... in its folder migrations/, built into the program
// by bailiwick_migrations() of CMake. One text serves both databases: column types are written {id} {int64} {real} {bytes} {text}
// {date} {instant}, and the end of a table {strict}; they are rendered for the driver. Statements are separated by ";" at the end of a line.
// They are applied in the order of the modules given and of their numbers, each in a transaction that also records
// its SHA-256. Once applied a file must not change.
// Errors: D020 an applied migration was edited, D021 the database is newer than this program, D022 a migration fails.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

struct Migration {
  int number = 0;  // 1, 2, 3, ... without gaps
  std::string_view name;
  std::string_view sql;
};

struct MigrationModule {
  std::string_view name;  // "identity", "planning"
  std::vector<Migration> migrations;
};

struct AppliedMigration {
  std::string module;
  int number = 0;
  std::string name;
};

// What is still to be applied; errors D020 and D021.
[[nodiscard]] Result<std::vector<AppliedMigration>> pending_migrations(
    Database& database, std::span<const MigrationModule> modules);

// Applies what is pending; the ones applied. Two processes at once: one waits for the other.
[[nodiscard]] Result<std::vector<AppliedMigration>> migrate(
    Database& database, std::span<const MigrationModule> modules);

}  // namespace bailiwick::platform::db
