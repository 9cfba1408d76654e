// The job that loads a layer: reads its file (or that of a built-in one), judges and builds it (layer_build.hpp), and stores it in the transaction that ends the
// job. What is wrong is kept with the layer, which has then failed. A layer of one's own is held against what the company has (layer_places.hpp).
//
// Errors that end up in jobs: M060 the layer is gone, M079 it was cancelled (kCancelled), or its file is gone (kInternal); those of layer_file.hpp and
// layer_build.hpp, the first of them and how many there are.
#pragma once

#include "market/account_source.hpp"
#include "market/layer_service.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::market {

// Both outlive the queue it is added to.
[[nodiscard]] platform::jobs::JobKind load_layer_kind(const LayerService& service,
                                                      const AccountSource& accounts);

// By which rule accounts find units of a layer that says none: by place where it has areas of its own; by postal code where all codes of a country have one
// length; by place in cells, and by the commonest length of codes among points.
[[nodiscard]] MatchRule usual_match(LayerShape shape, bool has_country,
                                    const std::vector<LayerUnit>& units);

}  // namespace bailiwick::market
