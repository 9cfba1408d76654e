#include "planning/write_results.hpp"

#include <filesystem>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "planning/map_cells.hpp"
#include "planning/plan_files.hpp"
#include "planning/report_html.hpp"
#include "planning/report_json.hpp"
#include "platform/files/atomic_write.hpp"
#include "platform/files/edges.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kReportName = "report.json";
// A report.json of ours says so within its first bytes.
constexpr std::size_t kReportHeadBytes = 200;

bool is_ours(const std::filesystem::path& folder) {
  std::ifstream in(folder / kReportName, std::ios::binary);
  std::string head(kReportHeadBytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  return head.find("\"program\": \"bailiwick\"") != std::string::npos;
}

}  // namespace

Result<void> check_folder(const std::string& folder, bool force) {
  std::error_code error;
  const std::filesystem::path path(folder);
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return {};
  if (!std::filesystem::is_directory(status)) {
    return fail(ErrorCode::kInvalidInput, "P042", fmt::format("--out {} is not a folder.", folder));
  }
  if (force || std::filesystem::is_empty(path, error) || is_ours(path)) return {};
  return fail(ErrorCode::kInvalidInput, "P041",
              fmt::format("--out {} holds files that are not an earlier result of bailiwick. "
                          "Choose another folder, or "
                          "give --force to write there all the same.",
                          folder));
}

Result<void> write_edges(const Outcome& outcome) {
  const std::string& path = outcome.order.output.edges_file;
  if (path.empty()) return {};
  std::vector<std::pair<std::int32_t, std::int32_t>> links;
  const graph::Csr& adjacency = outcome.problem.adjacency;
  for (graph::Vertex u = 0; u < adjacency.vertex_count(); ++u) {
    for (const graph::Vertex v : adjacency.neighbours(u)) {
      if (u < v) links.emplace_back(u, v);
    }
  }
  return platform::files::write_file(path,
                                     platform::files::edges_text(outcome.problem.unit_ids, links));
}

Result<std::string> write_results(const Outcome& outcome, std::span<const geo::Area> borders) {
  Result<platform::files::OutputFolder> folder =
      platform::files::OutputFolder::open(outcome.order.output.folder);
  if (!folder) return fail(folder.error().code, folder.error().rule, folder.error().message);
  const nlohmann::ordered_json report = report_json(outcome);
  std::string report_text = json_text(report, 2) + "\n";
  // The page takes as long as all else. Files are flushed as soon as they are there.
  auto page = std::async(std::launch::async,
                         [&] { return report_html(outcome, json_text(report, -1), borders); });
  Result<void> added = folder->add("plan.csv", plan_csv(outcome));
  if (added) added = folder->add("territories.csv", territories_csv(outcome));
  if (added) {
    const geo::Mesh shapes =
        geo::dissolve(outcome.map.cells, territory_of_cells(outcome), outcome.plan.k);
    added = folder->add("territories.geojson", territories_geojson(outcome, shapes));
  }
  if (added) added = folder->add(kReportName, report_text);
  if (added) added = folder->add("report.html", page.get());
  if (added) added = folder->commit();
  if (!added) return tl::unexpected<Error>(added.error());
  return report_text;
}

}  // namespace bailiwick::planning
