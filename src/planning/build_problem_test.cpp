// Goal: names become the right indices and every name that means nothing is refused. Method: a 2 x 3 map; a row a rule.
#include "planning/build_problem.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

struct World {
  testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, "AAB\nABB");
  DesignInputs inputs = read_inputs(order.request).value();

  World() { order.request.territories_min = order.request.territories_max = 2; }
  Checked<BuiltProblem> build() const { return build_problem(order.request, inputs); }
};

std::string rules_after(const std::function<void(DesignRequest&)>& change) {
  World world;
  change(world.order.request);
  const auto built = world.build();
  return built ? "" : testing::rules_of(built.error());
}

TEST(BuildProblem, TheEngineGetsWhatThePlannerAsked) {
  World world;
  DesignRequest& r = world.order.request;
  r.locks = {{"u00", "North", "test"}};
  r.forbidden = {{"u12", "South", "test"}};
  r.barriers = {{{"u00", "u01"}, "test"}};
  r.centres = {{"South", "u12", std::nullopt, true, "test"}};
  r.balance.front().shares = {{"North", 2.0}};
  const auto built = world.build();
  ASSERT_TRUE(built);
  const territory::Problem& p = built->problem;
  EXPECT_EQ(p.unit_count(), 6);
  EXPECT_EQ(p.k_min, 2);
  EXPECT_EQ(built->names, (std::vector<std::string>{"South", "North"}));
  EXPECT_EQ(p.locks.front(), std::pair(0, 1));
  EXPECT_EQ(p.forbidden.front(), std::pair(5, 0));
  EXPECT_EQ(p.adjacency.edge_count(), 6);
  EXPECT_FALSE(p.adjacency.has_edge(0, 1));
  EXPECT_EQ(p.hints[0].pinned_unit, 5);
  EXPECT_EQ(p.balance[0].shares, (std::vector<double>{1.0, 2.0}));
  EXPECT_EQ(p.weight_measure, 0);
}

TEST(BuildProblem, ThePlanOfTodayGivesNamesAndTheVacatedLoseTheirUnits) {
  World world;
  world.order.request.territories_min = world.order.request.territories_max = std::nullopt;
  world.order.request.files.keep = world.folder.write("now.csv", testing::plan_csv_of("AAB\nACC"));
  world.order.request.vacated = {"C"};
  world.inputs = read_inputs(world.order.request).value();
  const auto built = world.build();
  ASSERT_TRUE(built);
  EXPECT_EQ(built->problem.k_min, 2);
  EXPECT_EQ(built->names, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(built->problem.disruption->current, (std::vector<std::int32_t>{0, 0, 1, 0, -1, -1}));
  EXPECT_EQ(built->problem.disruption->measure, 0);
}

TEST(BuildProblem, UnitsThemselvesCanBeBalanced) {
  World world;
  world.order.request.balance.front().measure = "units";
  const auto built = world.build();
  ASSERT_TRUE(built);
  EXPECT_EQ(built->problem.measures[0].values, std::vector<std::int64_t>(6, 1));
}

TEST(BuildProblem, EveryMistakeHasItsRule) {
  EXPECT_EQ(rules_after([](DesignRequest& r) { r.locks = {{"nobody", "N", "test"}}; }), "P030");
  EXPECT_EQ(rules_after([](DesignRequest& r) { r.territories_min.reset(); }), "P031");
  EXPECT_EQ(rules_after([](DesignRequest& r) {
              r.locks = {{"u00", "1", "t"}, {"u01", "2", "t"}, {"u02", "3", "t"}};
            }),
            "P032");
  EXPECT_EQ(rules_after([](DesignRequest& r) {
              r.territories_max = 3;
              r.locks = {{"u00", "1", "t"}};
            }),
            "P033");
  EXPECT_EQ(rules_after([](DesignRequest& r) { r.barriers = {{{"u00", "u12"}, "t"}}; }), "P034");
  EXPECT_EQ(
      rules_after([](DesignRequest& r) {
        r.centres = {{"N", "u00", std::nullopt, true, "t"}, {"N", "u01", std::nullopt, true, "t"}};
      }),
      "P035");
  EXPECT_EQ(rules_after([](DesignRequest& r) {
              r.centres = {{"N", std::nullopt, geo::LonLat{500, 0}, true, "t"}};
            }),
            "P036");
  EXPECT_EQ(rules_after([](DesignRequest& r) { r.weight = "bedz"; }), "P037");
  EXPECT_EQ(rules_after([](DesignRequest& r) { r.territories_min = r.territories_max = 200'000; }),
            "P038");
}

TEST(BuildProblem, NamesThatAreNotGivenAreNumberedAroundThoseThatAre) {
  EXPECT_EQ(complete_names({"T02", "North"}, 4),
            (std::vector<std::string>{"T02", "North", "T01", "T03"}));
  EXPECT_EQ(complete_names({}, 100).back(), "T100");
}

}  // namespace
}  // namespace bailiwick::planning
