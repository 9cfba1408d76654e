// The server's log on standard error: one JSON object a line, or lines for people.
#pragma once

#include <string>
#include <string_view>

namespace bailiwick {

enum class LogFormat { kJson, kText };

// Sets the program's log up, once, before anything is logged. `level`: debug, info, warning or error.
void set_up_log(std::string_view level, LogFormat format);

// {"at":"...","level":"info","message":"..."}: the message's text, escaped.
void log_info(const std::string& message);
void log_error(const std::string& message);

// A message as a JSON text with its quotes.
[[nodiscard]] std::string json_quoted(const std::string& message);

}  // namespace bailiwick
