#include "planning/paper_service.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "planning/board_store.hpp"
#include "planning/paper_book.hpp"
#include "planning/paper_report.hpp"
#include "planning/paper_sheet.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;

constexpr std::size_t kFileNameMost = 60;

Checked<Paper> book_paper(std::string name, const platform::files::XlsxWorkbook& workbook) {
  auto bytes = platform::files::xlsx_of(workbook);
  if (!bytes) return fail(as_list(bytes.error()));
  return Paper{.name = std::move(name) + ".xlsx", .bytes = std::move(*bytes)};
}

}  // namespace

std::string file_name_of(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (name.size() >= kFileNameMost) break;
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_letter)
      name += c;
    else if (c >= 'A' && c <= 'Z')
      name += static_cast<char>(c - 'A' + 'a');
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "plan" : name;
}

Checked<DeskPtr> PaperService::before(TenantId tenant, const Desk& desk) const {
  std::optional<PlanId> id = desk.plan.parent;
  if (!id) {
    const auto active =
        parts_.database.read([&](db::Connection& connection) -> Result<std::optional<PlanId>> {
          const auto found = board_store::active_plan(connection, tenant);
          if (!found || !*found || **found == desk.plan.id) {
            if (!found) return tl::unexpected(found.error());
            return std::optional<PlanId>();
          }
          const auto plan = store::plan(connection, {tenant, **found});
          if (!plan) return tl::unexpected(plan.error());
          if (!*plan || (*plan)->dataset != desk.plan.dataset) return std::optional<PlanId>();
          return *found;
        });
    if (!active) return fail(as_list(active.error()));
    id = *active;
  }
  if (!id) return DeskPtr();
  return desks_.open(tenant, *id);
}

PaperMapPtr PaperService::map(const std::shared_ptr<const BoardGround>& ground) const {
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(maps_, ground, &KeptMap::ground);
    if (found != maps_.end()) {
      std::rotate(found, found + 1, maps_.end());
      return maps_.back().map;
    }
  }
  PaperMapPtr made = paper_map(*ground);
  const std::lock_guard lock(mutex_);
  maps_.push_back({ground, made});
  if (maps_.size() > kMapsMax) maps_.erase(maps_.begin());
  return made;
}

Checked<PaperScene> PaperService::scene(const Principal& principal, PlanId plan) const {
  if (const auto may = identity::require(principal, identity::Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(std::move(desk.error()));
  auto other = before(principal.tenant, **desk);
  if (!other) return fail(std::move(other.error()));
  PaperScene scene{.desk = std::move(*desk),
                   .before = std::move(*other),
                   .map = {},
                   .facts = {},
                   .now = parts_.clock()};
  scene.facts = territory_facts({.ground = *scene.desk->ground,
                                 .board = scene.desk->board,
                                 .judgement = scene.desk->judgement,
                                 .balance = scene.desk->plan.request.balance,
                                 .before = scene.before ? &scene.before->board : nullptr});
  return scene;
}

Checked<PaperService::Facts> PaperService::facts(const Principal& principal, PlanId plan,
                                                 std::int32_t territory) const {
  auto made = scene(principal, plan);
  if (!made) return fail(std::move(made.error()));
  const std::int32_t count = made->desk->board.territory_count();
  if (territory < 0 || territory >= count)
    return refuse(ErrorCode::kNotFound, "P101",
                  fmt::format("The plan has no territory {}; they are numbered from 0 to {}.",
                              territory, count - 1));
  return Facts{.scene = std::move(*made), .territory = territory};
}

Checked<Paper> PaperService::sheet(const Principal& principal, PlanId plan, std::int32_t territory,
                                   PaperLanguage language) const {
  auto found = facts(principal, plan, territory);
  if (!found) return fail(std::move(found.error()));
  PaperScene& scene = found->scene;
  scene.language = language;
  scene.map = map(scene.desk->ground);
  return Paper{.name = file_name_of(scene.desk->board.territories[at(territory)].name) + ".pdf",
               .bytes = territory_sheet(scene, territory)};
}

Checked<Paper> PaperService::territory_book(const Principal& principal, PlanId plan,
                                            std::int32_t territory, PaperLanguage language) const {
  auto found = facts(principal, plan, territory);
  if (!found) return fail(std::move(found.error()));
  found->scene.language = language;
  return book_paper(file_name_of(found->scene.desk->board.territories[at(territory)].name),
                    territory_workbook(found->scene, territory));
}

Checked<Paper> PaperService::report(const Principal& principal, PlanId plan,
                                    PaperLanguage language) const {
  auto made = scene(principal, plan);
  if (!made) return fail(std::move(made.error()));
  made->language = language;
  made->map = map(made->desk->ground);
  return Paper{.name = file_name_of(made->desk->plan.name) + ".pdf", .bytes = plan_report(*made)};
}

Checked<Paper> PaperService::plan_book(const Principal& principal, PlanId plan,
                                       PaperLanguage language) const {
  auto made = scene(principal, plan);
  if (!made) return fail(std::move(made.error()));
  made->language = language;
  return book_paper(file_name_of(made->desk->plan.name), plan_workbook(*made));
}

}  // namespace bailiwick::planning
