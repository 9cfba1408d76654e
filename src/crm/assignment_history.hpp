// Where a territory stands, what positions are to it and who holds them, stretch by stretch: of the rows that cover a day the one of the highest revision
// holds. Pure. O(rows * log(rows)).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "alignment/model.hpp"

namespace bailiwick::crm {

// A position's part in a territory, or its holder, over days on which it does not change.
struct PartStretch {
  alignment::Period period;
  alignment::Part part = alignment::Part::kNone;

  friend bool operator==(const PartStretch&, const PartStretch&) = default;
};
struct PlaceStretch {
  alignment::Period period;
  bool is_in_tree = false;
  std::optional<alignment::TerritoryId> parent = {};  // absent: at the top, or not in the tree

  friend bool operator==(const PlaceStretch&, const PlaceStretch&) = default;
};
struct OwnerStretch {
  alignment::PositionId position;
  alignment::Period period;

  friend bool operator==(const OwnerStretch&, const OwnerStretch&) = default;
};
struct HolderStretch {
  alignment::Period period;
  std::optional<PersonId> person = {};  // absent: vacant

  friend bool operator==(const HolderStretch&, const HolderStretch&) = default;
};

// All days of `within`, in their order; the stretches touch each other.
[[nodiscard]] std::vector<PartStretch> parts_within(std::span<const alignment::Assignment> history,
                                                    alignment::TerritoryId territory,
                                                    alignment::PositionId position,
                                                    const alignment::Period& within);
[[nodiscard]] std::vector<HolderStretch> holders_within(std::span<const alignment::Holding> history,
                                                        alignment::PositionId position,
                                                        const alignment::Period& within);

// `history`: of one territory.
[[nodiscard]] std::vector<PlaceStretch> places_within(std::span<const alignment::Placement> history,
                                                      const alignment::Period& within);

// The first stretch of `within` on which a position other than `except` owns the territory.
[[nodiscard]] std::optional<OwnerStretch> other_owner(
    std::span<const alignment::Assignment> history, alignment::TerritoryId territory,
    alignment::PositionId except, const alignment::Period& within);

// The days of `period` that are not in `other`: none, one or two stretches.
[[nodiscard]] std::vector<alignment::Period> days_without(const alignment::Period& period,
                                                          const alignment::Period& other);

}  // namespace bailiwick::crm
