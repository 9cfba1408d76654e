#include "platform/files/edges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/files/csv.hpp"
#include "platform/files/error_log.hpp"

namespace bailiwick::platform::files {

namespace {

constexpr CsvOptions kOptions = {.has_comments = true, .has_header = false};

}  // namespace

Checked<Edges> edges_of(Csv csv, const UnitLookup& units) {
  const Table& table = csv.table;
  ErrorLog log(table.name());
  if (table.column_count() < 2) {
    log.add("F031",
            fmt::format("{} has one column; an edge needs two units a line.", table.name()));
    return fail(log.take());
  }
  Edges edges{{}, std::move(csv.notes)};
  const bool has_header = !units.find(table.field(0, 0)) && !units.find(table.field(0, 1));
  if (has_header) {
    edges.notes.push_back(fmt::format("{}: the first line, '{},{}', was taken for a header.",
                                      table.name(), table.field(0, 0), table.field(0, 1)));
  }
  std::size_t restored = 0;
  std::size_t loops = 0;
  edges.links.reserve(table.row_count());
  const auto find = [&](std::size_t row, std::size_t column) -> std::optional<std::int32_t> {
    const auto match = units.find(table.field(row, column));
    if (!match) {
      log.add("F030", fmt::format("{}: the unit '{}' is not among the units.", table.place_of(row),
                                  table.field(row, column).substr(0, 40)));
      return std::nullopt;
    }
    restored += match->is_restored ? 1 : 0;
    return match->unit;
  };
  for (std::size_t row = has_header ? 1 : 0; row < table.row_count(); ++row) {
    const auto a = find(row, 0);
    const auto b = find(row, 1);
    if (!a || !b) continue;
    if (*a == *b) {
      ++loops;
    } else {
      edges.links.emplace_back(std::min(*a, *b), std::max(*a, *b));
    }
  }
  if (!log.is_empty()) return fail(log.take());
  if (edges.links.empty() && loops == 0) {
    log.add("F032", fmt::format("{} has no edge below its header.", table.name()));
    return fail(log.take());
  }
  std::sort(edges.links.begin(), edges.links.end());
  edges.links.erase(std::unique(edges.links.begin(), edges.links.end()), edges.links.end());
  if (loops > 0) {
    edges.notes.push_back(fmt::format("{}: {} lines name a unit beside itself; they were left out.",
                                      table.name(), loops));
  }
  if (restored > 0) {
    edges.notes.push_back(fmt::format("{}: {} ids were matched after restoring leading zeros.",
                                      table.name(), restored));
  }
  return edges;
}

Checked<Edges> parse_edges(TextFile file, const UnitLookup& units) {
  Checked<Csv> csv = parse_csv(std::move(file), kOptions);
  if (!csv) return fail(std::move(csv.error()));
  return edges_of(std::move(*csv), units);
}

Checked<Csv> read_edge_table(const std::filesystem::path& path) { return read_csv(path, kOptions); }

Checked<Edges> read_edges(const std::filesystem::path& path, const UnitLookup& units) {
  Checked<Csv> csv = read_edge_table(path);
  if (!csv) return fail(std::move(csv.error()));
  return edges_of(std::move(*csv), units);
}

std::string edges_text(std::span<const std::string> ids,
                       std::span<const std::pair<std::int32_t, std::int32_t>> links) {
  std::string text = "unit,neighbour\n";
  for (const auto& [a, b] : links) {
    const std::array<std::string_view, 2> row = {ids[static_cast<std::size_t>(a)],
                                                 ids[static_cast<std::size_t>(b)]};
    append_csv_row(text, row);
  }
  return text;
}

}  // namespace bailiwick::platform::files
