#include "engine/territory/coarse.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// The number of each atom's pair, in the order of the first atoms; lightest atoms choose first.
std::vector<std::int32_t> match(const Instance& fine, std::int32_t& count) {
  std::vector<std::int32_t> order(at(fine.n));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t l, std::int32_t r) {
    return fine.weight[at(l)] < fine.weight[at(r)];
  });
  std::vector<std::int32_t> mate(at(fine.n), -1);
  for (const std::int32_t a : order) {
    if (mate[at(a)] >= 0) continue;
    std::int32_t best = a;
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::int32_t v : fine.adjacency.neighbours(a)) {
      if (mate[at(v)] >= 0) continue;
      const double distance = squared_distance(fine.at[at(a)], fine.at[at(v)]);
      if (distance >= nearest) continue;
      nearest = distance;
      best = v;
    }
    mate[at(a)] = best;
    mate[at(best)] = a;
  }
  std::vector<std::int32_t> pair_of(at(fine.n), -1);
  count = 0;
  for (std::int32_t a = 0; a < fine.n; ++a) {
    const std::int32_t other = mate[at(a)];
    pair_of[at(a)] = other < a ? pair_of[at(other)] : count++;
  }
  return pair_of;
}

Instance contract(const Instance& fine, const std::vector<std::int32_t>& pair_of,
                  std::int32_t count) {
  Instance coarse;
  coarse.problem = fine.problem;
  coarse.form = fine.form;
  coarse.n = count;
  coarse.k = fine.k;
  coarse.weight_total = fine.weight_total;
  coarse.origin = fine.origin;
  coarse.windows = fine.windows;
  coarse.labels = fine.labels;
  const auto rules = at(fine.form.rules);
  for (std::size_t t = 0; t < coarse.labels.size(); ++t)
    coarse.labels[t].windows = coarse.windows_of(static_cast<TerritoryIndex>(t));
  coarse.at.assign(at(count), Vec3{});
  coarse.weight.assign(at(count), 0.0);
  coarse.amounts.assign(at(count) * rules, 0);
  coarse.fixed.assign(at(count), kUnassigned);
  coarse.current.assign(at(count), kUnassigned);
  coarse.move_cost.assign(at(count), 0.0);
  coarse.hands.assign(at(count), 0.0);
  coarse.is_barred.assign(at(count), 0);
  if (!fine.may_be_centre.empty()) coarse.may_be_centre.assign(at(count), 0);
  for (std::size_t a = 0; a < pair_of.size(); ++a) {
    const auto c = at(pair_of[a]);
    coarse.weight[c] += fine.weight[a];
    coarse.at[c] = coarse.at[c] + fine.weight[a] * fine.at[a];
    for (std::size_t r = 0; r < rules; ++r)
      coarse.amounts[c * rules + r] += fine.amounts[a * rules + r];
    if (!fine.may_be_centre.empty()) coarse.may_be_centre[c] |= fine.may_be_centre[a];
  }
  for (std::size_t c = 0; c < at(count); ++c)
    coarse.at[c] = (1.0 / coarse.weight[c]) * coarse.at[c];
  std::vector<graph::Edge> edges = fine.adjacency.edges();
  for (auto& [a, b] : edges) {
    a = pair_of[at(a)];
    b = pair_of[at(b)];
  }
  coarse.adjacency = graph::Csr::from_edges(count, edges);
  return coarse;
}

}  // namespace

Coarse coarsen(const Instance& fine, int halvings) {
  assert(!fine.form.has_labels && halvings >= 1);
  Coarse coarse;
  coarse.of.resize(at(fine.n));
  std::iota(coarse.of.begin(), coarse.of.end(), 0);
  for (int h = 0; h < halvings; ++h) {
    const Instance& from = h == 0 ? fine : coarse.instance;
    std::int32_t count = 0;
    const std::vector<std::int32_t> pair_of = match(from, count);
    Instance next = contract(from, pair_of, count);
    coarse.instance = std::move(next);
    for (std::int32_t& c : coarse.of) c = pair_of[at(c)];
  }
  // The labels' windows follow the vector they point into.
  for (std::size_t t = 0; t < coarse.instance.labels.size(); ++t)
    coarse.instance.labels[t].windows = coarse.instance.windows_of(static_cast<TerritoryIndex>(t));
  return coarse;
}

}  // namespace bailiwick::engine::territory
