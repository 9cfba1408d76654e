// Reads a file of neighbours: two unit ids a line.
//
// CSV of two or more columns, of which the first two count; a header is optional (it is one where neither of its two
// fields is a unit). Pairs may stand in any order and more than once; a unit beside itself is dropped with a note.
// All unknown units are told with their line. Rules F030 .. F032.
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/files/text_file.hpp"
#include "platform/files/unit_lookup.hpp"

namespace bailiwick::platform::files {

struct Edges {
  std::vector<std::pair<std::int32_t, std::int32_t>> links;  // (low, high), ascending, once each
  Notes notes;
};

[[nodiscard]] Checked<Edges> read_edges(const std::filesystem::path& path, const UnitLookup& units);
[[nodiscard]] Checked<Edges> parse_edges(TextFile file, const UnitLookup& units);

}  // namespace bailiwick::platform::files
