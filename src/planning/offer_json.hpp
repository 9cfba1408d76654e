// Offers and what is asked of the optimiser, as the API shows them and the database keeps them. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/offer_store.hpp"

namespace bailiwick::planning {

// {territories?, seconds, balance?: [{measure, tolerance}], disruption_cap?, seed}
[[nodiscard]] nlohmann::json to_json(const OptimiseRequest& request);
// Of a body that its schema has accepted, or of what to_json() wrote.
[[nodiscard]] OptimiseRequest optimise_request_of(const nlohmann::json& json);

// {id, plan, job, state, revision, at, by?, territories, request, units_moved, before?, after?: totals of the whole plan}
[[nodiscard]] nlohmann::json to_json(const Offer& offer);

}  // namespace bailiwick::planning
