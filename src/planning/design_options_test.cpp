// Goal: every option reaches its field and every wrong one its rule. Method: command lines and tables of mistakes.
#include "planning/design_options.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

Checked<DesignOrder> order_of(const std::vector<std::string>& words) {
  const auto commands = planning_commands();
  const Checked<ParsedOptions> parsed =
      platform::command::parse_options(commands.front().spec, words);
  if (!parsed) return fail(parsed.error());
  return parse_order(*parsed);
}

std::string rules_of(std::vector<std::string> words) {
  words.insert(words.begin(), {"--units", "u.csv"});
  const auto order = order_of(words);
  return order ? "" : testing::rules_of(order.error());
}

TEST(DesignOptions, TheProblemIsWhatWasAsked) {
  const auto order = order_of({"--units",
                               "u.csv",
                               "--territories",
                               "450-550",
                               "--balance",
                               "population=2%",
                               "--balance",
                               "beds=10%",
                               "--soft",
                               "hospitals=20km",
                               "--objective",
                               "distance",
                               "--centre",
                               "unit",
                               "--radius",
                               "80km",
                               "--not-contiguous",
                               "--weight",
                               "none",
                               "--lock",
                               "1=North",
                               "--lock",
                               "locks.csv",
                               "--barrier",
                               "1,2",
                               "--must-link",
                               "1,2,3"});
  ASSERT_TRUE(order);
  const DesignRequest& r = order->request;
  EXPECT_EQ(r.files.units, "u.csv");
  EXPECT_EQ(r.territories_min, 450);
  EXPECT_EQ(r.territories_max, 550);
  ASSERT_EQ(r.balance.size(), 3U);
  EXPECT_DOUBLE_EQ(*r.balance[1].tolerance, 0.1);
  EXPECT_FALSE(r.balance[2].tolerance);
  EXPECT_DOUBLE_EQ(r.balance[2].soft_km, 20.0);
  EXPECT_EQ(r.power, territory::DistancePower::kLinear);
  EXPECT_EQ(r.centre, territory::CentreKind::kUnit);
  EXPECT_DOUBLE_EQ(*r.radius_km, 80.0);
  EXPECT_FALSE(r.is_contiguous);
  ASSERT_EQ(r.locks.size(), 1U);
  EXPECT_EQ(r.locks[0].territory, "North");
  EXPECT_EQ(r.files.locks, "locks.csv");
  EXPECT_EQ(r.barriers[0].units, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(r.must_link[0].units.size(), 3U);
}

TEST(DesignOptions, AHardAndASoftDemandOnOneMeasureAreOneRule) {
  const auto order = order_of({"--units", "u", "--balance", "a=5%", "--soft", "a=10km"});
  ASSERT_TRUE(order);
  ASSERT_EQ(order->request.balance.size(), 1U);
  EXPECT_DOUBLE_EQ(order->request.balance[0].soft_km, 10.0);
}

TEST(DesignOptions, EveryMistakeHasItsRule) {
  EXPECT_EQ(rules_of({"--territories", "many"}), "P007");
  EXPECT_EQ(rules_of({"--territories", "9999999999"}), "P007");
  EXPECT_EQ(rules_of({"--balance", "population"}), "P007");
  EXPECT_EQ(rules_of({"--balance", "population=2"}), "P007");
  EXPECT_EQ(rules_of({"--balance", "a=2%", "--balance", "a=3%"}), "P013");
  EXPECT_EQ(rules_of({"--soft", "a=far"}), "P007");
  EXPECT_EQ(rules_of({"--objective", "best"}), "P007");
  EXPECT_EQ(rules_of({"--centre", "middle"}), "P007");
  EXPECT_EQ(rules_of({"--radius", "-1"}), "P007");
  EXPECT_EQ(rules_of({"--lock", "a="}), "P007");
  EXPECT_EQ(rules_of({"--lock", "a.csv", "--lock", "b.csv"}), "P013");
  EXPECT_EQ(rules_of({"--barrier", "1,2,3"}), "P007");
  EXPECT_EQ(rules_of({"--threads", "0"}), "P007");
  EXPECT_EQ(rules_of({"--seconds", "8d"}), "P007");
  EXPECT_EQ(rules_of({"--seconds", "5", "--iterations", "9"}), "P008");
  EXPECT_EQ(rules_of({"--no-bound", "--bound-seconds", "9"}), "P008");
  EXPECT_EQ(rules_of({"--edges", "e", "--shapes", "s"}), "P008");
  EXPECT_EQ(rules_of({"--planar", "--shapes", "s"}), "P008");
  EXPECT_EQ(rules_of({"--disruption", "a=20%"}), "P009");
  EXPECT_EQ(rules_of({"--keep", "p", "--disruption", "a=200%"}), "P007");
}

TEST(DesignOptions, WithNothingToDivideItSaysSo) {
  const auto order = order_of({"--territories", "5"});
  ASSERT_FALSE(order);
  EXPECT_EQ(testing::rules_of(order.error()), "P009");
}

TEST(DesignOptions, KeepingAPlanPutsAPriceOnEveryHandover) {
  EXPECT_DOUBLE_EQ(order_of({"--units", "u", "--keep", "p"})->request.disruption_penalty_km, 20.0);
  EXPECT_DOUBLE_EQ(order_of({"--units", "u", "--keep", "p", "--disruption-penalty", "3km"})
                       ->request.disruption_penalty_km,
                   3.0);
}

TEST(DesignOptions, OptionsWinOverTheProblemFile) {
  const testing::TempFolder folder;
  const std::string path =
      folder.write("p.json", R"({"units":"u.csv","territories":5,"iterations":7,"seed":3})");
  const auto order = order_of({"--problem", path, "--territories", "9", "--seconds", "2"});
  ASSERT_TRUE(order);
  EXPECT_EQ(order->request.territories_min, 9);
  EXPECT_EQ(order->limits.seed, 3U);
  EXPECT_FALSE(order->limits.iterations);
  EXPECT_EQ(order->request.files.units, folder.path("u.csv"));
}

}  // namespace
}  // namespace bailiwick::planning
