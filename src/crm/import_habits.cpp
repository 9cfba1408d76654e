#include "crm/import_habits.hpp"

#include <algorithm>
#include <cstdint>

#include "crm/import_numbers.hpp"

namespace bailiwick::crm {
namespace {

using platform::files::Table;

// How often a cell said so, and the first that did.
struct Votes {
  std::int64_t count = 0;
  std::string_view first;

  void add(std::string_view cell) {
    if (count++ == 0) first = cell;
  }
};

struct MarkVotes {
  Votes point;
  Votes comma;
  Votes ambiguous;
};
struct OrderVotes {
  Votes dmy;
  Votes mdy;
  Votes ymd;
  Votes ambiguous;
};

template <class With>
void each_cell(const Table& table, const std::vector<std::size_t>& columns, With&& with) {
  const std::size_t rows = std::min(table.row_count(), kHabitRows);
  for (std::size_t row = 0; row < rows; ++row)
    for (const std::size_t column : columns) with(table.field(row, column));
}

// The first range among the cells ("51-200"); empty: there is none.
std::string_view first_range(const Table& table, const std::vector<std::size_t>& columns) {
  std::string_view first;
  each_cell(table, columns, [&](std::string_view cell) {
    if (first.empty() && is_range(cell)) first = cell;
  });
  return first;
}

MarkVotes mark_votes(const Table& table, const std::vector<std::size_t>& columns) {
  MarkVotes votes;
  each_cell(table, columns, [&](std::string_view cell) {
    switch (mark_vote(cell)) {
      case MarkVote::kPoint:
        return votes.point.add(cell);
      case MarkVote::kComma:
        return votes.comma.add(cell);
      case MarkVote::kAmbiguous:
        return votes.ambiguous.add(cell);
      case MarkVote::kNone:
        return;
    }
  });
  return votes;
}

OrderVotes order_votes(const Table& table, const std::vector<std::size_t>& columns) {
  OrderVotes votes;
  each_cell(table, columns, [&](std::string_view cell) {
    switch (order_vote(cell)) {
      case OrderVote::kDmy:
        return votes.dmy.add(cell);
      case OrderVote::kMdy:
        return votes.mdy.add(cell);
      case OrderVote::kYmd:
        return votes.ymd.add(cell);
      case OrderVote::kAmbiguous:
        return votes.ambiguous.add(cell);
      case OrderVote::kAny:
      case OrderVote::kNone:
        return;
    }
  });
  return votes;
}

Votes short_years(const Table& table, const std::vector<std::size_t>& columns) {
  Votes votes;
  each_cell(table, columns, [&](std::string_view cell) {
    if (has_short_year(cell)) votes.add(cell);
  });
  return votes;
}

void decide_mark(const MarkVotes& votes, char delimiter, FileHabits& habits) {
  const char assumed = delimiter == ';' ? ',' : '.';
  const bool is_decided = votes.point.count + votes.comma.count > 0;
  habits.decimal_mark = assumed;
  if (votes.point.count != votes.comma.count)
    habits.decimal_mark = votes.comma.count > votes.point.count ? ',' : '.';
  if (votes.point.count > 0 && votes.comma.count > 0) {
    habits.notes.push_back(
        import_note::marks_differ({votes.point.first, votes.comma.first}, habits.decimal_mark));
  } else if (!is_decided && votes.ambiguous.count > 0) {
    habits.notes.push_back(import_note::mark_unknown(votes.ambiguous.first, habits.decimal_mark));
  }
}

void decide_order(const OrderVotes& votes, char delimiter, FileHabits& habits) {
  const std::int64_t decided = votes.dmy.count + votes.mdy.count;
  const bool is_point_and_comma = habits.decimal_mark == '.' && delimiter == ',';
  const auto first = votes.ambiguous.first;
  // Slashes beside decimal points are the American way; everybody else begins with the day.
  const bool is_american = is_point_and_comma && first.find('/') != std::string_view::npos;
  habits.date_order = is_american ? DateOrder::kMdy : DateOrder::kDmy;
  if (votes.dmy.count != votes.mdy.count)
    habits.date_order = votes.mdy.count > votes.dmy.count ? DateOrder::kMdy : DateOrder::kDmy;
  const bool is_year_first_alone =
      decided == 0 && votes.ambiguous.count == 0 && votes.ymd.count > 0;
  if (is_year_first_alone) habits.date_order = DateOrder::kYmd;
  if (votes.dmy.count > 0 && votes.mdy.count > 0)
    habits.notes.push_back(
        import_note::dates_differ({votes.dmy.first, votes.mdy.first}, habits.date_order));
  else if (decided == 0 && votes.ambiguous.count > 0)
    habits.notes.push_back(import_note::dates_unknown(first, habits.date_order));
}

}  // namespace

FileHabits habits_of(const Table& table, char delimiter, const HabitColumns& columns) {
  FileHabits habits;
  decide_mark(mark_votes(table, columns.numbers), delimiter, habits);
  decide_order(order_votes(table, columns.dates), delimiter, habits);
  if (const auto range = first_range(table, columns.amounts); !range.empty())
    habits.notes.push_back(import_note::ranges(range));
  if (const Votes years = short_years(table, columns.dates);
      years.count > 0 && columns.short_year_max != kNoShortYears)
    habits.notes.push_back(
        import_note::short_years(years.count, years.first, columns.short_year_max));
  return habits;
}

}  // namespace bailiwick::crm
