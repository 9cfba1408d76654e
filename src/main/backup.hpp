// Backups: a consistent copy of the database of a running server, with a manifest by which a restore is checked.
//
//   FOLDER/bailiwick.db     the copy
//   FOLDER/manifest.json    {format, program, made_at, file, bytes, sha256, migrations: {module: number}, rows: {table: count}}
//
// A backup is whole when its manifest is there: that is written last. The secret key is not in it, on purpose: keep its copy
// elsewhere. Of SQLite; PostgreSQL has pg_dump and pg_basebackup.
// Rules: X020 the folder for a backup holds something already, X021 what is there is no backup of ours or was made by a newer program,
// X022 the copy differs from its manifest, X023 a restore would replace a database, X024 a file cannot be written or moved, X025
// the database is PostgreSQL's.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/db/database.hpp"

namespace bailiwick {

struct Manifest {
  int format = 1;
  std::string program;
  Instant made_at;
  std::uint64_t bytes = 0;
  std::string sha256;                              // hex
  std::map<std::string, std::int64_t> migrations;  // the last number of each module
  std::map<std::string, std::int64_t> rows;        // of each table
};

// `folder` is made, or is empty.
[[nodiscard]] Result<Manifest> make_backup(platform::db::Database& database,
                                           const std::string& folder, Instant now);

// Digest, soundness and row counts agree with the manifest.
[[nodiscard]] Result<Manifest> verify_backup(const std::string& folder);

struct RestorePlan {
  std::string folder;    // the backup
  std::string database;  // the file to be made or replaced
  bool is_forced = false;
};
// Verifies, copies beside the target, verifies the copy, and then puts it in place in one step. A database that was there is kept
// as FILE.replaced. Nobody may have the database open.
[[nodiscard]] Result<Manifest> restore_backup(const RestorePlan& plan);

[[nodiscard]] std::string manifest_json(const Manifest& manifest);

}  // namespace bailiwick
