#include "main/secret_input.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include <fmt/core.h>

namespace bailiwick {
namespace {

// Typed characters are not shown while it lives.
class Unseen {
 public:
  Unseen() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    std::cerr << "Password: " << std::flush;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~Unseen() {
    if (!is_terminal_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << "\n";
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

}  // namespace

Result<std::string> read_secret(const char* variable) {
  if (const char* given = std::getenv(variable); given != nullptr && *given != '\0')
    return std::string(given);
  std::string line;
  {
    const Unseen unseen;
    std::getline(std::cin, line);
  }
  while (!line.empty() && line.back() == '\r') line.pop_back();
  if (!line.empty()) return line;
  return fail(ErrorCode::kInvalidInput, "X053",
              fmt::format("No password was given: put it into {} or on standard input.", variable));
}

}  // namespace bailiwick
