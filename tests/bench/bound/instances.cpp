#include "tests/bench/bound/instances.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace bailiwick::bench {
namespace {

using engine::territory::BalanceRule;
using engine::territory::CentreKind;
using engine::territory::DistancePower;
using engine::territory::Measure;
using engine::territory::Problem;

constexpr double kScale = 1000.0;  // planar coordinates are kept in thousandths

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream in(line);
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

geo::Position on_plane(double x, double y) {
  return {static_cast<std::int32_t>(std::lround(x * kScale)), static_cast<std::int32_t>(std::lround(y * kScale)), 0};
}

void close_problem(Problem& problem, int territories) {
  problem.k_min = problem.k_max = territories;
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), {});
}

// A number that follows `key` in `line`, or 0.
double figure_after(const std::string& line, const std::string& key) {
  const auto where = line.find(key);
  return where == std::string::npos ? 0.0 : std::atof(line.c_str() + where + key.size());
}

void read_units(const std::string& path, std::size_t lon, std::size_t lat, std::size_t amount, Problem& problem) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  problem.measures.push_back({"population", 0, {}});
  while (std::getline(in, line)) {
    const auto fields = split(line);
    problem.unit_ids.push_back(fields[0]);
    problem.positions.push_back(geo::on_earth({std::atof(fields[lon].c_str()), std::atof(fields[lat].c_str())}));
    problem.measures[0].values.push_back(std::atoll(fields[amount].c_str()));
  }
  problem.weight_measure = 0;
}

}  // namespace

Instance read_state(const std::string& folder, const std::string& name) {
  Instance instance;
  Problem& problem = instance.problem;
  read_units(folder + "/" + name + ".nodes.csv", 2, 3, 1, problem);
  std::ifstream plan(folder + "/" + name + ".plan.csv");
  std::string line;
  std::getline(plan, line);
  problem.centre = CentreKind::kUnit;
  const double lower = figure_after(line, "L=");
  const double upper = figure_after(line, "U=");
  const double target = (lower + upper) / 2.0;
  BalanceRule rule;
  rule.tolerance = (upper - lower) / 2.0 / target;
  rule.target = target;
  problem.balance.push_back(rule);
  instance.known = figure_after(line, "obj=") * 1e12;
  close_problem(problem, static_cast<int>(figure_after(line, "k=")));
  return instance;
}

Instance read_us_zip(const std::string& folder, int territories, double tolerance) {
  Instance instance;
  read_units(folder + "/units.csv", 2, 3, 4, instance.problem);
  BalanceRule rule;
  rule.tolerance = tolerance;
  instance.problem.balance.push_back(rule);
  close_problem(instance.problem, territories);
  return instance;
}

Instance read_cpmp(const std::string& path) {
  Instance instance;
  Problem& problem = instance.problem;
  std::ifstream in(path);
  int n = 0;
  int k = 0;
  in >> n >> k;
  problem.measures.push_back({"demand", 0, {}});
  double capacity = 0.0;
  for (int i = 0; i < n; ++i) {
    double x = 0.0;
    double y = 0.0;
    std::int64_t demand = 0;
    in >> x >> y >> capacity >> demand;
    problem.positions.push_back(on_plane(x, y));
    problem.measures[0].values.push_back(demand);
  }
  problem.surface = geo::Surface::kPlane;
  problem.centre = CentreKind::kUnit;
  problem.power = DistancePower::kLinear;
  BalanceRule rule;
  rule.caps.assign(static_cast<std::size_t>(k), capacity);
  problem.balance.push_back(rule);
  close_problem(problem, k);
  return instance;
}

Instance read_ctdp(const std::string& path) {
  Instance instance;
  Problem& problem = instance.problem;
  std::ifstream in(path);
  int n = 0;
  in >> n;
  for (const char* name : {"a", "b", "c"}) problem.measures.push_back({name, 0, {}});
  for (int i = 0; i < n; ++i) {
    double x = 0.0;
    double y = 0.0;
    int id = 0;
    double other = 0.0;
    in >> id >> x >> y;
    for (Measure& measure : problem.measures) {
      double value = 0.0;
      in >> value;
      measure.values.push_back(static_cast<std::int64_t>(value));
    }
    in >> other;
    problem.positions.push_back(on_plane(x, y));
  }
  int edges = 0;
  in >> edges;
  for (int i = 0; i < 2 * edges; ++i) {
    int end = 0;
    in >> end;
  }
  int k = 0;
  int activities = 0;
  in >> k >> activities;
  for (int a = 0; a < activities; ++a) {
    double tolerance = 0.0;
    in >> tolerance;
    if (a >= 3) continue;
    BalanceRule rule;
    rule.measure = a;
    rule.tolerance = tolerance;
    problem.balance.push_back(rule);
  }
  problem.surface = geo::Surface::kPlane;
  problem.centre = CentreKind::kUnit;
  problem.power = DistancePower::kLinear;
  close_problem(problem, k);
  std::ifstream out(path.substr(0, path.size() - 4) + ".out");
  for (std::string line; std::getline(out, line);) {
    if (line.rfind("Compactness ", 0) == 0) instance.known = figure_after(line, "Compactness ") * kScale;
  }
  return instance;
}

}  // namespace bailiwick::bench
