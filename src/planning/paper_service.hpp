// Facts about territories, and the papers made of them: sheets, reports and workbooks. docs/spec/plan-studio.md, "Facts, sheets and reports".
//
// plans.read, as for the board. The plan before is the one that this one was branched from, or else the active plan of the same data set. The maps of the grounds
// that were asked for last are kept. Thread-safe.
// Errors: I001; those of BoardDesks::open(); P101 the plan has no such territory (kNotFound); F085 of workbooks.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/paper_scene.hpp"

namespace bailiwick::planning {

// A file to keep, with a name for it: letters of ASCII, digits and hyphens.
struct Paper {
  std::string name;
  std::string bytes;
};

class PaperService {
 public:
  using Principal = platform::identity::Principal;
  static constexpr std::size_t kMapsMax = 4;

  // What it works with outlives it.
  PaperService(const PlanningParts& parts, const BoardDesks& desks)
      : parts_(parts), desks_(desks) {}

  // The scene without a map, and the territory that is asked for.
  struct Facts {
    PaperScene scene;
    std::int32_t territory = 0;
  };
  [[nodiscard]] Checked<Facts> facts(const Principal& principal, PlanId plan,
                                     std::int32_t territory) const;

  [[nodiscard]] Checked<Paper> sheet(const Principal& principal, PlanId plan,
                                     std::int32_t territory, PaperLanguage language) const;
  [[nodiscard]] Checked<Paper> territory_book(const Principal& principal, PlanId plan,
                                              std::int32_t territory, PaperLanguage language) const;
  [[nodiscard]] Checked<Paper> report(const Principal& principal, PlanId plan,
                                      PaperLanguage language) const;
  [[nodiscard]] Checked<Paper> plan_book(const Principal& principal, PlanId plan,
                                         PaperLanguage language) const;

 private:
  struct KeptMap {
    std::shared_ptr<const BoardGround> ground;
    PaperMapPtr map;
  };
  [[nodiscard]] Checked<PaperScene> scene(const Principal& principal, PlanId plan) const;
  [[nodiscard]] Checked<DeskPtr> before(TenantId tenant, const Desk& desk) const;
  [[nodiscard]] PaperMapPtr map(const std::shared_ptr<const BoardGround>& ground) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
  mutable std::mutex mutex_;
  mutable std::vector<KeptMap> maps_;  // the latest used last
};

// A name for a file: what a person wrote in small letters and digits, with a hyphen for everything else; at most 60 of them.
[[nodiscard]] std::string file_name_of(std::string_view text);

}  // namespace bailiwick::planning
