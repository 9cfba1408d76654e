// Goal: facts and papers are answered as their declarations say. Method: the handlers, called as the server calls them, on both databases.
#include "planning/paper_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

using PaperRoutesTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, PaperRoutesTest, support::on_both(), support::dialect_name);

TEST_P(PaperRoutesTest, FactsAreOfTheFormThatIsDeclared) {
  const auto routes = studio_routes(*studio_);
  const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
  ASSERT_TRUE(next);
  ASSERT_TRUE(move(planner_, next->id, at("u03"), {"u00"}));
  const json facts = support::declared_json(
      routes, "getTerritoryFacts", planner_,
      {.path = {{"plan", next->id.text()}, {"index", "1"}}, .body = nullptr});
  EXPECT_EQ(facts["name"], "T2");
  EXPECT_EQ(facts["units"], 5);
  EXPECT_EQ(facts["territories"], 2);
  EXPECT_EQ(facts["measures"][0]["name"], "population");
  EXPECT_EQ(facts["measures"][0]["rank"], 1);
  EXPECT_EQ(facts["since"]["plan"]["id"], plan_.text());
  EXPECT_EQ(facts["since"]["units_gained"], 1);
  EXPECT_EQ(facts["since"]["exchanges"][0]["territory"], "T1");
}

TEST_P(PaperRoutesTest, ATerritoryThatIsNotThereIsNotFound) {
  const auto routes = studio_routes(*studio_);
  for (const char* index : {"2", "19999", "99999999999999999999"}) {
    const auto answer =
        support::call_route(routes, "getTerritoryFacts", planner_,
                            {.path = {{"plan", plan_.text()}, {"index", index}}, .body = nullptr});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404) << index;
    EXPECT_NE(answer->text().find("P101"), std::string_view::npos);
  }
}

TEST_P(PaperRoutesTest, FilesHaveTheirTypeAndAName) {
  const auto routes = studio_routes(*studio_);
  const auto get = [&](const char* id) {
    return support::call_route(routes, id, planner_,
                               {.path = {{"plan", plan_.text()}, {"index", "0"}},
                                .query = {{"language", "nl"}},
                                .body = nullptr});
  };
  for (const char* id : {"getTerritorySheet", "getPlanReport"}) {
    const auto answer = get(id);
    ASSERT_TRUE(answer);
    EXPECT_EQ(support::header_of(answer, "Content-Type"), "application/pdf");
    EXPECT_TRUE(answer->text().starts_with("%PDF")) << id;
  }
  for (const char* id : {"getTerritoryWorkbook", "getPlanWorkbook"}) {
    const auto answer = get(id);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->text().starts_with("PK")) << id;
    EXPECT_TRUE(
        support::header_of(answer, "Content-Disposition").starts_with("attachment; filename=\""));
    EXPECT_TRUE(support::header_of(answer, "Content-Disposition").ends_with(".xlsx\""));
  }
}

}  // namespace
}  // namespace bailiwick::planning
