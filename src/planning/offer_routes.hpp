// Offers of the optimiser and the activation of plans over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/front_service.hpp"
#include "planning/offer_service.hpp"
#include "planning/plan_activation.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// They outlive the routes.
[[nodiscard]] platform::http::Routes offer_routes(const OfferService& offers);
[[nodiscard]] platform::http::Routes front_routes(const FrontService& fronts);
[[nodiscard]] platform::http::Routes activation_routes(const PlanActivation& activation);

}  // namespace bailiwick::planning
