#include "crm/assignment_history.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace bailiwick::crm {
namespace {

using alignment::Assignment;
using alignment::Holding;

// Cuts `within` where a row begins or ends and asks each piece's first day for the latest row that covers it.
template <class Row, class With>
void each_stretch(const std::vector<const Row*>& rows, const alignment::Period& within,
                  With&& with) {
  std::set<LocalDate> days = {within.from};
  for (const Row* row : rows) {
    if (within.covers(row->period.from)) days.insert(row->period.from);
    if (row->period.to && within.covers(*row->period.to)) days.insert(*row->period.to);
  }
  for (auto day = days.begin(); day != days.end(); ++day) {
    const auto next = std::next(day);
    const Row* latest = nullptr;
    for (const Row* row : rows) {
      const bool is_later =
          latest == nullptr || latest->recording.revision < row->recording.revision;
      if (row->period.covers(*day) && is_later) latest = row;
    }
    with(alignment::Period{.from = *day,
                           .to = next == days.end() ? within.to : std::optional(*next)},
         latest);
  }
}

}  // namespace

std::vector<PartStretch> parts_within(std::span<const Assignment> history,
                                      alignment::TerritoryId territory,
                                      alignment::PositionId position,
                                      const alignment::Period& within) {
  std::vector<const Assignment*> rows;
  for (const Assignment& row : history)
    if (row.territory == territory && row.position == position) rows.push_back(&row);
  std::vector<PartStretch> stretches;
  each_stretch(rows, within, [&](const alignment::Period& period, const Assignment* row) {
    const auto part = row == nullptr ? alignment::Part::kNone : row->part;
    if (!stretches.empty() && stretches.back().part == part)
      stretches.back().period.to = period.to;
    else
      stretches.push_back({period, part});
  });
  return stretches;
}

std::vector<HolderStretch> holders_within(std::span<const Holding> history,
                                          alignment::PositionId position,
                                          const alignment::Period& within) {
  std::vector<const Holding*> rows;
  for (const Holding& row : history)
    if (row.position == position) rows.push_back(&row);
  std::vector<HolderStretch> stretches;
  each_stretch(rows, within, [&](const alignment::Period& period, const Holding* row) {
    const auto person = row == nullptr ? std::optional<PersonId>() : row->person;
    if (!stretches.empty() && stretches.back().person == person)
      stretches.back().period.to = period.to;
    else
      stretches.push_back({period, person});
  });
  return stretches;
}

std::vector<PlaceStretch> places_within(std::span<const alignment::Placement> history,
                                        const alignment::Period& within) {
  std::vector<const alignment::Placement*> rows;
  for (const alignment::Placement& row : history) rows.push_back(&row);
  std::vector<PlaceStretch> stretches;
  each_stretch(rows, within, [&](const alignment::Period& period, const auto* row) {
    PlaceStretch stretch{.period = period};
    stretch.is_in_tree = row != nullptr && row->is_open;
    if (stretch.is_in_tree) stretch.parent = row->parent;
    stretches.push_back(stretch);
  });
  return stretches;
}

std::optional<OwnerStretch> other_owner(std::span<const Assignment> history,
                                        alignment::TerritoryId territory,
                                        alignment::PositionId except,
                                        const alignment::Period& within) {
  std::set<alignment::PositionId> positions;
  for (const Assignment& row : history)
    if (row.territory == territory && row.position != except) positions.insert(row.position);
  std::optional<OwnerStretch> first;
  for (const alignment::PositionId position : positions) {
    for (const PartStretch& stretch : parts_within(history, territory, position, within)) {
      if (stretch.part != alignment::Part::kOwner) continue;
      if (!first || stretch.period.from < first->period.from) first = {position, stretch.period};
      break;
    }
  }
  return first;
}

std::vector<alignment::Period> days_without(const alignment::Period& period,
                                            const alignment::Period& other) {
  const bool is_apart =
      (other.to && *other.to <= period.from) || (period.to && *period.to <= other.from);
  if (is_apart) return {period};
  std::vector<alignment::Period> left;
  if (period.from < other.from) left.push_back({.from = period.from, .to = other.from});
  const bool ends_later = other.to && (!period.to || *other.to < *period.to);
  if (ends_later) left.push_back({.from = *other.to, .to = period.to});
  return left;
}

}  // namespace bailiwick::crm
