// The routes of duplicates and merges, of each object that has them.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "crm/marks.hpp"
#include "crm/record_routes.hpp"
#include "crm/route_parts.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::crm {
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

// The texts that the routes of an object are declared with, which must outlive them.
struct Names {
  std::string all, one, different, merge, merges, undo;  // paths
  std::string id_all, id_one, id_different, id_merge, id_merges, id_undo;
  std::string tag, word;
};

const Names& names_for(const ObjectSpec& object) {
  static const auto all = [] {
    std::array<Names, kObjectCount> names;
    for (const ObjectSpec& spec : all_objects()) {
      const std::string list = "/api/v1/" + std::string(spec.plural);
      const std::string one = list + "/{" + std::string(spec.name) + "}";
      const std::string singular = capitalised(spec.name);
      names[static_cast<std::size_t>(spec.kind)] = {.all = list + "/duplicates",
                                                    .one = one + "/duplicates",
                                                    .different = one + "/different",
                                                    .merge = one + "/merge",
                                                    .merges = one + "/merges",
                                                    .undo = one + "/merges/{merge}/undo",
                                                    .id_all = "list" + singular + "Duplicates",
                                                    .id_one = "get" + singular + "Duplicates",
                                                    .id_different = "tell" + singular + "Different",
                                                    .id_merge = "merge" + singular,
                                                    .id_merges = "list" + singular + "Merges",
                                                    .id_undo = "undo" + singular + "Merge",
                                                    .tag = capitalised(spec.plural),
                                                    .word = std::string(spec.name)};
    }
    return names;
  }();
  return all[static_cast<std::size_t>(object.kind)];
}

Route route_of(const ObjectSpec& object, Method method, const std::string& path,
               const std::string& id) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = names_for(object).tag;
  route.access = http::allow(method == Method::kGet ? Permission::kCrmRead : Permission::kCrmWrite);
  if (path != names_for(object).all) route.params = {id_param(object)};
  return route;
}

http::Schema side_schema(const ObjectSpec& object) {
  return http::object(capitalised(object.name) + "Side",
                      {{"id", http::id(names_for(object).word)}, {"title", http::text()}});
}

http::Schema pair_schema(const ObjectSpec& object) {
  const http::Schema evidence =
      http::object("DuplicateEvidence", {{"field", http::text()},
                                         {"similarity", http::number(0, 1)},
                                         {"weight", http::number(-100, 100)}});
  return http::object(capitalised(object.name) + "Pair", {{"a", side_schema(object)},
                                                          {"b", side_schema(object)},
                                                          {"probability", http::number(0, 1)},
                                                          {"evidence", http::array(evidence)}});
}

// To a thousandth: what follows says nothing.
double rounded(double value) { return std::round(value * 1'000) / 1'000; }

Json json_of(const std::vector<LikelyPair>& pairs) {
  Json items = Json::array();
  for (const LikelyPair& pair : pairs) {
    Json evidence = Json::array();
    for (const Evidence& one : pair.likeness.evidence)
      evidence.push_back({{"field", one.field},
                          {"similarity", rounded(one.similarity)},
                          {"weight", rounded(one.weight)}});
    items.push_back({{"a", {{"id", pair.a.text()}, {"title", pair.a_title}}},
                     {"b", {{"id", pair.b.text()}, {"title", pair.b_title}}},
                     {"probability", rounded(pair.likeness.probability)},
                     {"evidence", std::move(evidence)}});
  }
  return items;
}

Route all_route(const DuplicateService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(object, Method::kGet, names.all, names.id_all);
  route.summary = "Pairs that may be the same, with the reasons";
  route.description = "A page may be empty and have a \"next\": it looked at a stretch of records.";
  route.params = {{.name = "cursor",
                   .schema = http::text(1, kMarkBytesMax),
                   .description = "Where the last page ended"},
                  api::limit_param()};
  route.answers = {{200, "A page, the most likely first",
                    http::page_of(capitalised(object.name) + "PairPage", pair_schema(object))}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto page = service.pairs(call.principal(), object.kind, call.text("cursor"),
                                    api::limit_of(call.request));
    if (!page) return tl::unexpected(page.error());
    return api::page(json_of(page->items), page->next);
  };
  return route;
}

Route one_route(const DuplicateService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(object, Method::kGet, names.one, names.id_one);
  route.summary = "Which others may be the same as this one, with the reasons";
  route.answers = {{200, "The most likely first",
                    http::page_of(capitalised(object.name) + "PairPage", pair_schema(object))}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto pairs = service.pairs_of(call.principal(), id_of(call, object));
    if (!pairs) return tl::unexpected(pairs.error());
    return api::page(json_of(*pairs), std::nullopt);
  };
  return route;
}

Uuid other_of(const Call& call, const ObjectSpec& object) {
  const auto id = RecordId::parse(object.kind, call.body.value("other", ""));
  return id ? id->uuid : Uuid{};
}

Route different_route(const DuplicateService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(object, Method::kPost, names.different, names.id_different);
  route.summary = "Say that two that look the same are two";
  route.body = http::object(capitalised(object.name) + "Other", {{"other", http::id(names.word)}});
  route.answers = {{204, "They are not told as a pair any more", std::nullopt}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto done =
        service.different(call.principal(), id_of(call, object), other_of(call, object));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

http::Schema merge_schema(const ObjectSpec& object) {
  const http::Schema id = http::id(names_for(object).word);
  return http::object(capitalised(object.name) + "Merge",
                      {{"id", http::id("merge")},
                       {"kept", id},
                       {"other", id},
                       {"other_title", http::text()},
                       {"fields", http::array(http::text())},
                       {"references", http::integer(0, INT64_MAX)},
                       {"merged_at", http::instant()},
                       {"merged_by", http::id("person")}});
}

Json json_of(const Merge& merge) {
  Json fields = Json::array();
  const Json taken = Json::parse(merge.fields, nullptr, false);
  for (const auto& field : taken.items()) fields.push_back(field.key());
  return {{"id", merge.id.text()},
          {"kept", merge.kept.text()},
          {"other", RecordId{merge.kept.kind, merge.other}.text()},
          {"other_title", merge.other_title},
          {"fields", std::move(fields)},
          {"references", merge.references},
          {"merged_at", to_text(merge.merged_at)},
          {"merged_by", merge.merged_by.text()}};
}

Route merge_route(const MergeService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(object, Method::kPost, names.merge, names.id_merge);
  route.summary = "Make one of two: this one is kept";
  route.description = "\"fields\" are taken from the other, and those that this one has not.";
  route.needs_if_match = true;
  route.body = http::object(
      capitalised(object.name) + "MergeCreate",
      {{"other", http::id(names.word)},
       {"fields", http::array(http::text(1, kCustomKeyBytesMax + 10), 200), kOptional}});
  route.answers = {{200, "The merge, which can be undone", merge_schema(object)}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto merge = service.merge(
        call.principal(), {.kept = id_of(call, object),
                           .other = other_of(call, object),
                           .fields = call.body.value("fields", std::vector<std::string>()),
                           .version = api::version_of(call.request)});
    if (!merge) return tl::unexpected(merge.error());
    return http::json_response(200, json_of(*merge).dump());
  };
  return route;
}

Route merges_route(const MergeService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(object, Method::kGet, names.merges, names.id_merges);
  route.summary = "Which others became part of this one";
  route.answers = {{200, "Those that are not undone, the latest first",
                    http::page_of(capitalised(object.name) + "MergePage", merge_schema(object))}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto merges = service.merges(call.principal(), id_of(call, object));
    if (!merges) return tl::unexpected(merges.error());
    Json items = Json::array();
    for (const Merge& merge : *merges) items.push_back(json_of(merge));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route undo_route(const MergeService& service, const ObjectSpec& object) {
  const Names& names = names_for(object);
  Route route = route_of(object, Method::kPost, names.undo, names.id_undo);
  route.summary = "Take a merge apart again";
  route.params.push_back({.name = "merge",
                          .place = http::ParamPlace::kPath,
                          .schema = http::id("merge"),
                          .description = "The id"});
  route.answers = {
      {200, "What was put back, and what was not because it has changed since",
       http::object("UndoneMerge", {{"kept_changes", http::array(http::text())},
                                    {"references", http::integer(0, INT64_MAX)},
                                    {"lost_references", http::integer(0, INT64_MAX)}})}};
  route.handle = [&service, &object](const Call& call) -> Result<Response> {
    const auto undone = service.undo(call.principal(), id_of(call, object),
                                     api::path_id<MergeId>(call.request, "merge"));
    if (!undone) return tl::unexpected(undone.error());
    return http::json_response(200, Json({{"kept_changes", undone->kept_changes},
                                          {"references", undone->references},
                                          {"lost_references", undone->lost_references}})
                                        .dump());
  };
  return route;
}

}  // namespace

http::Routes duplicate_routes(const DuplicateService& duplicates, const MergeService& merges) {
  http::Routes routes;
  for (const ObjectSpec& object : all_objects()) {
    if (!has_duplicates(object.kind)) continue;
    routes.push_back(all_route(duplicates, object));
    routes.push_back(one_route(duplicates, object));
    routes.push_back(different_route(duplicates, object));
    routes.push_back(merge_route(merges, object));
    routes.push_back(merges_route(merges, object));
    routes.push_back(undo_route(merges, object));
  }
  return routes;
}

}  // namespace bailiwick::crm
