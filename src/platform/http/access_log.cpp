#include "platform/http/access_log.hpp"

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <chrono>
#include <iterator>
#include <memory>

namespace bailiwick::platform::http {
namespace {

using Duration = std::chrono::steady_clock::duration;

constexpr std::size_t kLinesWaitingMax = 8'192;
constexpr Duration kFlushEvery = std::chrono::seconds(1);

// Quotes and control characters escaped; the rest is UTF-8 already (target.hpp sees to it).
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}",
                     static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_field(std::string& out, std::string_view name, std::string_view text) {
  out += ",\"";
  out += name;
  out += "\":";
  append_quoted(out, text);
}

}  // namespace

std::string json_line(const AccessEntry& entry) {
  const Request& request = entry.request;
  std::string out;
  out.reserve(320);
  out += "{\"at\":\"" + to_text(entry.at) + "\"";
  append_field(out, "request_id", request.request_id);
  append_field(out, "peer", request.peer);
  append_field(out, "method", name_of(request.method));
  append_field(out, "path", request.path);
  if (!entry.route.empty()) append_field(out, "route", entry.route);
  if (!request.query.empty()) {
    out += ",\"query\":[";
    for (std::size_t i = 0; i < request.query.size(); ++i) {
      if (i > 0) out += ',';
      append_quoted(out, request.query[i].first);
    }
    out += ']';
  }
  fmt::format_to(std::back_inserter(out), ",\"status\":{},\"bytes\":{},\"seconds\":{:.6f}",
                 entry.status, entry.bytes, entry.seconds);
  if (request.principal) {
    append_field(out, "tenant", request.principal->tenant.text());
    append_field(out, "person", request.principal->person.text());
  }
  out += '}';
  return out;
}

AccessLog json_access_log(const std::string& file) {
  if (file.empty()) return [](const AccessEntry&) {};
  std::shared_ptr<spdlog::sinks::sink> sink;
  if (file == "-")
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  else
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  auto pool = std::make_shared<spdlog::details::thread_pool>(kLinesWaitingMax, 1);
  auto logger = std::make_shared<spdlog::async_logger>(
      "access", sink, pool, spdlog::async_overflow_policy::overrun_oldest);
  logger->set_pattern("%v");
  // Written out once a second at most: a line's own system call would cost more than the line.
  const auto flush_at = std::make_shared<std::atomic<Duration>>();
  // The logger refers to its pool weakly; the closure keeps both.
  return [logger, pool, flush_at](const AccessEntry& entry) {
    logger->log(spdlog::level::info, json_line(entry));
    const Duration now = std::chrono::steady_clock::now().time_since_epoch();
    Duration due = flush_at->load(std::memory_order_relaxed);
    if (now >= due && flush_at->compare_exchange_strong(due, now + kFlushEvery)) logger->flush();
  };
}

}  // namespace bailiwick::platform::http
