// The routes of what an account has and no other record: its past.
#include <nlohmann/json.hpp>

#include "crm/record_routes.hpp"
#include "crm/route_parts.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
namespace api = platform::api;
using http::Call;
using http::kOptional;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

Route route_of(std::string_view path, std::string_view id, std::string_view summary) {
  Route route;
  route.path = path;
  route.id = id;
  route.tag = "Accounts";
  route.summary = summary;
  route.access = http::allow(Permission::kCrmRead);
  route.params = {id_param(object_of(ObjectKind::kAccount))};
  return route;
}

RecordId account_of(const Call& call) { return id_of(call, object_of(ObjectKind::kAccount)); }

Route timeline_route(const TimelineService& service) {
  Route route = route_of("/api/v1/accounts/{account}/timeline", "getAccountTimeline",
                         "All that belongs to an account, the latest first");
  route.params.push_back({.name = "cursor",
                          .schema = http::text(1, 4'000),
                          .description = "Where the last page ended"});
  route.params.push_back(api::limit_param());
  const http::Schema entry =
      http::object("TimelineEntry", {{"at", http::instant()},
                                     {"object", http::text()},
                                     {"record", http::map_of(http::Schema())}});
  route.answers = {{200, "A page", http::page_of("TimelinePage", entry)}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto page = service.timeline(call.principal(), account_of(call), call.text("cursor"),
                                       api::limit_of(call.request));
    if (!page) return tl::unexpected(page.error());
    Json items = Json::array();
    for (const TimelineEntry& one : page->items) {
      const Record& record = one.item.record;
      const auto& custom = page->custom[static_cast<std::size_t>(record.id.kind)];
      items.push_back({{"at", to_text(one.at)},
                       {"object", record.object().name},
                       {"record", json_of(record, custom, one.item.labels)}});
    }
    return api::page(std::move(items), page->next);
  };
  return route;
}

Json json_of(const alignment::AccountAlignment& row, const TerritoryPast& past) {
  Json json = {{"is_overlay", row.overlay.has_value()},
               {"valid_from", to_text(row.period.from)},
               {"reason", alignment::name_of(row.reason)},
               {"recorded_at", to_text(row.recording.at)}};
  const auto territory = row.territory ? row.territory : row.overlay;
  if (row.territory) json["territory"] = row.territory->text();
  if (territory && past.names.contains(*territory))
    json["territory_name"] = past.names.at(*territory);
  if (row.period.to) json["valid_to"] = to_text(*row.period.to);
  if (!row.rule.empty()) json["rule"] = row.rule;
  if (!row.recording.by.is_nil()) json["recorded_by"] = row.recording.by.text();
  if (row.superseded_at) json["superseded_at"] = to_text(*row.superseded_at);
  return json;
}

http::Schema past_schema() {
  return http::object("AccountAlignment", {{"territory", http::id("territory"), kOptional},
                                           {"territory_name", http::text(), kOptional},
                                           {"is_overlay", http::boolean()},
                                           {"valid_from", http::date()},
                                           {"valid_to", http::date(), kOptional},
                                           {"reason", http::text()},
                                           {"rule", http::text(), kOptional},
                                           {"recorded_at", http::instant()},
                                           {"recorded_by", http::id("person"), kOptional},
                                           {"superseded_at", http::instant(), kOptional}});
}

Route alignment_route(const TimelineService& service) {
  Route route = route_of("/api/v1/accounts/{account}/alignment", "getAccountAlignment",
                         "Which territories an account belonged to, as recorded, oldest first");
  route.description =
      "What is still believed has no \"superseded_at\"; without \"territory\" it belonged to none "
      "(of an overlay: no longer to that one).";
  route.answers = {{200, "All of it", http::page_of("AccountAlignmentPage", past_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto past = service.territories(call.principal(), account_of(call));
    if (!past) return tl::unexpected(past.error());
    Json items = Json::array();
    for (const alignment::AccountAlignment& row : past->rows) items.push_back(json_of(row, *past));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

}  // namespace

http::Routes account_routes(const TimelineService& service) {
  return {timeline_route(service), alignment_route(service)};
}

}  // namespace bailiwick::crm
