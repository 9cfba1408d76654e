#include "planning/borders.hpp"

#include "platform/files/geojson.hpp"
#include "platform/files/topojson.hpp"

namespace bailiwick::planning {

namespace files = platform::files;

Checked<std::vector<geo::Area>> read_borders(const std::string& path) {
  files::TextLimits limits;
  limits.file_bytes = files::kJsonBytesLimit;
  limits.line_bytes = files::kJsonBytesLimit;
  const Result<files::TextFile> file = files::read_text(path, limits);
  if (!file) return fail(Errors{file.error()});
  const bool is_topology = file->text.find("\"Topology\"") != std::string::npos;
  Checked<files::Features> features =
      is_topology ? files::parse_topojson(*file) : files::parse_geojson(*file);
  if (!features) return fail(std::move(features.error()));
  std::erase_if(features->areas, [](const geo::Area& area) { return area.empty(); });
  return std::move(features->areas);
}

}  // namespace bailiwick::planning
