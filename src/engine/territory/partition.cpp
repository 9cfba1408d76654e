#include "engine/territory/partition.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

Partition make_partition(const Instance& instance, std::vector<TerritoryIndex> territory_of,
                         LocalIndex& index) {
  Partition partition;
  partition.territory_of = std::move(territory_of);
  partition.members.resize(at(instance.k));
  partition.scores.resize(at(instance.k));
  partition.labels = instance.labels;
  for (std::int32_t a = 0; a < instance.n; ++a) {
    partition.members[at(partition.territory_of[at(a)])].push_back(a);
  }
  Piece piece;
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    extract_territories(instance, partition, std::span(&t, 1), index, piece);
    std::vector<std::int32_t> all(at(piece.n));
    for (std::int32_t u = 0; u < piece.n; ++u) all[at(u)] = u;
    const Score score = settle(piece, 0, all);
    put_back(piece, std::span(&score, 1), partition);
  }
  return partition;
}

Score total_score(const Partition& partition) {
  Score total;
  for (const Score& score : partition.scores) {
    total.violation += score.violation;
    total.cost += score.cost;
  }
  return total;
}

std::vector<TerritoryIndex> neighbours_of(const Instance& instance, const Partition& partition,
                                          TerritoryIndex t) {
  std::vector<TerritoryIndex> found;
  for (const std::int32_t a : partition.members[at(t)]) {
    for (const std::int32_t v : instance.adjacency.neighbours(a)) {
      const TerritoryIndex other = partition.territory_of[at(v)];
      if (other != t && (found.empty() || found.back() != other)) found.push_back(other);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void extract_territories(const Instance& instance, const Partition& partition,
                         std::span<const TerritoryIndex> territories, LocalIndex& index,
                         Piece& piece) {
  thread_local std::vector<std::int32_t> atoms;
  atoms.clear();
  for (const TerritoryIndex t : territories) {
    const auto& members = partition.members[at(t)];
    atoms.insert(atoms.end(), members.begin(), members.end());
  }
  extract(instance, atoms, index, piece);
  piece.k = static_cast<std::int32_t>(territories.size());
  piece.labels.resize(territories.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < territories.size(); ++i) {
    piece.labels[i] = partition.labels[at(territories[i])];
    const auto& members = partition.members[at(territories[i])];
    Label& label = piece.labels[i];
    if (label.centre_atom >= 0) {
      const auto found = std::find(members.begin(), members.end(), label.centre_atom);
      label.centre_atom = found == members.end()
                              ? -1
                              : static_cast<std::int32_t>(next) +
                                    static_cast<std::int32_t>(found - members.begin());
    }
    std::fill_n(piece.label.begin() + static_cast<std::ptrdiff_t>(next), members.size(),
                static_cast<std::int32_t>(i));
    next += members.size();
  }
}

void put_back(Piece& piece, std::span<const Score> scores, Partition& partition) {
  assert(scores.size() == piece.labels.size());
  for (std::size_t i = 0; i < piece.labels.size(); ++i) {
    Label label = piece.labels[i];
    if (label.centre_atom >= 0) label.centre_atom = piece.atom[at(label.centre_atom)];
    partition.members[at(label.id)].clear();
    partition.scores[at(label.id)] = scores[i];
    partition.labels[at(label.id)] = label;
  }
  for (std::size_t u = 0; u < at(piece.n); ++u) {
    const TerritoryIndex t = piece.labels[at(piece.label[u])].id;
    partition.territory_of[at(piece.atom[u])] = t;
    partition.members[at(t)].push_back(piece.atom[u]);
  }
}

Plan to_plan(const Instance& instance, const Partition& partition) {
  Plan plan;
  plan.k = instance.k;
  plan.territory_of.resize(instance.atom_of_unit.size());
  for (std::size_t u = 0; u < plan.territory_of.size(); ++u) {
    plan.territory_of[u] = partition.territory_of[at(instance.atom_of_unit[u])];
  }
  if (instance.form.centre != CentreKind::kUnit) return plan;
  // A melted group is represented by its first unit that may be a centre; check() finds the exact best one.
  std::vector<UnitIndex> first(at(instance.n), -1);
  const auto& allowed = instance.problem->may_be_centre;
  for (std::size_t u = plan.territory_of.size(); u-- > 0;) {
    if (allowed.empty() || allowed[u] != 0)
      first[at(instance.atom_of_unit[u])] = static_cast<UnitIndex>(u);
  }
  for (const Label& label : partition.labels) {
    plan.centres.push_back(label.centre_atom >= 0 ? first[at(label.centre_atom)] : -1);
  }
  return plan;
}

}  // namespace bailiwick::engine::territory
