#include "platform/db/value.hpp"

#include <cassert>

namespace bailiwick::platform::db {

LocalDate Row::date(std::size_t column) const {
  const auto date = parse_date(text(column));
  assert(date && "a column read as a date holds one");
  return *date;
}

}  // namespace bailiwick::platform::db
