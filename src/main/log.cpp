#include "main/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace bailiwick {
namespace {

LogFormat g_format = LogFormat::kJson;

std::string formatted(const std::string& message) {
  return g_format == LogFormat::kJson ? json_quoted(message) : message;
}

}  // namespace

void set_up_log(std::string_view level, LogFormat format) {
  g_format = format;
  auto logger = std::make_shared<spdlog::logger>("bailiwick",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern(format == LogFormat::kJson
                          ? R"({"at":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l","message":%v})"
                          : "%Y-%m-%d %H:%M:%S %l %v",
                      spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(std::string(level)));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

void log_info(const std::string& message) { spdlog::info("{}", formatted(message)); }
void log_error(const std::string& message) { spdlog::error("{}", formatted(message)); }

std::string json_quoted(const std::string& message) {
  return nlohmann::json(message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace bailiwick
