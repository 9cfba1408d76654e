// Goal: a report is right in every figure. Method: hand-made worlds, a naive recomputation on random worlds, and the
// published plans of the states, whose objective others computed.
#include "engine/territory/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>
#include <sstream>

#include "engine/territory/ascii_world_random.hpp"
#include "tests/support/shared.hpp"

namespace bailiwick::engine::territory {
namespace {

TEST(Check, ReportsASmallPlanInFull) {
  Problem problem = ascii::world_of("AAB\nABB", "123\n456");
  problem.k_min = problem.k_max = 2;
  problem.weight_measure = 0;
  problem.balance = {ascii::rule({.tolerance = 0.5})};
  const Report report = *check(problem, ascii::plan_of("AAB\nABB"));
  ASSERT_EQ(report.territories.size(), 2U);
  const TerritoryReport& north = report.territories[0];
  EXPECT_EQ(north.units, 3);
  EXPECT_EQ(north.amounts, std::vector<std::int64_t>{7});
  EXPECT_NEAR(north.deviations[0], -1.0 / 3.0, 1e-12);
  EXPECT_EQ(north.pieces, 1);
  // Centroid of weights 1, 2, 4 at (0,0), (1,0), (0,-1) km: (2/7, -4/7).
  EXPECT_NEAR(north.centre.lon_deg, 2000.0 / 7.0, 1e-9);
  EXPECT_NEAR(north.centre.lat_deg, -4000.0 / 7.0, 1e-9);
  EXPECT_EQ(north.centre_unit, 3);
  const double inertia_km2 = 2.0 + 4.0 - (4.0 + 16.0) / 7.0;
  EXPECT_NEAR(north.cost, inertia_km2 * 1e6, 1e-3);
  EXPECT_NEAR(north.rms_km, std::sqrt(inertia_km2 / 7.0), 1e-12);
  EXPECT_EQ(report.cut_edges, 3);
  EXPECT_EQ(report.fragments, 0);
  EXPECT_EQ(report.outside, std::vector<std::int32_t>{0});
  EXPECT_NEAR(report.worst_deviation[0], 1.0 / 3.0, 1e-12);
  EXPECT_NEAR(report.cost.total(), report.territories[0].cost + report.territories[1].cost, 1e-6);
  EXPECT_NEAR(report.rms_km, std::sqrt(report.cost.compactness / 21.0) / 1000.0, 1e-12);
  EXPECT_TRUE(report.is_feasible());
}

TEST(Check, StatesEveryTermAsTheModelDoes) {
  Problem problem = ascii::world_of("AABB", "1113");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.soft_km = 3.0})};
  problem.disruption = ascii::today({0, 0, 0, kUnassigned});
  problem.disruption->penalty_km = 2.0;
  problem.territory_cost_km = 4.0;
  problem.preference_weight = 0.5;
  problem.hints.resize(2);
  problem.hints[1].preferred = geo::Position{2500, 1000, 0};
  const Report report = *check(problem, ascii::plan_of("AABB"));
  constexpr double kWeight = 4.0;  // every unit weighs 1
  EXPECT_NEAR(report.cost.compactness, 4 * 500.0 * 500.0, 1e-6);
  EXPECT_NEAR(report.cost.soft_balance, 9e6 * kWeight * 0.5 * (1.0 / 3.0 + 1.0 / 3.0), 1e-3);
  EXPECT_NEAR(report.cost.disruption, 4e6 * kWeight * (1.0 / 6.0), 1e-3);
  EXPECT_NEAR(report.cost.territories, 16e6 * kWeight * 2.0 / 4.0, 1e-3);
  EXPECT_NEAR(report.cost.preference, 0.5 * (kWeight / 2.0) * 1e6, 1e-3);
  EXPECT_NEAR(report.disrupted, 1.0 / 3.0, 1e-12);
  problem.power = DistancePower::kLinear;
  const Report linear = *check(problem, ascii::plan_of("AABB"));
  EXPECT_NEAR(linear.cost.compactness, 4 * 500.0, 1e-9);
  EXPECT_NEAR(linear.cost.soft_balance, 3e3 * kWeight / 3.0, 1e-6);
}

TEST(Check, RefusesAPlanOfAnotherProblem) {
  Problem problem = ascii::world_of("AABB");
  problem.k_min = problem.k_max = 2;
  const Plan good = ascii::plan_of("AABB");
  ASSERT_TRUE(check(problem, good).has_value());
  std::vector<Plan> bad(6, good);
  bad[0].territory_of.pop_back();
  bad[1].territory_of[2] = 2;
  bad[2].territory_of[2] = kUnassigned;
  bad[3].k = 3;
  bad[4].centres = {0};
  bad[5].centres = {0, 4};
  for (const Plan& plan : bad) {
    const Result<Report> report = check(problem, plan);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().rule, "T050");
  }
  EXPECT_EQ(check(problem, bad[1]).error().message,
            "The plan puts unit r0c2 into territory number 3, but has only 2.");
}

TEST(Check, ListsTwentyViolationsOfAKindAndCountsTheRest) {
  Problem problem = ascii::world_of(std::string(60, 'A'));
  problem.k_min = problem.k_max = 2;
  for (UnitIndex u = 0; u < 50; ++u) problem.locks.emplace_back(u, 1);
  problem.forbidden = {{3, 0}};
  Plan plan = ascii::plan_of(std::string(60, 'A'));
  plan.k = 2;
  plan.territory_of[59] = 1;
  const Report report = *check(problem, plan);
  ASSERT_EQ(report.violations.size(), 22U);
  EXPECT_EQ(ascii::rules_of(report.violations), (std::vector<std::string>{"T054", "T055", "T069"}));
  EXPECT_EQ(report.violations.back().message, "30 more violations are not listed.");
  ASSERT_EQ(report.violation_values.size(), 22U);
  EXPECT_EQ(report.violation_values.back(), (ViolationValues{{"count", "30"}}));
  EXPECT_FALSE(report.is_feasible());
}

// Everything again, the slow and obvious way.
struct Naive {
  double compactness = 0.0;
  std::int32_t fragments = 0;
  std::int64_t cut_edges = 0;
};

double naive_distance(const Problem& problem, geo::Position a, double x, double y, double z,
                      bool is_along_surface) {
  const double chord =
      std::sqrt((a.x_m - x) * (a.x_m - x) + (a.y_m - y) * (a.y_m - y) + (a.z_m - z) * (a.z_m - z));
  if (problem.surface == geo::Surface::kPlane || !is_along_surface) return chord;
  return 2.0 * geo::kEarthRadius_m * std::asin(chord / (2.0 * geo::kEarthRadius_m));
}

double naive_cost_at(const Problem& problem, const Plan& plan, TerritoryIndex t, double x, double y,
                     double z, bool is_along_surface) {
  double cost = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    if (plan.territory_of[static_cast<std::size_t>(u)] != t) continue;
    const double d = naive_distance(problem, problem.positions[static_cast<std::size_t>(u)], x, y,
                                    z, is_along_surface);
    cost += weight_of(problem, u) * (problem.power == DistancePower::kSquared ? d * d : d);
  }
  return cost;
}

double naive_compactness(const Problem& problem, const Plan& plan, TerritoryIndex t) {
  const geo::Position* pinned = nullptr;
  if (!problem.hints.empty()) {
    const TerritoryHint& hint = problem.hints[static_cast<std::size_t>(t)];
    if (hint.pinned) pinned = &*hint.pinned;
    if (hint.pinned_unit) pinned = &problem.positions[static_cast<std::size_t>(*hint.pinned_unit)];
  }
  if (pinned != nullptr)
    return naive_cost_at(problem, plan, t, pinned->x_m, pinned->y_m, pinned->z_m, true);
  if (problem.centre == CentreKind::kUnit) {
    double best = -1.0;
    for (UnitIndex c = 0; c < problem.unit_count(); ++c) {
      if (plan.territory_of[static_cast<std::size_t>(c)] != t) continue;
      const geo::Position at = problem.positions[static_cast<std::size_t>(c)];
      const double cost = naive_cost_at(problem, plan, t, at.x_m, at.y_m, at.z_m, true);
      if (best < 0.0 || cost < best) best = cost;
    }
    return std::max(best, 0.0);
  }
  double sums[4] = {};
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    if (plan.territory_of[static_cast<std::size_t>(u)] != t) continue;
    const geo::Position at = problem.positions[static_cast<std::size_t>(u)];
    const double w = weight_of(problem, u);
    sums[0] += w;
    sums[1] += w * at.x_m;
    sums[2] += w * at.y_m;
    sums[3] += w * at.z_m;
  }
  if (sums[0] == 0.0) return 0.0;
  return naive_cost_at(problem, plan, t, sums[1] / sums[0], sums[2] / sums[0], sums[3] / sums[0],
                       false);
}

Naive naive_of(const Problem& problem, const Plan& plan) {
  Naive naive;
  std::vector<std::int32_t> label(problem.positions.size());
  std::iota(label.begin(), label.end(), 0);
  const auto edges = problem.adjacency.edges();
  for (std::size_t round = 0; round < label.size(); ++round) {
    for (const auto& [a, b] : edges) {
      const auto i = static_cast<std::size_t>(a);
      const auto j = static_cast<std::size_t>(b);
      if (plan.territory_of[i] == plan.territory_of[j])
        label[i] = label[j] = std::min(label[i], label[j]);
    }
  }
  std::int32_t pieces = 0;
  for (std::size_t u = 0; u < label.size(); ++u)
    pieces += label[u] == static_cast<std::int32_t>(u) ? 1 : 0;
  std::int32_t used = 0;
  for (TerritoryIndex t = 0; t < plan.k; ++t) {
    used += std::count(plan.territory_of.begin(), plan.territory_of.end(), t) > 0 ? 1 : 0;
    naive.compactness += naive_compactness(problem, plan, t);
  }
  naive.fragments = pieces - used;
  for (const auto& [a, b] : edges) {
    naive.cut_edges += plan.territory_of[static_cast<std::size_t>(a)] !=
                               plan.territory_of[static_cast<std::size_t>(b)]
                           ? 1
                           : 0;
  }
  return naive;
}

TEST(Check, AgreesWithTheObviousRecomputation) {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    ascii::RandomWorld world(seed);
    Problem problem = world.make(10);
    problem.radius_max_km
        .reset();  // a radius, an allowed list or a wish may choose another centre than the cheapest
    problem.may_be_centre.clear();
    for (TerritoryHint& hint : problem.hints) hint.preferred.reset();
    Plan plan;
    plan.k = problem.k_max;
    for (UnitIndex u = 0; u < problem.unit_count(); ++u)
      plan.territory_of.push_back(world.whole(0, plan.k - 1));
    const Report report = *check(problem, plan);
    const Naive naive = naive_of(problem, plan);
    ASSERT_NEAR(report.cost.compactness, naive.compactness, 1e-6 * naive.compactness + 1e-3)
        << "seed " << seed;
    ASSERT_EQ(report.fragments, naive.fragments) << "seed " << seed;
    ASSERT_EQ(report.cut_edges, naive.cut_edges) << "seed " << seed;
  }
}

// A state's files: nodes "geoid,pop,lon,lat,...", edges "a,b", plan "geoid,district" under a line of figures.
struct State {
  Problem problem;
  Plan plan;
  std::vector<geo::LonLat> places;
  double published = 0.0;  // a million persons * km^2
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

double figure_of(const std::string& line, const std::string& name) {
  return std::stod(line.substr(line.find(name + "=") + name.size() + 1));
}

State read_state(const std::filesystem::path& stem) {
  State state;
  Problem& problem = state.problem;
  std::map<std::string, UnitIndex> index;
  problem.measures.resize(1);
  problem.measures[0].name = "population";
  std::string line;
  std::ifstream nodes(stem.string() + ".nodes.csv");
  std::getline(nodes, line);
  while (std::getline(nodes, line)) {
    const auto fields = fields_of(line);
    index[fields[0]] = problem.unit_count();
    problem.unit_ids.push_back(fields[0]);
    state.places.push_back({std::stod(fields[2]), std::stod(fields[3])});
    problem.positions.push_back(geo::on_earth(state.places.back()));
    problem.measures[0].values.push_back(std::stoll(fields[1]));
  }
  std::vector<graph::Edge> edges;
  std::ifstream pairs(stem.string() + ".edges.csv");
  while (std::getline(pairs, line)) {
    const auto fields = fields_of(line);
    edges.emplace_back(index.at(fields[0]), index.at(fields[1]));
  }
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), edges);
  std::ifstream plan(stem.string() + ".plan.csv");
  std::getline(plan, line);
  problem.k_min = problem.k_max = state.plan.k = static_cast<std::int32_t>(figure_of(line, "k"));
  state.published = figure_of(line, "obj");
  problem.balance = {ascii::rule({.tolerance = 0.005})};
  problem.weight_measure = 0;
  problem.centre = CentreKind::kUnit;
  state.plan.territory_of.assign(problem.positions.size(), kUnassigned);
  while (std::getline(plan, line)) {
    const auto fields = fields_of(line);
    state.plan.territory_of[static_cast<std::size_t>(index.at(fields[0]))] =
        std::stoi(fields[1]) - 1;
  }
  return state;
}

double haversine_km(geo::LonLat a, geo::LonLat b) {
  constexpr double degree = std::numbers::pi / 180.0;
  const double dlat = std::sin((a.lat_deg - b.lat_deg) * degree / 2.0);
  const double dlon = std::sin((a.lon_deg - b.lon_deg) * degree / 2.0);
  const double h =
      dlat * dlat + std::cos(a.lat_deg * degree) * std::cos(b.lat_deg * degree) * dlon * dlon;
  return 2.0 * geo::kEarthRadius_m / 1000.0 * std::asin(std::sqrt(h));
}

// The objective from longitudes and latitudes alone, trying every unit of a district as its centre.
double haversine_objective(const State& state) {
  double total = 0.0;
  for (TerritoryIndex t = 0; t < state.plan.k; ++t) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < state.places.size(); ++c) {
      if (state.plan.territory_of[c] != t) continue;
      double cost = 0.0;
      for (std::size_t u = 0; u < state.places.size(); ++u) {
        if (state.plan.territory_of[u] != t) continue;
        const double d = haversine_km(state.places[u], state.places[c]);
        cost += static_cast<double>(state.problem.measures[0].values[u]) * d * d;
      }
      best = std::min(best, cost);
    }
    total += best;
  }
  return total / 1e6;
}

TEST(Check, AgreesWithThePublishedPlansOfTheStates) {
  BAILIWICK_NEEDS_SHARED(shared);
  int states = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(shared / "bench" / "territory" / "states")) {
    const std::string path = entry.path().string();
    const std::size_t end = path.find(".plan.csv");
    if (end == std::string::npos) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const State state = read_state(path.substr(0, end));
    const Result<Report> report = check(state.problem, state.plan);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    const double objective =
        report->cost.total() / 1e12;  // persons * m^2 to a million persons * km^2
    const double by_haversine = haversine_objective(state);
    EXPECT_NEAR(objective, by_haversine, 2e-5 * by_haversine);
    // The publishers' own distances differ from great circles by up to 2% in the square (how, they do not say), so their
    // figure only guards against a wrong unit or a wrong centre.
    EXPECT_NEAR(objective, state.published, 0.02 * state.published);
    EXPECT_TRUE(report->is_feasible()) << report->violations[0].message;
    ++states;
  }
  EXPECT_GT(states, 10);
}

}  // namespace
}  // namespace bailiwick::engine::territory
