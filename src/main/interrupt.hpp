// Ctrl-C as a polite request: the first ends the search and keeps its plan, the second ends the program.
//
// While an Interrupt lives, SIGINT and SIGTERM are caught. The handler only sets a flag and writes one byte to a pipe
// (both async-signal-safe, POSIX.1-2017 XSH 2.4.3); a thread waits at the pipe and cancels the budget that is being
// watched. A second signal ends the process at once with status 130. At most one Interrupt at a time (asserted).
#pragma once

#include <memory>

#include "base/budget.hpp"
#include "platform/command/command.hpp"

namespace bailiwick {

class Interrupt : public platform::command::StopSignal {
 public:
  Interrupt();
  ~Interrupt() override;
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] bool was_caught() const override;
  void watch(const Budget& budget) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bailiwick
