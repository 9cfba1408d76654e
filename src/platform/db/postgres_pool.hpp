// Connections to one PostgreSQL database (whichever of its hosts writes now), made when they are first wanted and kept.
// Thread-safe. Private to this folder.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/db/postgres_connection.hpp"

namespace bailiwick::platform::db {

class PostgresPool {
 public:
  PostgresPool(std::string uri, std::size_t count_max, int busy_millis)
      : uri_(std::move(uri)), count_max_(count_max), busy_millis_(busy_millis) {}

  // Waits until one is free; D002 after busy_millis, or where no server can be reached.
  Result<std::unique_ptr<PostgresConnection>> take();
  // Keeps it unless it is broken.
  void put_back(std::unique_ptr<PostgresConnection> connection);
  // Closes it and all that are idle: the server has changed its role or was restarted, and they would fail one by one.
  void discard(std::unique_ptr<PostgresConnection> connection);

 private:
  std::string uri_;
  std::size_t count_max_;
  int busy_millis_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  std::size_t count_ = 0;
};

}  // namespace bailiwick::platform::db
