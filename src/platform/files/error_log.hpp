// Collects errors about rows up to kErrorsLimit, then counts them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::platform::files {

class ErrorLog {
 public:
  explicit ErrorLog(std::string file) : file_(std::move(file)) {}

  void add(std::string_view rule, std::string message, ErrorCode code = ErrorCode::kInvalidInput) {
    if (errors_.size() < kErrorsLimit) {
      errors_.push_back({code, std::string(rule), std::move(message)});
    } else {
      ++more_;
    }
  }
  [[nodiscard]] bool is_empty() const { return errors_.empty(); }

  // All of them; the last one (F011) counts those beyond the limit.
  [[nodiscard]] Errors take() {
    if (more_ > 0) {
      errors_.push_back({ErrorCode::kInvalidInput, "F011",
                         file_ + ": " + std::to_string(more_) +
                             " more errors are not listed. Correct these first."});
    }
    return std::move(errors_);
  }

 private:
  std::string file_;
  Errors errors_;
  std::size_t more_ = 0;
};

}  // namespace bailiwick::platform::files
