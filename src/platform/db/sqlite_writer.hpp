// The one thread that writes to a SQLite file, and commits in groups.
//
// A commit at synchronous=FULL waits for the disk, a millisecond or so, however much it holds. So while one commit waits, writes
// queue; the next transaction takes all of them, and one wait serves them all. A write on its own is committed at once: grouping never
// delays. A write that fails takes nothing with it: mostly it has changed nothing yet; where it has, the transaction is rolled back and
// all of it runs again, each write in a savepoint. (Savepoints from the beginning would copy each page that is changed, for every write.)
// When a transaction breaks as a whole (the disk is full, a deferred check at the commit), its writes run again, one
// transaction each: the guilty one fails, the others do not. Private to this folder. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "platform/db/sqlite_connection.hpp"

namespace bailiwick::platform::db {

class SqliteWriter {
 public:
  struct Options {
    bool is_group_commit = true;
    std::size_t waiting_max = 4'096;
    // A transaction takes in what comes while it runs, this long: the first caller must not wait for ever.
    std::chrono::milliseconds batch_time_max{10};
    std::function<void()> after_commit = {};  // after each commit that changed something
    // Ends the snapshots of readers that are not in use: before the log is written back, and now and then while nothing is
    // written, for the sake of other processes.
    std::function<void()> release_snapshots = {};
  };
  SqliteWriter(std::unique_ptr<SqliteConnection> connection, Options options);
  // Finishes what is waiting.
  ~SqliteWriter();
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  // Blocks until the commit that holds it is durable, or it failed. What `work` throws is thrown to the caller.
  Result<void> write(const Connection::Work& work);
  // Does not block: `done` is called on the writer's thread, or at once where the queue is full (D008). What `work` throws is D005.
  using Done = std::function<void(const Result<void>&)>;
  void write_later(Connection::Work work, Done done);

 private:
  struct Request {
    Connection::Work work;
    Done done;  // called outside of the lock
    Result<void> outcome;
    std::exception_ptr exception;
  };
  using Batch = std::vector<std::shared_ptr<Request>>;

  void serve();
  std::shared_ptr<Request> next_waiting();
  bool try_queue(std::shared_ptr<Request> request);
  void commit_group(Batch& batch);
  void commit_alone(Request& request);
  Result<void> run_group(Batch& batch);
  Result<void> run_again_with_care(const Batch& batch);
  Result<void> run_part(Request& request);
  Result<void> mark_begin();
  Result<void> begin_anew();
  void run_work(Request& request);
  static void tell(const Batch& batch);
  void write_back(int pages_min);
  void release_snapshots();

  std::unique_ptr<SqliteConnection> connection_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable queued_;
  std::deque<std::shared_ptr<Request>> waiting_;
  bool is_stopping_ = false;
  std::optional<std::int64_t>
      begun_;  // the mark of the transaction's begin, where parts have no savepoints
  bool is_log_to_begin_anew_ =
      false;  // it was written back; the next commit starts at its beginning
  std::thread thread_;
};

}  // namespace bailiwick::platform::db
