// What a command does while it works: shows progress and listens for the wish to stop.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  void finish();
  // How long the phases took that ended before finish(); none where the problem was never judged.
  [[nodiscard]] PhaseSeconds seconds() const;

 private:
  void begin(std::string_view phase);

  ProgressDisplay display_;
  Clock clock_ = monotonic_clock();
  std::vector<std::pair<std::string, Seconds>> begun_;  // the last one is the end
  std::unique_ptr<StopSignal> stop_;
};

}  // namespace bailiwick::planning
