// Tells other processes on the same PostgreSQL database of commits, and hears of theirs.
//
// NOTIFY inside a transaction would make all commits wait for one lock (PostgreSQL takes it to order the queue). So a thread of
// its own, on a connection of its own, notifies after the commit, once for however many there were meanwhile. Should
// this process die in between, nobody is told: who waits for rows also looks by itself now and then.
// While the connection is lost the thread tries again every second, and tells the listeners once when it is back.
// Private to this folder. Thread-safe.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "platform/db/postgres_connection.hpp"

namespace bailiwick::platform::db {

class PostgresListener {
 public:
  // `heard` is called on the thread, for commits of other processes.
  PostgresListener(std::string uri, int busy_millis, std::function<void()> heard);
  // Sends what is still to be sent.
  ~PostgresListener();
  PostgresListener(const PostgresListener&) = delete;
  PostgresListener& operator=(const PostgresListener&) = delete;

  // After a commit of this process.
  void notify();

 private:
  void serve();
  bool connect();
  void wait(int millis);
  void send_and_hear();

  std::string uri_;
  int busy_millis_;
  std::function<void()> heard_;
  int wake_descriptor_;  // an eventfd that ends the wait
  std::atomic<bool> is_to_send_ = false;
  std::atomic<bool> is_stopping_ = false;
  std::unique_ptr<PostgresConnection> connection_;
  std::thread thread_;
};

}  // namespace bailiwick::platform::db
