// The server's log, on standard error or in a file: one JSON object a line, or lines for people.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick {

enum class LogFormat { kJson, kText };

struct LogSettings {
  std::string level = "info";  // debug, info, warning or error
  LogFormat format = LogFormat::kJson;
  std::string file;  // empty: standard error
};
// Sets the program's log up, once, before anything is logged. X040 (kIo): the file cannot be written.
[[nodiscard]] Result<void> set_up_log(const LogSettings& settings);

// {"at":"...","level":"info","message":"..."}: the message's text, escaped.
void log_info(const std::string& message);
void log_error(const std::string& message);

// A message as a JSON text with its quotes.
[[nodiscard]] std::string json_quoted(const std::string& message);

}  // namespace bailiwick
