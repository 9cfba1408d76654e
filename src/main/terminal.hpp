// The error stream as a place for progress: written at once, past any buffer.
#pragma once

#include <string_view>

namespace bailiwick {

// Is the error stream a terminal, whose line can be redrawn?
[[nodiscard]] bool is_error_stream_terminal();

// Writes all of it, or as much as the stream takes: progress is a courtesy, and a closed terminal no reason to stop.
void write_at_once(std::string_view text);

}  // namespace bailiwick
