#include "main/log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

namespace bailiwick {
namespace {

LogFormat g_format = LogFormat::kJson;

std::string formatted(const std::string& message) {
  return g_format == LogFormat::kJson ? json_quoted(message) : message;
}

// To the end of a file, for its owner alone.
Result<spdlog::sink_ptr> sink_of(const std::string& file) {
  if (file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  try {
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  } catch (const spdlog::spdlog_ex& problem) {
    return fail(ErrorCode::kIo, "X040",
                fmt::format("The log file {} cannot be written: {} (setting log.file).", file,
                            problem.what()));
  }
}

}  // namespace

Result<void> set_up_log(const LogSettings& settings) {
  g_format = settings.format;
  auto sink = sink_of(settings.file);
  if (!sink) return tl::unexpected(sink.error());
  auto logger = std::make_shared<spdlog::logger>("bailiwick", std::move(*sink));
  logger->set_pattern(settings.format == LogFormat::kJson
                          ? R"({"at":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l","message":%v})"
                          : "%Y-%m-%d %H:%M:%S %l %v",
                      spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(settings.level));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
  return {};
}

void log_info(const std::string& message) { spdlog::info("{}", formatted(message)); }
void log_error(const std::string& message) { spdlog::error("{}", formatted(message)); }

std::string json_quoted(const std::string& message) {
  return nlohmann::json(message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace bailiwick
