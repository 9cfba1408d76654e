// Measures bounds on the published instances:  bound_bench FOLDER [SECONDS]
//
// FOLDER is ../shared/bench/territory. Prints a row an instance: the best objective known, the bound, the gap, the
// evaluations and the seconds. Instances without a known objective show the bound as a root mean square in km.
#include <cstdio>
#include <filesystem>
#include <set>

#include "base/budget.hpp"
#include "engine/territory/bound.hpp"
#include "engine/territory/bound_instances.hpp"

namespace {

namespace territory = bailiwick::engine::territory;
using territory::published::Instance;

void measure(const std::string& name, const Instance& instance, double seconds) {
  const auto budget = bailiwick::Budget::deadline(bailiwick::Seconds(seconds));
  const territory::Bound bound = territory::bound(instance.problem, budget, {});
  const double value = bound.value.value_or(0.0);
  double weight = 0.0;
  for (territory::UnitIndex u = 0; u < instance.problem.unit_count(); ++u) {
    weight += territory::weight_of(instance.problem, u);
  }
  const auto gap = territory::gap_of(instance.known, bound);
  std::printf(
      "%-28s known %11.5g  bound %11.5g  gap %7.3f%%  rms %8.3f km  %6lld evaluations  %6.1f s\n",
      name.c_str(), instance.known, value, instance.known > 0.0 && gap ? 100.0 * *gap : 0.0,
      std::sqrt(value / weight) / 1000.0, static_cast<long long>(bound.iterations),
      budget.elapsed().value());
  std::fflush(stdout);
}

// The files of `folder` that end with `ending`, in order.
std::set<std::string> files_of(const std::string& folder, const std::string& ending) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) names.insert(name.substr(0, name.size() - ending.size()));
  }
  return names;
}

// The objective in the name of an instance's best solution, or 0.
double objective_in_names(const std::string& folder, const std::string& instance) {
  for (const std::string& name : files_of(folder, ".txt")) {
    if (name.find("." + instance + "_") == std::string::npos) continue;
    return 1000.0 * territory::published::number_in(name.substr(name.rfind('_') + 1));
  }
  return 0.0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: bound_bench FOLDER [SECONDS]\n");
    return 2;
  }
  const std::string folder = words[1];
  const double seconds = count > 2 ? territory::published::number_in(words[2]) : 30.0;
  for (const std::string& name : files_of(folder + "/states", ".nodes.csv")) {
    measure(name, territory::published::read_state(folder + "/states", name), seconds);
  }
  for (const std::string& name : files_of(folder + "/ctdp", ".dat")) {
    measure(name, territory::published::read_ctdp(folder + "/ctdp/" + name + ".dat"), seconds);
  }
  for (const std::string& name : files_of(folder + "/cpmp", ".dat")) {
    Instance instance = territory::published::read_cpmp(folder + "/cpmp/" + name + ".dat");
    instance.known = objective_in_names(folder + "/cpmp", name);
    measure(name, instance, seconds);
  }
  measure("us_zip, 500 territories",
          territory::published::read_us_zip(folder + "/us_zip", 500, 0.02), 10.0 * seconds);
  return 0;
}
