// A TOML file as a flat list of keys and values. Adapter over toml++.
// Rules: C001 the file cannot be read (or is beyond kFileBytesMax), C002 it is not TOML.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::config {

inline constexpr std::size_t kFileBytesMax = 1 << 20;

struct TomlEntry {
  enum class Kind { kText, kWhole, kTexts, kOther };

  std::string key;  // "server.port"
  Kind kind = Kind::kOther;
  std::string text;  // of a text or a whole number
  std::vector<std::string> texts;
  int line = 0;
};

[[nodiscard]] Result<std::vector<TomlEntry>> read_toml(const std::string& path);

}  // namespace bailiwick::platform::config
