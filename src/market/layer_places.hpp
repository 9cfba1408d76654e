// Whether a new layer lies where its company is: latitude and longitude are easily swapped in a file, which then is a sound layer of another place.
//
// It is suspected where next to nothing of what the company has lies in the layer's box, and at least half of it would with the two swapped. Accounts
// are asked first; without any, the company's other layers. Pure. O(places).
#pragma once

#include <optional>
#include <vector>

#include "geo/position.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

// Where a company is, as far as is known.
struct CompanyPlaces {
  std::vector<geo::LonLat> accounts;
  std::vector<LayerBounds> layers;  // others that are ready
};

inline constexpr std::size_t kPlacedAccountsMax = 20'000;  // so many are looked at

// The finding M100, of a layer of so many units; nothing where the layer lies well, or nobody can tell.
[[nodiscard]] std::optional<LayerFinding> swapped_finding(const LayerBounds& bounds,
                                                          std::int64_t unit_count,
                                                          const CompanyPlaces& places);

}  // namespace bailiwick::market
