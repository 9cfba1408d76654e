// Values of settings as people write them: whole numbers, sizes ("16MB"), times ("90s"), words, lists ("a, b"). Pure.
// Rules: C004 a value of the wrong kind, C005 a value out of range or a word that is not offered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/config/keys.hpp"

namespace bailiwick::platform::config {

// Sets the key's member from a text; `origin` says where it stands, for messages.
[[nodiscard]] Result<void> set_value(const Key& key, std::string_view text, std::string_view origin,
                                     Config& config);

// A comma between elements, blanks around them ignored; an empty text is an empty list.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

// What a key takes, in words: "a whole number from 0 to 65535".
[[nodiscard]] std::string kind_text(const Key& key);

// Nothing where it is not of that form or beyond int64. Bytes: kB, MB, GB are powers of 1000, KiB, MiB, GiB of 1024.
[[nodiscard]] std::optional<std::int64_t> parse_bytes(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parse_seconds(std::string_view text);

}  // namespace bailiwick::platform::config
