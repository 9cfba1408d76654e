#include "platform/db/sqlite_wal_buffer.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace bailiwick::platform::db {
namespace {

constexpr char kName[] = "bailiwick-wal-buffer";
// SQLite's own layer takes less than 128 KiB a call.
constexpr std::size_t kBufferBytes = 120 * 1024;

// Lies in the memory that SQLite gives a file; the system's own file stands behind it.
struct LogFile {
  sqlite3_file base;
  std::vector<std::byte>* waiting;
  sqlite3_int64 begin;  // where in the file `waiting` belongs
};

constexpr std::size_t kOwnBytes = (sizeof(LogFile) + alignof(std::max_align_t) - 1) /
                                  alignof(std::max_align_t) * alignof(std::max_align_t);

LogFile& own(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + kOwnBytes);
}

sqlite3_vfs& system_vfs() {
  static sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
  return *system;
}

// What waits goes to the file. After an error it is gone: the transaction that wrote it fails, and is written anew if at all.
int hand_on(sqlite3_file* file) {
  LogFile& log = own(file);
  if (log.waiting->empty()) return SQLITE_OK;
  sqlite3_file* const system = real(file);
  const int code = system->pMethods->xWrite(system, log.waiting->data(),
                                            static_cast<int>(log.waiting->size()), log.begin);
  log.waiting->clear();
  return code;
}

// `call` on the system's file, once it holds all that was written.
template <class Call>
int after_handing_on(sqlite3_file* file, Call call) {
  const int code = hand_on(file);
  if (code != SQLITE_OK) return code;
  sqlite3_file* const system = real(file);
  return call(*system->pMethods, system);
}

int write(sqlite3_file* file, const void* data, int bytes, sqlite3_int64 offset) {
  LogFile& log = own(file);
  const auto size = static_cast<std::size_t>(bytes);
  const bool continues = log.begin + static_cast<sqlite3_int64>(log.waiting->size()) == offset &&
                         log.waiting->size() + size <= kBufferBytes;
  if (!continues) {
    if (const int code = hand_on(file); code != SQLITE_OK) return code;
    log.begin = offset;
  }
  if (size > kBufferBytes) {
    sqlite3_file* const system = real(file);
    return system->pMethods->xWrite(system, data, bytes, offset);
  }
  const auto* const first = static_cast<const std::byte*>(data);
  log.waiting->insert(log.waiting->end(), first, first + size);
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* data, int bytes, sqlite3_int64 offset) {
  return after_handing_on(file, [=](const sqlite3_io_methods& methods, sqlite3_file* system) {
    return methods.xRead(system, data, bytes, offset);
  });
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return after_handing_on(file, [=](const sqlite3_io_methods& methods, sqlite3_file* system) {
    return methods.xTruncate(system, size);
  });
}

int sync(sqlite3_file* file, int flags) {
  return after_handing_on(file, [=](const sqlite3_io_methods& methods, sqlite3_file* system) {
    return methods.xSync(system, flags);
  });
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return after_handing_on(file, [=](const sqlite3_io_methods& methods, sqlite3_file* system) {
    return methods.xFileSize(system, size);
  });
}

int close(sqlite3_file* file) {
  const int handed = hand_on(file);
  delete own(file).waiting;
  sqlite3_file* const system = real(file);
  const int closed = system->pMethods->xClose(system);
  return handed != SQLITE_OK ? handed : closed;
}

int lock(sqlite3_file* file, int level) {
  sqlite3_file* const system = real(file);
  return system->pMethods->xLock(system, level);
}

int unlock(sqlite3_file* file, int level) {
  sqlite3_file* const system = real(file);
  return system->pMethods->xUnlock(system, level);
}

int check_reserved_lock(sqlite3_file* file, int* is_held) {
  sqlite3_file* const system = real(file);
  return system->pMethods->xCheckReservedLock(system, is_held);
}

int file_control(sqlite3_file* file, int operation, void* argument) {
  return after_handing_on(file, [=](const sqlite3_io_methods& methods, sqlite3_file* system) {
    return methods.xFileControl(system, operation, argument);
  });
}

int sector_size(sqlite3_file* file) {
  sqlite3_file* const system = real(file);
  return system->pMethods->xSectorSize(system);
}

int device_characteristics(sqlite3_file* file) {
  sqlite3_file* const system = real(file);
  return system->pMethods->xDeviceCharacteristics(system);
}

sqlite3_io_methods log_methods() {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;
  methods.xClose = close;
  methods.xRead = read;
  methods.xWrite = write;
  methods.xTruncate = truncate;
  methods.xSync = sync;
  methods.xFileSize = file_size;
  methods.xLock = lock;
  methods.xUnlock = unlock;
  methods.xCheckReservedLock = check_reserved_lock;
  methods.xFileControl = file_control;
  methods.xSectorSize = sector_size;
  methods.xDeviceCharacteristics = device_characteristics;
  return methods;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  sqlite3_vfs& system = system_vfs();
  if ((flags & SQLITE_OPEN_WAL) == 0) return system.xOpen(&system, name, file, flags, flags_out);
  static const sqlite3_io_methods kMethods = log_methods();
  file->pMethods = nullptr;  // where opening fails SQLite does not close
  auto waiting = std::unique_ptr<std::vector<std::byte>>(new (std::nothrow) std::vector<std::byte>);
  if (!waiting) return SQLITE_NOMEM;
  const int code = system.xOpen(&system, name, real(file), flags, flags_out);
  if (code != SQLITE_OK) return code;
  waiting->reserve(kBufferBytes);
  own(file) = {.base = {&kMethods}, .waiting = waiting.release(), .begin = 0};
  return SQLITE_OK;
}

const char* register_vfs() {
  static sqlite3_vfs vfs = system_vfs();  // all else is the system's
  vfs.pNext = nullptr;
  vfs.zName = kName;
  vfs.szOsFile += static_cast<int>(kOwnBytes);
  vfs.xOpen = open;
  return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? kName : nullptr;
}

}  // namespace

const char* wal_buffer_vfs() {
  static const char* const name = register_vfs();
  return name;
}

}  // namespace bailiwick::platform::db
