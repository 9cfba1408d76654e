#include "planning/write_results.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "planning/map_cells.hpp"
#include "planning/plan_files.hpp"
#include "planning/report_html.hpp"
#include "planning/report_json.hpp"
#include "platform/files/atomic_write.hpp"

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

Result<void> write_results(const Outcome& outcome, std::span<const geo::Area> borders) {
  Result<platform::files::OutputFolder> folder =
      platform::files::OutputFolder::open(outcome.order.output.folder);
  if (!folder) return fail(folder.error().code, folder.error().rule, folder.error().message);
  const geo::Mesh shapes =
      geo::dissolve(outcome.map.cells, territory_of_cells(outcome), outcome.plan.k);
  const std::pair<std::string_view, std::string> texts[] = {
      {"plan.csv", plan_csv(outcome)},
      {"territories.csv", territories_csv(outcome)},
      {"territories.geojson", territories_geojson(outcome, shapes)},
      {kReportName, json_text(report_json(outcome), 2) + "\n"},
      {"report.html", report_html(outcome, borders)}};
  for (const auto& [name, text] : texts) {
    if (Result<void> added = folder->add(name, text); !added) return added;
  }
  return folder->commit();
}

}  // namespace bailiwick::planning
