#include "planning/home_routes.hpp"

#include <nlohmann/json.hpp>

#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::Method;
using http::Response;
using http::Route;

constexpr std::size_t kHomesMax = 10'000'000;

http::Schema longitude() { return http::number(-180.0, 180.0).described("Degrees."); }
http::Schema latitude() { return http::number(-90.0, 90.0).described("Degrees."); }

http::Schema home_schema() {
  return http::object("Home", {{"person", http::id("person")},
                               {"name", http::text()},
                               {"lon", longitude()},
                               {"lat", latitude()},
                               {"at", http::instant().described("When it was set.")}});
}

nlohmann::json to_json(const NamedHome& named) {
  return {{"person", named.home.person.text()},
          {"name", named.name},
          {"lon", named.home.at.lon_deg},
          {"lat", named.home.at.lat_deg},
          {"at", to_text(named.home.set_at)}};
}

Route home_route(Method method, std::string_view path, std::string_view id,
                 std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "People";
  route.summary = summary;
  route.access = http::signed_in();
  if (method != Method::kGet)
    route.params.push_back({.name = "person",
                            .place = http::ParamPlace::kPath,
                            .schema = http::id("person"),
                            .description = "The person's id"});
  return route;
}

PersonId person_at(const Call& call) { return api::path_id<PersonId>(call.request, "person"); }

Route list_homes(const HomeService& homes) {
  Route route = home_route(Method::kGet, "/api/v1/homes", "listHomes",
                           "Where people begin their working day");
  route.description = "Of everybody for those who manage plans, else one's own.";
  route.answers = {{200, "By name",
                    http::object("HomeList", {{"items", http::array(home_schema(), kHomesMax)}})}};
  route.handle = [&homes](const Call& call) -> Result<Response> {
    const auto found = homes.homes(call.principal());
    if (!found) return tl::unexpected(found.error());
    nlohmann::json items = nlohmann::json::array();
    for (const NamedHome& one : *found) items.push_back(to_json(one));
    return http::json_response(200, nlohmann::json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route put_home(const HomeService& homes) {
  Route route = home_route(Method::kPut, "/api/v1/people/{person}/home", "putHome",
                           "Say where somebody begins their working day");
  route.description = "Oneself, or by those who manage plans.";
  route.body = http::object("NewHome", {{"lon", longitude()}, {"lat", latitude()}});
  route.answers = {{200, "The home", home_schema()},
                   {404, "There is no such person", std::nullopt}};
  route.handle = [&homes](const Call& call) -> Result<Response> {
    const geo::LonLat at{.lon_deg = call.body.at("lon").get<double>(),
                         .lat_deg = call.body.at("lat").get<double>()};
    const auto put = homes.put(call.principal(), person_at(call), at);
    if (!put) return tl::unexpected(put.error());
    return http::json_response(200, to_json(*put).dump());
  };
  return route;
}

Route remove_home(const HomeService& homes) {
  Route route = home_route(Method::kDelete, "/api/v1/people/{person}/home", "removeHome",
                           "Forget where somebody begins their working day");
  route.answers = {{204, "Gone", std::nullopt}, {404, "There is no such person", std::nullopt}};
  route.handle = [&homes](const Call& call) -> Result<Response> {
    const auto gone = homes.remove(call.principal(), person_at(call));
    if (!gone) return tl::unexpected(gone.error());
    return http::empty_response();
  };
  return route;
}

}  // namespace

http::Routes home_routes(const HomeService& homes) {
  return {list_homes(homes), put_home(homes), remove_home(homes)};
}

}  // namespace bailiwick::planning
