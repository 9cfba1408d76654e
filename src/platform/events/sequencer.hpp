// Gives events on PostgreSQL their positions soon after their commit: a thread that every commit wakes. Any number may run, in any
// number of processes; the database lets one of them at a time number a company's events. On SQLite there is nothing to do.
//
// Why not a sequence of the database: its numbers are given before the commit, so 7 may become visible before 6, and a reader who has
// seen 7 never looks for 6 again. Here a number is given once the event is visible, so that cannot happen.
#pragma once

#include <functional>
#include <memory>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"

namespace bailiwick::platform::events {

class Sequencer {
 public:
  // Both outlive it. `on_trouble` hears why a round failed; the next commit or second tries again.
  Sequencer(db::Database& database, const EventOutbox& outbox,
            std::function<void(const Error&)> on_trouble = {});
  ~Sequencer();  // stop()
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  void start();
  void stop();

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace bailiwick::platform::events
