// What a command does while it works: shows progress and listens for the wish to stop.
#pragma once

#include <memory>

#include "planning/commands.hpp"
#include "planning/design_service.hpp"
#include "planning/progress_display.hpp"

namespace bailiwick::planning {

class CommandWait {
 public:
  explicit CommandWait(const Console& console);

  // Refers to this object, which must outlive it.
  [[nodiscard]] Listener listener();
  // Clears the line of progress; to be called before anything else is printed.
  void finish() { display_.finish(); }

 private:
  ProgressDisplay display_;
  std::unique_ptr<StopSignal> stop_;
};

}  // namespace bailiwick::planning
