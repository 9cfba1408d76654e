#include "platform/http/access_log.hpp"

#include <fcntl.h>
#include <fmt/compile.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <iterator>
#include <memory>
#include <mutex>
#include <thread>

#include "platform/http/json_text.hpp"

namespace bailiwick::platform::http {
namespace {

constexpr std::int64_t kMicros = 1'000'000;  // a second
constexpr auto kLookEvery = std::chrono::milliseconds(200);

// Adds lines to a file by a thread of its own, which looks a few times a second: waking it for each line would cost more than the line.
class LineFile {
 public:
  explicit LineFile(const std::string& file)
      : file_(file == "-" ? dup(STDERR_FILENO)
                          : open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640)),
        thread_([this] { run(); }) {}
  ~LineFile() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
    if (file_ >= 0) close(file_);
  }
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;

  void add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > kWaitingBytesMax) return;
    waiting_ += line;
    waiting_ += '\n';
  }

 private:
  void run() {
    std::string text;
    for (bool is_last = false; !is_last;) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kLookEvery, [this] { return is_stopping_; });
        is_last = is_stopping_;
        text.clear();
        text.swap(waiting_);
      }
      for (std::size_t done = 0; done < text.size();) {
        const ssize_t count = write(file_, text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
      }
    }
  }

  int file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace

std::string json_line(const AccessEntry& entry) {
  const Request& request = entry.request;
  std::string out;
  out.reserve(320);
  out += "{\"at\":\"" + to_text(entry.at) + "\"";
  append_member(out, "request_id", request.request_id);
  append_member(out, "peer", request.peer);
  append_member(out, "method", name_of(request.method));
  append_member(out, "path", request.path);
  if (!entry.route.empty()) append_member(out, "route", entry.route);
  if (!request.query.empty()) {
    out += ",\"query\":[";
    for (std::size_t i = 0; i < request.query.size(); ++i) {
      if (i > 0) out += ',';
      append_quoted(out, request.query[i].first);
    }
    out += ']';
  }
  // (A format of floating point would take longer than all the rest of the line.)
  const auto micros = static_cast<std::int64_t>(std::llround(entry.seconds * kMicros));
  fmt::format_to(std::back_inserter(out),
                 FMT_COMPILE(",\"status\":{},\"bytes\":{},\"seconds\":{}.{:06}"), entry.status,
                 entry.bytes, micros / kMicros, micros % kMicros);
  if (request.principal) {
    append_member(out, "tenant", request.principal->tenant.text());
    append_member(out, "person", request.principal->person.text());
  }
  out += '}';
  return out;
}

AccessLog json_access_log(const std::string& file) {
  if (file.empty()) return [](const AccessEntry&) {};
  const auto lines = std::make_shared<LineFile>(file);
  return [lines](const AccessEntry& entry) { lines->add(json_line(entry)); };
}

}  // namespace bailiwick::platform::http
