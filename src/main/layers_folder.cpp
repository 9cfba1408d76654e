#include "main/layers_folder.hpp"

#include <system_error>

namespace bailiwick {

namespace fs = std::filesystem;

fs::path layers_folder(const platform::config::Config& config) {
  if (!config.market_layers_folder.empty()) return config.market_layers_folder;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const char* place : {"../share/bailiwick/layers", "../../../../build/layers"}) {
    fs::path folder = (program.parent_path() / place).lexically_normal();
    if (fs::is_directory(folder, ignored)) return folder;
  }
  return {};
}

}  // namespace bailiwick
