#include "platform/jobs/worker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "platform/jobs/run.hpp"
#include "platform/jobs/store.hpp"
#include "platform/jobs/verdict.hpp"

namespace bailiwick::platform::jobs {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookPause{
    20};  // between two looks for work, however many commits there are
constexpr std::chrono::milliseconds kWatchPause{100};
constexpr std::chrono::hours kHousekeepingPause{1};
constexpr std::int64_t kBatch = 500;
constexpr int kCandidatesMax = 8;  // companies tried a look

steady_clock::duration duration_of(Seconds seconds) {
  return std::chrono::duration_cast<steady_clock::duration>(
      std::chrono::duration<double>(seconds.value()));
}

Seconds between(Instant from, Instant to) {
  return Seconds(std::max(0.0, static_cast<double>(to.micros() - from.micros()) / 1e6));
}

Instant after(Instant from, Seconds duration) {
  return from.plus_millis(static_cast<std::int64_t>(duration.value() * 1000));
}

// A job that wants to run again while another of its lane waits leaves its work to that one.
Result<void> merge_into_lane(db::Connection& connection, Job& job) {
  if (job.state != JobState::kQueued || job.lane.empty() || job.problem) return {};
  auto waiting = find_waiting(connection, job.tenant, job.lane);
  if (!waiting) return tl::unexpected(waiting.error());
  if (!*waiting) return {};
  job.state = JobState::kSucceeded;
  job.finished_at = job.run_at;
  if ((*waiting)->run_at <= job.run_at) return {};
  (*waiting)->run_at = job.run_at;
  return set_run_at(connection, **waiting);
}

}  // namespace

// Shared with the listener of the database's commits, which may outlive the worker.
class Worker::Core : public std::enable_shared_from_this<Worker::Core> {
 public:
  Core(db::Database& database, const JobQueue& queue, WorkerOptions options)
      : database_(database),
        queue_(queue),
        options_(std::move(options)),
        kinds_(queue.kinds()),
        rng_(options_.seed) {
    assert(options_.threads >= 1 && options_.threads <= WorkerOptions::kThreadsMax);
  }

  void start();
  void stop();
  int running_count() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(runs_.size());
  }

 private:
  void work();
  void watch();
  std::shared_ptr<Run> take();
  Result<std::vector<Candidate>> next_companies();
  Result<std::optional<Job>> claim_of(TenantId tenant, Instant now);
  void run(const std::shared_ptr<Run>& run);
  Result<JobOutcome> handle(const JobKind& kind, Run& run);
  Result<Job> keep(const JobKind& kind, Run& run, const Result<JobOutcome>& outcome);
  Result<Job> settled(const JobKind& kind, Run& run, const Result<JobOutcome>& outcome);
  void write_progress(Run& run, const Job& job);
  void renew_leases();
  void look_for_cancels();
  void take_back_expired();
  void keep_house();
  void told(Run& run, const Result<Hold>& hold);
  void trouble(const Error& error) const {
    if (options_.on_trouble) options_.on_trouble(error);
  }
  std::vector<std::shared_ptr<Run>> runs() const {
    const std::lock_guard lock(mutex_);
    return runs_;
  }
  // Waits until a commit, `most`, or the end; false at the end.
  bool wait(std::uint64_t& seen, steady_clock::duration most, bool until_idle);

  db::Database& database_;
  const JobQueue& queue_;
  const WorkerOptions options_;
  const std::vector<std::string> kinds_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;  // runs, and the end
  std::condition_variable
      committed_;  // commits, and the end; who rests between two looks is not woken by them
  std::uint64_t commits_ = 0;
  bool is_stopping_ = false;
  std::vector<std::shared_ptr<Run>> runs_;
  std::vector<std::thread> threads_;
  std::thread watcher_;
  bool is_watching_ = true;

  std::mutex take_mutex_;  // one look for work at a time
  TenantId last_tenant_;

  std::mutex rng_mutex_;
  Rng rng_;
};

void Worker::Core::start() {
  if (kinds_.empty()) return;
  database_.on_commit([weak = weak_from_this()] {
    if (const auto core = weak.lock()) {
      const std::lock_guard lock(core->mutex_);
      ++core->commits_;
      core->committed_.notify_all();
    }
  });
  for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
  watcher_ = std::thread([this] { watch(); });
}

void Worker::Core::stop() {
  {
    std::unique_lock lock(mutex_);
    is_stopping_ = true;
    committed_.notify_all();
    changed_.notify_all();
    changed_.wait_for(lock, duration_of(options_.grace), [&] { return runs_.empty(); });
  }
  for (const auto& run : runs()) run->stop(StopReason::kStopping);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  {
    const std::lock_guard lock(mutex_);
    is_watching_ = false;
    committed_.notify_all();
    changed_.notify_all();
  }
  if (watcher_.joinable()) watcher_.join();
}

bool Worker::Core::wait(std::uint64_t& seen, steady_clock::duration most, bool until_idle) {
  std::unique_lock lock(mutex_);
  const auto is_over = [&] { return until_idle ? !is_watching_ : is_stopping_; };
  committed_.wait_for(lock, most, [&] { return commits_ != seen || is_over(); });
  changed_.wait_for(lock, until_idle ? kWatchPause : kLookPause, is_over);
  seen = commits_;
  return !is_over();
}

void Worker::Core::work() {
  std::uint64_t seen = 0;
  bool goes_on = true;
  while (goes_on) {
    if (const auto run = take()) {
      this->run(run);
      const std::lock_guard lock(mutex_);
      goes_on = !is_stopping_;
    } else {
      goes_on = wait(seen, duration_of(options_.poll), false);
    }
  }
}

// The fewest running jobs first; of equals, the ones after the company served last.
Result<std::vector<Candidate>> Worker::Core::next_companies() {
  auto found = database_.read(
      [&](db::Connection& connection) { return candidates(connection, kinds_, queue_.now()); });
  if (!found) return found;
  const auto turn = std::find_if(found->begin(), found->end(), [&](const Candidate& candidate) {
    return candidate.tenant > last_tenant_;
  });
  std::rotate(found->begin(), turn, found->end());
  std::stable_sort(found->begin(), found->end(),
                   [](const Candidate& a, const Candidate& b) { return a.running < b.running; });
  return found;
}

Result<std::optional<Job>> Worker::Core::claim_of(TenantId tenant, Instant now) {
  return database_.write([&](db::Connection& connection) -> Result<std::optional<Job>> {
    auto job = claim(connection, {tenant, kinds_, now, after(now, options_.lease)});
    if (job && *job) {
      if (const auto told = queue_.announce(connection, **job); !told)
        return tl::unexpected(told.error());
    }
    return job;
  });
}

std::shared_ptr<Run> Worker::Core::take() {
  const std::lock_guard taking(take_mutex_);
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return nullptr;
  }
  const auto companies = next_companies();
  if (!companies) {
    trouble(companies.error());
    return nullptr;
  }
  for (std::size_t i = 0; i < companies->size() && i < kCandidatesMax; ++i) {
    const Instant now = queue_.now();
    auto job = claim_of((*companies)[i].tenant, now);
    if (!job && job.error().code != ErrorCode::kConflict) trouble(job.error());
    if (!job || !*job) continue;  // another worker was quicker
    last_tenant_ = (*companies)[i].tenant;
    auto run = std::make_shared<Run>(
        std::move(**job), after(now, options_.lease),
        [this](Run& running, const Job& state) { write_progress(running, state); });
    queue_.live().add(run);
    const std::lock_guard lock(mutex_);
    runs_.push_back(run);
    return run;
  }
  return nullptr;
}

void Worker::Core::run(const std::shared_ptr<Run>& run) {
  const JobKind* kind = queue_.kind(run->job().kind);
  assert(kind != nullptr && "only known kinds are claimed");
  const auto outcome = handle(*kind, *run);
  const auto job = keep(*kind, *run, outcome);
  if (!job) {
    trouble(job.error());
  } else if (options_.on_attempt) {
    const Instant started = run->job().started_at.value_or(run->job().run_at);
    options_.on_attempt({job->kind, job->state, between(run->job().run_at, started),
                         between(started, queue_.now())});
  }
  queue_.live().remove(*run);
  const std::lock_guard lock(mutex_);
  runs_.erase(std::find(runs_.begin(), runs_.end(), run));
  changed_.notify_all();
}

Result<JobOutcome> Worker::Core::handle(const JobKind& kind, Run& run) {
  try {
    return kind.run(run);
  } catch (const std::exception& error) {
    return fail(ErrorCode::kInternal, "J011",
                fmt::format("A job of kind '{}' broke off: {}.", kind.name, error.what()));
  }
}

// Writes how the attempt ended, again and again while the database does not answer and the lease may still hold.
Result<Job> Worker::Core::keep(const JobKind& kind, Run& run, const Result<JobOutcome>& outcome) {
  Seconds pause(0.05);
  while (true) {
    auto job = settled(kind, run, outcome);
    const bool is_final = job || job.error().code != ErrorCode::kUnavailable;
    if (is_final || run.reason() == StopReason::kLeaseLost || queue_.now() > run.lease_until())
      return job;
    std::this_thread::sleep_for(duration_of(pause));
    pause = std::min(pause * 2, Seconds(1));
  }
}

Result<Job> Worker::Core::settled(const JobKind& kind, Run& run,
                                  const Result<JobOutcome>& outcome) {
  const auto write = [&](const Result<JobOutcome>& ended) {
    return database_.write([&](db::Connection& connection) -> Result<Job> {
      const auto hold = look(connection, run.job());
      if (!hold) return tl::unexpected(hold.error());
      if (*hold == Hold::kLost) {
        return fail(ErrorCode::kConflict, "J010",
                    fmt::format("Job {} went to another worker; what this one found is dropped.",
                                run.job().id.text()));
      }
      Job job = run.with_progress();
      job.is_cancel_requested =
          *hold == Hold::kCancelRequested || run.reason() == StopReason::kCancelled;
      if (ended) {
        auto succeeded = after_value(std::move(job), *ended, queue_.now());
        if (!succeeded) return succeeded;
        job = std::move(*succeeded);
      } else {
        const std::lock_guard lock(rng_mutex_);
        job = after_error(std::move(job), ended.error(),
                          {kind, run.reason(), queue_.now(), options_.backoff}, rng_);
      }
      if (const auto merged = merge_into_lane(connection, job); !merged)
        return tl::unexpected(merged.error());
      const auto is_kept = settle(connection, job);
      if (!is_kept) return tl::unexpected(is_kept.error());
      assert(*is_kept && "looked at in this transaction");
      if (ended && ended->save) {
        if (const auto saved = ended->save(connection); !saved)
          return tl::unexpected(saved.error());
      }
      if (const auto told = queue_.announce(connection, job); !told)
        return tl::unexpected(told.error());
      return job;
    });
  };
  auto job = write(outcome);
  // What could not be kept for a reason of its own is a failed attempt.
  const bool is_refused =
      !job && outcome && job.error().rule != "J010" && job.error().code != ErrorCode::kUnavailable;
  return is_refused ? write(tl::unexpected(job.error())) : job;
}

void Worker::Core::write_progress(Run& run, const Job& job) {
  // The job's own row would be held by the handler's transaction; LiveRuns shows it meanwhile.
  if (database_.is_writing()) return;
  const auto is_held = database_.write([&](db::Connection& connection) -> Result<bool> {
    auto is_kept = set_progress(connection, job);
    if (!is_kept || !*is_kept) return is_kept;
    if (const auto told = queue_.announce(connection, job); !told)
      return tl::unexpected(told.error());
    return true;
  });
  if (!is_held) return trouble(is_held.error());
  if (!*is_held) run.stop(StopReason::kLeaseLost);
}

void Worker::Core::told(Run& run, const Result<Hold>& hold) {
  if (!hold) {
    trouble(hold.error());
    if (queue_.now() > run.lease_until()) run.stop(StopReason::kLeaseLost);
  } else if (*hold == Hold::kLost) {
    // It may also have ended just now, which stop() does not harm.
    run.stop(StopReason::kLeaseLost);
  } else if (*hold == Hold::kCancelRequested) {
    run.stop(StopReason::kCancelled);
  }
}

void Worker::Core::renew_leases() {
  for (const auto& run : runs()) {
    const Instant lease_until = after(queue_.now(), options_.lease);
    const auto hold = database_.write(
        [&](db::Connection& connection) { return renew(connection, run->job(), lease_until); });
    if (hold && *hold != Hold::kLost) run->set_lease_until(lease_until);
    told(*run, hold);
  }
}

void Worker::Core::look_for_cancels() {
  for (const auto& run : runs()) {
    const auto hold =
        database_.read([&](db::Connection& connection) { return look(connection, run->job()); });
    if (hold && *hold == Hold::kCancelRequested) run->stop(StopReason::kCancelled);
  }
}

void Worker::Core::take_back_expired() {
  const auto found = database_.read(
      [&](db::Connection& connection) { return expired(connection, queue_.now(), kBatch); });
  if (!found) return trouble(found.error());
  for (const Job& lost : *found) {
    const JobKind* kind = queue_.kind(lost.kind);
    if (kind == nullptr) continue;
    const auto done = database_.write([&](db::Connection& connection) -> Result<void> {
      const auto is_lost = is_expired(connection, lost, queue_.now());
      if (!is_lost) return tl::unexpected(is_lost.error());
      if (!*is_lost) return {};  // renewed, or taken back by another worker
      const Error vanished = {ErrorCode::kUnavailable, "J010",
                              "The worker that ran this job vanished."};
      Job job = lost;
      {
        const std::lock_guard lock(rng_mutex_);
        job = after_error(std::move(job), vanished,
                          {*kind, StopReason::kNone, queue_.now(), options_.backoff}, rng_);
      }
      if (const auto kept = settle(connection, job); !kept) return tl::unexpected(kept.error());
      return queue_.announce(connection, job);
    });
    if (!done) trouble(done.error());
  }
}

void Worker::Core::keep_house() {
  const Instant before = queue_.now().plus_seconds(-options_.keep_days * 86'400);
  std::int64_t removed = kBatch;
  while (removed == kBatch) {
    const auto done = database_.write(
        [&](db::Connection& connection) { return prune(connection, before, kBatch); });
    if (!done) trouble(done.error());
    removed = done ? *done : 0;
  }
  for (const auto& task : options_.housekeeping) {
    if (const auto done = task(database_); !done) trouble(done.error());
  }
}

void Worker::Core::watch() {
  const auto beat = duration_of(options_.lease * (1.0 / 3));
  auto next_beat = steady_clock::now();
  auto next_housekeeping = steady_clock::now();
  std::uint64_t seen = 0;
  do {
    look_for_cancels();
    const auto now = steady_clock::now();
    if (now >= next_beat) {
      renew_leases();
      take_back_expired();
      next_beat = now + beat;
    }
    if (now >= next_housekeeping) {
      keep_house();
      next_housekeeping = now + kHousekeepingPause;
    }
  } while (wait(seen, std::min(beat / 2, duration_of(options_.poll)), true));
}

Worker::Worker(db::Database& database, const JobQueue& queue, WorkerOptions options)
    : core_(std::make_shared<Core>(database, queue, std::move(options))) {}

Worker::~Worker() { stop(); }

void Worker::start() { core_->start(); }

void Worker::stop() { core_->stop(); }

int Worker::running_count() const { return core_->running_count(); }

}  // namespace bailiwick::platform::jobs
