#include "market/built_in_layers.hpp"

#include <algorithm>
#include <array>
#include <system_error>

namespace bailiwick::market {
namespace {

constexpr std::string_view kCounties =
    "County borders: US Census Bureau 2023, public domain, by way of us-atlas (ISC)";

const std::array<BuiltInLayer, 2> kLayers = {
    {{.key = "us_zip",
      .name = "US ZIP codes",
      .country = "US",
      .source = "ZIP codes: GeoNames, CC BY 4.0. County borders: US Census Bureau 2023, public "
                "domain, by way of us-atlas (ISC). Cells around points, no surveyed borders",
      .file = "us_zip.csv",
      .within = "us_county",
      .match = {.by = MatchBy::kPostalCode, .characters = 5},
      .unit_count = 36'794},
     {.key = "us_county",
      .name = "US counties",
      .country = "US",
      .source = kCounties,
      .file = "us_county.topojson",
      .within = "",
      .match = {.by = MatchBy::kPlace},
      .unit_count = 3'233}}};

}  // namespace

std::span<const BuiltInLayer> built_in_layers() { return kLayers; }

const BuiltInLayer* find_built_in(std::string_view key) {
  const auto* found = std::ranges::find(kLayers, key, &BuiltInLayer::key);
  return found == kLayers.end() ? nullptr : found;
}

LayerRequest request_of(const BuiltInLayer& layer) {
  // The published counties have rings that touch themselves.
  return {.code = "code", .cells = !layer.within.empty(), .repair = true};
}

std::vector<std::string> missing_files(const BuiltInLayer& layer,
                                       const std::filesystem::path& folder) {
  std::vector<std::string> missing;
  const auto need = [&](std::string_view file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(folder / file, ignored)) missing.emplace_back(file);
  };
  need(layer.file);
  if (const BuiltInLayer* within = find_built_in(layer.within)) need(within->file);
  return missing;
}

}  // namespace bailiwick::market
