#include "platform/db/sqlite_writer.hpp"

#include <chrono>
#include <functional>
#include <future>
#include <utility>

namespace bailiwick::platform::db {
namespace {

constexpr Sql kBegin = "BEGIN IMMEDIATE";
constexpr Sql kCommit = "COMMIT";

// The log is written back to the database when it holds so many pages: while nothing is written, when nobody waits for it, and at last between two commits.
constexpr int kLogPagesAtRest = 1'000;
constexpr int kLogPages = 16'000;
// How often what rests is looked after while nothing is written.
constexpr std::chrono::milliseconds kRestEvery{200};
constexpr std::size_t kBatchWritesMax = 1'024;

Result<void> too_many() {
  return fail(ErrorCode::kUnavailable, "D008",
              "Too many changes are waiting to be written. Try again in a moment; if it stays "
              "so, the disk is too slow.");
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection, Options options)
    : connection_(std::move(connection)),
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

bool SqliteWriter::try_queue(std::shared_ptr<Request> request) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= options_.waiting_max) return false;
    is_first = waiting_.empty();
    waiting_.push_back(std::move(request));
  }
  if (is_first) queued_.notify_one();
  return true;
}

Result<void> SqliteWriter::write(const Connection::Work& work) {
  // Shared: the waiter may be gone before set_value() has returned.
  const auto promise = std::make_shared<std::promise<void>>();
  const auto done = promise->get_future();
  const auto request = std::make_shared<Request>();
  request->work = std::cref(work);
  request->done = [promise](const Result<void>&) { promise->set_value(); };
  if (!try_queue(request)) return too_many();
  done.wait();
  if (request->exception) std::rethrow_exception(request->exception);
  return std::move(request->outcome);
}

void SqliteWriter::write_later(Connection::Work work, Done done) {
  auto request = std::make_shared<Request>();
  request->work = std::move(work);
  request->done = std::move(done);
  if (!try_queue(request)) request->done(too_many());
}

void SqliteWriter::serve() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      const bool is_called =
          queued_.wait_for(lock, kRestEvery, [&] { return is_stopping_ || !waiting_.empty(); });
      if (!is_called) {
        lock.unlock();
        write_back(kLogPagesAtRest);
        release_snapshots();
        continue;
      }
      if (waiting_.empty()) return;
    }
    // Those taken while the log was being written back still read in it.
    if (std::exchange(is_log_to_begin_anew_, false)) release_snapshots();
    const std::int64_t changes = connection_->changes_total();
    Batch batch;
    if (options_.is_group_commit) {
      commit_group(batch);
    } else {
      batch.push_back(next_waiting());
      commit_alone(*batch.front());
    }
    if (connection_->changes_total() != changes && options_.after_commit) options_.after_commit();
    tell(batch);
    write_back(kLogPages);
    connection_->release_cache();
  }
}

// Nobody waits for it, and what it cannot write back, since someone still reads it in the log, comes with the next.
void SqliteWriter::write_back(int pages_min) {
  if (connection_->log_pages() < pages_min) return;
  is_log_to_begin_anew_ = true;
  release_snapshots();
  connection_->write_back();
}

void SqliteWriter::release_snapshots() {
  if (options_.release_snapshots) options_.release_snapshots();
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
  connection_->set_careful(false);
  committed = mark_begin();
  if (committed) committed = run_group(batch);
  if (connection_->is_care_wanted()) committed = run_again_with_care(batch);
  if (committed) committed = connection_->control(kCommit);
  if (committed) return;
  connection_->roll_back();
  for (const auto& request : batch) commit_alone(*request);
}

// Runs what is waiting; an error means that the transaction as a whole is lost.
Result<void> SqliteWriter::run_group(Batch& batch) {
  const auto end = std::chrono::steady_clock::now() + options_.batch_time_max;
  while (batch.size() < kBatchWritesMax) {
    auto request = next_waiting();
    if (!request) break;
    batch.push_back(std::move(request));
    if (auto run = run_part(*batch.back()); !run) return run;
    if (std::chrono::steady_clock::now() >= end) break;
  }
  return {};
}

Result<void> SqliteWriter::run_again_with_care(const Batch& batch) {
  connection_->roll_back();
  connection_->set_careful(true);
  begun_.reset();
  if (auto begun = connection_->control(kBegin); !begun) return begun;
  for (const auto& request : batch) {
    if (auto run = run_part(*request); !run) return run;
  }
  return {};
}

Result<void> SqliteWriter::run_part(Request& request) {
  const auto mark = connection_->open_part();
  if (!mark) return tl::unexpected(mark.error());
  run_work(request);
  if (connection_->is_lost()) {
    // SQLite gave the transaction up by itself: the writes before this one are undone too. Or a part within wants care.
    return fail(ErrorCode::kInternal, "D005", "The transaction ended by itself.");
  }
  if (request.outcome && !request.exception) return connection_->close_part();
  return begun_ == *mark ? begin_anew() : connection_->undo_part(*mark);
}

Result<void> SqliteWriter::mark_begin() {
  const auto mark = connection_->open_part();
  if (!mark) return tl::unexpected(mark.error());
  begun_ = *mark;
  return {};
}

// Nothing was changed before what is to be undone, so that nothing need be run again with care.
Result<void> SqliteWriter::begin_anew() {
  const auto mark = connection_->open_part();
  if (mark && *mark == begun_) return {};
  connection_->roll_back();
  if (auto begun = connection_->control(kBegin); !begun) return begun;
  return mark_begin();
}

void SqliteWriter::run_work(Request& request) {
  request.exception = nullptr;
  try {
    request.outcome = connection_->perform(request.work);
  } catch (...) {
    request.exception = std::current_exception();
    request.outcome = fail(ErrorCode::kInternal, "D005", "A write ended in an exception.");
  }
}

void SqliteWriter::commit_alone(Request& request) {
  connection_->set_careful(true);
  request.outcome = connection_->control(kBegin);
  if (!request.outcome) return;
  run_work(request);
  if (request.outcome) request.outcome = connection_->control(kCommit);
  connection_->roll_back();
}

void SqliteWriter::tell(const Batch& batch) {
  for (const auto& request : batch) request->done(request->outcome);
}

}  // namespace bailiwick::platform::db
