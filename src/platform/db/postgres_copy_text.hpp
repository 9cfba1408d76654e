// Rows in the text format of PostgreSQL's COPY: columns parted by tabs, "\N" for null, and a backslash before what would
// otherwise part them (PostgreSQL 15 documentation, COPY, "Text Format"). Pure. O(bytes). Private to this folder.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "platform/db/value.hpp"

namespace bailiwick::platform::db {

// Appends one row. `types` are those of the columns, as many as values: bytes are written otherwise for uuid than for bytea.
void append_copy_row(std::span<const Value> values, std::span<const unsigned> types,
                     std::string& text);

}  // namespace bailiwick::platform::db
