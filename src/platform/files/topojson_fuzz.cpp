// Any bytes as a map file: units with areas and places on Earth, or errors; and neighbours can be found of what was read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "geo/neighbours.hpp"
#include "platform/files/shapes.hpp"
#include "platform/files/topojson.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace files = bailiwick::platform::files;
  const auto file = files::text_from_bytes("fuzz.topojson",
                                           std::string(reinterpret_cast<const char*>(data), size));
  if (!file) return 0;
  const auto features = files::parse_topojson(*file);
  if (features && features->areas.size() != features->properties.row_count()) std::abort();
  const auto shapes = files::parse_shapes(*file);
  if (!shapes) return 0;
  const auto found = bailiwick::geo::neighbours_of_areas(shapes->areas, shapes->units.positions);
  if (found.links.size() + 1 < shapes->areas.size()) std::abort();  // not in one piece
  return 0;
}
