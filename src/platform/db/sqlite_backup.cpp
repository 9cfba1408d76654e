#include "platform/db/sqlite_backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <system_error>

#include "platform/db/sqlite_error.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr Sql kQuickCheck = "PRAGMA quick_check(5)";

struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

tl::unexpected<Error> refused(sqlite3* handle, int code) {
  return tl::unexpected(sqlite_error(handle, code, "backup"));
}

// One step over all pages is one read transaction: consistent, and in WAL mode in nobody's way.
Result<void> copy_pages(sqlite3* source, sqlite3* target) {
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  if (backup == nullptr) return refused(target, sqlite3_extended_errcode(target));
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) return refused(finished == stepped ? target : nullptr, stepped);
  return {};
}

Result<void> write_copy(SqliteConnection& source, const std::string& temporary) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(temporary.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, nullptr);
  const Handle target(raw);
  if (code != SQLITE_OK) return refused(target.get(), code);
  if (auto copied = copy_pages(source.handle(), target.get()); !copied) return copied;
  // The copy says that it has a write-ahead log, as the source does; without one it is a single file.
  const int single =
      sqlite3_exec(target.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
  if (single != SQLITE_OK) return refused(target.get(), single);
  return {};
}

bool flush(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool is_flushed = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return is_flushed;
}

Result<void> check_copy(const std::string& temporary) {
  auto copy = SqliteConnection::open({.file = temporary, .role = SqliteConnection::Role::kReader});
  if (!copy) return tl::unexpected(copy.error());
  return check_sqlite(**copy, temporary);
}

}  // namespace

Result<void> back_up_sqlite(SqliteConnection& source, const std::string& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    return fail(ErrorCode::kConflict, "D012",
                fmt::format("{} exists already. Name a new file for the backup.", file));
  }
  const std::string temporary = file + ".unfinished";
  std::filesystem::remove(temporary, error);
  auto done = write_copy(source, temporary);
  if (done) done = check_copy(temporary);
  if (done && !flush(temporary)) {
    done = fail(ErrorCode::kIo, "D011",
                fmt::format("{} could not be flushed to the disk. Check the disk.", temporary));
  }
  if (done) {
    std::filesystem::rename(temporary, file, error);
    if (error)
      done = fail(ErrorCode::kIo, "D011",
                  fmt::format("{} cannot be made: {}.", file, error.message()));
  }
  if (!done) {
    std::filesystem::remove(temporary, error);
    return done;
  }
  const auto folder = std::filesystem::path(file).parent_path();
  flush(folder.empty() ? "." : folder.string());
  return {};
}

Result<void> check_sqlite(SqliteConnection& connection, const std::string& file) {
  std::string faults;
  auto looked = connection.query(kQuickCheck, {}, [&](const Row& row) {
    if (row.text(0) != "ok") faults += fmt::format("{}{}", faults.empty() ? "" : "; ", row.text(0));
  });
  if (!looked) return looked;
  if (faults.empty()) return {};
  return fail(
      ErrorCode::kIo, "D003",
      fmt::format("The database {} is damaged: {}. Stop the server and restore the last backup.",
                  file, faults));
}

}  // namespace bailiwick::platform::db
