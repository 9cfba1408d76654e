#include "platform/db/sqlite_writer.hpp"

#include <chrono>
#include <utility>

namespace bailiwick::platform::db {
namespace {

constexpr Sql kBegin = "BEGIN IMMEDIATE";
constexpr Sql kCommit = "COMMIT";
constexpr Sql kSavepoint = "SAVEPOINT work";
constexpr Sql kRelease = "RELEASE work";
constexpr Sql kUndo = "ROLLBACK TO work";

// A transaction takes in what comes while it runs, up to these: the first caller must not wait for ever.
constexpr std::size_t kBatchWritesMax = 1'024;
constexpr std::chrono::milliseconds kBatchTimeMax{10};

}  // namespace

SqliteWriter::SqliteWriter(const Database& owner, std::unique_ptr<SqliteConnection> connection,
                           Options options)
    : owner_(owner),
      connection_(std::move(connection)),
      options_(std::move(options)),
      thread_([this] { serve(); }) {}

SqliteWriter::~SqliteWriter() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  queued_.notify_one();
  thread_.join();
}

Result<void> SqliteWriter::write(const Connection::Work& work) {
  const auto request = std::make_shared<Request>();
  request->work = &work;
  std::unique_lock lock(mutex_);
  if (waiting_.size() >= options_.waiting_max) {
    return fail(ErrorCode::kUnavailable, "D008",
                "Too many changes are waiting to be written. Try again in a moment; if it stays "
                "so, the disk is too slow.");
  }
  waiting_.push_back(request);
  if (waiting_.size() == 1) queued_.notify_one();
  request->done.wait(lock, [&] { return request->is_done; });
  lock.unlock();
  if (request->exception) std::rethrow_exception(request->exception);
  return std::move(request->outcome);
}

void SqliteWriter::serve() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      queued_.wait(lock, [&] { return is_stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
    }
    const std::int64_t changes = connection_->changes_total();
    Batch batch;
    if (options_.is_group_commit) {
      commit_group(batch);
    } else {
      batch.push_back(next_waiting());
      commit_alone(*batch.front());
    }
    if (connection_->changes_total() != changes && options_.after_commit) options_.after_commit();
    wake(batch);
  }
}

std::shared_ptr<SqliteWriter::Request> SqliteWriter::next_waiting() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return nullptr;
  auto request = std::move(waiting_.front());
  waiting_.pop_front();
  return request;
}

void SqliteWriter::commit_group(Batch& batch) {
  auto committed = connection_->control(kBegin);
  if (!committed) {
    // Whoever holds the database would keep each of them waiting just as long.
    while (auto request = next_waiting()) {
      request->outcome = tl::unexpected(committed.error());
      batch.push_back(std::move(request));
    }
    return;
  }
  committed = run_group(batch);
  if (committed) committed = connection_->control(kCommit);
  if (committed) return;
  connection_->roll_back();
  for (const auto& request : batch) commit_alone(*request);
}

// Runs what is waiting; an error means that the transaction as a whole is lost.
Result<void> SqliteWriter::run_group(Batch& batch) {
  const auto end = std::chrono::steady_clock::now() + kBatchTimeMax;
  while (batch.size() < kBatchWritesMax) {
    auto request = next_waiting();
    if (!request) break;
    batch.push_back(std::move(request));
    if (auto run = run_in_savepoint(*batch.back()); !run) return run;
    if (std::chrono::steady_clock::now() >= end) break;
  }
  return {};
}

Result<void> SqliteWriter::run_in_savepoint(Request& request) {
  if (auto begun = connection_->control(kSavepoint); !begun) return begun;
  run_work(request);
  if (!connection_->is_in_transaction()) {
    // SQLite gave the transaction up by itself: the writes before this one are undone too.
    return request.outcome ? fail(ErrorCode::kInternal, "D005", "The transaction ended by itself.")
                           : request.outcome;
  }
  if (!request.outcome || request.exception) {
    if (auto undone = connection_->control(kUndo); !undone) return undone;
  }
  return connection_->control(kRelease);
}

void SqliteWriter::run_work(Request& request) {
  request.exception = nullptr;
  try {
    request.outcome = connection_->perform(owner_, *request.work);
  } catch (...) {
    request.exception = std::current_exception();
  }
}

void SqliteWriter::commit_alone(Request& request) {
  request.outcome = connection_->control(kBegin);
  if (!request.outcome) return;
  run_work(request);
  if (request.outcome && !request.exception) request.outcome = connection_->control(kCommit);
  connection_->roll_back();
}

void SqliteWriter::wake(const Batch& batch) {
  const std::lock_guard lock(mutex_);
  for (const auto& request : batch) {
    request->is_done = true;
    request->done.notify_one();
  }
}

}  // namespace bailiwick::platform::db
