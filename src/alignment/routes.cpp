#include "alignment/routes.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"

namespace bailiwick::alignment {
namespace {

namespace http = platform::http;
namespace api = platform::api;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

const http::Schema& node_schema() {
  static const http::Schema schema =
      http::object("Territory", {{"id", http::id("territory")},
                                 {"name", http::text()},
                                 {"parent", http::id("territory"), kOptional},
                                 {"owner", http::id("position"), kOptional},
                                 {"overlays", http::array(http::id("position"))},
                                 {"version", http::integer(1, INT64_MAX)}});
  return schema;
}

const http::Schema& position_schema() {
  static const http::Schema schema =
      http::object("Position", {{"id", http::id("position")},
                                {"title", http::text()},
                                {"kind", http::one_of({"rep", "manager", "overlay"})},
                                {"person", http::id("person"), kOptional},
                                {"territories", http::array(http::id("territory"))},
                                {"version", http::integer(1, INT64_MAX)}});
  return schema;
}

const http::Schema& assignment_schema() {
  static const http::Schema schema =
      http::object("Assignment", {{"revision", http::integer(1, INT64_MAX)},
                                  {"position", http::id("position")},
                                  {"person", http::id("person").nullable(), kOptional},
                                  {"territory", http::id("territory"), kOptional},
                                  {"part", http::one_of({"owner", "overlay", "none"}), kOptional},
                                  {"valid_from", http::date()},
                                  {"valid_to", http::date(), kOptional},
                                  {"recorded_at", http::instant()},
                                  {"recorded_by", http::id("person"), kOptional}});
  return schema;
}

const http::Schema& placement_schema() {
  static const http::Schema schema =
      http::object("Placement", {{"revision", http::integer(1, INT64_MAX)},
                                 {"parent", http::id("territory").nullable()},
                                 {"is_open", http::boolean()},
                                 {"valid_from", http::date()},
                                 {"valid_to", http::date(), kOptional},
                                 {"recorded_at", http::instant()},
                                 {"recorded_by", http::id("person"), kOptional}});
  return schema;
}

Json json_of(const TerritoryNode& node) {
  Json json = {{"id", node.territory.id.text()},
               {"name", node.territory.name},
               {"overlays", Json::array()},
               {"version", node.territory.version}};
  if (node.parent) json["parent"] = node.parent->text();
  if (node.owner) json["owner"] = node.owner->text();
  for (const PositionId overlay : node.overlays) json["overlays"].push_back(overlay.text());
  return json;
}

Json json_of(const PositionOnDay& row) {
  Json json = {{"id", row.position.id.text()},
               {"title", row.position.title},
               {"kind", name_of(row.position.kind)},
               {"territories", Json::array()},
               {"version", row.position.version}};
  if (row.person) json["person"] = row.person->text();
  for (const TerritoryId territory : row.territories)
    json["territories"].push_back(territory.text());
  return json;
}

void add_dates(Json& json, const Period& period, const Recording& recording) {
  json["revision"] = recording.revision;
  json["valid_from"] = to_text(period.from);
  if (period.to) json["valid_to"] = to_text(*period.to);
  json["recorded_at"] = to_text(recording.at);
  if (!recording.by.is_nil()) json["recorded_by"] = recording.by.text();
}

Json json_of(const Placement& row) {
  Json json = {{"parent", row.parent ? Json(row.parent->text()) : Json()},
               {"is_open", row.is_open}};
  add_dates(json, row.period, row.recording);
  return json;
}

Json json_of(const Holding& row) {
  Json json = {{"position", row.position.text()},
               {"person", row.person ? Json(row.person->text()) : Json()}};
  add_dates(json, row.period, row.recording);
  return json;
}

Json json_of(const Assignment& row) {
  Json json = {{"position", row.position.text()},
               {"territory", row.territory.text()},
               {"part", name_of(row.part)}};
  add_dates(json, row.period, row.recording);
  return json;
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Alignment";
  route.summary = summary;
  route.access = http::allow(method == Method::kGet ? Permission::kTerritoriesRead
                                                    : Permission::kTerritoriesManage);
  return route;
}

std::vector<http::Param> as_of_params() {
  return {
      {.name = "on", .schema = http::date(), .description = "The day; today (UTC) where absent"},
      {.name = "known_at",
       .schema = http::instant(),
       .description = "As it was known then: what was recorded later does not count"}};
}

AsOf as_of(const http::Request& request, const AlignmentService& service) {
  AsOf as_of{.day = service.today()};
  if (const auto on = request.query_value("on")) as_of.day = parse_date(*on).value_or(as_of.day);
  if (const auto at = request.query_value("known_at")) as_of.known_at = parse_instant(*at);
  return as_of;
}

std::optional<LocalDate> date_of(const Json& body, const char* name) {
  const auto text = api::text_of(body, name);
  return text ? parse_date(*text) : std::nullopt;
}

// "valid_from" (today where absent) and "valid_to" of a body.
Period period_of(const Json& body, const AlignmentService& service) {
  return {.from = date_of(body, "valid_from").value_or(service.today()),
          .to = date_of(body, "valid_to")};
}

template <class Id>
std::optional<Id> id_of(const Json& body, const char* name) {
  const auto at = body.find(name);
  return at == body.end() || at->is_null() ? std::nullopt
                                           : Id::parse(at->template get<std::string>());
}

http::Param path_param(std::string_view name) {
  return {.name = name,
          .place = http::ParamPlace::kPath,
          .schema = http::id(name),
          .description = "The id"};
}

Route list_territories(const AlignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/territories", "listTerritories",
                         "The territory tree within one's scope, parents before children");
  route.params = as_of_params();
  route.answers = {
      {200, "The whole tree of that day", http::page_of("TerritoryPage", node_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto tree = service.tree(call.principal(), as_of(call.request, service));
    if (!tree) return tl::unexpected(tree.error());
    Json items = Json::array();
    for (const TerritoryNode& node : *tree) items.push_back(json_of(node));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route add_territory(const AlignmentService& service) {
  Route route =
      route_of(Method::kPost, "/api/v1/territories", "addTerritory", "Add a territory to the tree");
  route.is_idempotent_by_key = true;
  route.body = http::object("TerritoryCreate", {{"name", http::text(1, kNameBytesMax)},
                                                {"parent", http::id("territory"), kOptional},
                                                {"valid_from", http::date(), kOptional}});
  route.answers = {{201, "Added", node_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto parent = id_of<TerritoryId>(call.body, "parent");
    const auto added = service.add_territory(call.principal(), call.body.at("name"), parent,
                                             period_of(call.body, service).from);
    if (!added) return tl::unexpected(added.error());
    const TerritoryNode node{.territory = *added, .parent = parent, .owner = {}, .overlays = {}};
    return api::versioned(201, json_of(node), added->version);
  };
  return route;
}

Route rename_territory(const AlignmentService& service) {
  Route route = route_of(Method::kPatch, "/api/v1/territories/{territory}", "renameTerritory",
                         "Rename a territory");
  route.description = "The list's \"version\" is what If-Match names, in quotes.";
  route.params = {path_param("territory")};
  route.needs_if_match = true;
  route.body = http::object("TerritoryPatch", {{"name", http::text(1, kNameBytesMax)}});
  route.answers = {{204, "Renamed", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const Territory change{.id = api::path_id<TerritoryId>(call.request, "territory"),
                           .name = call.body.at("name"),
                           .version = api::version_of(call.request).value_or(0)};
    const auto renamed = service.rename_territory(call.principal(), change);
    if (!renamed) return tl::unexpected(renamed.error());
    Response response = http::empty_response();
    response.headers.emplace_back("ETag", '"' + std::to_string(renamed->version) + '"');
    return response;
  };
  return route;
}

Route place_territory(const AlignmentService& service) {
  Route route =
      route_of(Method::kPost, "/api/v1/territories/{territory}/placements", "placeTerritory",
               "Move a territory in the tree for a period, or take it out");
  route.params = {path_param("territory")};
  route.body =
      http::object("PlacementCreate", {{"parent", http::id("territory").nullable(), kOptional},
                                       {"is_open", http::boolean(), kOptional},
                                       {"valid_from", http::date(), kOptional},
                                       {"valid_to", http::date(), kOptional}});
  route.answers = {{204, "Recorded", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    Placement placement{.territory = api::path_id<TerritoryId>(call.request, "territory"),
                        .period = period_of(call.body, service),
                        .parent = id_of<TerritoryId>(call.body, "parent")};
    placement.is_open = call.body.value("is_open", true);
    const auto placed = service.place(call.principal(), placement);
    if (!placed) return tl::unexpected(placed.error());
    return http::empty_response();
  };
  return route;
}

Route list_placements(const AlignmentService& service) {
  Route route =
      route_of(Method::kGet, "/api/v1/territories/{territory}/placements", "listPlacements",
               "Where a territory stood and stands in the tree, as recorded, oldest first");
  route.description =
      "For a day, the row of the highest revision among those that cover it holds. \"is_open\" "
      "false: not in the tree; no parent: at the top.";
  route.params = {path_param("territory")};
  route.answers = {{200, "Of a territory within one's scope of today",
                    http::page_of("PlacementPage", placement_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto rows = service.placement_history(
        call.principal(), api::path_id<TerritoryId>(call.request, "territory"));
    if (!rows) return tl::unexpected(rows.error());
    Json items = Json::array();
    for (const Placement& row : *rows) items.push_back(json_of(row));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route list_positions(const AlignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/positions", "listPositions",
                         "Positions, who holds them and what they serve on a day");
  route.params = as_of_params();
  route.answers = {{200, "Those within one's scope, by title",
                    http::page_of("PositionPage", position_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto positions = service.positions(call.principal(), as_of(call.request, service));
    if (!positions) return tl::unexpected(positions.error());
    Json items = Json::array();
    for (const PositionOnDay& row : *positions) items.push_back(json_of(row));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Position position_of(const Json& body) {
  Position position;
  position.title = body.at("title");
  position.kind =
      parse_position_kind(body.at("kind").get<std::string>()).value_or(PositionKind::kRep);
  return position;
}

Route add_position(const AlignmentService& service) {
  Route route = route_of(Method::kPost, "/api/v1/positions", "addPosition", "Add a position");
  route.is_idempotent_by_key = true;
  route.body =
      http::object("PositionCreate", {{"title", http::text(1, kNameBytesMax)},
                                      {"kind", http::one_of({"rep", "manager", "overlay"})}});
  route.answers = {{201, "Added", position_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto added = service.add_position(call.principal(), position_of(call.body));
    if (!added) return tl::unexpected(added.error());
    return api::versioned(
        201, json_of(PositionOnDay{.position = *added, .person = {}, .territories = {}}),
        added->version);
  };
  return route;
}

Route change_position(const AlignmentService& service) {
  Route route = route_of(Method::kPatch, "/api/v1/positions/{position}", "changePosition",
                         "Change a position's title and kind");
  route.params = {path_param("position")};
  route.needs_if_match = true;
  route.body =
      http::object("PositionPatch", {{"title", http::text(1, kNameBytesMax)},
                                     {"kind", http::one_of({"rep", "manager", "overlay"})}});
  route.answers = {{204, "Changed", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    Position change = position_of(call.body);
    change.id = api::path_id<PositionId>(call.request, "position");
    change.version = api::version_of(call.request).value_or(0);
    const auto changed = service.change_position(call.principal(), change);
    if (!changed) return tl::unexpected(changed.error());
    Response response = http::empty_response();
    response.headers.emplace_back("ETag", '"' + std::to_string(changed->version) + '"');
    return response;
  };
  return route;
}

Route list_assignments(const AlignmentService& service) {
  Route route = route_of(Method::kGet, "/api/v1/assignments", "listAssignments",
                         "All that was recorded about positions' people and "
                         "territories, oldest first");
  route.answers = {
      {200, "Within one's scope of today", http::page_of("AssignmentPage", assignment_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto history = service.history(call.principal());
    if (!history) return tl::unexpected(history.error());
    std::vector<std::pair<std::int64_t, Json>> rows;
    for (const Holding& row : history->holdings)
      rows.emplace_back(row.recording.revision, json_of(row));
    for (const Assignment& row : history->assignments)
      rows.emplace_back(row.recording.revision, json_of(row));
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    Json items = Json::array();
    for (auto& [revision, json] : rows) items.push_back(std::move(json));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route add_assignment(const AlignmentService& service) {
  Route route = route_of(Method::kPost, "/api/v1/assignments", "addAssignment",
                         "Put a person on a position, or a position to a territory, for a period");
  route.description =
      "With \"territory\": what the position is to it. Without: who holds the "
      "position; no person means vacant.";
  route.is_idempotent_by_key = true;
  route.body = http::object("AssignmentCreate",
                            {{"position", http::id("position")},
                             {"person", http::id("person").nullable(), kOptional},
                             {"territory", http::id("territory"), kOptional},
                             {"part", http::one_of({"owner", "overlay", "none"}), kOptional},
                             {"valid_from", http::date(), kOptional},
                             {"valid_to", http::date(), kOptional}});
  route.answers = {{201, "Recorded", assignment_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const PositionId position = id_of<PositionId>(call.body, "position").value_or(PositionId());
    const Period period = period_of(call.body, service);
    if (const auto territory = id_of<TerritoryId>(call.body, "territory")) {
      const auto part = parse_part(call.body.value("part", "owner")).value_or(Part::kOwner);
      const auto assigned = service.assign(
          call.principal(),
          {.territory = *territory, .position = position, .period = period, .part = part});
      if (!assigned) return tl::unexpected(assigned.error());
      return http::json_response(201, json_of(*assigned).dump());
    }
    const auto held = service.hold(
        call.principal(),
        {.position = position, .period = period, .person = id_of<PersonId>(call.body, "person")});
    if (!held) return tl::unexpected(held.error());
    return http::json_response(201, json_of(*held).dump());
  };
  return route;
}

}  // namespace

http::Routes alignment_routes(const AlignmentService& service) {
  return {list_territories(service), add_territory(service),   rename_territory(service),
          place_territory(service),  list_placements(service), list_positions(service),
          add_position(service),     change_position(service), list_assignments(service),
          add_assignment(service)};
}

}  // namespace bailiwick::alignment
