#include "market/layer_codes.hpp"

#include <algorithm>
#include <utility>

#include "market/layer_store.hpp"
#include "market/unit_finder.hpp"

namespace bailiwick::market {

bool LayerCodes::has(std::string_view postal_code) const {
  const bool is_beginning = postal_code.ends_with('*');
  if (is_beginning) postal_code.remove_suffix(1);
  if (const std::string code = code_of_postal_code(postal_code, characters); !code.empty())
    return std::ranges::binary_search(codes, code);
  if (!is_beginning) return false;
  const std::string beginning = plain_code(postal_code);
  const auto first = std::ranges::lower_bound(codes, beginning);
  return first != codes.end() && first->starts_with(beginning);
}

Result<std::vector<LayerCodes>> postal_layers(platform::db::Connection& connection,
                                              TenantId tenant) {
  const auto layers = layer_store::layers(connection, tenant);
  if (!layers) return tl::unexpected(layers.error());
  std::vector<LayerCodes> all;
  for (const Layer& layer : *layers) {
    if (layer.state != LayerState::kReady || layer.match.by != MatchBy::kPostalCode) continue;
    auto codes = layer_store::codes(connection, {tenant, layer.id});
    if (!codes) return tl::unexpected(codes.error());
    LayerCodes own{.country = layer.country.value_or(""),
                   .characters = layer.match.characters,
                   .codes = std::move(*codes)};
    for (std::string& code : own.codes) code = plain_code(code);
    std::ranges::sort(own.codes);
    all.push_back(std::move(own));
  }
  return all;
}

}  // namespace bailiwick::market
