#include "platform/db/postgres_pool.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace bailiwick::platform::db {

Result<std::unique_ptr<PostgresConnection>> PostgresPool::take() {
  std::unique_lock lock(mutex_);
  const bool is_free = returned_.wait_for(lock, std::chrono::milliseconds(busy_millis_),
                                          [&] { return !idle_.empty() || count_ < count_max_; });
  if (!is_free) {
    return fail(
        ErrorCode::kUnavailable, "D002",
        fmt::format(
            "All {} connections to PostgreSQL are in use. Try again in a moment, or allow more.",
            count_max_));
  }
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  ++count_;
  lock.unlock();
  auto opened = PostgresConnection::open(uri_, busy_millis_);
  if (opened) return opened;
  lock.lock();
  --count_;
  lock.unlock();
  returned_.notify_one();
  return opened;
}

void PostgresPool::put_back(std::unique_ptr<PostgresConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    if (connection->is_usable()) {
      idle_.push_back(std::move(connection));
    } else {
      --count_;
    }
  }
  returned_.notify_one();
}

void PostgresPool::discard(std::unique_ptr<PostgresConnection> connection) {
  std::vector<std::unique_ptr<PostgresConnection>> gone;
  {
    const std::lock_guard lock(mutex_);
    gone.swap(idle_);
    gone.push_back(std::move(connection));
    count_ -= gone.size();
  }
  returned_.notify_all();
}

}  // namespace bailiwick::platform::db
