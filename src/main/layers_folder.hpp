// Where the files of built-in unit layers lie, and what is known of units without measures.
#pragma once

#include <filesystem>

#include "market/service.hpp"
#include "platform/config/config.hpp"

namespace bailiwick {

// market.layers_folder, or beside the program: share/bailiwick/layers of an installation, build/layers of a checkout. Empty: nowhere.
[[nodiscard]] std::filesystem::path layers_folder(const platform::config::Config& config);

// Layers whose units carry no numbers.
class NoUnitValues final : public market::UnitValues {
 public:
  [[nodiscard]] Result<std::vector<market::UnitColumn>> columns(
      platform::db::Connection&, TenantId, market::LayerId,
      std::span<const std::string>) const override {
    return std::vector<market::UnitColumn>();
  }
};

}  // namespace bailiwick
