#include "alignment/timeline.hpp"

#include <iterator>

namespace bailiwick::alignment {
namespace {

template <class Row>
bool counts(const Row& row, const AsOf& as_of) {
  return row.period.covers(as_of.day) && (!as_of.known_at || row.recording.at <= *as_of.known_at);
}

// Keeps the later of two rows of one key.
template <class Key, class Row>
void keep_latest(std::map<Key, const Row*>& latest, const Key& key, const Row& row) {
  const Row*& kept = latest[key];
  if (!kept || kept->recording.revision < row.recording.revision) kept = &row;
}

}  // namespace

std::map<TerritoryId, Placement> placed_on(std::span<const Placement> history, const AsOf& as_of) {
  std::map<TerritoryId, const Placement*> latest;
  for (const Placement& row : history)
    if (counts(row, as_of)) keep_latest(latest, row.territory, row);
  std::map<TerritoryId, Placement> placed;
  for (const auto& [territory, row] : latest)
    if (row->is_open) placed.emplace(territory, *row);
  return placed;
}

std::map<PositionId, Holding> held_on(std::span<const Holding> history, const AsOf& as_of) {
  std::map<PositionId, const Holding*> latest;
  for (const Holding& row : history)
    if (counts(row, as_of)) keep_latest(latest, row.position, row);
  std::map<PositionId, Holding> held;
  for (const auto& [position, row] : latest)
    if (row->person) held.emplace(position, *row);
  return held;
}

std::vector<Assignment> assigned_on(std::span<const Assignment> history, const AsOf& as_of) {
  std::map<std::pair<TerritoryId, PositionId>, const Assignment*> latest;
  for (const Assignment& row : history)
    if (counts(row, as_of)) keep_latest(latest, std::pair(row.territory, row.position), row);
  std::vector<Assignment> assigned;
  for (const auto& [key, row] : latest)
    if (row->part != Part::kNone) assigned.push_back(*row);
  return assigned;
}

std::vector<Ownership> owners_within(std::span<const Assignment> history, TerritoryId territory,
                                     const Period& within, PositionId except) {
  std::vector<Assignment> rows;
  std::set<LocalDate> days = {within.from};
  for (const Assignment& row : history) {
    if (row.territory != territory || row.position == except) continue;
    rows.push_back(row);
    if (within.covers(row.period.from)) days.insert(row.period.from);
    if (row.period.to && within.covers(*row.period.to)) days.insert(*row.period.to);
  }
  std::vector<Ownership> owners;
  for (auto day = days.begin(); day != days.end(); ++day) {
    const auto next = std::next(day);
    const std::optional<LocalDate> end = next == days.end() ? within.to : std::optional(*next);
    for (const Assignment& row : assigned_on(rows, {.day = *day})) {
      if (row.part != Part::kOwner) continue;
      const bool continues = !owners.empty() && owners.back().position == row.position &&
                             owners.back().period.to == *day;
      if (continues)
        owners.back().period.to = end;
      else
        owners.push_back({.position = row.position, .period = {.from = *day, .to = end}});
    }
  }
  return owners;
}

std::set<LocalDate> turning_days(std::span<const Placement> history, const Period& period) {
  std::set<LocalDate> days = {period.from};
  for (const Placement& row : history) {
    if (period.covers(row.period.from)) days.insert(row.period.from);
    if (row.period.to && period.covers(*row.period.to)) days.insert(*row.period.to);
  }
  return days;
}

}  // namespace bailiwick::alignment
