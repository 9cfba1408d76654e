// The layers that Bailiwick brings: which there are, how each is made from its file, and where these files lie.
//
// They are made of published data when Bailiwick is built (tools/layers/make) and are the same for all companies.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/layer_file.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

struct BuiltInLayer {
  std::string_view key;      // "us_zip"
  std::string_view name;     // "US ZIP codes"
  std::string_view country;  // ISO 3166
  std::string_view source;   // where it is from and under which licence
  std::string_view file;     // its name in the folder
  std::string_view
      within;  // the key of the layer that its cells are clipped to; empty: it has areas of its own
  MatchRule match;
  std::int64_t unit_count = 0;
};

[[nodiscard]] std::span<const BuiltInLayer> built_in_layers();
[[nodiscard]] const BuiltInLayer* find_built_in(std::string_view key);
// How its file is read.
[[nodiscard]] LayerRequest request_of(const BuiltInLayer& layer);
// The files it is made of that the folder lacks.
[[nodiscard]] std::vector<std::string> missing_files(const BuiltInLayer& layer,
                                                     const std::filesystem::path& folder);

}  // namespace bailiwick::market
