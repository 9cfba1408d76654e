#include "crm/import_habits.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "crm/import_numbers.hpp"
#include "crm/import_words.hpp"

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

void decide_mark(const MarkVotes& votes, char delimiter, FileHabits& habits) {
  const char assumed = delimiter == ';' ? ',' : '.';
  const bool is_decided = votes.point.count + votes.comma.count > 0;
  habits.decimal_mark = assumed;
  if (votes.point.count != votes.comma.count)
    habits.decimal_mark = votes.comma.count > votes.point.count ? ',' : '.';
  if (votes.point.count > 0 && votes.comma.count > 0) {
    habits.notes.push_back(fmt::format(
        "Numbers are written in two ways, {} and {}. They are read with the decimal mark '{}'; "
        "choose another if that is wrong.",
        in_quotes(votes.point.first), in_quotes(votes.comma.first), habits.decimal_mark));
  } else if (!is_decided && votes.ambiguous.count > 0) {
    habits.notes.push_back(fmt::format(
        "Whether {} has thousands or decimals cannot be known from this file. Numbers are "
        "read with the decimal mark '{}'; choose another if that is wrong.",
        in_quotes(votes.ambiguous.first), habits.decimal_mark));
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
  const std::string_view read = habits.date_order == DateOrder::kMdy ? "month" : "day";
  if (votes.dmy.count > 0 && votes.mdy.count > 0) {
    habits.notes.push_back(fmt::format(
        "Dates are written in two ways, {} and {}. The {} is read first; choose another "
        "order if that is wrong.",
        in_quotes(votes.dmy.first), in_quotes(votes.mdy.first), read));
  } else if (decided == 0 && votes.ambiguous.count > 0) {
    habits.notes.push_back(fmt::format(
        "Whether {} begins with the day or the month cannot be known from this file. The {} is "
        "read first; choose another order if that is wrong.",
        in_quotes(first), read));
  }
}

}  // namespace

FileHabits habits_of(const Table& table, char delimiter, const HabitColumns& columns) {
  FileHabits habits;
  decide_mark(mark_votes(table, columns.numbers), delimiter, habits);
  decide_order(order_votes(table, columns.dates), delimiter, habits);
  if (const auto range = first_range(table, columns.amounts); !range.empty())
    habits.notes.push_back(
        fmt::format("Ranges such as {} are read as their lower end.", in_quotes(range)));
  return habits;
}

}  // namespace bailiwick::crm
