// Offers of the optimiser over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/front_service.hpp"
#include "planning/offer_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// They outlive the routes.
[[nodiscard]] platform::http::Routes offer_routes(const OfferService& offers);
[[nodiscard]] platform::http::Routes front_routes(const FrontService& fronts);

}  // namespace bailiwick::planning
