// For tests of approving: the plan of a StudioTest in review, sent by its planner, with "Country" above "East" in the tree and both of the plan's
// territories below East; a head owns the country, a chief the east.
#pragma once

#include <string>

#include "planning/refusals.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/people_store.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::testing {

class ApprovalWorldTest : public StudioTest {
 protected:
  using Principal = platform::identity::Principal;

  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    manager_ = planning::system_for(tenant_, {});
    platform::identity::Company company;
    company.id = tenant_;
    company.name = "Example";
    ASSERT_TRUE(write([&](platform::db::Connection& connection) {
      return platform::identity::insert_company(connection, company, clock_.wall()());
    }));
    country_ = place("Country", std::nullopt, {});
    east_ = place("East", country_, {});
    for (const planning::BoardTerritory& territory : desk()->board.territories)
      place(territory.name, east_, territory.id);
    head_ = owner("head", country_);
    chief_ = owner("chief", east_);
  }

  alignment::TerritoryId place(const std::string& name,
                               std::optional<alignment::TerritoryId> parent,
                               std::optional<alignment::TerritoryId> id) {
    const auto added = align_->add_territory(manager_, name, parent, utc_date(clock_.wall()()), id);
    EXPECT_TRUE(added) << added.error().message;
    return added->id;
  }

  // Reads plans, owns the territory from today on.
  Principal owner(const std::string& name, alignment::TerritoryId territory) {
    Principal person = planner_;
    person.person = PersonId(ids_.next());
    person.permissions = {platform::identity::Permission::kPlansRead};
    platform::identity::Person row;
    row.id = person.person;
    row.name = name;
    row.email = name + "@example.com";
    row.roles = {platform::identity::Role::kManager};
    row.status = platform::identity::PersonStatus::kActive;
    const auto added = write([&](platform::db::Connection& connection) {
      return platform::identity::insert_person(connection, tenant_, row);
    });
    EXPECT_TRUE(added) << added.error().message;
    const alignment::Period always{.from = utc_date(clock_.wall()())};
    const auto position = align_->add_position(manager_, {.id = {}, .title = name});
    EXPECT_TRUE(position) << position.error().message;
    const auto held = align_->hold(
        manager_, {.position = position->id, .period = always, .person = person.person});
    EXPECT_TRUE(held) << held.error().message;
    const auto owned = align_->assign(manager_, {.territory = territory,
                                                 .position = position->id,
                                                 .period = always,
                                                 .part = alignment::Part::kOwner});
    EXPECT_TRUE(owned) << owned.error().message;
    return person;
  }

  Principal manager_;
  Principal head_;
  Principal chief_;
  alignment::TerritoryId country_;
  alignment::TerritoryId east_;
};

}  // namespace bailiwick::testing
