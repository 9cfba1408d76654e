// Where the files of built-in unit layers lie.
#pragma once

#include <filesystem>

#include "platform/config/config.hpp"

namespace bailiwick {

// market.layers_folder, or beside the program: share/bailiwick/layers of an installation, build/layers of a checkout. Empty: nowhere.
[[nodiscard]] std::filesystem::path layers_folder(const platform::config::Config& config);

}  // namespace bailiwick
