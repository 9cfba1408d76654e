#include "main/demo_organisation.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace bailiwick {
namespace {

namespace identity = platform::identity;
using identity::Principal;

// Somebody who held a region's seat, in days before today: until the day before `until`.
struct Former {
  std::string_view region;
  std::string_view name;
  std::string_view email;
  std::int32_t from = 0;
  std::int32_t until = 0;
};
constexpr std::array kFormer = {
    Former{"West", "Robin Vance", "robin.vance@demo.example", kDemoDays, 400},
    Former{"Midwest", "Jordan Ellis", "jordan.ellis@demo.example", kDemoDays, 560},
    Former{"Midwest", "Sam Porter", "sam.porter@demo.example", 530, 150},
    Former{"South", "Alex Moreno", "alex.moreno@demo.example", kDemoDays, 60},
    Former{"Northeast", "Casey Lin", "casey.lin@demo.example", 640, 120}};
constexpr std::int32_t kRepSince = 365;

// Inside sales: they take leads of regions that have an account manager or none. Nobody does those of the Northeast.
struct Desk {
  std::string_view title;
  std::array<std::string_view, 3> regions;
};
constexpr std::array kDesks = {Desk{"Inside sales 1", {"West", "Midwest", "South"}},
                               Desk{"Inside sales 2", {"Midwest", "South", ""}}};
constexpr std::int32_t kInsideSalesSince = 300;

class Founder {
 public:
  Founder(const Application& application, const Principal& admin)
      : people_(application.identity().people),
        alignment_(application.alignment()),
        admin_(admin),
        today_(alignment_.today()) {}

  Checked<DemoOrganisation> make(const DemoStaff& staff) {
    const auto country = territory("United States", std::nullopt);
    if (!country) return fail(Errors{country.error()});
    made_.country = *country;
    const auto led = seat(*country, "Head of sales", alignment::PositionKind::kManager);
    if (!led) return fail(Errors{led.error()});
    if (const auto held = hold(*led, staff.manager, {.from = days_ago(kDemoDays)}); !held)
      return fail(Errors{held.error()});
    for (const char* region : {"West", "Midwest", "South", "Northeast"})
      if (const auto done = make_region(region, staff.rep); !done) return fail(done.error());
    for (std::size_t desk = 0; desk < std::min(kDesks.size(), staff.inside_sales.size()); ++desk)
      if (const auto done = make_desk(kDesks[desk], staff.inside_sales[desk]); !done)
        return fail(Errors{done.error()});
    return std::move(made_);
  }

 private:
  [[nodiscard]] LocalDate days_ago(std::int32_t days) const { return today_.plus_days(-days); }

  Checked<void> make_region(const std::string& region, PersonId rep) {
    const auto made = territory(region, made_.country);
    if (!made) return fail(Errors{made.error()});
    made_.regions.emplace(region, *made);
    const auto position =
        seat(*made, fmt::format("Account manager {}", region), alignment::PositionKind::kRep);
    if (!position) return fail(Errors{position.error()});
    std::vector<DemoHolding>& holders = made_.holders[region];
    for (const Former& former : kFormer) {
      if (former.region != region) continue;
      const auto person = add_former(former);
      if (!person) return fail(person.error());
      holders.push_back({*person, {.from = days_ago(former.from), .to = days_ago(former.until)}});
    }
    if (region == "West") holders.push_back({rep, {.from = days_ago(kRepSince)}});
    for (const DemoHolding& holding : holders)
      if (const auto held = hold(*position, holding.person, holding.period); !held)
        return fail(Errors{held.error()});
    return {};
  }

  Result<void> make_desk(const Desk& desk, PersonId person) {
    const auto position =
        alignment_.add_position(admin_, {.id = {},
                                         .title = std::string(desk.title),
                                         .kind = alignment::PositionKind::kOverlay,
                                         .version = 1});
    if (!position) return tl::unexpected(position.error());
    const alignment::Period period{.from = days_ago(kInsideSalesSince)};
    for (const std::string_view region : desk.regions) {
      if (region.empty()) continue;
      const auto assigned =
          alignment_.assign(admin_, {.territory = made_.regions.at(std::string(region)),
                                     .position = position->id,
                                     .period = period,
                                     .part = alignment::Part::kOverlay});
      if (!assigned) return tl::unexpected(assigned.error());
    }
    return hold(position->id, person, period);
  }

  Checked<PersonId> add_former(const Former& former) {
    identity::Person person;
    person.name = former.name;
    person.email = former.email;
    person.roles = {identity::Role::kRep};
    const auto invited = people_.invite(admin_, person);
    if (!invited) return fail(invited.error());
    made_.former.push_back(invited->person.id);
    return invited->person.id;
  }

  Result<alignment::TerritoryId> territory(const std::string& name,
                                           std::optional<alignment::TerritoryId> parent) {
    const auto made = alignment_.add_territory(admin_, name, parent, days_ago(kDemoDays));
    if (!made) return tl::unexpected(made.error());
    return made->id;
  }

  // A position that owns the territory, which nobody holds yet.
  Result<alignment::PositionId> seat(alignment::TerritoryId territory, const std::string& title,
                                     alignment::PositionKind kind) {
    const auto position =
        alignment_.add_position(admin_, {.id = {}, .title = title, .kind = kind, .version = 1});
    if (!position) return tl::unexpected(position.error());
    const auto assigned = alignment_.assign(admin_, {.territory = territory,
                                                     .position = position->id,
                                                     .period = {.from = days_ago(kDemoDays)}});
    if (!assigned) return tl::unexpected(assigned.error());
    return position->id;
  }

  Result<void> hold(alignment::PositionId position, PersonId person,
                    const alignment::Period& period) {
    const auto held =
        alignment_.hold(admin_, {.position = position, .period = period, .person = person});
    if (!held) return tl::unexpected(held.error());
    return {};
  }

  const identity::People& people_;
  const alignment::AlignmentService& alignment_;
  const Principal& admin_;
  LocalDate today_;
  DemoOrganisation made_;
};

}  // namespace

PersonId DemoOrganisation::holder(const std::string& region, LocalDate day) const {
  const auto seat = holders.find(region);
  if (seat == holders.end()) return {};
  for (const DemoHolding& holding : seat->second)
    if (holding.period.covers(day)) return holding.person;
  return {};
}

Checked<DemoOrganisation> make_demo_organisation(const Application& application,
                                                 const Principal& admin, const DemoStaff& staff) {
  return Founder(application, admin).make(staff);
}

Checked<void> see_off(const Application& application, const Principal& admin,
                      const DemoOrganisation& organisation) {
  for (const PersonId person : organisation.former) {
    const auto gone = application.identity().people.deactivate(admin, person);
    if (!gone) return fail(Errors{gone.error()});
  }
  return {};
}

}  // namespace bailiwick
