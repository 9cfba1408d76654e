// How the cells of a file are written, found from the cells themselves: the decimal mark and the order of dates.
//
// Cells that can only be read in one way decide, the majority where they disagree; where none does, the file's delimiter (a
// semicolon goes with decimal commas), and a note says what was assumed. The first kHabitRows rows are looked at. Pure. O(cells).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "crm/import_dates.hpp"
#include "crm/import_note.hpp"
#include "platform/files/table.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kHabitRows = 100'000;

struct FileHabits {
  char decimal_mark = '.';
  DateOrder date_order = DateOrder::kDmy;
  std::vector<ImportNote> notes;
};

// The columns to look at: those of numbers and amounts, and those of dates and instants.
struct HabitColumns {
  std::vector<std::size_t> numbers;
  std::vector<std::size_t> dates;
  std::vector<std::size_t> amounts = {};        // those of `numbers` that may be ranges
  std::int32_t short_year_max = kNoShortYears;  // as in import_dates.hpp
};
[[nodiscard]] FileHabits habits_of(const platform::files::Table& table, char delimiter,
                                   const HabitColumns& columns);

}  // namespace bailiwick::crm
