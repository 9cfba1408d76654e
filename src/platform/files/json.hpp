// Reads JSON within limits: at most kJsonBytesLimit bytes and kJsonDepthLimit levels.
//
// Syntax errors tell line and column. Rules F050 .. F051, and those of text_file.hpp.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

inline constexpr int kJsonDepthLimit = 64;

// Callers include <nlohmann/json.hpp>.
[[nodiscard]] Result<nlohmann::json> read_json(const std::filesystem::path& path);
[[nodiscard]] Result<nlohmann::json> parse_json(const TextFile& file);

}  // namespace bailiwick::platform::files
