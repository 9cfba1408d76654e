// Whether the first row of a file has the columns' names, and how a file without them is read.
//
// The first row is taken for data where at least one of its cells is a number, a date or a GUID, and at least as many are so as are what
// columns are called here (a field's name or label, what people or other CRMs call it). Years alone are no numbers: files have columns of years. In
// doubt it has names. Without names columns are called "Column 1", "Column 2", ... Pure. O(bytes of the first row * fields).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/import_field.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kFirstRowBytesMax = 1'000'000;  // a longer one is taken for names

[[nodiscard]] bool is_data_cell(std::string_view cell);  // a number, a date or a GUID

// `schemas` as of guess_file().
[[nodiscard]] bool looks_headed(std::string_view text, std::span<const ImportSchema> schemas);

// What the columns of a table are called that was read so.
[[nodiscard]] std::vector<std::string> column_names(const platform::files::Table& table,
                                                    bool has_header);

}  // namespace bailiwick::crm
