// Goal: plans and data sets over HTTP: what the API promises is answered, and what is refused has its status. Method: the handlers,
// called as the server calls them, on a database of the test.
#include "planning/routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/events/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/planning_modules.hpp"
#include "tests/support/planning_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace events = platform::events;
namespace http = platform::http;
namespace jobs = platform::jobs;
namespace support = bailiwick::testing;
using nlohmann::json;

class PlanRoutesTest : public support::PlatformTest {
 protected:
  PlanRoutesTest()
      : PlatformTest({audit::audit_migrations(), jobs::jobs_migrations(),
                      events::events_migrations(), platform::identity::identity_migrations(),
                      alignment::alignment_migrations(), planning_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    queue_.add_kind(
        {.name = std::string(kDesignKind),
         .run = [](jobs::JobContext&) -> Result<jobs::JobOutcome> { return jobs::JobOutcome{}; }});
    const PlanningParts parts{database(), queue_, log_, outbox_, ids_, clock_.wall()};
    service_.emplace(parts);
    desks_.emplace(parts);
    boards_.emplace(parts, *desks_);
    routes_ = planning_routes(*service_, *boards_);
  }

  // The answer of the route with that id; a service's refusal as its problem.
  http::Response call(std::string_view id, http::Request request, const json& body = nullptr) {
    request.principal =
        http::PrincipalRef(support::somebody(tenant_, person_, platform::identity::Role::kPlanner));
    for (const http::Route& route : routes_) {
      if (route.id != id) continue;
      auto response = route.handle(http::Call{.request = request, .body = body});
      return response ? std::move(*response) : http::problem_response(response.error());
    }
    ADD_FAILURE() << "no route " << id;
    return {};
  }
  static json body_of(const http::Response& response) { return json::parse(response.text()); }
  static http::Request of_plan(const std::string& plan) {
    http::Request request;
    request.path_params = {{"plan", plan}};
    return request;
  }
  json upload() {
    http::Request request;
    request.query = {{"name", "Six"}};
    request.body_file = folder_.write("body", testing::units_csv("AAB\nAAB"));
    const auto answer = call("addDataset", request);
    EXPECT_EQ(answer.status, 201) << answer.text();
    return body_of(answer);
  }
  json create(const json& dataset) {
    const auto answer =
        call("createPlan", {},
             {{"name", "North"},
              {"dataset", dataset["id"]},
              {"territories", 2},
              {"balance", json::array({{{"measure", "population"}, {"tolerance", 0.1}}})}});
    EXPECT_EQ(answer.status, 202) << answer.text();
    return body_of(answer);
  }

  testing::TempFolder folder_;
  jobs::JobQueue queue_{clock_.wall(), ids_};
  audit::Log log_{clock_.wall(), audit::SealKey{7}};
  events::EventOutbox outbox_{clock_.wall(), ids_};
  std::optional<PlanService> service_;
  std::optional<BoardDesks> desks_;
  std::optional<BoardService> boards_;
  http::Routes routes_;
};
INSTANTIATE_TEST_SUITE_P(Both, PlanRoutesTest, support::on_both(), support::dialect_name);

TEST_P(PlanRoutesTest, AnUploadBecomesADataSet) {
  const json dataset = upload();
  EXPECT_EQ(dataset["unit_count"], 6);
  EXPECT_EQ(dataset["measures"][0], "population");
  EXPECT_EQ(body_of(call("listDatasets", {}))["items"], json::array({dataset}));
}

TEST_P(PlanRoutesTest, ABadUploadIsRefusedWithEveryMistake) {
  http::Request request;
  request.query = {{"name", "Bad"}};
  request.body_file = folder_.write("body", "unit,lon,lat\na,500,52\nb,5,99\n");
  const auto answer = call("addDataset", request);
  EXPECT_EQ(answer.status, 400) << answer.text();
  EXPECT_GE(body_of(answer)["errors"].size(), 2U) << answer.text();
}

TEST_P(PlanRoutesTest, APlanIsMadeListedAndRead) {
  const json made = create(upload());
  EXPECT_EQ(made["plan"]["state"], "draft");
  EXPECT_EQ(made["job"]["id"], made["plan"]["job"]);
  const std::string id = made["plan"]["id"];
  EXPECT_EQ(body_of(call("getPlan", of_plan(id))), made["plan"]);
  EXPECT_EQ(body_of(call("listPlans", {}))["items"], json::array({made["plan"]}));
  EXPECT_EQ(body_of(call("listPlanTerritories", of_plan(id)))["items"], json::array());
  EXPECT_EQ(call("getPlanMap", of_plan(id)).status, 409);
  EXPECT_EQ(call("getPlanUnits", of_plan(id)).status, 409);
}

TEST_P(PlanRoutesTest, AnUnknownPlanIsNotFound) {
  const auto request = of_plan(PlanId(ids_.next()).text());
  for (const char* id : {"getPlan", "listPlanTerritories", "getPlanMap", "getPlanUnits"})
    EXPECT_EQ(call(id, request).status, 404) << id;
}

TEST_P(PlanRoutesTest, EveryRouteNeedsAPermission) {
  for (const http::Route& route : routes_) {
    EXPECT_TRUE(route.access.permission) << route.id;
    EXPECT_TRUE(route.path.starts_with("/api/v1/")) << route.path;
  }
}

}  // namespace
}  // namespace bailiwick::planning
