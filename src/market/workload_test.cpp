// Goal: hours are visits times duration and travel as docs/spec/potential.md has them. Method: values reckoned by hand, and random accounts against a judge
// that reckons in double.
#include "market/workload.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.hpp"
#include "formula/row_table.hpp"

namespace bailiwick::market {
namespace {

using formula::Kind;

formula::Schema workload_schema() {
  return {{{"kind", {Kind::kString, true}},
           {"complexity", {Kind::kInt, true}},
           {"is_key_account", {Kind::kBool, true}}}};
}
formula::Value word(const char* text) { return formula::Value(std::string(text)); }
double in_double(Decimal number) { return std::stod(to_text(number)); }

TEST(WorkloadTest, TheFirstRuleThatHoldsCounts) {
  const auto program = compile_workload(workload_schema(), first_workload_model());
  ASSERT_TRUE(program) << program.error().front().message;
  formula::RowTable table(workload_schema());
  table.add(std::vector{word("customer"), formula::Value(std::int64_t{5}), formula::Value(true)});
  table.add(std::vector{word("customer"), formula::Value(), formula::Value(false)});
  table.add(std::vector{word("prospect"), formula::Value(std::int64_t{1}), formula::Value()});
  table.add(std::vector{word("partner"), formula::Value(), formula::Value()});
  table.add(std::vector{formula::Value(), formula::Value(), formula::Value()});
  const auto visits = visits_of(*program, table.rows());
  ASSERT_TRUE(visits) << visits.error().message;
  EXPECT_EQ(visits->at(0).rule, 0U);
  EXPECT_EQ(visits->at(0).a_year, 24);
  EXPECT_EQ(visits->at(0).minutes, 120);
  EXPECT_EQ(visits->at(1).a_year, 12);
  EXPECT_EQ(visits->at(1).minutes, 45) << "an account without complexity counts as 2";
  EXPECT_EQ(visits->at(2).a_year, 4);
  EXPECT_EQ(visits->at(2).minutes, 30);
  EXPECT_FALSE(visits->at(3).rule);
  EXPECT_EQ(visits->at(3).a_year, 0);
  EXPECT_FALSE(visits->at(4).rule);
}

TEST(WorkloadTest, HoursAreWhatOneReckonsByHand) {
  const WorkloadModel model = first_workload_model();
  // sqrt(100 / 25) = 2: 1.4248 km; 60 * 1.3 * 1.425 / 60 = 1.8525 minutes; 12 * (45 + 1.8525) / 60 = 9.3705 hours.
  const Decimal distance = distance_to_next(model, 100, 25);
  EXPECT_EQ(to_text(distance), "1.425");
  const Workload workload = workload_of(model, {.rule = 1, .a_year = 12, .minutes = 45}, distance);
  EXPECT_EQ(to_text(workload.travel_minutes), "1.8525");
  EXPECT_EQ(to_text(workload.hours), "9.3705");
  EXPECT_EQ(to_text(distance_to_next(model, 1e6, 1)), "80") << "no further than the most";
  EXPECT_EQ(to_text(distance_to_next(model, 1e300, 1)), "80");
  EXPECT_EQ(to_text(distance_to_next(model, 0, 1)), "0");
  EXPECT_EQ(to_text(workload_of(model, {}, distance).hours), "0");
}

TEST(WorkloadTest, TheGreatestNumbersOfAModelFit) {
  WorkloadModel model = first_workload_model();
  model.detour = Decimal::whole(10);
  model.speed_kmh = Decimal::whole(1);
  model.distance_most_km = Decimal::whole(10'000);
  const Decimal distance = distance_to_next(model, 1e12, 1);
  EXPECT_EQ(to_text(distance), "10000");
  const Workload workload =
      workload_of(model, {.rule = 0, .a_year = kVisitsMax, .minutes = kVisitMinutesMax}, distance);
  EXPECT_EQ(to_text(workload.hours), "100024000");
}

TEST(WorkloadTest, RandomAccountsAreReckonedAsInDouble) {
  Rng rng(9);
  const WorkloadModel model = first_workload_model();
  for (int round = 0; round < 1'000; ++round) {
    const double area = static_cast<double>(rng.below(100'000)) / 7.0;
    const auto accounts = static_cast<std::int64_t>(rng.below(500)) + 1;
    const Visits visits{.rule = 0,
                        .a_year = static_cast<std::int64_t>(rng.below(50)),
                        .minutes = static_cast<std::int64_t>(rng.below(200))};
    const double km = std::min(0.7124 * std::sqrt(area / static_cast<double>(accounts)), 80.0);
    const Decimal distance = distance_to_next(model, area, accounts);
    EXPECT_NEAR(in_double(distance), km, 0.000501);
    const double hours = static_cast<double>(visits.a_year) *
                         (static_cast<double>(visits.minutes) + 1.3 * in_double(distance)) / 60;
    EXPECT_NEAR(in_double(workload_of(model, visits, distance).hours), hours, 0.000051);
  }
}

TEST(WorkloadTest, MistakesInFormulasAreTold) {
  WorkloadModel model = first_workload_model();
  model.visits[1].formula = "knd == \"customer\"";
  model.visits[2].formula = "complexity";
  const auto program = compile_workload(workload_schema(), model);
  ASSERT_FALSE(program);
  ASSERT_EQ(program.error().size(), 2U);
  EXPECT_EQ(program.error()[0].rule, "Q011");
  EXPECT_EQ(program.error()[0].pointer, "/visits/1/formula");
  EXPECT_EQ(program.error()[1].pointer, "/visits/2/formula");
  model.visits.clear();
  const auto none = compile_workload(workload_schema(), model);
  ASSERT_TRUE(none);
  formula::RowTable table(workload_schema());
  table.add(std::vector{word("customer"), formula::Value(), formula::Value(true)});
  EXPECT_FALSE(visits_of(*none, table.rows())->at(0).rule);
}

}  // namespace
}  // namespace bailiwick::market
