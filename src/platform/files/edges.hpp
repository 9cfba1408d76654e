// Reads a file of neighbours: two unit ids a line.
//
// CSV of two or more columns, of which the first two count; a header is optional (it is one where neither of its two
// fields is a unit). Pairs may stand in any order and more than once; a unit beside itself is dropped with a note.
// All unknown units are told with their line. Rules F030 .. F032.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/text_file.hpp"
#include "platform/files/unit_lookup.hpp"

namespace bailiwick::platform::files {

struct Edges {
  std::vector<std::pair<std::int32_t, std::int32_t>> links;  // (low, high), ascending, once each
  Notes notes;
};

[[nodiscard]] Checked<Edges> read_edges(const std::filesystem::path& path, const UnitLookup& units);
[[nodiscard]] Checked<Edges> parse_edges(TextFile file, const UnitLookup& units);

// The two steps of read_edges: the first does not need the units, and so may run while they are read.
[[nodiscard]] Checked<Csv> read_edge_table(const std::filesystem::path& path);
[[nodiscard]] Checked<Edges> edges_of(Csv csv, const UnitLookup& units);

// The text of such a file: unit,neighbour, and a line a link in the order given.
[[nodiscard]] std::string edges_text(std::span<const std::string> ids,
                                     std::span<const std::pair<std::int32_t, std::int32_t>> links);

}  // namespace bailiwick::platform::files
