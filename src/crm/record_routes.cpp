#include "crm/record_routes.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <tuple>

#include "crm/field_value.hpp"
#include "crm/record_schema.hpp"
#include "crm/route_parts.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
namespace api = platform::api;
using http::Call;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

// The texts that routes of an object are declared with, which must outlive them.
struct Names {
  std::string list, csv, one, count, groups, restore;  // paths
  std::string id_list, id_add, id_get, id_change, id_hide, id_restore, id_count, id_groups,
      id_export;
  std::string tag;
};

const Names& names_for(const ObjectSpec& object) {
  static const auto all = [] {
    std::array<Names, kObjectCount> names;
    for (const ObjectSpec& spec : all_objects()) {
      const std::string plural = capitalised(spec.plural);
      const std::string singular = capitalised(spec.name);
      const std::string list = "/api/v1/" + std::string(spec.plural);
      const std::string one = list + "/{" + std::string(spec.name) + "}";
      names[static_cast<std::size_t>(spec.kind)] = {.list = list,
                                                    .csv = list + ".csv",
                                                    .one = one,
                                                    .count = list + "/count",
                                                    .groups = list + "/groups",
                                                    .restore = one + "/restore",
                                                    .id_list = "list" + plural,
                                                    .id_add = "add" + singular,
                                                    .id_get = "get" + singular,
                                                    .id_change = "change" + singular,
                                                    .id_hide = "delete" + singular,
                                                    .id_restore = "restore" + singular,
                                                    .id_count = "count" + plural,
                                                    .id_groups = "group" + plural,
                                                    .id_export = "export" + plural,
                                                    .tag = plural};
    }
    return names;
  }();
  return all[static_cast<std::size_t>(object.kind)];
}

std::vector<http::Param> asked_params() {
  return {{.name = "q",
           .schema = http::text(0, 200),
           .description = "Words; each must begin a word of a searched field"},
          {.name = "where",
           .schema = http::text(0, 8'000),
           .description = "A JSON list of conditions: [{\"field\", \"is\", \"value\"}]"}};
}

ListAsk ask_of(const Call& call, const ObjectSpec& object) {
  return {.object = object.kind,
          .words = call.text("q"),
          .where = call.text("where"),
          .sort = call.text("sort"),
          .cursor = call.text("cursor"),
          .limit = call.whole_number("limit", api::kPageDefault)};
}

Json items_of(const LabelledPage& page) {
  Json items = Json::array();
  for (const LabelledRecord& item : page.items)
    items.push_back(json_of(item.record, page.custom, item.labels));
  return items;
}

Response one_of(int status, const LabelledPage& page) {
  const LabelledRecord& item = page.items.front();
  return api::versioned(status, json_of(item.record, page.custom, item.labels),
                        item.record.version);
}

Route route_of(Method method, const ObjectSpec& object, std::string_view path,
               std::string_view id) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = names_for(object).tag;
  route.access = http::allow(method == Method::kGet ? Permission::kCrmRead : Permission::kCrmWrite);
  return route;
}

Route list_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kGet, object, names.list, names.id_list);
  route.summary = "Those within one's scope: searched, filtered, sorted";
  route.params = asked_params();
  route.params.push_back(
      {.name = "sort",
       .schema = http::text(0, 100),
       .description =
           "A field, title, created_at or updated_at; \"-\" before it: the greatest first"});
  route.params.push_back({.name = "cursor",
                          .schema = http::text(1, 4'000),
                          .description = "Where the last page ended"});
  route.params.push_back(api::limit_param());
  route.answers = {
      {200, "A page", http::page_of(names.tag + std::string("Page"), record_schema(object))}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto page = service.list(call.principal(), ask_of(call, object));
    if (!page) return http::problem_response(page.error());
    return api::page(items_of(*page), page->next);
  };
  return route;
}

Route count_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kGet, object, names.count, names.id_count);
  route.summary = "How many a list has";
  route.params = asked_params();
  route.answers = {
      {200, "The number", http::object("RecordCount", {{"count", http::integer(0, INT64_MAX)}})}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto count = service.count(call.principal(), ask_of(call, object));
    if (!count) return http::problem_response(count.error());
    return http::json_response(200, Json{{"count", *count}}.dump());
  };
  return route;
}

Json json_of(const ObjectSpec& object, const Column& by, const LabelledGroup& group) {
  FieldSpec field{.name = "value", .column = "", .type = by.type};
  if (by.source == Source::kField) field = object.fields[by.field];
  Json json = {{"value", json_of(field, group.group.value)}, {"count", group.group.count}};
  if (!group.label.empty()) json["label"] = group.label;
  Json sums = Json::object();
  for (const GroupSum& sum : group.group.sums)
    sums[std::string(object.fields[sum.field].name)].push_back(
        json_of(object.fields[sum.field], sum.sum));
  if (!sums.empty()) json["sums"] = std::move(sums);
  return json;
}

Route groups_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kGet, object, names.groups, names.id_groups);
  route.summary = "The largest groups of a list by one of its fields";
  route.params = asked_params();
  route.params.push_back({.name = "by",
                          .schema = http::text(1, 100),
                          .description = "The field",
                          .presence = http::Presence::kRequired});
  const http::Schema group = http::object(
      "RecordGroup", {{"value", http::Schema()},
                      {"label", http::text(), http::kOptional},
                      {"count", http::integer(1, INT64_MAX)},
                      {"sums", http::map_of(http::array(money_schema())), http::kOptional}});
  route.answers = {{200, "At most 200, the largest first",
                    http::object("RecordGroups", {{"items", http::array(group)}})}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto groups = service.groups(call.principal(), ask_of(call, object), call.text("by"));
    if (!groups) return http::problem_response(groups.error());
    Json items = Json::array();
    for (const LabelledGroup& one : groups->items)
      items.push_back(json_of(object, groups->by, one));
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route get_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kGet, object, names.one, names.id_get);
  route.summary = "One";
  route.params = {id_param(object)};
  route.answers = {{200, "The record, with its ETag", record_schema(object)},
                   {404, "There is none within one's scope", std::nullopt}};
  route.runs = http::Runs::kRead;
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto page = service.record(call.principal(), id_of(call, object));
    if (!page) return tl::unexpected(page.error());
    return one_of(200, *page);
  };
  return route;
}

Route add_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kPost, object, names.list, names.id_add);
  route.summary = "Add one";
  route.is_idempotent_by_key = true;
  route.body = new_record_schema(object);
  route.answers = {{201, "Added", record_schema(object)}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto page = service.add(call.principal(), object.kind, call.body);
    if (!page) return http::problem_response(page.error());
    Response response = one_of(201, *page);
    response.headers.emplace_back(
        "Location", names_for(object).list + "/" + page->items.front().record.id.text());
    return response;
  };
  return route;
}

Route change_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kPatch, object, names.one, names.id_change);
  route.summary = "Change some of its fields";
  route.params = {id_param(object)};
  route.needs_if_match = true;
  route.body = record_patch_schema(object);
  route.answers = {{200, "As it is now", record_schema(object)}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto page = service.change(call.principal(), id_of(call, object),
                                     api::version_of(call.request), call.body);
    if (!page) return http::problem_response(page.error());
    return one_of(200, *page);
  };
  return route;
}

Route hide_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kDelete, object, names.one, names.id_hide);
  route.summary = "Hide it, with what belongs to it";
  route.params = {id_param(object)};
  route.needs_if_match = true;
  route.answers = {{204, "Hidden; restoring brings it back", std::nullopt}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto hidden =
        service.hide(call.principal(), id_of(call, object), api::version_of(call.request));
    if (!hidden) return tl::unexpected(hidden.error());
    return http::empty_response();
  };
  return route;
}

Route restore_route(const RecordService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(Method::kPost, object, names.restore, names.id_restore);
  route.summary = "Bring back what was hidden";
  route.params = {id_param(object)};
  route.answers = {{200, "As it is now", record_schema(object)}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto page = service.restore(call.principal(), id_of(call, object));
    if (!page) return tl::unexpected(page.error());
    return one_of(200, *page);
  };
  return route;
}

Response csv_file(ExportPieces pieces, std::string_view name) {
  Response response;
  response.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + std::string(name) + ".csv\"");
  response.body = http::StreamBody{.next = std::move(pieces)};
  return response;
}

}  // namespace

http::Routes record_routes(const RecordService& service) {
  http::Routes routes;
  for (const ObjectSpec& object : all_objects()) {
    routes.push_back(list_route(service, object));
    routes.push_back(add_route(service, object));
    routes.push_back(count_route(service, object));
    routes.push_back(groups_route(service, object));
    routes.push_back(get_route(service, object));
    routes.push_back(change_route(service, object));
    routes.push_back(hide_route(service, object));
    routes.push_back(restore_route(service, object));
  }
  return routes;
}

http::Routes export_routes(const ExportService& service) {
  http::Routes routes;
  for (const ObjectSpec& object : all_objects()) {
    const Names& names = names_for(object);
    Route route = route_of(Method::kGet, object, names.csv, names.id_export);
    route.summary = "All of a list as CSV, which an import reads back";
    route.params = asked_params();
    route.answers = {{200, "The rows", std::nullopt, "text/csv; charset=utf-8"}};
    route.handle = [&service, &object](const Call& call) -> Result<Response> {
      auto pieces = service.rows(call.principal(), ask_of(call, object));
      if (!pieces) return http::problem_response(pieces.error());
      return csv_file(std::move(*pieces), object.plural);
    };
    routes.push_back(std::move(route));
  }
  return routes;
}

http::Routes alignment_export_routes(const AlignmentExport& service) {
  http::Routes routes;
  for (const auto& [object, path, id, summary] :
       {std::tuple(ObjectKind::kTerritory, "/api/v1/territories.csv", "exportTerritories",
                   "The territories as CSV, which an import reads back"),
        std::tuple(ObjectKind::kTerritoryAssignment, "/api/v1/territory-assignments.csv",
                   "exportTerritoryAssignments",
                   "Who served territories, and when, as CSV, which an import reads back")}) {
    Route route;
    route.method = Method::kGet;
    route.path = path;
    route.id = id;
    route.tag = "Alignment";
    route.summary = summary;
    route.access = http::allow(Permission::kTerritoriesRead);
    route.answers = {{200, "The rows", std::nullopt, "text/csv; charset=utf-8"}};
    route.handle = [&service, object = object](const Call& call) -> Result<Response> {
      auto pieces = service.rows(call.principal(), object);
      if (!pieces) return tl::unexpected(pieces.error());
      return csv_file(std::move(*pieces), object_of(object).plural);
    };
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace bailiwick::crm
