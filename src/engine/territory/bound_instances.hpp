// Reads the published instances of ../shared/bench/territory into problems. Tests and benchmarks only.
//
// Header only; no check of the input beyond what the files are known to hold. Planar instances have no
// adjacency.
#pragma once

#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory::published {

inline constexpr double kScale = 1000.0;  // planar coordinates are kept in thousandths

// A problem and the best objective known for it, in the unit of CostParts::total(); 0: none.
struct Instance {
  Problem problem;
  double known = 0.0;
};

inline std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream in(line);
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

// The number a text starts with, or 0.
inline double number_in(std::string_view text) {
  double value = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

inline geo::Position on_plane(double x, double y) {
  return {static_cast<std::int32_t>(std::lround(x * kScale)),
          static_cast<std::int32_t>(std::lround(y * kScale)), 0};
}

// `edges`: a file with two unit ids a line; "" or absent: none.
inline void close_problem(Problem& problem, int territories, const std::string& edges) {
  problem.k_min = problem.k_max = territories;
  std::map<std::string, UnitIndex> index;
  for (std::size_t u = 0; u < problem.unit_ids.size(); ++u)
    index[problem.unit_ids[u]] = static_cast<UnitIndex>(u);
  std::vector<graph::Edge> pairs;
  std::ifstream in(edges);
  for (std::string line; std::getline(in, line);) {
    const auto fields = split(line);
    if (fields.size() < 2 || !index.contains(fields[0]) || !index.contains(fields[1])) continue;
    pairs.emplace_back(index[fields[0]], index[fields[1]]);
  }
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), pairs);
}

// A number that follows `key` in `line`, or 0.
inline double figure_after(const std::string& line, const std::string& key) {
  const auto where = line.find(key);
  return where == std::string::npos ? 0.0
                                    : number_in(std::string_view(line).substr(where + key.size()));
}

inline void read_units(const std::string& path, std::size_t lon, std::size_t lat,
                       std::size_t amount, Problem& problem) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  problem.measures.push_back({"population", 0, {}});
  while (std::getline(in, line)) {
    const auto fields = split(line);
    problem.unit_ids.push_back(fields[0]);
    problem.positions.push_back(geo::on_earth({number_in(fields[lon]), number_in(fields[lat])}));
    problem.measures[0].values.push_back(static_cast<std::int64_t>(number_in(fields[amount])));
  }
  problem.weight_measure = 0;
}

// states/<name>.nodes.csv and .plan.csv: unit centres, moment of inertia, the published window of population.
[[nodiscard]] inline Instance read_state(const std::string& folder, const std::string& name) {
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
  close_problem(problem, static_cast<int>(figure_after(line, "k=")),
                folder + "/" + name + ".edges.csv");
  return instance;
}

// us_zip/units.csv: centroids, moment of inertia, population within `tolerance`.
[[nodiscard]] inline Instance read_us_zip(const std::string& folder, int territories,
                                          double tolerance) {
  Instance instance;
  read_units(folder + "/units.csv", 2, 3, 4, instance.problem);
  BalanceRule rule;
  rule.tolerance = tolerance;
  instance.problem.balance.push_back(rule);
  close_problem(instance.problem, territories, folder + "/edges.csv");
  return instance;
}

// cpmp/<name>.{dat,txt}: unit centres, unweighted distances in units of 1/1000, one capacity.
[[nodiscard]] inline Instance read_cpmp(const std::string& path) {
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
  close_problem(problem, k, "");
  return instance;
}

// ctdp/<name>.dat with its .out: unit centres, unweighted distances in units of 1/1000, three measures.
[[nodiscard]] inline Instance read_ctdp(const std::string& path) {
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
  close_problem(problem, k, "");
  std::ifstream out(path.substr(0, path.size() - 4) + ".out");
  for (std::string line; std::getline(out, line);) {
    if (line.rfind("Compactness ", 0) == 0)
      instance.known = figure_after(line, "Compactness ") * kScale;
  }
  return instance;
}

}  // namespace bailiwick::engine::territory::published
