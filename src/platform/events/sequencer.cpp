#include "platform/events/sequencer.hpp"

#include <thread>
#include <utility>

#include "platform/events/bell.hpp"
#include "platform/events/store.hpp"

namespace bailiwick::platform::events {
namespace {

constexpr std::int64_t kBatch = 200;
constexpr std::chrono::milliseconds kPoll{1000};

}  // namespace

class Sequencer::Core {
 public:
  Core(db::Database& database, const EventOutbox& outbox,
       std::function<void(const Error&)> on_trouble)
      : database_(database), outbox_(outbox), on_trouble_(std::move(on_trouble)) {}

  void start() {
    if (database_.dialect() != db::Dialect::kPostgres) return;
    database_.on_commit([bell = bell_] { bell->ring(); });
    thread_ = std::thread([this] { run(); });
  }
  void stop() {
    bell_->end();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void run() {
    do {
      while (round()) {
      }
    } while (bell_->wait(kPoll));
  }
  // Whether there may be more.
  bool round() {
    const auto waiting =
        database_.read([](db::Connection& connection) { return without_position(connection, 1); });
    if (waiting && waiting->empty()) return false;
    const auto done = waiting ? database_.write([&](db::Connection& connection) {
      return outbox_.sequence(connection, kBatch);
    })
                              : Result<std::int64_t>(tl::unexpected(waiting.error()));
    if (!done && on_trouble_) on_trouble_(done.error());
    return done && *done == kBatch;
  }

  db::Database& database_;
  const EventOutbox& outbox_;
  std::function<void(const Error&)> on_trouble_;
  std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
  std::thread thread_;
};

Sequencer::Sequencer(db::Database& database, const EventOutbox& outbox,
                     std::function<void(const Error&)> on_trouble)
    : core_(std::make_shared<Core>(database, outbox, std::move(on_trouble))) {}

Sequencer::~Sequencer() { stop(); }

void Sequencer::start() { core_->start(); }

void Sequencer::stop() { core_->stop(); }

}  // namespace bailiwick::platform::events
