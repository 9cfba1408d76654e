// What the solver's tests share: grid worlds with demands, pieces made of them, and naive judges. Tests only.
//
// The judges (connectivity, locks, scores) are written anew in the plainest way, so that they share no code with the
// operators they judge. Header-only, so that nothing of it reaches the library.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/rng.hpp"
#include "engine/territory/ascii_world.hpp"
#include "engine/territory/instance.hpp"

namespace bailiwick::engine::territory::workbench {

inline std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

inline std::string grid(std::int32_t rows, std::int32_t columns) {
  std::string map;
  for (std::int32_t r = 0; r < rows; ++r) {
    if (r > 0) map += '\n';
    map += std::string(at(columns), 'A');
  }
  return map;
}

inline std::int32_t draw(Rng& rng, std::int32_t count) {
  return static_cast<std::int32_t>(rng.below(static_cast<std::uint64_t>(count)));
}

// What a grid world has besides units up to 300 m off their place and loads from 1 to 9, which weigh distance.
struct Features {
  std::int32_t rows = 6;
  std::int32_t columns = 7;
  std::int32_t k = 4;
  double tolerance = 0.3;
  double soft_km = 0.0;
  CentreKind centre = CentreKind::kCentroid;
  DistancePower power = DistancePower::kSquared;
};

inline Problem grid_problem(Rng& rng, const Features& features) {
  Problem problem = ascii::world_of(grid(features.rows, features.columns));
  for (geo::Position& p : problem.positions) {
    p.x_m += draw(rng, 601) - 300;
    p.y_m += draw(rng, 601) - 300;
  }
  for (std::int64_t& value : problem.measures[0].values) value = 1 + draw(rng, 9);
  problem.weight_measure = 0;
  problem.k_min = problem.k_max = features.k;
  problem.centre = features.centre;
  problem.power = features.power;
  problem.balance = {ascii::rule({.tolerance = features.tolerance, .soft_km = features.soft_km})};
  return problem;
}

// Atoms dealt to k connected sets that grow from random atoms; the map must be connected.
inline std::vector<std::int32_t> random_growth(const graph::Csr& map, std::int32_t k, Rng& rng) {
  std::vector<std::int32_t> label(at(map.vertex_count()), -1);
  for (std::int32_t t = 0; t < k;) {
    const std::int32_t a = draw(rng, map.vertex_count());
    if (label[at(a)] < 0) label[at(a)] = t++;
  }
  for (std::int32_t left = map.vertex_count() - k; left > 0;) {
    const std::int32_t a = draw(rng, map.vertex_count());
    if (label[at(a)] >= 0) continue;
    const auto near = map.neighbours(a);
    const std::int32_t t = label[at(near[at(draw(rng, static_cast<std::int32_t>(near.size())))])];
    if (t < 0) continue;
    label[at(a)] = t;
    --left;
  }
  return label;
}

// The whole instance as one piece, label t being territory t.
inline Piece piece_of(const Instance& instance, const std::vector<std::int32_t>& label) {
  std::vector<std::int32_t> all(at(instance.n));
  for (std::int32_t a = 0; a < instance.n; ++a) all[at(a)] = a;
  LocalIndex index;
  Piece piece;
  extract(instance, all, index, piece);
  piece.k = instance.k;
  piece.labels = instance.labels;
  piece.label = label;
  return piece;
}

// In how many connected parts the atoms with label t lie, without atom `except`.
inline std::int32_t parts_of(const graph::Csr& map, const std::vector<std::int32_t>& label,
                             std::int32_t t, std::int32_t except = -1) {
  std::set<std::int32_t> left;
  for (std::int32_t a = 0; a < map.vertex_count(); ++a) {
    if (label[at(a)] == t && a != except) left.insert(a);
  }
  std::int32_t parts = 0;
  while (!left.empty()) {
    ++parts;
    std::vector<std::int32_t> open{*left.begin()};
    left.erase(left.begin());
    while (!open.empty()) {
      const std::int32_t a = open.back();
      open.pop_back();
      for (const std::int32_t v : map.neighbours(a)) {
        if (left.erase(v) > 0) open.push_back(v);
      }
    }
  }
  return parts;
}

// Every one of k labels is used, and its atoms are connected.
inline bool is_whole(const graph::Csr& map, const std::vector<std::int32_t>& label,
                     std::int32_t k) {
  for (std::int32_t t = 0; t < k; ++t) {
    if (parts_of(map, label, t) != 1) return false;
  }
  return true;
}

// The score of the piece with every centre settled anew; the piece stays as it is.
inline Score settled(Piece piece) { return settle_all(piece); }

// Locks one atom in `one_in` to the territory it is in under `label`.
inline void lock_some(Problem& problem, const std::vector<std::int32_t>& label,
                      std::uint64_t one_in, Rng& rng) {
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    if (rng.below(one_in) == 0) problem.locks.emplace_back(u, label[at(u)]);
  }
}

// Every atom with a lock carries the label of that number.
inline bool keeps_locks(const Instance& instance, const std::vector<std::int32_t>& label) {
  for (std::int32_t a = 0; a < instance.n; ++a) {
    if (instance.fixed[at(a)] != kUnassigned && instance.fixed[at(a)] != label[at(a)]) return false;
  }
  return true;
}

}  // namespace bailiwick::engine::territory::workbench
