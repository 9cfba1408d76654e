// A file system layer for SQLite's writer that writes its log in long pieces.
//
// SQLite writes each page of a transaction to the write-ahead log by two calls, a header of 24 bytes and the page, one behind the
// other; a commit of some hundred pages spends a fifth of its time in them. This layer keeps such writes in memory as long as each
// continues the one before, and hands them on together: at a sync, before anything is read, cut or measured, and when the buffer is full. Since
// the commit of a log ends with a sync (synchronous=FULL), and nobody reads pages of the log before that, nobody sees a difference; a
// write that fails is reported by the call that handed it on, before the commit is acknowledged. Files other than the log are the
// system's own. https://www.sqlite.org/vfs.html
#pragma once

namespace bailiwick::platform::db {

// The name to open a connection with (sqlite3_open_v2). Registered on first use; nullptr, which is SQLite's own layer, where that fails.
[[nodiscard]] const char* wal_buffer_vfs();

}  // namespace bailiwick::platform::db
