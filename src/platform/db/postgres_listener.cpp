#include "platform/db/postgres_listener.hpp"

#include <libpq-fe.h>
#include <sys/eventfd.h>
#include <sys/poll.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <utility>

namespace bailiwick::platform::db {
namespace {

constexpr Sql kListen = "LISTEN bailiwick_commit";
constexpr Sql kNotify = "NOTIFY bailiwick_commit";
constexpr int kRetryMillis = 1'000;
// Also when all is quiet, so that a connection that died without a word is found out.
constexpr int kLookMillis = 30'000;

}  // namespace

PostgresListener::PostgresListener(std::string uri, int busy_millis, std::function<void()> heard)
    : uri_(std::move(uri)),
      busy_millis_(busy_millis),
      heard_(std::move(heard)),
      wake_descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this] { serve(); }) {}

PostgresListener::~PostgresListener() {
  is_stopping_ = true;
  const std::uint64_t one = 1;
  static_cast<void>(!::write(wake_descriptor_, &one, sizeof one));
  thread_.join();
  ::close(wake_descriptor_);
}

void PostgresListener::notify() {
  if (is_to_send_.exchange(true)) return;
  const std::uint64_t one = 1;
  static_cast<void>(!::write(wake_descriptor_, &one, sizeof one));
}

void PostgresListener::serve() {
  bool was_lost = false;
  while (!is_stopping_ || is_to_send_) {
    if (!connection_ && !connect()) {
      if (is_stopping_) return;
      was_lost = true;
      wait(kRetryMillis);
      continue;
    }
    if (std::exchange(was_lost, false)) heard_();
    send_and_hear();
    if (!connection_ && is_stopping_) return;
    if (connection_ && !is_to_send_ && !is_stopping_) wait(kLookMillis);
  }
}

bool PostgresListener::connect() {
  auto opened = PostgresConnection::open(uri_, busy_millis_);
  if (!opened || !(*opened)->control(kListen)) return false;
  connection_ = std::move(*opened);
  return true;
}

void PostgresListener::wait(int millis) {
  std::array<pollfd, 2> waiting = {
      pollfd{wake_descriptor_, POLLIN, 0},
      pollfd{connection_ ? PQsocket(connection_->handle()) : -1, POLLIN, 0}};
  ::poll(waiting.data(), waiting.size(), millis);
  std::uint64_t count = 0;
  static_cast<void>(!::read(wake_descriptor_, &count, sizeof count));
}

void PostgresListener::send_and_hear() {
  if (is_to_send_.exchange(false) && !connection_->control(kNotify)) {
    is_to_send_ = true;
    connection_.reset();
    return;
  }
  bool is_heard = false;
  if (PQconsumeInput(connection_->handle()) == 1) {
    while (PGnotify* notice = PQnotifies(connection_->handle())) {
      if (notice->be_pid != PQbackendPID(connection_->handle())) is_heard = true;
      PQfreemem(notice);
    }
  }
  if (is_heard) heard_();
  if (!connection_->is_usable()) connection_.reset();
}

}  // namespace bailiwick::platform::db
