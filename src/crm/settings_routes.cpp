#include <nlohmann/json.hpp>

#include "crm/record_json.hpp"
#include "crm/record_routes.hpp"
#include "crm/record_schema.hpp"
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

http::Schema field_types() {
  return http::one_of({"text", "whole", "decimal", "truth", "date", "choice"});
}

http::Schema choices() { return http::array(http::text(1, 100), kCustomChoicesMax); }

http::Param object_param() {
  std::vector<std::string> names;
  for (const ObjectSpec& object : all_objects()) names.emplace_back(object.name);
  return {.name = "object",
          .place = http::ParamPlace::kPath,
          .schema = http::one_of(names),
          .description = "The object"};
}

http::Param key_param(std::string_view name) {
  return {.name = name,
          .place = http::ParamPlace::kPath,
          .schema = http::text(1, kCustomKeyBytesMax),
          .description = "The key"};
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "CRM";
  route.summary = summary;
  route.access =
      http::allow(method == Method::kGet ? Permission::kCrmRead : Permission::kCrmManage);
  return route;
}

ObjectKind object_of(const Call& call) {
  const ObjectSpec* object = find_object(call.request.path_value("object"));
  return object ? object->kind : ObjectKind::kAccount;
}

CustomFieldKey key_of(const Call& call) {
  return {.object = object_of(call),
          .key = std::string(call.request.path_value("field")),
          .version = api::version_of(call.request)};
}

Response field_response(int status, const Checked<CustomField>& field) {
  if (!field) return http::problem_response(field.error());
  return api::versioned(status, json_of(*field), field->version);
}

Route list_objects(const SettingsService& service) {
  Route route = route_of(Method::kGet, "/api/v1/crm/objects", "listCrmObjects",
                         "What the CRM keeps: its objects with their fields, custom ones behind");
  route.params = {{.name = "imports",
                   .schema = http::boolean(),
                   .description = "Also what can be imported besides: territories and their "
                                  "assignments, to whoever may manage territories."}};
  route.answers = {
      {200, "All objects", http::object("CrmObjects", {{"items", http::array(object_schema())}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto objects = service.objects(call.principal(), call.text("imports") == "true");
    if (!objects) return tl::unexpected(objects.error());
    Json items = Json::array();
    for (const DescribedObject& one : *objects) {
      items.push_back(json_of(*one.object, one.custom));
    }
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route add_field(const SettingsService& service) {
  Route route = route_of(Method::kPost, "/api/v1/crm/objects/{object}/fields", "addCrmField",
                         "Add a field of the company's own, or bring a hidden one back");
  route.params = {object_param()};
  route.is_idempotent_by_key = true;
  route.body = http::object("NewCrmField", {{"key", http::text(1, kCustomKeyBytesMax)},
                                            {"label", http::text(1, 100)},
                                            {"type", field_types()},
                                            {"choices", choices(), kOptional}});
  route.answers = {{201, "Added", custom_field_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    CustomField field{
        .object = object_of(call), .key = call.body.at("key"), .label = call.body.at("label")};
    field.type =
        parse_field_type(call.body.at("type").get<std::string>()).value_or(FieldType::kText);
    field.choices = call.body.value("choices", std::vector<std::string>());
    return field_response(201, service.add_field(call.principal(), field));
  };
  return route;
}

Route change_field(const SettingsService& service) {
  Route route = route_of(Method::kPatch, "/api/v1/crm/objects/{object}/fields/{field}",
                         "changeCrmField", "Change a field's label, choices, place or type");
  route.description = "The type changes if every value that is kept can be read as the new one.";
  route.params = {object_param(), key_param("field")};
  route.needs_if_match = true;
  route.body = http::object("CrmFieldPatch", {{"label", http::text(1, 100), kOptional},
                                              {"type", field_types(), kOptional},
                                              {"choices", choices(), kOptional},
                                              {"place", http::integer(0, 1'000'000), kOptional}});
  route.answers = {{200, "As it is now", custom_field_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    CustomFieldChange change{.label = api::text_of(call.body, "label")};
    if (const auto type = api::text_of(call.body, "type")) change.type = parse_field_type(*type);
    if (call.body.contains("choices"))
      change.choices = call.body.at("choices").get<std::vector<std::string>>();
    if (call.body.contains("place")) change.place = call.body.at("place").get<std::int64_t>();
    return field_response(200, service.change_field(call.principal(), key_of(call), change));
  };
  return route;
}

Route hide_field(const SettingsService& service) {
  Route route = route_of(Method::kDelete, "/api/v1/crm/objects/{object}/fields/{field}",
                         "hideCrmField", "Hide a field; its values are kept");
  route.params = {object_param(), key_param("field")};
  route.needs_if_match = true;
  route.answers = {{200, "As it is now", custom_field_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return field_response(200,
                          service.change_field(call.principal(), key_of(call), {.is_open = false}));
  };
  return route;
}

Route list_pipelines(const SettingsService& service) {
  Route route = route_of(Method::kGet, "/api/v1/pipelines", "listPipelines",
                         "The pipelines with their stages");
  route.answers = {
      {200, "All of them", http::object("Pipelines", {{"items", http::array(pipeline_schema())}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto pipelines = service.pipelines(call.principal());
    if (!pipelines) return tl::unexpected(pipelines.error());
    Json items = Json::array();
    for (const Pipeline& one : *pipelines) items.push_back(json_of(one));
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route put_pipeline(const SettingsService& service) {
  Route route = route_of(Method::kPut, "/api/v1/pipelines/{pipeline}", "putPipeline",
                         "Replace a pipeline, or with If-Match \"*\" add one");
  route.params = {key_param("pipeline")};
  route.needs_if_match = true;
  const http::Schema stage =
      http::object("NewPipelineStage", {{"key", http::text(1, 40)},
                                        {"name", http::text(1, 100)},
                                        {"probability", http::integer(0, 100)},
                                        {"outcome", http::one_of({"open", "won", "lost"})}});
  route.body = http::object(
      "NewPipeline", {{"name", http::text(1, 100)}, {"stages", http::array(stage, kStagesMax)}});
  route.answers = {{200, "As it is now", pipeline_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto put =
        service.put(call.principal(),
                    pipeline_from(std::string(call.request.path_value("pipeline")), call.body),
                    api::version_of(call.request));
    if (!put) return http::problem_response(put.error());
    return api::versioned(200, json_of(*put), put->version);
  };
  return route;
}

}  // namespace

http::Routes settings_routes(const SettingsService& service) {
  return {list_objects(service), add_field(service),      change_field(service),
          hide_field(service),   list_pipelines(service), put_pipeline(service)};
}

}  // namespace bailiwick::crm
