// Compressed forms of texts that several answers share (a cached map, an asset), made once each: a map of a few megabytes takes longer to compress than all else
// that is done for it. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/http/media.hpp"

namespace bailiwick::platform::http {

class SharedCodings {
 public:
  static constexpr std::size_t kKeptMax = 32;

  // Kept as long as somebody else holds the text, of the last kKeptMax.
  [[nodiscard]] std::shared_ptr<const std::string> of(
      const std::shared_ptr<const std::string>& text, Coding coding);

 private:
  struct Entry {
    std::weak_ptr<const std::string> text;
    Coding coding;
    std::shared_ptr<const std::string> form;
  };
  std::mutex mutex_;
  std::vector<Entry> entries_;  // the latest made last
};

}  // namespace bailiwick::platform::http
