// Long work that survives crashes: a row that says what is to be done, run by a worker, with exactly one result.
//
//            enqueue              claim                   value
//   (none) ----------> queued ----------> running ---------------------> succeeded
//                       | ^                 | |  error, retries used up
//                cancel | |  error, lease   | +-----------------------> failed ---- retry ----> queued
//                       v |  lost, again    | kCancelled after a request
//                 cancelled <---------------+------------------------->  cancelled -- retry --> queued
//                         +-----------------+
//
// Each claim has its own attempt number, and every write of a running job names it: a worker that lost its lease changes nothing any
// more. A handler may therefore run more than once (at least once), while its result and what it saves with the result are
// kept once. docs/spec/jobs.md is the whole story.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/budget.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::platform::db {
class Connection;
}

namespace bailiwick::platform::jobs {

struct JobTag {
  static constexpr std::string_view kPrefix = "job";
};
using JobId = Uid<JobTag>;

inline constexpr std::size_t kPayloadBytesMax = 1 << 20;
inline constexpr std::size_t kResultBytesMax = 1 << 20;
inline constexpr std::size_t kTitleBytesMax = 200;
inline constexpr std::size_t kMessageBytesMax = 500;  // longer progress messages are cut

enum class JobState { kQueued, kRunning, kSucceeded, kFailed, kCancelled };
// "queued", "running", ...; parse: nothing for an unknown word.
[[nodiscard]] std::string_view name_of(JobState state);
[[nodiscard]] std::optional<JobState> parse_job_state(std::string_view word);
[[nodiscard]] bool is_finished(JobState state);

// What is asked for.
struct NewJob {
  TenantId tenant = {};
  PersonId created_by = {};    // nil: the system
  std::string kind = {};       // one of JobQueue::add_kind, "planning.design"
  std::string title = {};      // for people: "Territories of 'North 2027'"
  std::string payload = "{}";  // JSON, at most kPayloadBytesMax; ids rather than personal data
  std::optional<Instant> run_at = {};  // not before; absent: at once
  // Jobs of one lane run one at a time. While one of them waits, another enqueue() into the lane answers that one
  // instead of adding a second (its run_at becomes the earlier of both). Empty: no lane. At most kLaneBytesMax.
  std::string lane = {};
};
inline constexpr std::size_t kLaneBytesMax = 100;

// A job as it stands in the database.
struct Job {
  TenantId tenant = {};
  JobId id = {};
  std::string kind = {};
  std::string title = {};
  JobState state = JobState::kQueued;
  double progress = 0;       // 0 .. 1
  std::string message = {};  // what it is doing, for people
  PersonId created_by = {};  // nil: the system
  Instant created_at = {};
  Instant run_at = {};
  std::optional<Instant> started_at = {};  // of the last attempt
  std::optional<Instant> finished_at = {};
  std::int64_t attempts = 0;  // claims so far; the number of the running one
  std::int64_t failures = 0;  // attempts that failed since it was last enqueued or retried by hand
  bool is_cancel_requested = false;
  bool is_internal = false;  // of a kind that people are not told about
  std::string lane = {};
  std::string payload = {};
  std::optional<std::string> result = {};  // JSON, once succeeded
  std::optional<Error> problem = {};       // of the last failure
};

// What a handler gives when its work is done.
struct JobOutcome {
  std::string result = "{}";  // JSON, at most kResultBytesMax
  // Runs in the transaction that marks the job as succeeded, and only if this attempt still holds the job: what it writes
  // is written exactly once. May run again after a rollback. An error fails the attempt.
  std::function<Result<void>(db::Connection&)> save = {};
  // Not done yet: queue it again for then, without counting a failure. `save` runs all the same, `result` is not kept.
  std::optional<Instant> again_at = {};
};

// What a running handler may ask and tell. A port: tests of handlers bring their own. Members are thread-safe.
class JobContext {
 public:
  virtual ~JobContext() = default;
  [[nodiscard]] virtual const Job& job() const = 0;
  // Tells people how far it is: fraction in [0, 1] never falls within an attempt. Cheap; written at most twice a second.
  virtual void progress(double fraction, std::string_view message) = 0;
  // Budgets that end when the job is cancelled, its lease is lost or the worker stops. The handler then returns
  // kCancelled, or a value if it has something worth keeping.
  [[nodiscard]] virtual Budget budget_of(Seconds duration) = 0;
  [[nodiscard]] virtual Budget budget_of_iterations(std::int64_t limit) = 0;
  [[nodiscard]] virtual bool is_stopping() const = 0;
};

// Runs outside any transaction, on a worker's thread. Errors of the codes kIo, kTooMany, kUnavailable and kInternal are
// tried again with back-off, others fail the job at once: the same input would fail again.
using JobHandler = std::function<Result<JobOutcome>(JobContext&)>;

struct JobKind {
  std::string name = {};
  JobHandler run = {};
  int attempts_max = 5;      // failures before the job is given up; a lost lease is a failure
  bool is_internal = false;  // not listed, and no events: mail, webhooks
};

}  // namespace bailiwick::platform::jobs
