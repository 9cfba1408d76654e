#include "crm/import_routes.hpp"

#include <nlohmann/json.hpp>

#include "crm/import_json.hpp"
#include "platform/jobs/job_json.hpp"

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
namespace jobs = platform::jobs;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;

constexpr std::int64_t kCountMax = std::int64_t{1} << 53;

http::Schema object_names() {
  std::vector<std::string> names;
  for (const ObjectSpec& object : import_objects()) names.emplace_back(object.name);
  return http::one_of(names);
}
http::Schema count() { return http::integer(0, kCountMax); }
http::Schema date_orders() { return http::one_of({"dmy", "mdy", "ymd"}); }
http::Schema decimal_marks() { return http::one_of({".", ","}); }

http::Schema column_schema() {
  return http::object(
      "ImportColumn",
      {{"name", http::text()},
       {"samples", http::array(http::text(), kSamplesShown)},
       {"field",
        http::text().described(
            "What it is read as, if it is guessed: a field, FIELD.currency, or several "
            "references, \"contact|lead\"."),
        kOptional},
       {"why", http::text().described("A sentence.")},
       {"why_code", http::one_of({"source", "field_name", "own_field", "header", "header_part",
                                  "values", "taken", "no_use", "unknown"})}});
}

http::Schema note_schema() {
  return http::object(
      "ImportNote",
      {{"code", http::text().described("What it is about, such as mark_unknown; empty: a sentence "
                                       "alone.")},
       {"text", http::text().described("A sentence in English.")},
       {"values", http::map_of(http::text()).described("What the sentence names.")}});
}

http::Schema unknown_values_schema() {
  return http::array(http::object("ImportUnknownValue",
                                  {{"field", http::text()},
                                   {"text", http::text()},
                                   {"count", count().described("Rows that have it.")}}),
                     kUnknownValuesShown)
      .described(
          "Texts in fields of choices or stages that are none of ours: `meanings` says what "
          "they mean.");
}

http::Schema stood_in_schema() {
  return http::array(http::object("ImportStandIn",
                                  {{"field", http::text()},
                                   {"from", http::one_of({"first_name", "email", "name", "kind",
                                                          "description", "nothing"})},
                                   {"count", count().described("Rows that are added.")}}))
      .described(
          "What stands for required values that new records lack, where wrong values are "
          "left out.");
}

http::Schema problem_schema() {
  return http::object(
      "ImportProblem",
      {{"line", count()},
       {"column", http::text()},
       {"field", http::text()},
       {"value", http::text()},
       {"rule", http::text()},
       {"message", http::text()},
       {"is_left_out", http::boolean().described("The row is taken without this value.")}});
}

http::Schema outcome_schema() {
  return http::object("ImportOutcome",
                      {{"added", count()},
                       {"updated", count()},
                       {"unchanged", count()},
                       {"rejected", count().described("Rows.")},
                       {"left_out", count().described("Values, of rows that are taken.")},
                       {"problems", http::array(problem_schema(), kProblemsShown)},
                       {"stood_in", stood_in_schema()},
                       {"unknown_values", unknown_values_schema()}});
}

// What people decide: the body of a check and a run, and what an import shows of it.
std::vector<http::Field> order_fields() {
  return {{"mapping", http::map_of(http::text(1, 200))
                          .described("Column to field. Columns that are left out are not read.")},
          {"defaults",
           http::map_of(http::text()).described("Field to what an empty cell of it is read as."),
           kOptional},
          {"meanings",
           http::map_of(http::map_of(http::text()))
               .described("Field of choices or stages, to a text of the file, to the choice or the "
                          "key of the stage that it means; empty: to nothing."),
           kOptional},
          {"currency", http::text(3, 3).described("Of amounts that name none."), kOptional},
          {"decimal_mark", decimal_marks(), kOptional},
          {"date_order", date_orders(), kOptional},
          {"wrong_values",
           http::one_of({"reject_row", "leave_out"})
               .described("What becomes of a row with a wrong value in a field that may be empty. "
                          "Usual: leave_out for files of Salesforce and HubSpot, else reject_row."),
           kOptional}};
}
http::Schema order_schema(std::string_view name) {
  std::vector<http::Field> fields = order_fields();
  fields.push_back({"mode", http::one_of({"all_or_nothing", "good_rows"}), kOptional});
  return http::object(name, fields);
}

http::Schema import_schema_of_api() {
  return http::object(
      "Import",
      {{"id", http::id("import")},
       {"object", object_names()},
       {"name", http::text(1, kImportNameBytesMax)},
       {"state", http::one_of({"uploaded", "checking", "checked", "running", "done", "cancelled",
                               "failed"})},
       {"row_count", count()},
       {"delimiter", http::text(1, 1)},
       {"decimal_mark", decimal_marks()},
       {"date_order", date_orders()},
       {"source", http::one_of({"salesforce", "hubspot"}), kOptional},
       {"has_header", http::boolean().described(
                          "Whether the first row is read as the columns' names. Without names "
                          "columns are called Column 1, Column 2, ...")},
       {"looks_headed", http::boolean().described("Whether the first row looks like names.")},
       {"notes", http::array(note_schema())},
       {"columns", http::array(column_schema(), 1024)},
       {"defaults", http::map_of(http::text())
                        .described("Field to what the file's name or headers "
                                   "say of every row.")},
       {"unknown_values", unknown_values_schema()},
       {"order", order_schema("ImportOrder"), kOptional},
       {"outcome", outcome_schema(), kOptional},
       {"job", http::id("job").described("The last one."), kOptional},
       {"created_at", http::instant()},
       {"created_by", http::id("person")}});
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "CRM";
  route.summary = summary;
  route.access = http::allow(Permission::kCrmImport);
  return route;
}

http::Param import_param() {
  return {.name = "import",
          .place = http::ParamPlace::kPath,
          .schema = http::id("import"),
          .description = "The import."};
}
ImportId import_of(const Call& call) {
  return ImportId::parse(call.request.path_value("import")).value_or(ImportId());
}

Route add_import(const ImportService& service) {
  Route route = route_of(Method::kPost, "/api/v1/imports", "addImport", "Upload a CSV file");
  route.description =
      "Says what the file was found to be and which column seems to be which field. Nothing is "
      "imported yet.";
  route.params = {{.name = "object",
                   .schema = object_names(),
                   .description = "What its rows are. Absent: guessed from the columns."},
                  {.name = "name",
                   .schema = http::text(1, kImportNameBytesMax),
                   .description = "The file's name.",
                   .presence = http::Presence::kRequired},
                  {.name = "has_header",
                   .schema = http::boolean(),
                   .description = "Whether the first row has the columns' names. Absent: as it "
                                  "looks."}};
  route.upload_bytes_max = kImportBytesMax;
  route.upload_types = {"text/csv"};
  route.answers = {{201, "The import", import_schema_of_api()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const ObjectSpec* object = find_import_object(call.text("object"));
    const std::string header = call.text("has_header");
    const auto added = service.upload(
        call.principal(),
        {.object = object == nullptr ? std::nullopt : std::optional(object->kind),
         .name = call.text("name"),
         .path = call.request.body_file,
         .has_header = header.empty() ? std::nullopt : std::optional(header == "true")});
    if (!added) return http::problem_response(added.error());
    Response response = http::json_response(201, to_json(*added).dump());
    response.headers.emplace_back("Location", "/api/v1/imports/" + added->id.text());
    return response;
  };
  return route;
}

Response started_response(const Checked<ImportStarted>& started) {
  if (!started) return http::problem_response(started.error());
  const nlohmann::json json = {
      {"import", to_json(started->import)},
      {"job", nlohmann::json::parse(jobs::to_json(started->job, jobs::Detail::kWhole))}};
  return http::json_response(202, json.dump());
}

std::vector<http::Answer> started_answers() {
  return {{202, "The import and its job",
           http::object("ImportStarted", {{"import", import_schema_of_api()},
                                          {"job", http::map_of(http::Schema())}})},
          {409, "It is being checked or run, or was run", std::nullopt}};
}

Route check_import(const ImportService& service) {
  Route route = route_of(Method::kPost, "/api/v1/imports/{import}/check", "checkImport",
                         "Try a file without importing it");
  route.params = {import_param()};
  route.body = http::object("ImportCheck", order_fields());
  route.answers = started_answers();
  route.handle = [&service](const Call& call) -> Result<Response> {
    return started_response(service.check(call.principal(), import_of(call), call.body));
  };
  return route;
}

Route run_import(const ImportService& service) {
  Route route =
      route_of(Method::kPost, "/api/v1/imports/{import}/run", "runImport", "Import a file");
  route.description =
      "all_or_nothing (usual) imports nothing where a row is wrong; good_rows leaves those out.";
  route.params = {import_param()};
  route.body = order_schema("ImportRun");
  route.answers = started_answers();
  route.handle = [&service](const Call& call) -> Result<Response> {
    return started_response(service.run(call.principal(), import_of(call), call.body));
  };
  return route;
}

Route get_import(const ImportService& service) {
  Route route = route_of(Method::kGet, "/api/v1/imports/{import}", "getImport",
                         "One import and what came of it");
  route.params = {import_param()};
  route.answers = {{200, "The import", import_schema_of_api()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto import = service.import(call.principal(), import_of(call));
    if (!import) return tl::unexpected(import.error());
    return http::json_response(200, to_json(*import).dump());
  };
  return route;
}

Route list_imports(const ImportService& service) {
  Route route = route_of(Method::kGet, "/api/v1/imports", "listImports", "The latest imports");
  route.description = "One's own, the newest first; everybody's for who may manage the CRM.";
  route.answers = {
      {200, "The imports",
       http::object("Imports", {{"items", http::array(import_schema_of_api(), kImportsShown)}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto imports = service.imports(call.principal());
    if (!imports) return tl::unexpected(imports.error());
    nlohmann::json json = {{"items", nlohmann::json::array()}};
    for (const Import& import : *imports) json["items"].push_back(to_json(import));
    return http::json_response(200, json.dump());
  };
  return route;
}

Result<Response> csv_response(Result<ImportService::Pieces> pieces) {
  if (!pieces) return tl::unexpected(pieces.error());
  Response response;
  response.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
  response.body = http::StreamBody{.next = std::move(*pieces)};
  return response;
}

Route get_rejects(const ImportService& service) {
  Route route = route_of(Method::kGet, "/api/v1/imports/{import}/rejects.csv", "getImportRejects",
                         "The rows that were rejected");
  route.description =
      "As they were, with a column of what is wrong: correct them and upload them again.";
  route.params = {import_param()};
  route.answers = {{200, "The rows", std::nullopt, "text/csv; charset=utf-8"}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return csv_response(service.rejects(call.principal(), import_of(call)));
  };
  return route;
}

Route get_left_out(const ImportService& service) {
  Route route = route_of(Method::kGet, "/api/v1/imports/{import}/left-out.csv", "getImportLeftOut",
                         "The values that were left out");
  route.description = "One a line: where it stands, what it is and why it was not taken.";
  route.params = {import_param()};
  route.answers = {{200, "The values", std::nullopt, "text/csv; charset=utf-8"}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return csv_response(service.left_out(call.principal(), import_of(call)));
  };
  return route;
}

}  // namespace

http::Routes import_routes(const ImportService& service) {
  return {add_import(service), list_imports(service), get_import(service),  check_import(service),
          run_import(service), get_rejects(service),  get_left_out(service)};
}

}  // namespace bailiwick::crm
