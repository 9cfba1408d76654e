#include "main/terminal.hpp"

#include <unistd.h>

namespace bailiwick {

bool is_error_stream_terminal() { return isatty(STDERR_FILENO) == 1; }

void write_at_once(std::string_view text) {
  while (!text.empty()) {
    const auto written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace bailiwick
