// The snapshot that a reader of SQLite sees, kept from one read to the next while nobody has committed anything.
//
// To begin and end a read transaction costs as much as a small query: locks of the file, its size, counters. But as long as nobody
// commits, the snapshot of the last read is what a new one would see. Every commit, of any process, changes the header of the write-ahead
// log's index, which lies in memory that all of them share: 48 bytes with a counter and a checksum
// (https://www.sqlite.org/walformat.html#the_wal_index_header). They are noted before a snapshot is taken; while they are the same, it is the newest.
// An open snapshot keeps the log from being written back and begun anew, so those that nobody uses must be ended now and then
// (SqliteWriter::Options::release_snapshots). Private to this folder. One thread at a time.
#pragma once

#include <array>
#include <cstdint>

#include "base/result.hpp"
#include "platform/db/sqlite_connection.hpp"

namespace bailiwick::platform::db {

class SqliteSnapshot {
 public:
  // The connection must outlive it, and be used by reads alone.
  explicit SqliteSnapshot(SqliteConnection& connection) : connection_(connection) {}

  // Begins a transaction, or goes on with the one that is open where that sees all there is.
  Result<void> open();
  // After reads that went well: leaves it open for the next.
  void keep();
  void end();
  [[nodiscard]] bool is_open() const { return is_open_; }

 private:
  using Header = std::array<std::uint32_t, 12>;
  [[nodiscard]] Header header_now() const;

  SqliteConnection& connection_;
  std::uint32_t* index_ = nullptr;  // the shared memory; nullptr: not known yet
  Header header_{};                 // as it was before the snapshot was taken
  bool is_open_ = false;
};

}  // namespace bailiwick::platform::db
