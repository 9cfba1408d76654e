#include "planning/plan_job.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

namespace bailiwick::planning {
namespace {

constexpr std::size_t kReasonsShown = 3;

}  // namespace

ScratchFile::ScratchFile(const PlanJobSettings& settings, const platform::jobs::Job& job,
                         std::string_view what)
    : path_(fmt::format("{}/{}-{}-{}.csv", settings.scratch_folder, job.id.text(), job.attempts,
                        what)) {}

ScratchFile::~ScratchFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

Result<void> ScratchFile::write(std::string_view text) const {
  std::ofstream out(path_, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (out) return {};
  return fail(ErrorCode::kIo, "P057",
              fmt::format("{} cannot be written; is the disk full?", path_));
}

PlanId plan_of(const platform::jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return PlanId::parse(payload.value("plan", "")).value_or(PlanId());
}

std::string payload_of(PlanId plan) { return nlohmann::json{{"plan", plan.text()}}.dump(); }

DesignOrder order_of(const NewPlan& request, const std::string& units_file, int threads) {
  DesignOrder order;
  order.request.files.units = units_file;
  order.request.territories_min = request.territories;
  order.request.territories_max = request.territories;
  for (const PlanBalance& balance : request.balance) {
    BalanceDemand& demand = order.request.balance.emplace_back();
    demand.measure = balance.measure;
    demand.tolerance = balance.tolerance;
  }
  order.limits.seed = request.seed;
  order.limits.threads = threads;
  return order;
}

// Jobs end with one error: the first reasons, together.
Error joined(const Errors& errors) {
  Error all = errors.front();
  for (std::size_t i = 1; i < errors.size() && i < kReasonsShown; ++i)
    all.message += " " + errors[i].message;
  if (errors.size() > kReasonsShown)
    all.message += fmt::format(" And {} more.", errors.size() - kReasonsShown);
  return all;
}

}  // namespace bailiwick::planning
