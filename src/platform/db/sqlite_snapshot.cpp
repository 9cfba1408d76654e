#include "platform/db/sqlite_snapshot.hpp"

#include <sqlite3.h>

#include <atomic>

namespace bailiwick::platform::db {
namespace {

constexpr Sql kBegin = "BEGIN";
constexpr std::uint32_t kIndexVersion =
    3'007'000;                        // the header's first word, of every SQLite since
constexpr int kRegionBytes = 32'768;  // the index is mapped in regions of this size

// The first region of the log's index, for a connection that has read; nullptr where the file has none.
std::uint32_t* map_index(sqlite3* handle) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
    return nullptr;
  if (file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) return nullptr;
  void volatile* region = nullptr;
  if (file->pMethods->xShmMap(file, 0, kRegionBytes, 0, &region) != SQLITE_OK) return nullptr;
  return static_cast<std::uint32_t*>(const_cast<void*>(region));
}

}  // namespace

// Torn by a commit on its way, it equals neither what was noted before it nor what is noted after it, and costs one transaction more.
SqliteSnapshot::Header SqliteSnapshot::header_now() const {
  Header header;
  for (std::size_t i = 0; i < header.size(); ++i)
    header[i] = std::atomic_ref(index_[i]).load(std::memory_order_acquire);
  return header;
}

Result<void> SqliteSnapshot::open() {
  if (is_open_) {
    if (index_ != nullptr && header_now() == header_) return {};
    end();
  }
  if (index_ != nullptr) header_ = header_now();
  auto begun = connection_.control(kBegin);
  is_open_ = begun.has_value();
  return begun;
}

void SqliteSnapshot::keep() {
  if (index_ != nullptr && connection_.is_in_transaction()) return;
  index_ = map_index(connection_.handle());
  if (index_ != nullptr && header_now()[0] != kIndexVersion) index_ = nullptr;
  end();
}

void SqliteSnapshot::end() {
  connection_.roll_back();
  is_open_ = false;
}

}  // namespace bailiwick::platform::db
