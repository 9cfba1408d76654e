// Any bytes as a CSV file of units, of edges and of a plan: an answer or errors, nothing else; and what is written comes back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/files/csv.hpp"
#include "platform/files/edges.hpp"
#include "platform/files/plan.hpp"
#include "platform/files/units.hpp"

namespace {

namespace files = bailiwick::platform::files;

void require(bool condition) {
  if (!condition) std::abort();
}

// Writing the table and reading it again gives the same fields.
void check_round_trip(const files::Table& table) {
  std::string text;
  std::vector<std::string_view> row;
  for (std::size_t r = 0; r < table.row_count(); ++r) {
    row.clear();
    for (std::size_t c = 0; c < table.column_count(); ++c) row.push_back(table.field(r, c));
    files::append_csv_row(text, row);
  }
  auto file = files::text_from_bytes("again", text);
  if (!file) return;  // a table without rows, or rows too long once quoted
  const auto again = files::parse_csv(std::move(*file), {.has_header = false});
  if (!again) return;
  // A field that holds more of another delimiter changes what is sniffed.
  if (again->delimiter != ',') return;
  require(again->table.row_count() == table.row_count());
  for (std::size_t r = 0; r < table.row_count(); ++r) {
    for (std::size_t c = 0; c < table.column_count(); ++c)
      require(table.field(r, c) == again->table.field(r, c));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  auto file = files::text_from_bytes("fuzz.csv", bytes);
  if (!file) return 0;
  if (const auto csv = files::parse_csv(*file, {.has_comments = true}))
    check_round_trip(csv->table);
  if (const auto units = files::parse_units(*file)) {
    require(units->positions.size() == units->ids.size());
    for (const auto& measure : units->measures) require(measure.values.size() == units->ids.size());
  }
  const auto plane = files::parse_units(*file, {.surface = bailiwick::geo::Surface::kPlane});
  require(!plane || plane->positions.size() == plane->ids.size());
  const std::vector<std::string> ids = {"01001", "01002", "7", "a"};
  const files::UnitLookup lookup(ids);
  const auto edges = files::parse_edges(*file, lookup);
  require(edges || !edges.error().empty());
  const auto plan =
      files::parse_plan(*file, lookup, {.is_complete = false, .may_have_strangers = true});
  require(!plan || plan->territory_of.size() == ids.size());
  return 0;
}
