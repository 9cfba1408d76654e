// Goal: every route of the studio answers what its schema says, and what is refused has its status. Method: the handlers, called as the server calls
// them, on both databases.
#include "planning/board_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
namespace support = bailiwick::testing;
using nlohmann::json;

class BoardRoutesTest : public support::StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    routes_ = studio_routes(*studio_);
  }
  json call(std::string_view id, json body = nullptr, http::Pairs query = {}) {
    return call_of(id, plan_.text(), std::move(body), std::move(query));
  }
  json call_of(std::string_view id, const std::string& plan, json body, http::Pairs query = {}) {
    return support::declared_json(
        routes_, id, planner_,
        {.path = {{"plan", plan}}, .query = std::move(query), .body = std::move(body)});
  }
  json change(std::int64_t revision, std::int32_t to, const std::vector<std::string>& units) {
    return {{"revision", revision}, {"moves", {{{"to", to}, {"units", units}}}}};
  }
  http::Routes routes_;
};
INSTANTIATE_TEST_SUITE_P(Both, BoardRoutesTest, support::on_both(), support::dialect_name);

TEST_P(BoardRoutesTest, ABoardIsReadChangedAndTakenBack) {
  const json board = call("getBoard");
  EXPECT_EQ(board["revision"], 0);
  EXPECT_EQ(board["territory_of"].size(), 8U);
  EXPECT_EQ(board["territories"].size(), 2U);
  EXPECT_FALSE(board.contains("undo"));
  const auto east = board["territory_of"][3].get<std::int32_t>();
  const json looked = call("previewBoardChange", change(0, east, {"u01"}));
  EXPECT_EQ(looked["written"], false);
  EXPECT_EQ(looked["breaks"].size(), 2U);
  const json made = call("changeBoard", change(0, east, {"u01"}));
  EXPECT_EQ(made["written"], true);
  EXPECT_EQ(made["revision"], 1);
  EXPECT_EQ(made["territory_of"], json::array({json::array({1, east})}));
  EXPECT_EQ(made["after"].size(), 2U);
  EXPECT_EQ(made["undo"]["number"], 1);
  EXPECT_EQ(call("changeBoard", change(0, 1 - east, {"u01"}))["rule"], "P103");
  EXPECT_EQ(call("undoBoardChange")["redo"]["number"], 2);
  EXPECT_EQ(call("redoBoardChange")["revision"], 3);
  EXPECT_EQ(call("restoreBoard", {{"number", 0}, {"reason", "back"}})["revision"], 4);
  const json page = call("listBoardChanges", nullptr, {{"limit", "3"}});
  ASSERT_EQ(page["items"].size(), 3U);
  EXPECT_EQ(page["items"][0]["reason"], "back");
  EXPECT_EQ(page["next"], "2");
  EXPECT_EQ(call("listBoardChanges", nullptr, {{"cursor", "2"}})["items"].size(), 1U);
}

TEST_P(BoardRoutesTest, EverythingAChangeCanSayIsUnderstood) {
  const json made = call("changeBoard", {{"revision", 0},
                                         {"moves", {{{"to", 2}, {"units", {"u01"}}}}},
                                         {"lock", {"u00", "u02"}},
                                         {"unlock", json::array()},
                                         {"add", {{{"name", "New"}}}},
                                         {"rename", {{{"index", 0}, {"name", "First"}}}},
                                         {"reason", "all at once"}});
  EXPECT_EQ(made["territory_count"], 3);
  EXPECT_EQ(made["locked"], json::array({0, 2}));
  EXPECT_EQ(made["after"].size(), 3U) << "every share is another";
  const json board = call("getBoard");
  EXPECT_EQ(board["territories"][0]["name"], "First");
  EXPECT_EQ(board["locked"], json::array({0, 2}));
  EXPECT_EQ(call("changeBoard", change(1, 0, {"u00", "u02"}))["rule"], "P102");
}

TEST_P(BoardRoutesTest, AScenarioIsBranchedComparedAndMerged) {
  const json scenario = call("branchPlan", {{"name", "What if"}});
  EXPECT_EQ(scenario["parent"], plan_.text());
  const std::string id = scenario["id"];
  const json board = call_of("getBoard", id, nullptr);
  EXPECT_EQ(board["base"]["plan"], plan_.text());
  const auto east = board["territory_of"][3].get<std::int32_t>();
  call_of("changeBoard", id, change(0, east, {"u01", "u11"}));
  const json diff = call("diffPlans", nullptr, {{"with", id}});
  EXPECT_EQ(diff["units_moved"], 2);
  EXPECT_EQ(diff["measures"]["population"]["moved"], 20.0);
  EXPECT_EQ(diff["flows"].size(), 1U);
  EXPECT_EQ(diff["territories"][east]["units_gained"], 2);
  EXPECT_EQ(diff["territories"][east]["after"]["units"], 6);
  call("changeBoard", change(0, 1 - east, {"u02"}));
  const json merged = call("mergePlan", {{"from", id}, {"preview", true}});
  EXPECT_EQ(merged["units_taken"], 2);
  EXPECT_EQ(merged["change"]["written"], false);
  EXPECT_EQ(
      call("mergePlan",
           {{"from", id}, {"take_all", "theirs"}, {"reason", "ok"}})["change"]["change"]["kind"],
      "merge");
}

TEST_P(BoardRoutesTest, StatesAreSet) {
  EXPECT_EQ(call("setPlanState", {{"to", "in_review"}})["state"], "in_review");
  EXPECT_EQ(call("setPlanState", {{"to", "draft"}})["rule"], "P109");
  EXPECT_EQ(call("setPlanState", {{"to", "draft"}, {"reason", "more"}})["state"], "draft");
  const json page = call("listBoardChanges");
  EXPECT_EQ(page["items"][0]["state"], "draft");
  EXPECT_EQ(page["items"][0]["kind"], "state");
}

TEST_P(BoardRoutesTest, ADataSetsMapAndColumnsAreGiven) {
  const std::string dataset = made_plan_.plan.dataset.text();
  const auto asked = [&](std::string_view id) {
    return support::call_route(routes_, id, planner_, {.path = {{"dataset", dataset}}});
  };
  const auto map = asked("getDatasetMap");
  ASSERT_TRUE(map);
  const json topology = json::parse(*std::get<http::SharedBody>(map->body).text);
  EXPECT_EQ(topology["objects"]["units"]["geometries"].size(), 8U);
  EXPECT_EQ(topology["objects"]["units"]["geometries"][1]["id"], "u01");
  EXPECT_EQ(support::header_of(map, "ETag"), "\"" + dataset + "\"");
  const json columns = support::declared_json(routes_, "getDatasetUnits", planner_,
                                              {.path = {{"dataset", dataset}}});
  EXPECT_EQ(columns["units"].size(), 8U);
  EXPECT_EQ(columns["measures"][0]["name"], "population");
  EXPECT_EQ(columns["measures"][0]["values"][0], 10);
  const auto none = support::call_route(routes_, "getDatasetMap", planner_,
                                        {.path = {{"dataset", DatasetId(ids_.next()).text()}}});
  EXPECT_EQ(none->status, 404);
}

}  // namespace
}  // namespace bailiwick::planning
