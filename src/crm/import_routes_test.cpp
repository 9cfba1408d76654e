// Goal: the API answers as docs/spec/crm.md says, from the upload to the rejected rows. Method: the handlers on both databases, the
// jobs run by hand.
#include "crm/import_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "crm/import_job.hpp"
#include "crm/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/http/schema.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/jobs/store.hpp"
#include "tests/support/import_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
namespace jobs = platform::jobs;
namespace support = bailiwick::testing;
using nlohmann::json;
using platform::identity::Role;

class ImportRoutesTest : public support::PlatformTest {
 protected:
  ImportRoutesTest()
      : PlatformTest({platform::audit::audit_migrations(), jobs::jobs_migrations(),
                      crm_migrations(), support::test_record_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const ImportSchemaSource schema = [](platform::db::Connection&, TenantId, ObjectKind object) {
      return Result<ImportSchema>(import_schema(object));
    };
    const ImportJobParts parts{database(), records_, records_, schema, log_};
    check_ = import_check_kind(parts);
    run_ = import_run_kind(parts);
    queue_.add_kind(check_);
    queue_.add_kind(run_);
    service_.emplace(ImportServiceParts{database(), queue_, log_, ids_, clock_.wall(), schema});
    routes_ = import_routes(*service_);
  }

  http::Response call(std::string_view id, http::Request request, const json& body = nullptr) {
    if (!request.principal)
      request.principal = http::PrincipalRef(support::somebody(tenant_, person_, Role::kAdmin));
    for (const http::Route& route : routes_) {
      if (route.id != id) continue;
      auto response = route.handle(http::Call{.request = request, .body = body});
      http::Response answer =
          response ? std::move(*response) : http::problem_response(response.error());
      if (answer.status < 300 && route.answers.front().schema) {
        const auto mistakes =
            http::mistakes_of(*route.answers.front().schema, json::parse(answer.text()));
        EXPECT_TRUE(mistakes.empty())
            << id << ": " << mistakes.front().pointer << " " << mistakes.front().message;
      }
      return answer;
    }
    ADD_FAILURE() << "no route " << id;
    return {};
  }
  static json body_of(const http::Response& response) { return json::parse(response.text()); }
  static http::Request of_import(const json& import) {
    http::Request request;
    request.path_params = {{"import", import["id"].get<std::string>()}};
    return request;
  }
  http::Response upload(std::string_view text, std::string_view name = "klanten.csv") {
    folder_.write("body", text);
    http::Request request;
    request.query = {{"name", std::string(name)}};
    request.body_file = folder_.file("body");
    return call("addImport", request);
  }
  // Does the work that the answer of a check or a run asked for.
  void work(const jobs::JobKind& kind, const json& started) {
    auto job =
        read([&](platform::db::Connection& connection) {
          return jobs::find(connection, tenant_,
                            jobs::JobId::parse(started["job"]["id"].get<std::string>()).value());
        })
            .value()
            .value();
    support::ImportContext context(job);
    const auto outcome = kind.run(context);
    job.state = outcome ? jobs::JobState::kSucceeded : jobs::JobState::kFailed;
    ASSERT_TRUE(write([&](platform::db::Connection& connection) -> Result<void> {
      if (outcome)
        if (auto saved = outcome->save(connection); !saved) return saved;
      const auto changed = jobs::change(connection, job, jobs::JobState::kQueued);
      if (!changed) return tl::unexpected(changed.error());
      return {};
    }));
  }
  std::string rejects(const json& import) { return list_of("getImportRejects", import); }
  std::string list_of(std::string_view route, const json& import) {
    const auto answer = call(route, of_import(import));
    const auto* stream = std::get_if<http::StreamBody>(&answer.body);
    if (stream == nullptr) return "";
    std::string all;
    for (std::string piece; stream->next(piece); piece.clear()) all += piece;
    return all;
  }

  support::DatabaseFolder folder_;
  jobs::JobQueue queue_{clock_.wall(), ids_};
  platform::audit::Log log_{clock_.wall(), platform::audit::SealKey{7}};
  support::TestRecords records_{ids_};
  jobs::JobKind check_;
  jobs::JobKind run_;
  std::optional<ImportService> service_;
  http::Routes routes_;
};
INSTANTIATE_TEST_SUITE_P(Both, ImportRoutesTest, support::on_both(), support::dialect_name);

constexpr std::string_view kFile = "Klantnummer;Naam;Omzet\n7;Acme;1.234,50\n8;;12x\n";
const json kOrder = {
    {"mapping", {{"Klantnummer", "external_id"}, {"Naam", "name"}, {"Omzet", "annual_revenue"}}},
    {"currency", "EUR"}};

TEST_P(ImportRoutesTest, AWrongValueIsLeftOutWhereThatIsWanted) {
  const json import = body_of(upload("Klantnummer;Naam;Omzet\n8;Beta;12x\n"));
  json order = kOrder;
  order["wrong_values"] = "leave_out";
  work(run_, body_of(call("runImport", of_import(import), order)));
  const json done = body_of(call("getImport", of_import(import)));
  EXPECT_EQ(done["state"], "done");
  EXPECT_EQ(done["order"]["wrong_values"], "leave_out");
  EXPECT_EQ(done["outcome"]["left_out"], 1);
  EXPECT_EQ(done["outcome"]["problems"][0]["is_left_out"], true);
  const std::string list = list_of("getImportLeftOut", import);
  EXPECT_TRUE(list.starts_with("line,column,field,value,problem\n2,Omzet,annual_revenue,12x,"))
      << list;
}

TEST_P(ImportRoutesTest, FilesOfOtherKindsAreToldBeforeTheyAreRead) {
  const auto json_file = upload("[{\"name\": \"Acme\"}]");
  EXPECT_EQ(json_file.status, 400) << json_file.text();
  EXPECT_NE(json_file.text().find("is JSON"), std::string::npos);
  EXPECT_NE(upload("<?xml version=\"1.0\"?><a/>").text().find("is XML"), std::string::npos);
  EXPECT_NE(upload("%PDF-1.7\n").text().find("PDF"), std::string::npos);
}

TEST_P(ImportRoutesTest, AFileIsUploadedCheckedAndRun) {
  const auto uploaded = upload(kFile);
  ASSERT_EQ(uploaded.status, 201) << uploaded.text();
  const json import = body_of(uploaded);
  EXPECT_EQ(import["object"], "account");
  EXPECT_EQ(import["state"], "uploaded");
  EXPECT_EQ(import["row_count"], 2);
  EXPECT_EQ(import["decimal_mark"], ",");
  EXPECT_EQ(import["columns"][1]["field"], "name");
  EXPECT_EQ(import["columns"][1]["why"], "The header is called so");
  EXPECT_EQ(body_of(call("listImports", {}))["items"], json::array({import}));

  const auto checking = call("checkImport", of_import(import), kOrder);
  ASSERT_EQ(checking.status, 202) << checking.text();
  EXPECT_EQ(body_of(call("getImport", of_import(import)))["state"], "checking");
  EXPECT_EQ(call("runImport", of_import(import), kOrder).status, 409);
  work(check_, body_of(checking));
  const json checked = body_of(call("getImport", of_import(import)));
  EXPECT_EQ(checked["state"], "checked");
  EXPECT_EQ(checked["outcome"]["added"], 1);
  EXPECT_EQ(checked["outcome"]["problems"][1]["rule"], "K031");
  EXPECT_EQ(checked["outcome"]["problems"][1]["column"], "Omzet");
  EXPECT_TRUE(rejects(import).starts_with("Klantnummer,Naam,Omzet,problem\n8,,12x,"))
      << rejects(import);

  const auto refused = call("runImport", of_import(import), kOrder);
  work(run_, body_of(refused));
  EXPECT_EQ(body_of(call("getImport", of_import(import)))["state"], "failed");
  EXPECT_EQ(support::TestRecords::all(database()), "");

  json order = kOrder;
  order["mode"] = "good_rows";
  work(run_, body_of(call("runImport", of_import(import), order)));
  const json done = body_of(call("getImport", of_import(import)));
  EXPECT_EQ(done["state"], "done");
  EXPECT_EQ(done["outcome"]["rejected"], 1);
  EXPECT_EQ(support::TestRecords::all(database()), "7:Acme");
  EXPECT_EQ(call("runImport", of_import(import), order).status, 409);
}

TEST_P(ImportRoutesTest, AMappingIsRefusedWithEveryMistake) {
  const json import = body_of(upload(kFile));
  const auto answer = call("checkImport", of_import(import),
                           {{"mapping", {{"Nam", "name"}, {"Omzet", "nothing"}}}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(body_of(answer)["errors"].size(), 2U) << answer.text();
  EXPECT_EQ(body_of(call("getImport", of_import(import)))["state"], "uploaded");
}

TEST_P(ImportRoutesTest, AFileThatIsNoneIsRefused) {
  EXPECT_EQ(upload("a,b\n1,2\n", "x.csv").status, 400);
  EXPECT_EQ(upload("Naam\n").status, 400);
  EXPECT_EQ(upload("").status, 400);
  EXPECT_EQ(upload(kFile, " ").status, 400);
}

TEST_P(ImportRoutesTest, AnImportIsSeenByWhoMadeItAndByWhoManages) {
  auto importer = support::somebody(tenant_, PersonId(ids_.next()), Role::kAdmin);
  importer.permissions.erase(platform::identity::Permission::kCrmManage);
  const json import = body_of(upload(kFile));
  http::Request request = of_import(import);
  request.principal = http::PrincipalRef(importer);
  EXPECT_EQ(call("getImport", request).status, 404);
  EXPECT_EQ(call("getImportRejects", request).status, 404);
  EXPECT_EQ(call("checkImport", request, kOrder).status, 404);
  EXPECT_EQ(body_of(call("listImports", request))["items"], json::array());
  importer.person = person_;
  request.principal = http::PrincipalRef(importer);
  EXPECT_EQ(call("getImport", request).status, 200);
  importer.permissions.erase(platform::identity::Permission::kCrmImport);
  request.principal = http::PrincipalRef(importer);
  EXPECT_EQ(call("getImport", request).status, 403);
  request.principal =
      http::PrincipalRef(support::somebody(TenantId(ids_.next()), person_, Role::kAdmin));
  EXPECT_EQ(call("getImport", request).status, 404);
}

TEST_P(ImportRoutesTest, EveryRouteNeedsThePermission) {
  for (const http::Route& route : routes_)
    EXPECT_EQ(route.access.permission, platform::identity::Permission::kCrmImport) << route.id;
}

}  // namespace
}  // namespace bailiwick::crm
