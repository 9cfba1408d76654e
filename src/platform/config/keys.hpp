// The table of all settings: docs/guide/configuration.md, the parser, and the messages are made from it. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/config/config.hpp"

namespace bailiwick::platform::config {

enum class Kind { kText, kWhole, kBytes, kSeconds, kWord, kTexts };

using Member =
    std::variant<std::string Config::*, std::int64_t Config::*, std::vector<std::string> Config::*>;

struct Key {
  std::string_view name;  // "server.port"
  Kind kind = Kind::kText;
  Member member;
  std::string_view standard;  // the default, written as in an environment variable
  std::int64_t least = 0;     // of kWhole, kBytes and kSeconds
  std::int64_t most = 0;
  std::string_view words;  // of kWord: "debug info warning error"
  std::string_view description;
  bool is_secret = false;
};

inline constexpr std::string_view kEnvironmentPrefix = "BAILIWICK_";
inline constexpr std::string_view kSecretFileSuffix = "_file";

// Keys of a section stand together.
[[nodiscard]] std::span<const Key> all_keys();

// "BAILIWICK_SERVER_PORT"
[[nodiscard]] std::string variable_of(std::string_view key);

// The words of a kWord key, one by one.
[[nodiscard]] std::vector<std::string> words_of(const Key& key);

}  // namespace bailiwick::platform::config
